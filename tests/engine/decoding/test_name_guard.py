import re
from pathlib import Path

import numpy as np
import pytest

from desktop.engine.bundles.finding import default_model
from desktop.engine.decoding import name_guard
from desktop.engine.decoding.name_guard import Capitals, NameGuard
from desktop.engine.engine import ContinueSettings, Engine

OPENING = "The harbour was empty when the storm came in. She looked at the boats and thought of"
STORY = "Orlanda had mended nets all morning. When the bell rang, Orlanda put down her needle and"


@pytest.fixture(scope="module")
def english() -> Engine:
    return Engine.load(default_model("en"), "cpu")


@pytest.fixture(scope="module")
def capitals(english: Engine) -> Capitals:
    return Capitals(english.vocabulary)


def continued(engine: Engine, opening: str, seeds: range) -> str:
    parts = []
    for seed in seeds:
        engine.forget()
        parts.append("".join(engine.continue_story(opening, "", ContinueSettings(60, seed=seed))))
    return "\n".join(parts)


def strangers(text: str, opening: str) -> list[str]:
    """Names in mid-sentence that neither the opening nor the guard knows."""
    known = {*re.findall(r"\w+", opening), *name_guard.ALWAYS_CAPITAL["en"].split()}
    return [name for name in re.findall(r"(?<=[a-z,;] )[A-Z][a-z]+", text) if name not in known]


def without(guard: NameGuard, before: str, engine: Engine, *words: str) -> list[bool]:
    """Whether the first token of each word is barred behind a text."""
    guard.observe(before)
    logits = np.zeros(len(engine.vocabulary.pieces), np.float32)
    answer = guard.apply(logits)
    assert answer is not None
    return [bool(answer[engine.vocabulary.encode(" " + word)[0]] == -np.inf) for word in words]


def test_people_of_other_books_stay_out(english: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = range(60)
    monkeypatch.setattr(name_guard, "NEW_NAME", 1.0)
    before = strangers(continued(english, OPENING, seeds), OPENING)
    monkeypatch.setattr(name_guard, "NEW_NAME", 0.0)
    assert len(before) > 1
    assert strangers(continued(english, OPENING, seeds), OPENING) == []


def test_the_storys_own_names_are_used(english: Engine) -> None:
    assert "Orlanda" in continued(english, STORY, range(24))


def test_one_seed_gives_one_story(english: Engine) -> None:
    assert continued(english, OPENING, range(2)) == continued(english, OPENING, range(2))


def test_what_always_has_a_capital_is_no_name(english: Engine, capitals: Capitals) -> None:
    guard = NameGuard(capitals, "en", (), 1)
    barred = without(guard, "and then she", english, "I", "God", "Monday", "Elizabeth", "walked")
    assert barred == [False, False, False, True, False]


def test_a_sentence_begins_with_any_word(english: Engine, capitals: Capitals) -> None:
    guard = NameGuard(capitals, "en", (), 1)
    assert without(guard, "she went. “", english, "The", "Nobody", "walked") == [False, False, False]


def test_behind_a_title_there_are_names_alone(english: Engine, capitals: Capitals) -> None:
    story = "They asked Mr. Elizabeth, who knew. There she was."
    for before in ("They asked Mr.", "It was kind of Mrs.", "Then Dr."):
        guard = NameGuard(capitals, "en", [story], seed=1)
        assert without(guard, before, english, "The", "There", "Yes", "Elizabeth") == [
            True,
            True,
            True,
            False,
        ]


def test_who_has_no_title_in_the_story_gets_none(english: Engine, capitals: Capitals) -> None:
    for story, are_barred in (("They saw it.", True), ("They saw Mr. and Mrs. Baker.", False)):
        guard = NameGuard(capitals, "en", [story], seed=1)
        assert without(guard, "It was kind of", english, "Mr", "Mrs") == [are_barred] * 2


def test_a_word_that_began_a_sentence_of_the_story_is_no_name(english: Engine, capitals: Capitals) -> None:
    guard = NameGuard(capitals, "en", ["Below us lay Elizabeth."], 1)
    assert without(guard, "and then she", english, "Below", "Elizabeth") == [True, False]


def test_a_known_beginning_that_leads_elsewhere_is_taken_back(english: Engine, capitals: Capitals) -> None:
    guard = NameGuard(capitals, "en", ["She knew Orlanda."], 1)
    guard.observe("and then Orl")
    assert guard.is_open
    logits = np.full(len(english.vocabulary.pieces), -20.0, np.float32)
    logits[english.vocabulary.encode("anda")[0]] = 5.0
    answer = guard.apply(logits)
    assert answer is not None
    assert answer.argmax() == logits.argmax()
    other = np.full(len(english.vocabulary.pieces), -20.0, np.float32)
    other[english.vocabulary.encode("off")[0]] = 5.0
    assert guard.apply(other) is None


@pytest.mark.parametrize("language", ["de", "zh"])
def test_where_capitals_tell_nothing_there_is_no_guard(
    language: str, english: Engine, capitals: Capitals
) -> None:
    guard = NameGuard(capitals, language, (), 1)
    guard.observe("und dann sah er")
    logits = np.zeros(len(english.vocabulary.pieces), np.float32)
    assert guard.apply(logits) is logits
    assert not guard.is_open


def test_a_model_that_spells_has_no_guard(letter_bundle: Path, english: Engine) -> None:
    assert Engine.load(letter_bundle)._capitals is None
    assert english._capitals is not None
