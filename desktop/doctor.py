"""`inkling doctor`: what works on this machine and how fast, and what does not."""

import os
import platform
import sys
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from desktop.engine.bundles.finding import default_model
from desktop.engine.devices.provider import PROVIDERS, REAL_RUNTIME, Runtime
from desktop.engine.engine import ContinueSettings, Engine, SuggestSettings
from desktop.engine.errors import InklingError
from desktop.engine.folders import data_folder
from desktop.engine.shown import shown
from desktop.engine.words import count_words
from desktop.language.spelling.dictionaries import find_dictionaries
from desktop.language.spelling.hunspell import HunspellDictionary

PACKAGES = ("inkling-desk", "PySide6-Essentials", "onnxruntime", "tokenizers", "numpy")
# They fill the same folder as onnxruntime, and what was installed last is what runs.
ACCELERATED = {"onnxruntime-gpu": "cuda", "onnxruntime-directml": "directml"}
# Typed letter by letter, as a writer would.
TYPED = "It was late when she opened the door and walked into the little house by the sea."
STORY_WORDS = 200
_MISSING = "not installed"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return _MISSING


def examine(
    model: Path | None = None,
    provider: str = "auto",
    runtime: Runtime = REAL_RUNTIME,
    version_of: Callable[[str], str] = _version,
) -> int:
    """Print what there is, measure the model, and name the first thing that is wrong.

    Args:
        model: The bundle; the default one if None.
        provider: As for `Engine.load`.
        runtime: ONNX Runtime.
        version_of: Gives a package's version, or "not installed".

    Returns:
        0 if all is well, else 1, the reason being the last line, on standard error.
    """
    _show("system", f"{platform.system()} {platform.machine()}, Python {platform.python_version()}")
    for package in PACKAGES:
        _show(package, version_of(package))
    _show("data folder", str(data_folder()))
    _show("providers", ", ".join(PROVIDERS[key][0] for key in runtime.offered()))
    problem = (
        _installation_problem(runtime, version_of)
        or _examine_model(model, provider, runtime)
        or _spelling_problem()
        or _window_problem()
    )
    if problem:
        print(problem, file=sys.stderr)
        return 1
    print("All is well.")
    return 0


def _installation_problem(runtime: Runtime, version_of: Callable[[str], str]) -> str:
    """Which build of ONNX Runtime is hidden by another, and how to mend that, in one sentence."""
    for package, provider in ACCELERATED.items():
        number = version_of(package)
        if number == _MISSING:
            continue
        _show(package, number)
        if provider not in runtime.offered():
            python = Path(sys.executable).name
            return (
                f"{package} is installed, but the files of another build of onnxruntime lie over its own; "
                f"run: {python} -m pip install --force-reinstall --no-deps {package}=={number}"
            )
    return ""


def _examine_model(model: Path | None, provider: str, runtime: Runtime) -> str:
    """Load and measure the model; gives one sentence if that fails."""
    try:
        folder = model or default_model()
        started = time.perf_counter()
        engine = Engine.load(folder, provider, runtime=runtime)
        seconds = time.perf_counter() - started
    except InklingError as error:
        return str(error)
    config = engine.bundle.config
    _show("model", f"{config.name} ({config.kind}, {engine.bundle.size / 1e6:.1f} MB), {folder}")
    _show("load", f"{seconds * 1000:.0f} ms")
    if len(runtime.offered()) > 1:
        _compare_providers(engine)
    _show("provider in use", str(engine.placement.device))
    p50, p95 = np.percentile(_suggest_times(engine), [50, 95])
    _show("suggest", f"p50 {p50:.1f} ms, p95 {p95:.1f} ms a key")
    rate, step = _continue_rate(engine)
    _show("continue", f"{rate:.0f} words/s, {step:.2f} ms a piece")
    return ""


def _compare_providers(engine: Engine) -> None:
    """Measure all providers, anew if it was done before, and say what came of it; the desk goes by it."""
    engine.placement.measure(lambda: False)
    verdict = engine.placement.verdict
    assert verdict is not None  # all was measured
    for figures in verdict.figures.values():
        _show("measured", f"{figures} (medians)")
    for provider, reason in verdict.failures.items():
        _show("measured", f"{PROVIDERS[provider][0]}: does not work here ({reason})")
    _show("fastest", PROVIDERS[verdict.fastest][0])


def _suggest_times(engine: Engine) -> list[float]:
    """Milliseconds for each letter of `TYPED`, the first ones left out, as they warm up."""
    times = []
    settings = SuggestSettings()
    for end in range(1, len(TYPED)):
        started = time.perf_counter()
        engine.suggest(TYPED[:end], "", settings)
        times.append((time.perf_counter() - started) * 1000)
    return times[10:]


def _continue_rate(engine: Engine) -> tuple[float, float]:
    """Words per second and milliseconds per piece of a continuation."""
    started = time.perf_counter()
    pieces = list(engine.continue_story(TYPED, "", ContinueSettings(words=STORY_WORDS, seed=1)))
    seconds = time.perf_counter() - started
    return count_words("".join(pieces)) / seconds, seconds * 1000 / max(1, len(pieces))


def _spelling_problem() -> str:
    """Name the dictionaries; gives one sentence if Hunspell cannot read its own."""
    dictionaries = find_dictionaries()
    _show("dictionaries", ", ".join(one.code for one in dictionaries))
    english = next(one for one in dictionaries if one.language == "en")
    try:
        HunspellDictionary.load(english.words)
    except (OSError, ImportError, UnicodeError) as error:
        return f"Spelling does not work ({error}); install the package chunspell."
    return ""


def _window_problem() -> str:
    """Which libraries Qt lacks here, in one sentence. A machine without a screen is not at fault."""
    from desktop.editor.system_libraries import start_problem

    return start_problem({"DISPLAY": ":0", **os.environ})


def _show(what: str, value: str) -> None:
    print(f"{what:20}{shown(value)}")
