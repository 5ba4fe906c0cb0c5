"""The process that spells, with the dictionaries that come with the desk."""

import io
import json
from pathlib import Path

import pytest

from desktop.engine.folders import resources_folder
from desktop.language.spelling.hunspell import MOST_DICTIONARIES, HunspellDictionary, Shelf, main

ENGLISH = resources_folder() / "dictionaries" / "en_US.dic"
BRITISH = resources_folder() / "dictionaries" / "en_GB.dic"


@pytest.fixture(scope="module")
def english() -> HunspellDictionary:
    return HunspellDictionary.load(ENGLISH)


@pytest.mark.parametrize(
    "word",
    [
        "house",
        "House",
        "HOUSE",
        "don't",
        "don\u2019t",
        "na\u00efve",
        "cafe\u0301",
        "well-being",
        "W-what",
        "goin'",
        "goin\u2019",
        "soft\u00adly",
    ],
)
def test_right_words(english: HunspellDictionary, word: str) -> None:
    assert english.is_right(word)


@pytest.mark.parametrize(
    "word", ["wrold", "recieve", "sister-in-lwa", "\u4f60\u597d", "colour", "wri\ud800te"]
)
def test_wrong_words(english: HunspellDictionary, word: str) -> None:
    assert not english.is_right(word)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("teh", "the"),
        ("Teh", "The"),
        ("Adn", "And"),
        ("thier", "their"),
        ("Thier", "Their"),
        ("Recieve", "Receive"),
        ("dont", "don't"),
        ("Wasnt", "Wasn't"),
        ("wasnt\u2019", "wasn't"),
        ("Gemrany", "Germany"),
    ],
)
def test_the_commonest_slips_come_first_with_a_capital_too(
    english: HunspellDictionary, word: str, meant: str
) -> None:
    found = english.suggestions(word)
    assert found[0].replace("\u2019", "'") == meant
    assert len(found) == len(set(found))


def test_what_is_too_long_to_be_a_word_is_let_alone(english: HunspellDictionary) -> None:
    assert english.is_right("x" * 200)


def test_similar_words_keep_the_apostrophe_and_the_right_parts(english: HunspellDictionary) -> None:
    assert "world" in english.suggestions("wrold")
    assert "sister-in-law" in english.suggestions("sister-in-lwa")
    assert "don\u2019t" in english.suggestions("dno\u2019t")


def test_british_english_is_another_dictionary() -> None:
    british = HunspellDictionary.load(BRITISH)
    assert british.is_right("colour")
    assert not british.is_right("color")


def test_requests_are_answered_line_by_line(tmp_path: Path) -> None:
    requests = [
        {"dictionary": str(ENGLISH), "words": ["right", "wrogn"]},
        {"dictionary": str(tmp_path / "nowhere.dic"), "words": ["right"]},
        {"dictionary": str(ENGLISH), "word": "wrogn"},
    ]
    answers = io.BytesIO()
    main(io.BytesIO(b"".join(json.dumps(one).encode() + b"\n" for one in requests)), answers)
    wrong, missing, similar = [json.loads(line) for line in answers.getvalue().splitlines()]
    assert wrong == ["wrogn"]
    assert missing is None
    assert "wrong" in similar


def test_but_a_few_dictionaries_are_kept() -> None:
    loaded: list[str] = []

    class Empty:
        def spell(self, word: str) -> bool:
            return True

        def suggest(self, word: str) -> tuple[str, ...]:
            return ()

    def load(path: Path) -> HunspellDictionary:
        loaded.append(path.stem)
        return HunspellDictionary(Empty(), path.stem)

    shelf = Shelf(load)
    names = [f"d{number}.dic" for number in range(MOST_DICTIONARIES + 1)]
    for name in [*names, names[-1], names[0]]:
        shelf.answer({"dictionary": name, "words": []})
    assert loaded == [*(Path(name).stem for name in names), "d0"]
