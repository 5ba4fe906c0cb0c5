"""What `inkling doctor` says of providers. The accelerators are fakes (see `fake_runtime`)."""

import sys
from pathlib import Path

import pytest

from desktop.doctor import examine
from desktop.engine.engine import Engine
from tests.engine.fake_runtime import FakeRuntime

MISSING = "not installed"


def doctor(
    capsys: pytest.CaptureFixture[str],
    folder: Path,
    fake: FakeRuntime,
    packages: dict[str, str] | None = None,
) -> tuple[str, str]:
    """What it prints, its lines with single spaces, and what it complains of."""
    versions = {"onnxruntime": "1.99.0"} | (packages or {})
    examine(folder, "auto", fake.runtime, lambda package: versions.get(package, MISSING))
    told = capsys.readouterr()
    return "\n".join(" ".join(line.split()) for line in told.out.splitlines()), told.err


def test_the_doctor_prints_the_medians_of_both_fakes(
    stream_bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fake = FakeRuntime(seconds={"cpu": 0.004, "cuda": 0.001})
    out, _ = doctor(capsys, stream_bundle, fake)
    assert "providers CUDA, CPU" in out
    assert "measured CPU, 1 thread: 64.0 ms a suggestion, " in out
    assert "measured CUDA: Fake Card 9000: 16.0 ms a suggestion, " in out
    assert "fastest CUDA" in out
    assert "provider in use CUDA: Fake Card 9000" in out


def test_the_doctor_measures_fakes_anew_and_the_desk_goes_by_it(
    stream_bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    doctor(capsys, stream_bundle, FakeRuntime(seconds={"cpu": 0.001, "cuda": 0.004}))
    assert Engine.load(stream_bundle, runtime=FakeRuntime().runtime).provider == "CPU"
    doctor(capsys, stream_bundle, FakeRuntime(seconds={"cpu": 0.004, "cuda": 0.001}))
    assert Engine.load(stream_bundle, runtime=FakeRuntime().runtime).provider == "CUDA"


def test_the_doctor_names_a_fake_that_does_not_work(
    stream_bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = doctor(capsys, stream_bundle, FakeRuntime(broken={"cuda": ""}))
    assert "measured CUDA: does not work here (no device here)" in out
    assert "provider in use CPU, 1 thread" in out


def test_the_doctor_measures_nothing_where_there_is_no_choice(
    stream_bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = doctor(capsys, stream_bundle, FakeRuntime(()))
    assert "providers CPU\n" in out
    assert "measured" not in out


def test_the_doctor_finds_a_build_that_another_one_hides(
    stream_bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = doctor(capsys, stream_bundle, FakeRuntime(()), {"onnxruntime-gpu": "1.98.0"})
    assert "onnxruntime-gpu 1.98.0" in out
    assert err.count("\n") == 1
    assert err.rstrip().endswith("-m pip install --force-reinstall --no-deps onnxruntime-gpu==1.98.0")


def test_a_build_that_is_not_hidden_is_well(stream_bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = doctor(capsys, stream_bundle, FakeRuntime(), {"onnxruntime-gpu": "1.99.0"})
    assert "onnxruntime-gpu 1.99.0" in out
    assert "pip install" not in err


def test_spelling_is_tried_and_its_dictionaries_are_named(
    stream_bundle: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out, err = doctor(capsys, stream_bundle, FakeRuntime(()))
    assert "en_GB, en_US" in out
    assert "Spelling" not in err
    monkeypatch.setitem(sys.modules, "hunspell", None)
    _, err = doctor(capsys, stream_bundle, FakeRuntime(()))
    assert "Spelling does not work" in err
