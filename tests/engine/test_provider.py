import logging
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest

from desktop.engine.engine import Engine
from desktop.engine.errors import ProviderError
from desktop.engine.provider import NodeArg, Session, open_sessions

CPU, CUDA = "CPUExecutionProvider", "CUDAExecutionProvider"
DIRECTML, COREML = "DmlExecutionProvider", "CoreMLExecutionProvider"
PATHS = {"left": Path("left.onnx"), "head": Path("head.onnx")}


class FakeSession:
    def __init__(self, provider: str) -> None:
        self._provider = provider

    def run(self, names: Sequence[str], feeds: Mapping[str, np.ndarray]) -> list[np.ndarray]:
        return []

    def get_inputs(self) -> list[NodeArg]:
        return []

    def get_outputs(self) -> list[NodeArg]:
        return []

    def get_providers(self) -> list[str]:
        return [self._provider, CPU]


class FakeRuntime:
    """Opens sessions on what works; `silent` providers give a CPU session without a word."""

    def __init__(self, *available: str, broken: str = "", silent: str = "", broken_file: str = "") -> None:
        self._available = available
        self._broken, self._silent, self._broken_file = broken, silent, broken_file

    def available(self) -> list[str]:
        return [*self._available, CPU]

    def create(self, path: Path, threads: int, providers: list[str]) -> Session:
        if providers[0] == self._broken and path.name.startswith(self._broken_file):
            raise RuntimeError("[ONNXRuntimeError] : 1 : FAIL : no device here.\nat cuda.cc:12")
        return FakeSession(CPU if providers[0] == self._silent else providers[0])


def open_with(runtime: FakeRuntime, provider: str = "auto") -> str:
    return open_sessions(PATHS, provider, 1, runtime.available, runtime.create).provider


@pytest.mark.parametrize(
    ("available", "used"),
    [
        ([], "CPU"),
        ([CUDA], "CUDA"),
        ([DIRECTML], "DirectML"),
        ([COREML], "CoreML"),
        ([DIRECTML, CUDA], "CUDA"),
        (["TensorrtExecutionProvider"], "CPU"),
    ],
)
def test_auto_takes_the_fastest_there_is(available: list[str], used: str) -> None:
    assert open_with(FakeRuntime(*available)) == used


@pytest.mark.parametrize("broken_file", ["", "head"])
def test_a_gpu_that_fails_gives_way_to_the_cpu_with_one_line(
    broken_file: str, caplog: pytest.LogCaptureFixture
) -> None:
    runtime = FakeRuntime(CUDA, broken=CUDA, broken_file=broken_file)
    assert open_with(runtime) == "CPU"
    assert [record.message for record in caplog.records] == [
        "CUDA failed to start, so the CPU is used instead: no device here"
    ]


def test_what_the_session_uses_is_reported_not_what_was_asked(caplog: pytest.LogCaptureFixture) -> None:
    assert open_with(FakeRuntime(CUDA, silent=CUDA)) == "CPU"
    assert [record.message for record in caplog.records] == [
        "CUDA did not start, so the CPU is used instead."
    ]


def test_the_next_accelerator_is_tried_before_the_cpu() -> None:
    assert open_with(FakeRuntime(CUDA, DIRECTML, broken=CUDA)) == "DirectML"


def test_the_cpu_can_be_asked_for() -> None:
    assert open_with(FakeRuntime(CUDA), "cpu") == "CPU"


def test_an_accelerator_that_is_not_installed_gives_way(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "inkling"):
        assert open_with(FakeRuntime(), "cuda") == "CPU"
    assert "CUDA is not part of this installation" in caplog.text


def test_an_unknown_provider_is_told() -> None:
    with pytest.raises(ProviderError, match="There is no provider 'tpu'; choose auto"):
        open_with(FakeRuntime(), "tpu")


def test_the_engine_reports_the_real_session(stream_bundle: Path) -> None:
    assert Engine.load(stream_bundle, "cpu").provider == "CPU"


def test_onnx_runtime_prints_nothing(stream_bundle: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Engine.load(stream_bundle).suggest("Once upon a")
    assert capfd.readouterr() == ("", "")
