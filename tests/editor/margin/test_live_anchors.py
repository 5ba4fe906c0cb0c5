"""Places go along with every edit, and come back with their words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from desktop.editor.margin.live_anchors import LiveAnchors
from desktop.editor.page.text_area import TextArea

TEXT = "One two three.\nFour five six.\n\nSeven eight nine."


@pytest.fixture
def area(qtbot: QtBot) -> TextArea:
    area = TextArea()
    qtbot.addWidget(area)
    area.setPlainText(TEXT)
    return area


@pytest.fixture
def anchors(area: TextArea) -> LiveAnchors:
    anchors = LiveAnchors(area)
    anchors.set("five", TEXT.index("five"), TEXT.index("five") + 4)
    return anchors


def words(area: TextArea, anchors: LiveAnchors, key: str = "five") -> str:
    start, end = anchors.place(key)
    return area.toPlainText()[start:end]


def select(area: TextArea, start: int, end: int) -> QTextCursor:
    cursor = area.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    area.setTextCursor(cursor)
    return cursor


def put(area: TextArea, at: str, new: str) -> None:
    """Replace some words as one undo step."""
    start = area.toPlainText().index(at)
    area.edits.replace(select(area, start, start + len(at)), new)


def test_typing_before_and_behind_moves_but_does_not_stretch(area: TextArea, anchors: LiveAnchors) -> None:
    at = TEXT.index("five")
    area.edits.type(select(area, 0, 0), "Zero ")
    area.edits.type(select(area, at + 5, at + 5), "and ")
    area.edits.type(select(area, at + 13, at + 13), "th")
    assert area.toPlainText().startswith("Zero One two three.\nFour and fiveth six.")
    assert words(area, anchors) == "five"


def test_what_is_written_inside_belongs_to_it(area: TextArea, anchors: LiveAnchors) -> None:
    at = TEXT.index("five") + 2
    area.edits.type(select(area, at, at), "XX")
    assert words(area, anchors) == "fiXXve"


def test_undo_brings_back_the_place_with_its_words(area: TextArea, anchors: LiveAnchors) -> None:
    put(area, "Four five six.\n", "")
    assert anchors.is_gone("five")
    area.edits.type(select(area, 0, 0), "Zero ")
    area.undo()
    assert anchors.is_gone("five")
    area.undo()
    assert words(area, anchors) == "five"
    assert not anchors.is_gone("five")
    area.redo()
    assert anchors.is_gone("five")
    area.redo()
    area.undo()
    area.undo()
    assert words(area, anchors) == "five"


@pytest.mark.parametrize("backwards", [True, False])
def test_letters_deleted_one_by_one_in_one_step(
    area: TextArea, anchors: LiveAnchors, backwards: bool
) -> None:
    move = QTextCursor.MoveOperation
    at = TEXT.index("six") if backwards else TEXT.index("Four") + 2
    select(area, at, at)
    for _ in range(9):
        area.edits.delete(area.textCursor(), move.PreviousCharacter if backwards else move.NextCharacter)
    assert anchors.is_gone("five")
    area.undo()
    assert area.toPlainText() == TEXT
    assert words(area, anchors) == "five"


def test_a_replaced_word_stays_the_place_of_its_comment(area: TextArea, anchors: LiveAnchors) -> None:
    put(area, "five", "cinq")
    assert words(area, anchors) == "cinq"
    area.undo()
    assert words(area, anchors) == "five"
    area.redo()
    assert words(area, anchors) == "cinq"


def test_a_word_typed_over_is_the_place_wholly(area: TextArea, anchors: LiveAnchors, qtbot: QtBot) -> None:
    at = TEXT.index("five")
    select(area, at, at + 4)
    qtbot.keyClicks(area, "cinq et")
    assert words(area, anchors) == "cinq et"
    area.undo()
    assert words(area, anchors) == "five"


def test_places_inside_of_an_edit_that_is_told_of_as_one(area: TextArea, anchors: LiveAnchors) -> None:
    anchors.set("eight", TEXT.index("eight"), TEXT.index("eight") + 5)
    cursor = QTextCursor(area.document())
    with area.one_undo_step(cursor):
        for word in ("nine", "six", "three"):
            found = area.toPlainText().index(word)
            cursor.setPosition(found)
            cursor.setPosition(found + len(word), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText("a much longer word")
    assert (words(area, anchors), words(area, anchors, "eight")) == ("five", "eight")
    area.undo()
    assert (words(area, anchors), words(area, anchors, "eight")) == ("five", "eight")


def test_a_bookmark_in_an_empty_paragraph(area: TextArea, anchors: LiveAnchors) -> None:
    at = TEXT.index("\n\n") + 1
    anchors.set("empty", at, at)
    area.edits.type(select(area, at, at), "Now")
    assert anchors.place("empty") == (at, at)
    assert not anchors.is_gone("empty")
    area.undo()
    put(area, "six.\n\nSeven", "")
    area.undo()
    assert anchors.place("empty") == (at, at)


def test_new_edits_after_an_undo_forget_what_could_be_redone(area: TextArea, anchors: LiveAnchors) -> None:
    put(area, "Four five six.\n", "")
    area.undo()
    area.edits.type(select(area, 0, 0), "Zero ")
    area.undo()
    area.redo()
    assert words(area, anchors) == "five"


def _touches(place: tuple[int, int], first: int, last: int) -> bool:
    return place[0] <= last and first <= place[1]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["type", "delete", "replace", "undo", "redo"]),
        st.integers(0, 60),
        st.integers(0, 20),
        st.sampled_from(["a", "words ", "\n", "😀", ""]),
    ),
    max_size=25,
)


@settings(max_examples=40)
@given(steps=STEPS)
def test_undoing_everything_brings_all_back(qapp: object, steps: list[tuple[str, int, int, str]]) -> None:
    area = TextArea()
    area.setPlainText(TEXT)
    anchors = LiveAnchors(area)
    places = {word: (TEXT.index(word), TEXT.index(word) + len(word)) for word in TEXT.split()}
    places["empty"] = (TEXT.index("\n\n") + 1,) * 2
    for word, place in places.items():
        anchors.set(word, *place)
    for what, start, length, new in steps:
        last = area.document().characterCount() - 1
        cursor = select(area, min(start, last), min(start + length, last))
        if what == "type":
            area.edits.type(cursor, new)
        elif what == "delete":
            area.edits.delete(cursor, QTextCursor.MoveOperation.PreviousCharacter)
        elif what == "replace":
            area.edits.replace(cursor, new)
        else:
            area.undo() if what == "undo" else area.redo()
        for word in places:
            first, end = anchors.place(word)
            assert 0 <= first <= end <= area.document().characterCount() - 1
        for first, last in ((0, 5), (start, start + length), (10, 40), (60, 60)):
            near = {word for word in places if _touches(anchors.place(word), first, last)}
            assert near <= set(anchors.between(first, last))
    while area.document().isUndoAvailable():
        area.undo()
    assert area.toPlainText() == TEXT
    assert {word: anchors.place(word) for word in places} == places
    assert not any(map(anchors.is_gone, places))
