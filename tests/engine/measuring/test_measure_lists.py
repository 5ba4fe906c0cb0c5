"""What a list of words is worth, with engines whose answers are known."""

import pytest

from desktop.engine.decoding.suggest import Suggestion, SuggestSettings
from desktop.engine.measuring.measure import figures
from desktop.engine.measuring.measure_places import WORD, choose_passages

LINE = "one two three four five six"


class Knowing:
    """Lists two wrong words and then the right one; its ghost knows nothing, or all."""

    def __init__(self, ghost: bool = False, place: int = 2) -> None:
        self._ghost, self._place = ghost, place

    def suggest(self, left: str, right: str, settings: SuggestSettings) -> list[Suggestion]:
        match = WORD.search(LINE, len(left))
        rest = LINE[len(left) : match.end()] if match else ""
        if not settings.one_word:
            return [Suggestion(LINE[len(left) :], 0.9)] if self._ghost else []
        words = ["xx", "yy", "zz", "vv"]
        words.insert(self._place, rest)
        return [Suggestion(word, 0.1) for word in words if word]

    def forget(self) -> None:
        pass


def measured(engine: Knowing) -> dict[int, tuple[float | None, float | None, float | None]]:
    passages = choose_passages([LINE], words=100, seed=1)
    return {
        one.length: (one.holds, one.keystroke_savings, one.with_ghost)
        for one in figures(engine, passages, lists=(3, 5)).lists
    }


def test_one_key_takes_a_word_of_the_list() -> None:
    savings = 1 - 6 / len(LINE)  # six words, a key each
    found = measured(Knowing())
    assert found[3] == found[5] == pytest.approx((1, savings, savings))


def test_a_word_further_down_is_in_the_longer_list_alone() -> None:
    found = measured(Knowing(place=4))
    assert found[3] == (0, 0, 0)
    assert found[5] == pytest.approx((1, 1 - 6 / len(LINE), 1 - 6 / len(LINE)))


def test_with_the_ghost_in_sight_the_longer_of_both_is_taken() -> None:
    found = measured(Knowing(ghost=True))
    assert found[3][2] == pytest.approx(1 - 1 / len(LINE))
    assert found[3][1] == pytest.approx(1 - 6 / len(LINE))


def test_no_letters_no_shares() -> None:
    lists = figures(Knowing(), [], lists=(3, 5)).lists
    assert [(one.holds, one.keystroke_savings, one.with_ghost) for one in lists] == [(None, None, None)] * 2


def test_figures_measure_lists_only_where_they_are_asked_to() -> None:
    passages = choose_passages([LINE], words=100, seed=1)
    assert figures(Knowing(), passages).lists == []
    assert [one.length for one in figures(Knowing(), passages, lists=(3, 5)).lists] == [3, 5]
