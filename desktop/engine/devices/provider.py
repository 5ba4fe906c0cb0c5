"""Opens graphs on the CPU or on an accelerator, silently, and tells what the session really uses."""

import contextlib
import io
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import onnxruntime

from desktop.engine.devices.device import CPU_SHOWN, Device, device_name, graphics
from desktop.engine.devices.eight_bits import overflow
from desktop.engine.devices.sessions import Opened, Session, Sessions, first_line
from desktop.engine.errors import BundleDamagedError, ProviderError, Sentence

log = logging.getLogger("inkling")

AUTO = "auto"
CPU = "CPUExecutionProvider"
# By the names that settings and the command line know: the shown name, and ONNX Runtime's.
PROVIDERS = {
    "cuda": ("CUDA", "CUDAExecutionProvider"),
    "directml": ("DirectML", "DmlExecutionProvider"),
    "coreml": ("CoreML", "CoreMLExecutionProvider"),
    "cpu": (CPU_SHOWN, CPU),
}
_FATAL_ONLY = 4

# A graph is a file, or what would stand in one.
SessionFactory = Callable[[Path | bytes, int, list[str]], Session]


def create_session(graph: Path | bytes, threads: int, providers: list[str]) -> Session:
    """Open one graph in ONNX Runtime, silent and without threads that spin between two key strokes."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = _FATAL_ONLY
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.add_session_config_entry("session.inter_op.allow_spinning", "0")
    # The provider libraries complain to the default logger before a session exists.
    onnxruntime.set_default_logger_severity(_FATAL_ONLY)
    if overflow():
        options.add_session_config_entry("session.x64quantprecision", "1")
    if PROVIDERS["cuda"][1] in providers:
        _load_cuda()
    # Its own fallback prints to the terminal; ours is in `Sessions`.
    return onnxruntime.InferenceSession(_model(graph), options, providers, enable_fallback=0)


def _model(graph: Path | bytes) -> str | bytes:
    """What to give ONNX Runtime: the path, or the contents of a file whose path is no text."""
    if isinstance(graph, bytes):
        return graph
    try:
        str(graph).encode()
    except UnicodeEncodeError:
        return graph.read_bytes()
    return str(graph)


@cache
def _load_cuda() -> None:
    """Load CUDA and cuDNN from the packages that `onnxruntime-gpu[cuda,cudnn]` brings, if they are there."""
    if not hasattr(onnxruntime, "preload_dlls"):  # before 1.21
        return
    # It prints what it does not find.
    with contextlib.redirect_stdout(io.StringIO()) as told:
        onnxruntime.preload_dlls(directory="")
    if told.getvalue():
        log.info("CUDA: %s", told.getvalue().strip().replace("\n", "; "))


@dataclass(frozen=True)
class Runtime:
    """What the engine needs of ONNX Runtime and of the machine; tests put fakes in its place.

    Attributes:
        available: The execution providers of this installation.
        create: Opens one graph with the given execution providers.
        name: The name of a provider's device.
        graphics: What graphics cards there are.
        version: ONNX Runtime's.
        clock: Seconds from any moment on.
    """

    available: Callable[[], list[str]] = onnxruntime.get_available_providers
    create: SessionFactory = create_session
    name: Callable[[str], str] = device_name
    graphics: Callable[[], list[str]] = graphics
    version: str = onnxruntime.__version__
    clock: Callable[[], float] = time.perf_counter

    def offered(self) -> tuple[str, ...]:
        """The keys of `PROVIDERS` that this installation has, the CPU last."""
        available = self.available()
        return tuple(key for key, (_, execution) in PROVIDERS.items() if execution in available)


REAL_RUNTIME = Runtime()


def open_sessions(
    paths: Mapping[str, Path],
    provider: str = "cpu",
    threads: int = 1,
    runtime: Runtime = REAL_RUNTIME,
    check: Callable[[], object] = lambda: None,
) -> Sessions:
    """Open all graphs on a provider; on the CPU if that fails.

    Args:
        paths: Role to ONNX file.
        provider: A key of `PROVIDERS`.
        threads: Threads for one model step.
        runtime: ONNX Runtime.
        check: Called before files are opened once more: it raises if they are other ones by now.

    Raises:
        ProviderError: No such provider.
        BundleDamagedError: Not even the CPU takes a graph.
    """
    if provider not in PROVIDERS:
        raise ProviderError(
            "There is no provider {provider}; choose auto, {others}.",
            provider=repr(provider),
            others=", ".join(PROVIDERS),
        )

    def open_on_cpu() -> Opened:
        check()
        return open_on(paths, "cpu", threads, runtime)

    try:
        return Sessions(open_on(paths, provider, threads, runtime), open_on_cpu)
    except ProviderError as error:
        log.warning("%s", error)
        return Sessions(open_on_cpu(), open_on_cpu, error.sentence)


def open_on(paths: Mapping[str, Path], provider: str, threads: int, runtime: Runtime) -> Opened:
    """Open all graphs on one provider and on no other.

    Raises:
        ProviderError: It is not there, or does not take a graph.
        BundleDamagedError: The provider is the CPU and does not take a graph.
    """
    shown, execution = PROVIDERS[provider]
    if provider not in runtime.offered():
        raise ProviderError(
            "{provider} is not part of this installation, so the model runs on the CPU; install Inkling with "
            "it, or choose another provider.",
            provider=shown,
        )
    graphs = {role: _open(path, provider, threads, runtime) for role, path in paths.items()}
    if any(session.get_providers()[0] != execution for session in graphs.values()):
        raise _failed(shown, Sentence("its device or its libraries are missing"))
    return Opened(graphs, Device(shown, "" if provider == "cpu" else runtime.name(provider), threads))


def _open(path: Path, provider: str, threads: int, runtime: Runtime) -> Session:
    shown, execution = PROVIDERS[provider]
    try:
        return runtime.create(path, threads, [CPU] if provider == "cpu" else [execution, CPU])
    # ONNX Runtime's exceptions share no base class but Exception.
    except Exception as error:
        if provider != "cpu":
            raise _failed(shown, first_line(error)) from error
        raise cannot_run(path, first_line(error)) from error


def cannot_run(path: Path, reason: object) -> BundleDamagedError:
    """What to say of a graph that ONNX Runtime cannot run, or must not."""
    return BundleDamagedError(
        "The model's graph {path} cannot be run ({reason}); install the model again.",
        path=path,
        reason=reason,
    )


def _failed(shown: str, reason: object) -> ProviderError:
    return ProviderError(
        "{provider} failed to start ({reason}), so the model runs on the CPU; look after its driver, or "
        "choose another provider.",
        provider=shown,
        reason=reason,
    )
