"""A list of words: one each, bare, the likeliest first."""

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.engine.bundles.finding import default_model
from desktop.engine.decoding.suggest import NEXT_WORDS, Suggestion
from desktop.engine.engine import Engine

ASKED = replace(NEXT_WORDS, asked=True)


def listed(engine: Engine, left: str, right: str = "") -> list[Suggestion]:
    return engine.suggest(left, right, ASKED)


@pytest.mark.parametrize("left", ["It was late when she opened the", "It was late when she opened the "])
def test_words_come_one_by_one_and_bare(engine: Engine, left: str) -> None:
    words = listed(engine, left)
    assert [one.text.strip() for one in words][:1] == ["door"]
    assert all(one.text.strip().isalpha() for one in words)
    assert len({one.text for one in words}) == len(words) <= NEXT_WORDS.alternatives
    assert all(not one.text[0].isspace() for one in words) == left.endswith(" ")


def test_the_likeliest_stands_first(engine: Engine) -> None:
    found = [one.probability for one in listed(engine, "She looked at the")]
    assert len(found) > 1
    assert found == sorted(found, reverse=True)
    assert sum(found) <= 1


def test_what_is_typed_narrows_the_list(engine: Engine) -> None:
    words = listed(engine, "It was late when she opened the d")
    assert words[0].text == "oor"
    assert words[0].probability > listed(engine, "It was late when she opened the ")[0].probability


@pytest.fixture(scope="module")
def english() -> Engine:
    return Engine.load(default_model("en"), "cpu")


@pytest.mark.parametrize("left", ["rock 'n'", "rock-'n'", "fish'n'", "rock \u2018n\u2019"])
def test_behind_and_without_its_first_and_last_letters_no_contraction_is_listed(
    english: Engine, left: str
) -> None:
    assert not [one.text for one in listed(english, left) if one.text[0].isalpha()]
    assert "t" in [one.text for one in listed(english, "don'")]
    assert "m" in [one.text for one in listed(english, "\u2018I\u2019")]


def test_what_stands_behind_counts(engine: Engine) -> None:
    left = "It was late when she opened the "
    alone, between = listed(engine, left), listed(engine, left, " and walked inside.")
    assert [one.probability for one in alone] != [one.probability for one in between]


def test_as_many_as_are_wanted(engine: Engine) -> None:
    assert len(engine.suggest("She looked at the", "", replace(ASKED, alternatives=2))) == 2


def test_a_word_of_one_letter_is_listed_without_being_asked_for(word_engine: Engine) -> None:
    texts = [one.text.strip() for one in word_engine.suggest("Once upon", "", NEXT_WORDS)]
    assert "a" in texts


def test_ideographs_that_stand_together_are_one_entry(chinese_bundle: Path) -> None:
    engine = Engine.load(chinese_bundle)
    engine.turn_to(None, remember=False)
    texts = [one.text for one in listed(engine, "\u5979\u6253\u5f00")]  # she opens
    assert texts
    assert max(map(len, texts)) > 1
    assert all(len(text) <= 4 and text.isalpha() for text in texts)
