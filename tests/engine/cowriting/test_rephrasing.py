"""Odd words, and others for them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from desktop.engine.cowriting.rephrasing import OFFERED, odd_words
from desktop.engine.engine import ContinueSettings, Engine, Suggestion, SuggestSettings
from tests.engine.tiny_story import STORY


@dataclass
class Reader:
    """Expects certain words between what stands on both sides; likes texts with `liked` in them."""

    expects: Callable[[str, str], dict[str, float]]
    liked: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)

    def suggest(
        self,
        left: str,
        right: str = "",
        settings: SuggestSettings = SuggestSettings(),  # noqa: B008
        is_stale: Callable[[], bool] | None = None,
    ) -> list[Suggestion]:
        assert settings.one_word
        self.asked.append((left, right))
        return [Suggestion(word, probability) for word, probability in self.expects(left, right).items()]

    def continue_story(
        self,
        left: str,
        right: str = "",
        settings: ContinueSettings = ContinueSettings(),  # noqa: B008
    ) -> Iterator[str]:
        raise NotImplementedError

    def likelihood(
        self, left: str, text: str, right: str = "", is_stale: Callable[[], bool] | None = None
    ) -> float:
        return 0.0 if self.liked in text else -1.0


def at(place: str, words: dict[str, float]) -> Callable[[str, str], dict[str, float]]:
    """Expects these words behind a text, and nothing elsewhere."""
    return lambda left, right: words if left.endswith(place) else {}


def test_each_word_is_asked_for_with_both_sides_in_sight() -> None:
    reader = Reader(lambda left, right: {})
    assert odd_words(reader, "Before. ", "The cat sat.", " After.") == []
    assert reader.asked == [
        ("Before. ", " cat sat. After."),
        ("Before. The ", " sat. After."),
        ("Before. The cat ", ". After."),
    ]


def test_a_word_that_is_far_from_what_is_expected_is_odd() -> None:
    reader = Reader(at("old ", {"man": 0.3, "woman": 0.2, "women": 0.01}), liked="old ")
    reader.liked = "old man"
    (odd,) = odd_words(reader, "", "The old women opened it.")
    assert (odd.start, odd.text, odd.probability) == (8, "women", 0.01)
    assert [(other.text, other.probability) for other in odd.others] == [("man", 0.3)]


def test_a_word_that_makes_those_around_it_less_likely_is_not_offered() -> None:
    reader = Reader(at("old ", {"of": 0.3, "woman": 0.2}), liked="old woman opened")
    (odd,) = odd_words(reader, "", "The old women opened it.")
    assert [other.text for other in odd.others] == ["woman"]
    reader.liked = "nothing of the sort"
    assert odd_words(reader, "", "The old women opened it.") == []


@pytest.mark.parametrize(
    "expected",
    [
        {"man": 0.3, "women": 0.1},  # likely enough
        {"man": 0.02},  # nobody knows better
        {"women": 0.3, "man": 0.2},  # the likeliest
        {"Women": 0.9, "--": 0.1},  # the same word
    ],
)
def test_other_words_are_not(expected: dict[str, float]) -> None:
    assert odd_words(Reader(at("old ", expected), liked="old"), "", "The old women opened it.") == []


@pytest.mark.parametrize(
    "text", ["She saw Elizabeth there.", "It was 1884 then.", "\u5979\u6253\u5f00\u95e8\u3002"]
)
def test_names_numbers_and_ideographs_are_left_alone(text: str) -> None:
    reader = Reader(lambda left, right: {"nobody": 0.9}, liked="nobody")
    assert {odd.text for odd in odd_words(reader, "", text)} & {"Elizabeth", "1884", "\u5979"} == set()


def test_a_capital_that_begins_a_sentence_is_no_name() -> None:
    reader = Reader(lambda left, right: {"Nobody": 0.9}, liked="Nobody")
    assert [odd.text for odd in odd_words(reader, "It was late. ", "Elizabeth came.")][:1] == ["Elizabeth"]


def test_no_more_others_than_can_be_looked_at() -> None:
    many = {f"word{letter}": 0.1 for letter in "abcdefgh"}
    reader = Reader(at("old ", many), liked="old word")
    (odd,) = odd_words(reader, "", "The old women opened it.")
    assert len(odd.others) == OFFERED


def test_what_nobody_waits_for_is_given_up() -> None:
    reader = Reader(at("The ", {"new": 0.9}), liked="new")
    assert odd_words(reader, "", "The old women.", "", lambda: True) == []


def test_a_real_model_finds_the_word_that_was_exchanged(engine: Engine) -> None:
    engine.turn_to(None, remember=False)
    place = STORY.index(" door")
    text = "It was late when she opened the window and walked inside."
    assert STORY[place:].startswith(" door")
    odd = {one.text: [other.text for other in one.others] for one in odd_words(engine, STORY[:200], text)}
    assert set(odd) <= set(text.rstrip(".").split())
