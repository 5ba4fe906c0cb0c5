"""Opening graphs; all accelerators here are fakes (see `fake_runtime`)."""

from pathlib import Path

import numpy as np
import pytest

from desktop.engine.devices import eight_bits
from desktop.engine.devices.device import Device, device_name
from desktop.engine.devices.provider import create_session, open_sessions
from desktop.engine.devices.sessions import Sessions
from desktop.engine.engine import Engine
from desktop.engine.errors import BundleDamagedError, ProviderError
from tests.engine.fake_runtime import FakeRuntime
from tests.overflowing_graph import EXACT, SIZE, overflowing_graph

CARD = Device("CUDA", "Fake Card 9000")
REPAIR = "so the model runs on the CPU; look after its driver, or choose another provider."


@pytest.fixture
def paths(stream_bundle: Path) -> dict[str, Path]:
    return {role: stream_bundle / f"{role}.onnx" for role in ("left", "head")}


def open_with(fake: FakeRuntime, paths: dict[str, Path], provider: str = "cuda") -> Sessions:
    return open_sessions(paths, provider, 1, fake.runtime)


def test_a_fake_accelerator_takes_all_graphs(paths: dict[str, Path]) -> None:
    fake = FakeRuntime()
    sessions = open_with(fake, paths)
    assert sessions.device == CARD
    assert sessions.take_failure() is None
    assert fake.opened == [["CUDAExecutionProvider", "CPUExecutionProvider"]] * 2


@pytest.mark.parametrize("broken_file", ["", "head"])
def test_a_fake_gpu_that_fails_to_start_gives_way_to_the_cpu_with_one_line(
    broken_file: str, paths: dict[str, Path], caplog: pytest.LogCaptureFixture
) -> None:
    sessions = open_with(FakeRuntime(broken={"cuda": broken_file}), paths)
    assert sessions.device == Device("CPU")
    told = f"CUDA failed to start (no device here), {REPAIR}"
    assert [record.message for record in caplog.records] == [told]
    assert str(sessions.take_failure()) == told
    assert sessions.take_failure() is None


def test_what_a_fake_session_uses_is_reported_not_what_was_asked(paths: dict[str, Path]) -> None:
    sessions = open_with(FakeRuntime(silent={"cuda"}), paths)
    assert sessions.device.is_cpu
    assert (
        str(sessions.take_failure())
        == f"CUDA failed to start (its device or its libraries are missing), {REPAIR}"
    )


def test_the_cpu_can_be_asked_for_though_there_is_a_fake_gpu(paths: dict[str, Path]) -> None:
    fake = FakeRuntime()
    assert open_with(fake, paths, "cpu").device == Device("CPU")
    assert fake.opened == [["CPUExecutionProvider"]] * 2


def test_an_accelerator_that_is_not_installed_gives_way(
    paths: dict[str, Path], caplog: pytest.LogCaptureFixture
) -> None:
    assert open_with(FakeRuntime(), paths, "directml").device.is_cpu
    assert "DirectML is not part of this installation" in caplog.text


def test_an_unknown_provider_is_told(paths: dict[str, Path]) -> None:
    with pytest.raises(ProviderError, match="There is no provider 'tpu'; choose auto"):
        open_with(FakeRuntime(), paths, "tpu")


def test_a_graph_that_not_even_the_cpu_takes_is_a_damaged_bundle(tmp_path: Path) -> None:
    broken = tmp_path / "left.onnx"
    broken.write_bytes(b"no graph")
    with pytest.raises(BundleDamagedError, match="cannot be run"):
        open_sessions({"left": broken}, "cpu")


def test_a_fake_gpu_that_gives_wrong_answers_is_not_used(
    stream_bundle: Path, caplog: pytest.LogCaptureFixture
) -> None:
    engine = Engine.load(stream_bundle, "cuda", runtime=FakeRuntime(wrong={"cuda"}).runtime)
    assert engine.provider == "CPU"
    assert "it gives wrong answers" in caplog.text
    assert engine.suggest("Once upon a")


def test_a_device_says_what_it_is() -> None:
    assert str(Device("CPU")) == "CPU, 1 thread"
    assert str(Device("CPU", threads=4)) == "CPU, 4 threads"
    assert str(Device("CUDA", "NVIDIA Card")) == "CUDA: NVIDIA Card"
    assert str(Device("CoreML")) == "CoreML"


def test_a_device_without_a_known_name_has_none() -> None:
    assert device_name("coreml") == ""


def test_the_engine_reports_the_real_session(stream_bundle: Path) -> None:
    assert Engine.load(stream_bundle, "cpu").placement.device == Device("CPU")


def test_onnx_runtime_prints_nothing(stream_bundle: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Engine.load(stream_bundle).suggest("Once upon a")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("rows", [1, 2, 8])
def test_products_of_8_bits_do_not_overflow_on_any_processor(tmp_path: Path, rows: int) -> None:
    path = tmp_path / "graph.onnx"
    path.write_bytes(overflowing_graph())
    session = create_session(path, 1, ["CPUExecutionProvider"])
    assert (session.run(["mood"], {"tokens": np.ones((rows, SIZE), np.int32)})[0] == EXACT).all()


def test_what_is_tried_for_it_overflows(monkeypatch: pytest.MonkeyPatch) -> None:
    assert overflowing_graph() == eight_bits.GRAPH
    assert (eight_bits.SIZE, eight_bits.EXACT) == (SIZE, EXACT)
    # On a processor without VNNI this one is true, whatever is expected.
    overflows = eight_bits.overflow.__wrapped__()
    monkeypatch.setattr(eight_bits, "EXACT", 1_048_544.0)  # what such a processor makes of it
    assert eight_bits.overflow.__wrapped__() != overflows
