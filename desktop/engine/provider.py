"""Where a model runs: CUDA, then DirectML or CoreML, then the CPU, and what the session really uses."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import onnxruntime

from desktop.engine.errors import BundleDamagedError, ProviderError

log = logging.getLogger("inkling")

CPU = "CPUExecutionProvider"
# In order of preference.
PROVIDERS = {
    "cuda": ("CUDA", "CUDAExecutionProvider"),
    "directml": ("DirectML", "DmlExecutionProvider"),
    "coreml": ("CoreML", "CoreMLExecutionProvider"),
    "cpu": ("CPU", CPU),
}
_SHOWN = {execution: shown for shown, execution in PROVIDERS.values()}
_FATAL_ONLY = 4


class NodeArg(Protocol):
    """What ONNX Runtime tells of a graph's input or output."""

    name: str
    type: str
    shape: list[Any]


class Session(Protocol):
    """The part of `onnxruntime.InferenceSession` that the desk uses."""

    def run(self, names: Sequence[str], feeds: Mapping[str, np.ndarray]) -> list[np.ndarray]:
        """Run the graph."""

    def get_inputs(self) -> list[NodeArg]:
        """The graph's inputs."""

    def get_outputs(self) -> list[NodeArg]:
        """The graph's outputs."""

    def get_providers(self) -> list[str]:
        """The execution providers in use, first choice first."""


SessionFactory = Callable[[Path, int, list[str]], Session]


@dataclass(frozen=True)
class Sessions:
    """A bundle's open graphs, by role, and the provider they all run on ("CPU", "CUDA", ...)."""

    graphs: dict[str, Session]
    provider: str


def create_session(path: Path, threads: int, providers: list[str]) -> Session:
    """Open one graph in ONNX Runtime, silent and without threads that spin between two key strokes."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = _FATAL_ONLY
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.add_session_config_entry("session.inter_op.allow_spinning", "0")
    # The provider libraries complain to the default logger before a session exists.
    onnxruntime.set_default_logger_severity(_FATAL_ONLY)
    # Its own fallback prints to the terminal; ours is in `open_sessions`.
    return onnxruntime.InferenceSession(str(path), options, providers, enable_fallback=0)


def available_providers() -> list[str]:
    """The providers that this build of ONNX Runtime has, under the names that we show."""
    return [_SHOWN[name] for name in onnxruntime.get_available_providers() if name in _SHOWN]


def open_sessions(
    paths: Mapping[str, Path],
    provider: str = "auto",
    threads: int = 1,
    available: Callable[[], list[str]] = onnxruntime.get_available_providers,
    create: SessionFactory = create_session,
) -> Sessions:
    """Open all graphs on the first provider that takes them all.

    Args:
        paths: Role to ONNX file.
        provider: "auto", or a key of `PROVIDERS` to try before the CPU.
        threads: Threads for one model step.
        available: The execution providers of this build.
        create: Opens one graph with the given execution providers.

    Raises:
        ProviderError: No such provider.
        BundleDamagedError: Not even the CPU takes a graph.
    """
    for execution in _candidates(provider, available()):
        try:
            graphs = {role: create(path, threads, [execution, CPU]) for role, path in paths.items()}
        # ONNX Runtime's exceptions share no base class but Exception.
        except Exception as error:
            log.warning("%s failed to start, so the CPU is used instead: %s", _SHOWN[execution], _line(error))
            continue
        used = {session.get_providers()[0] for session in graphs.values()}
        if used == {execution}:
            return Sessions(graphs, _SHOWN[execution])
        log.warning("%s did not start, so the CPU is used instead.", _SHOWN[execution])
    graphs = {role: _open_on_cpu(path, threads, create) for role, path in paths.items()}
    execution = next(iter(graphs.values())).get_providers()[0]
    return Sessions(graphs, _SHOWN.get(execution, execution))


def _candidates(provider: str, available: list[str]) -> list[str]:
    """The accelerators to try before the CPU."""
    accelerators = [key for key in PROVIDERS if key != "cpu"]
    if provider == "auto":
        return [PROVIDERS[key][1] for key in accelerators if PROVIDERS[key][1] in available]
    if provider not in PROVIDERS:
        raise ProviderError(
            "There is no provider {provider}; choose auto, {others}.",
            provider=repr(provider),
            others=", ".join(PROVIDERS),
        )
    shown, execution = PROVIDERS[provider]
    if provider == "cpu":
        return []
    if execution not in available:
        log.warning("%s is not part of this installation, so the CPU is used instead.", shown)
        return []
    return [execution]


def _open_on_cpu(path: Path, threads: int, create: SessionFactory) -> Session:
    try:
        return create(path, threads, [CPU])
    # ONNX Runtime's exceptions share no base class but Exception.
    except Exception as error:
        raise BundleDamagedError(
            "The model's graph {path} cannot be run ({reason}); install the model again.",
            path=path,
            reason=_line(error),
        ) from error


def _line(error: Exception) -> str:
    """The first line of an exception's text, without ONNX Runtime's code in front."""
    text = str(error).strip().split("\n", 1)[0]
    return text.rsplit(" : ", 1)[-1].rstrip(".") or type(error).__name__
