"""Letters that find commands: which are found, and which come first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.editor.palette.matching import best_first, folded, score

NAMES = [
    "New",
    "New Window",
    "Open…",
    "Save",
    "Save As…",
    "Save with Encoding…",
    "Zoom In",
    "Zoom Out",
    "Suggestions While Typing",
    "Café Élan",
]


def found(query: str) -> list[str]:
    return [NAMES[number] for number in best_first(query, [(name,) for name in NAMES])]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("save", "Save"),
        ("sa", "Save"),
        ("save a", "Save As…"),
        ("as sa", "Save As…"),
        ("zi", "Zoom In"),
        ("zout", "Zoom Out"),
        ("ZOOM o", "Zoom Out"),
        ("nw", "New Window"),
        ("encod", "Save with Encoding…"),
        ("sugestions", "Suggestions While Typing"),
        ("cafe elan", "Café Élan"),
        ("typ", "Suggestions While Typing"),
    ],
)
def test_the_best_match_comes_first(query: str, first: str) -> None:
    assert found(query)[0] == first


def test_what_lacks_a_letter_is_not_found() -> None:
    assert found("zoomx") == []
    assert found("xyz") == []


def test_letters_that_stand_there_by_chance_are_left_out() -> None:
    assert found("save") == ["Save", "Save As…", "Save with Encoding…"]


@pytest.mark.parametrize("query", ["", "  "])
def test_no_query_finds_all_in_their_order(query: str) -> None:
    assert found(query) == NAMES


def test_any_of_several_languages_finds() -> None:
    candidates = [("保存", "Save"), ("另存为", "Save As"), ("放大", "Zoom In")]
    assert best_first("另", candidates) == [1]
    assert best_first("存", candidates) == [0, 1]
    assert best_first("zoom", candidates) == [2]


def subsequence(part: str, words: str) -> bool:
    letters = iter(words)
    return all(letter in letters for letter in part)


@given(query=st.text("abc ", max_size=6), words=st.text("abc .", max_size=9))
def test_found_is_what_has_all_letters_in_order(query: str, words: str) -> None:
    expected = all(subsequence(part, words) for part in query.split())
    assert (score(query, words) is not None) == expected


@given(st.text(max_size=20))
def test_any_words_find_themselves(words: str) -> None:
    assert score(folded(words), folded(words)) is not None
