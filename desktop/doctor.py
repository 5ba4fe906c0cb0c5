"""`inkling doctor`: what works on this machine and how fast, and what does not."""

import os
import platform
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from desktop.engine.engine import ContinueSettings, Engine, SuggestSettings
from desktop.engine.errors import InklingError
from desktop.engine.folders import data_folder
from desktop.engine.models import default_model
from desktop.engine.provider import available_providers
from desktop.engine.words import count_shown_words

PACKAGES = ("inkling-desk", "PySide6-Essentials", "onnxruntime", "tokenizers", "numpy")
# Typed letter by letter, as a writer would.
TYPED = "It was late when she opened the door and walked into the little house by the sea."
STORY_WORDS = 200


def examine(model: Path | None = None, provider: str = "auto") -> int:
    """Print what there is, measure the model, and name the first thing that is wrong.

    Args:
        model: The bundle; the default one if None.
        provider: As for `Engine.load`.

    Returns:
        0 if all is well, else 1, the reason being the last line, on standard error.
    """
    _show("system", f"{platform.system()} {platform.machine()}, Python {platform.python_version()}")
    for package in PACKAGES:
        _show(package, _version(package))
    _show("data folder", str(data_folder()))
    _show("providers", ", ".join(available_providers()))
    problem = _examine_model(model, provider) or _window_problem()
    if problem:
        print(problem, file=sys.stderr)
        return 1
    print("All is well.")
    return 0


def _examine_model(model: Path | None, provider: str) -> str:
    """Load and measure the model; gives one sentence if that fails."""
    try:
        folder = model or default_model()
        started = time.perf_counter()
        engine = Engine.load(folder, provider)
        seconds = time.perf_counter() - started
    except InklingError as error:
        return str(error)
    config = engine.bundle.config
    _show("model", f"{config.name} ({config.kind}, {engine.bundle.size / 1e6:.1f} MB), {folder}")
    _show("provider in use", engine.provider)
    _show("load", f"{seconds * 1000:.0f} ms")
    p50, p95 = np.percentile(_suggest_times(engine), [50, 95])
    _show("suggest", f"p50 {p50:.1f} ms, p95 {p95:.1f} ms a key")
    rate, step = _continue_rate(engine)
    _show("continue", f"{rate:.0f} words/s, {step:.2f} ms a piece")
    return ""


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
    return count_shown_words("".join(pieces)) / seconds, seconds * 1000 / max(1, len(pieces))


def _window_problem() -> str:
    """Which libraries Qt lacks here, in one sentence. A machine without a screen is not at fault."""
    from desktop.editor.system_libraries import start_problem

    return start_problem({"DISPLAY": ":0", **os.environ})


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _show(what: str, value: str) -> None:
    print(f"{what:20}{value}")
