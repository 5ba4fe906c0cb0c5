"""What is told of edits, and put on the page, to the last UTF-16 unit."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from desktop.editor.documents.autosave import Autosave
from desktop.editor.documents.exact_text import (
    exact_text,
    parts_pair,
    place_near,
    replace_text,
)
from desktop.engine.recovery.recovery import RecoveryStore
from desktop.engine.utf16 import utf16_length
from tests.editor.conftest import Writer
from tests.editor.kept import kept_texts

TEXT = st.text(st.sampled_from("ab \n雨😀—\t"), max_size=8)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("replace"), st.integers(0, 40), st.integers(0, 10), TEXT),
        st.tuples(st.just("undo")),
        st.tuples(st.just("redo")),
        st.tuples(st.just("all"), TEXT),
        st.tuples(st.just("set"), TEXT),
        st.tuples(st.just("block"), st.integers(0, 40), TEXT, st.integers(0, 40), TEXT),
    ),
    max_size=20,
)


def whole(document: QTextDocument) -> str:
    return exact_text(document, 0, document.characterCount() - 1)


def select(document: QTextDocument, start: int, length: int) -> QTextCursor:
    last = document.characterCount() - 1
    cursor = QTextCursor(document)
    cursor.setPosition(min(start, last))
    cursor.setPosition(min(start + length, last), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def do(document: QTextDocument, step: tuple) -> None:
    match step:
        case ("replace", start, length, text):
            select(document, start, length).insertText(text)
        case ("all", text):
            select(document, 0, 1 << 30).insertText(text)
        case ("set", text):
            document.setPlainText(text)
            document.setModified(True)
        case ("block", start, text, other, more):
            cursor = select(document, start, 0)
            cursor.beginEditBlock()
            cursor.insertText(text)
            cursor.setPosition(min(other, document.characterCount() - 1))
            cursor.deletePreviousChar()
            cursor.insertText(more)
            cursor.endEditBlock()
        case ("undo",):
            document.undo()
        case ("redo",):
            document.redo()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_any_edits_are_kept_as_they_are_on_the_page(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    caplog,
    qapp,
    steps: list[tuple],
) -> None:
    monkeypatch.setenv("INKLING_DATA", str(tmp_path_factory.mktemp("data")))
    document = QTextDocument()
    document.setDocumentLayout(QPlainTextDocumentLayout(document))
    autosave = Autosave(document, RecoveryStore())
    try:
        for step in steps:
            do(document, step)
        document.setModified(True)
        assert autosave.keep_now()
        assert kept_texts() == [whole(document)]
        assert not [one for one in caplog.records if "does not add up" in one.getMessage()]
    finally:
        autosave.end(keep=False)
    assert kept_texts() == []


def test_half_a_pair_is_made_visible_and_costs_nothing_else(qapp) -> None:
    document = QTextDocument("a😀b😀c")
    select(document, 1, 1).removeSelectedText()
    assert whole(document) == "a\ufffdb😀c"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", "Now."),
        ("Then.", ""),
        ("one\ntwo\nthree", "one\n2\nthree"),
        ("aaaa", "aaaaaa"),
        ("😀雨😀", "😀雪😀"),
        ("same", "same"),
    ],
)
def test_replacing_is_one_undo_step(writer: Writer, old: str, new: str) -> None:
    writer.put(old)
    replace_text(writer.page, new)
    assert writer.text == new
    writer.page.undo()
    assert writer.text == old


def test_only_what_differs_is_replaced(writer: Writer) -> None:
    writer.put("It was late. She left.", cursor_after="She")
    told: list[tuple[int, int, int]] = []
    writer.page.document().contentsChange.connect(lambda *edit: told.append(edit))
    replace_text(writer.page, "It was early. She left.")
    assert told == [(utf16_length("It was "), 4, 5)]
    assert writer.page.textCursor().block().text()[: writer.page.textCursor().position()].endswith("She")


@pytest.mark.parametrize("place", range(8))
def test_the_cursor_never_stays_within_a_pair(writer: Writer, place: int) -> None:
    """Random hands: a text read again in another encoding, and a story went on within a letter."""
    writer.put("abcdefgh")
    cursor = writer.page.textCursor()
    cursor.setPosition(place)
    writer.page.setTextCursor(cursor)
    replace_text(writer.page, "🙂🙂🙂🙂")
    at = writer.page.textCursor().position()
    assert not parts_pair(writer.page.document(), at)
    assert place_near(writer.page.document(), 3) == 2
    assert place_near(writer.page.document(), 99) == 8
