"""The models that come with the desk: each opens, suggests and goes on in its language."""

import pytest

from desktop.engine.bundles.bundle import Bundle
from desktop.engine.bundles.finding import find_models
from desktop.engine.bundles.shipped import FINGERPRINTS
from desktop.engine.engine import ContinueSettings, Engine, SuggestSettings
from desktop.engine.folders import resources_folder
from desktop.engine.words import is_ideograph

MODELS = resources_folder() / "models"


def test_they_are_known_by_their_contents() -> None:
    """After a model is replaced, its fingerprint in desktop/engine/bundles/shipped.py is, too."""
    assert {Bundle.read(info.folder).fingerprint for info in find_models([MODELS])} == FINGERPRINTS


def test_there_is_one_for_each_language() -> None:
    assert {info.folder.name: info.language for info in find_models([MODELS])} == {
        "english": "en",
        "chinese": "zh",
    }


@pytest.mark.parametrize(
    ("name", "left", "right", "suggested"),
    [
        ("english", "He looked at her for a long", "", " time"),
        ("english", "It was late when she opened the", " and walked inside.", " door"),
        ("chinese", "要知后事如何，且听下", "", "回分解"),
        ("chinese", "那妇人下得车来，鞋袜尽湿。\n老汉道：“娘", "不必着急，且进店里去坐坐。”", "子"),
    ],
)
def test_it_suggests(name: str, left: str, right: str, suggested: str) -> None:
    found = Engine.load(MODELS / name).suggest(left, right, SuggestSettings(precision=0.1))
    assert found[0].text.startswith(suggested)


@pytest.mark.parametrize(
    ("name", "left"), [("english", "As I walked, my heart"), ("chinese", "夜深了，她推开门，")]
)
def test_it_goes_on_in_its_language(name: str, left: str) -> None:
    story = "".join(Engine.load(MODELS / name).continue_story(left, "", ContinueSettings(words=20, seed=1)))
    letters = [character for character in story if character.isalpha()]
    assert len(letters) >= 20
    assert all(is_ideograph(letter) == (name == "chinese") for letter in letters)


def test_their_cards_name_the_texts_that_they_learned() -> None:
    for info in find_models([MODELS]):
        card = (info.folder / "README.md").read_text(encoding="utf-8")
        assert "- train: " in card
        assert info.licence == "CC0 1.0"
