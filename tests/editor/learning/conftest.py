"""A trainer for all of these tests, which trains nothing."""

from pathlib import Path

import pytest

from tests.editor.learning.fake_trainer import make_trainer
from tests.engine.tiny_bundle import make_stream_bundle


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model to go on from."""
    folder = make_stream_bundle(tmp_path_factory.mktemp("models") / "base")
    (folder / "weights.h5").write_bytes(b"weights")
    return folder


@pytest.fixture(autouse=True)
def trainer(tmp_path: Path, base: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the trainer; files in it say how it behaves."""
    folder = tmp_path / "trainer"
    monkeypatch.setenv("INKLING_TRAIN", make_trainer(folder, base)[0])
    return folder
