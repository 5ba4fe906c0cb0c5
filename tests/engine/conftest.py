"""Tiny real bundles, made once a session, and a data folder that is nobody's own."""

from pathlib import Path

import pytest

from desktop.engine.bundles.bundle import Bundle
from desktop.engine.engine import Engine
from desktop.engine.model.vocabulary import Vocabulary
from tests.engine.tiny_bundle import make_stream_bundle, make_window_bundle
from tests.engine.tiny_story import CHINESE_STORY


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("INKLING_DATA", str(folder))
    return folder


@pytest.fixture(scope="session")
def stream_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_stream_bundle(tmp_path_factory.mktemp("models") / "stream")


@pytest.fixture(scope="session")
def word_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_window_bundle(tmp_path_factory.mktemp("models") / "words", "words")


@pytest.fixture(scope="session")
def character_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_window_bundle(tmp_path_factory.mktemp("models") / "characters", "characters")


@pytest.fixture(scope="session")
def letter_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """English, spelled letter by letter."""
    return make_stream_bundle(tmp_path_factory.mktemp("models") / "letters", "characters")


@pytest.fixture(scope="session")
def chinese_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "chinese"
    return make_stream_bundle(folder, "characters", CHINESE_STORY, "zh")


@pytest.fixture
def engine(stream_bundle: Path) -> Engine:
    return Engine.load(stream_bundle)


@pytest.fixture
def word_engine(word_bundle: Path) -> Engine:
    return Engine.load(word_bundle)


@pytest.fixture
def character_engine(character_bundle: Path) -> Engine:
    return Engine.load(character_bundle)


@pytest.fixture(scope="session")
def vocabulary(stream_bundle: Path) -> Vocabulary:
    return load_vocabulary(stream_bundle)


def load_vocabulary(folder: Path) -> Vocabulary:
    config = Bundle.open(folder).config
    return Vocabulary.load(folder / config.tokenizer.file, config)
