"""Words move along with edits; edited ones go."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.origins.origin import Origin, Word
from desktop.engine.origins.word_map import WordMap, Words

A, C = Origin.ACCEPTED, Origin.CONTINUED


def map_of(*places: tuple[int, int]) -> WordMap:
    words = WordMap()
    words.put(Words.of(Word(start, end, A) for start, end in places))
    return words


def places(words: WordMap) -> list[tuple[int, int]]:
    return [(word.start, word.end) for word in words.words.each()]


def test_words_behind_an_edit_move_and_those_before_it_stay() -> None:
    words = map_of((0, 3), (4, 8), (9, 12))
    words.edit(8, 0, 2)
    assert places(words) == [(0, 3), (4, 8), (11, 14)]
    words.edit(3, 1, 0)
    assert places(words) == [(0, 3), (3, 7), (10, 13)]


def test_a_word_that_is_edited_inside_goes() -> None:
    words = map_of((0, 3), (4, 8), (9, 12))
    words.edit(6, 0, 1)
    assert places(words) == [(0, 3), (10, 13)]
    words.edit(2, 9, 0)
    assert places(words) == []


def test_words_are_put_in_the_place_of_others() -> None:
    words = map_of((0, 3), (4, 8), (9, 12))
    words.put(Words.of([Word(2, 5, C), Word(12, 14, C)]))
    assert list(words.words.each()) == [Word(2, 5, C), Word(9, 12, A), Word(12, 14, C)]
    assert words.words.counts() == {A: 1, C: 2}
    assert words.touching(5, 12).number == 3
    assert words.inside(5, 12).number == 1


@given(
    st.lists(st.booleans(), min_size=1, max_size=40),
    st.integers(0, 60),
    st.integers(0, 60),
    st.integers(0, 9),
)
def test_an_edit_does_as_one_would_by_hand(marks: list[bool], at: int, removed: int, added: int) -> None:
    # Each word is two places long, and one place lies between two words.
    known = [(3 * number, 3 * number + 2) for number, mark in enumerate(marks) if mark]
    words = map_of(*known)
    expected = []
    for start, end in known:
        if end <= at:
            expected.append((start, end))
        elif start >= at + removed:
            expected.append((start + added - removed, end + added - removed))
    words.edit(at, removed, added)
    assert places(words) == expected
