"""Undo steps: what one Ctrl+Z takes back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QInputMethodEvent,
    QKeyEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.editor.page import edits
from desktop.editor.page.page import Page
from tests.editor.conftest import Writer
from tests.editor.fake_engine import HOUSE

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def redo(writer: Writer) -> None:
    writer.press(Qt.Key.Key_Z, CONTROL | SHIFT)


def steps(writer: Writer) -> list[str]:
    """The texts that undo comes by, the last one first, and that redo leads back to."""
    texts = [writer.text]
    while writer.page.document().isUndoAvailable():
        writer.undo()
        texts.append(writer.text)
    for text in reversed(texts[:-1]):
        redo(writer)
        assert writer.text == text
    return texts[1:]


def commit(page: Page, text: str) -> None:
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(page, event)


def drop(page: Page, data: QMimeData, point: QPointF) -> None:
    deed = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page.viewport(), QDragEnterEvent(point.toPoint(), *deed))
    QApplication.sendEvent(page.viewport(), QDropEvent(point, *deed))


def test_a_sentence_is_a_step(writer: Writer) -> None:
    writer.type("It was late. She slept! ")
    for letter in "“Why?” he asked.":  # QTest has keys for Latin letters only
        key = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(writer.page, key)
    assert steps(writer) == [
        "It was late. She slept! “Why?” ",
        "It was late. She slept! ",
        "It was late. ",
        "",
    ]


def test_what_belongs_to_a_sentence_stays_with_it(writer: Writer) -> None:
    writer.type("He paid 3.50 for it...  Then he left.")
    assert steps(writer) == ["He paid 3.50 for it...  ", ""]


def test_a_chinese_sentence_is_a_step_and_its_marks_stay_with_it(writer: Writer) -> None:
    for words in ("她说", "：", "「走吧", "。", "」", "他走了", "。"):
        commit(writer.page, words)
    assert steps(writer) == ["她说：「走吧。」", ""]


def test_a_paragraph_is_a_step(writer: Writer) -> None:
    for paragraph in ("A heading", "", "Some words"):
        writer.type(paragraph)
        writer.press(Qt.Key.Key_Return)
    writer.type("more")
    assert steps(writer) == ["A heading\n\nSome words\n", "A heading\n\n", ""]


def test_a_pause_begins_a_step(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(edits.time, "monotonic", lambda: now[0])
    for word in ("one ", "two ", "three "):
        writer.type(word)
        now[0] += edits.PAUSE_SECONDS / 2
    now[0] += edits.PAUSE_SECONDS
    writer.type("four ")
    now[0] += edits.PAUSE_SECONDS * 2
    writer.type("five")
    assert steps(writer) == ["one two three four ", "one two three ", ""]


@pytest.mark.parametrize("back", [Qt.Key.Key_End, Qt.Key.Key_Right])
def test_a_move_of_the_cursor_begins_a_step_even_there_and_back(writer: Writer, back: Qt.Key) -> None:
    writer.type("one two")
    writer.press(Qt.Key.Key_Left)
    writer.press(back)
    writer.type(" three")
    assert steps(writer) == ["one two", ""]


def test_deleting_is_a_step_of_its_own_and_so_is_what_is_typed_then(writer: Writer) -> None:
    writer.type("one two")
    for _ in range(3):
        writer.press(Qt.Key.Key_Backspace)
    writer.type("three")
    assert writer.text == "one three"
    assert steps(writer) == ["one ", "one two", ""]


def test_deleting_takes_up_no_step_after_a_pause(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    writer.type("one two")
    writer.press(Qt.Key.Key_Backspace)
    monkeypatch.setattr(edits, "PAUSE_SECONDS", -1.0)
    writer.press(Qt.Key.Key_Backspace)
    assert steps(writer) == ["one tw", "one two", ""]


def test_a_word_typed_over_a_selection_is_one_step(writer: Writer) -> None:
    writer.type("one two three")
    writer.select(4, 7)
    writer.type("2")
    assert writer.text == "one 2 three"
    assert steps(writer) == ["one two three", ""]


def test_a_deleted_selection_is_a_step_by_itself(writer: Writer) -> None:
    writer.type("one two three")
    writer.select(8, 13)
    writer.press(Qt.Key.Key_Delete)
    writer.press(Qt.Key.Key_Backspace)
    writer.press(Qt.Key.Key_Backspace)
    assert steps(writer) == ["one two ", "one two three", ""]


def test_pasting_is_a_step_by_itself(writer: Writer) -> None:
    QApplication.clipboard().setText("pasted ")
    writer.type("one ")
    writer.control(Qt.Key.Key_V)
    writer.control(Qt.Key.Key_V)
    writer.type("two")
    assert writer.text == "one pasted pasted two"
    assert steps(writer) == ["one pasted pasted ", "one pasted ", "one ", ""]


def test_cutting_is_a_step_by_itself(writer: Writer) -> None:
    writer.type("one two")
    writer.select(3, 7)
    writer.control(Qt.Key.Key_X)
    assert (writer.text, QApplication.clipboard().text()) == ("one", " two")
    assert steps(writer) == ["one two", ""]


def test_accepting_is_a_step_by_itself(writer: Writer, qtbot: QtBot) -> None:
    writer.get_ghost("She opened the")
    writer.press(Qt.Key.Key_Tab)
    writer.type("at once")
    assert steps(writer) == [f"She opened the{HOUSE[0].text} ", "She opened the", ""]


def test_a_drop_is_a_step_by_itself(writer: Writer) -> None:
    writer.type("one two")
    data = QMimeData()
    data.setText("dropped\x00 ")
    page = writer.page
    cursor = page.textCursor()
    cursor.setPosition(4)
    point = QPointF(page.cursorRect(cursor).center())
    drop(page, data, point)
    assert writer.text == "one dropped two"
    writer.type("and ")
    assert steps(writer) == ["one dropped two", "one two", ""]


def test_what_is_dragged_on_the_page_moves_as_one_step(writer: Writer) -> None:
    writer.type("one two three")
    page = writer.page
    for start, end, target, moved in ((0, 4, 13, "two threeone "), (9, 13, 0, "one two three")):
        dragged, place = page.textCursor(), page.textCursor()
        dragged.setPosition(start)
        dragged.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        place.setPosition(target)
        page.edits.move_in(place, dragged.selectedText(), dragged)
        assert writer.text == moved
    assert steps(writer) == ["two threeone ", "one two three", ""]


def test_keys_of_the_input_methods_own_leave_a_composition_alone(writer: Writer) -> None:
    writer.type("one")
    QApplication.sendEvent(writer.page, QInputMethodEvent("に", []))
    for key in (Qt.Key.Key_Shift, Qt.Key.Key_Henkan, Qt.Key.Key_Multi_key):
        press = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(writer.page, press)
    assert writer.painted == "に"
    writer.press(Qt.Key.Key_Left)
    assert writer.painted == ""
    assert writer.text == "one"


def test_what_an_input_method_commits_is_typed(writer: Writer) -> None:
    for word in ("one ", "two. ", "Three "):
        QApplication.sendEvent(writer.page, QInputMethodEvent(word, []))
        commit(writer.page, word)
    assert steps(writer) == ["one two. ", ""]


def test_composing_over_a_selection_and_committing_is_one_step(writer: Writer) -> None:
    writer.type("one two three")
    writer.select(4, 7)
    QApplication.sendEvent(writer.page, QInputMethodEvent("に", []))
    assert writer.text == "one  three"
    commit(writer.page, "二")
    assert steps(writer) == ["one two three", ""]


def test_an_input_method_may_replace_what_stands_before(writer: Writer) -> None:
    writer.type("one teh")
    event = QInputMethodEvent("", [])
    event.setCommitString("the", -3, 3)
    QApplication.sendEvent(writer.page, event)
    assert writer.text == "one the"


def test_what_an_input_method_replaces_goes_and_comes_in_one_step(writer: Writer) -> None:
    writer.type("one")
    writer.press(Qt.Key.Key_Return)
    event = QInputMethodEvent("", [])
    event.setCommitString("two", -2, 2)
    QApplication.sendEvent(writer.page, event)
    assert writer.text == "ontwo"
    assert "on" not in steps(writer)


@pytest.mark.parametrize(
    ("start", "length", "left"), [(-1, 1, "onX four"), (-1, 3, "onXour"), (-2, 1, "oXe four")]
)
def test_an_input_method_replaces_what_stands_beside_a_selection(
    writer: Writer, start: int, length: int, left: str
) -> None:
    writer.put("one two four")
    writer.select(3, 7)
    event = QInputMethodEvent("", [])
    event.setCommitString("X", start, length)
    QApplication.sendEvent(writer.page, event)
    assert writer.text == left


def test_turning_away_from_a_composition_loses_nothing_of_the_text(writer: Writer) -> None:
    writer.put("one two three")
    QApplication.sendEvent(writer.page, QInputMethodEvent("に", []))
    writer.select(0, 7)
    assert writer.text == "one two three"
    assert not writer.page.is_composing
    assert writer.painted == ""


def test_a_save_begins_a_step_so_that_undo_comes_back_to_it(writer: Writer, tmp_path: Path) -> None:
    document = writer.page.document()
    writer.type("one ")
    document.setModified(False)
    writer.type("two")
    writer.undo()
    assert writer.text == "one "
    assert not document.isModified()


def test_typing_after_an_undo_begins_a_step(writer: Writer) -> None:
    writer.type("One. Two. ")
    writer.undo()
    writer.type("Three. ")
    assert steps(writer) == ["One. ", ""]


@pytest.mark.qt_log_ignore("does not support")
def test_the_menus_delete_is_a_step(writer: Writer, qtbot: QtBot) -> None:
    writer.type("one two")
    writer.select(3, 7)
    point = writer.page.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, writer.page.mapToGlobal(point))
    QApplication.sendEvent(writer.page.viewport(), event)
    (menu,) = writer.page.findChildren(QMenu)
    (delete,) = (action for action in menu.actions() if action.objectName() == "edit-delete")
    delete.trigger()
    menu.close()
    writer.type("!")
    assert steps(writer) == ["one", "one two", ""]


def test_keys_that_mean_nothing_type_nothing(writer: Writer) -> None:
    for text, modifier in (
        ("a", Qt.KeyboardModifier.MetaModifier),
        ("a", CONTROL),
        ("\x1b", Qt.KeyboardModifier.NoModifier),
        ("\ud83d", Qt.KeyboardModifier.NoModifier),
    ):
        key = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_unknown, modifier, text)
        QApplication.sendEvent(writer.page, key)
    assert writer.text == ""


def test_marks_without_a_width_are_typed(writer: Writer) -> None:
    for modifier in (Qt.KeyboardModifier.NoModifier, CONTROL | SHIFT):
        key = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_unknown, modifier, "\u200c")
        QApplication.sendEvent(writer.page, key)
    assert writer.text == "\u200c\u200c"


def test_backspace_takes_an_accent_without_its_letter_and_delete_takes_both(writer: Writer) -> None:
    commit(writer.page, "e\u0301e\u0301😀")
    writer.press(Qt.Key.Key_Backspace)
    writer.press(Qt.Key.Key_Backspace)
    assert writer.text == "e\u0301e"
    writer.control(Qt.Key.Key_Home)
    writer.press(Qt.Key.Key_Delete)
    assert writer.text == "e"


def test_words_and_lines_are_deleted_by_their_keys(writer: Writer) -> None:
    writer.put("one two three\nfour", cursor_after="one two")
    writer.control(Qt.Key.Key_Backspace)
    assert writer.text == "one  three\nfour"
    writer.control(Qt.Key.Key_Delete)
    assert writer.text == "one three\nfour"
    end = QTextCursor.MoveOperation.EndOfBlock  # for which not every system has a key
    writer.page.edits.delete(writer.page.textCursor(), end)
    assert writer.text == "one \nfour"
    writer.page.edits.delete(writer.page.textCursor(), end)
    assert writer.text == "one four"
    writer.control(Qt.Key.Key_Home)
    writer.control(Qt.Key.Key_Backspace)
    assert writer.text == "one four"
