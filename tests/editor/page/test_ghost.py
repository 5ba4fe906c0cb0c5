"""The ghost on the page: what is painted, and what makes way for what."""

from typing import cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.editor.page.page import Page
from desktop.editor.window.window import Window
from desktop.engine.engine import Suggestion
from tests.editor.conftest import Writer
from tests.editor.fake_engine import HOUSE, FakeEngine

BEFORE = "She opened the"
GHOST = HOUSE[0].text


def test_the_ghost_is_really_seen(writer: Writer, window: Window) -> None:
    writer.type(BEFORE[:-1])
    writer.page.setCursorWidth(0)
    plain = writer.page.grab().toImage()
    writer.get_ghost(BEFORE[-1])
    seen = writer.page.grab().toImage()
    writer.press(Qt.Key.Key_Escape)
    writer.press(Qt.Key.Key_Backspace)
    assert seen != plain
    assert writer.page.grab().toImage() == plain


def test_the_ghost_goes_when_the_keyboard_does(writer: Writer, qtbot: QtBot) -> None:
    other = QLineEdit(writer.window)
    other.show()
    writer.get_ghost(BEFORE)
    other.setFocus()
    assert writer.painted == ""
    qtbot.keyClick(other, Qt.Key.Key_Tab)
    assert writer.text == BEFORE


def test_a_ghost_in_mid_line_touches_nothing_of_the_document(writer: Writer, qtbot: QtBot) -> None:
    writer.put("She opened the and walked on.", cursor_after="opened the")
    document = writer.page.document()
    document.setModified(False)
    document.clearUndoRedoStacks()
    end = writer.page.textCursor()
    end.movePosition(end.MoveOperation.EndOfBlock)
    line = writer.page.textCursor().block().layout().lineAt(0)
    width = line.naturalTextWidth()
    writer.alt(Qt.Key.Key_Backslash)
    qtbot.waitUntil(lambda: writer.painted == GHOST)
    layout = writer.page.textCursor().block().layout()
    writer.page.grab()
    widths = [layout.lineAt(number).naturalTextWidth() for number in range(layout.lineCount())]
    assert sum(widths) > width * 1.3
    assert writer.text == "She opened the and walked on."
    assert not document.isModified()
    assert not document.isUndoAvailable()
    writer.press(Qt.Key.Key_Tab)
    assert writer.text == "She opened the house and walked inside and walked on."


def test_composing_with_an_input_method_hides_the_ghost(writer: Writer, page: Page) -> None:
    writer.get_ghost(BEFORE)
    QApplication.sendEvent(page, QInputMethodEvent("か", []))
    assert page.ghost.text == ""
    assert writer.painted == "か"
    QApplication.sendEvent(page, QInputMethodEvent("", []))
    assert writer.painted == ""
    assert writer.text == BEFORE


def test_an_answer_that_comes_while_composing_is_not_painted(
    writer: Writer, page: Page, engine: FakeEngine, qtbot: QtBot
) -> None:
    engine.gate.clear()
    writer.type(BEFORE)
    QApplication.sendEvent(page, QInputMethodEvent("か", []))
    with qtbot.waitSignal(writer.window.worker.suggested, raising=False, timeout=300):
        engine.gate.set()
    assert page.ghost.text == ""
    assert writer.painted == "か"


def test_an_empty_input_method_event_leaves_the_ghost_alone(writer: Writer, page: Page) -> None:
    writer.get_ghost(BEFORE)
    QApplication.sendEvent(page, QInputMethodEvent())
    assert writer.painted == GHOST


def test_composed_letters_are_typed_letters(writer: Writer, page: Page, qtbot: QtBot) -> None:
    writer.type(BEFORE[:-1])
    event = QInputMethodEvent("", [])
    event.setCommitString(BEFORE[-1])
    QApplication.sendEvent(page, event)
    qtbot.waitUntil(lambda: writer.painted == GHOST)
    event.setCommitString(" h")
    QApplication.sendEvent(page, event)
    assert writer.painted == GHOST[2:]
    assert writer.text == BEFORE + " h"


def test_a_click_behind_the_ghost_lands_on_the_letter_that_was_seen(
    writer: Writer, page: Page, qtbot: QtBot
) -> None:
    writer.put("She opened the gate.", cursor_after="opened the")
    writer.alt(Qt.Key.Key_Backslash)
    qtbot.waitUntil(lambda: writer.painted == GHOST)
    # First, since it breaks the lines, which a ghost that was shown just now has taken away.
    area = page.blockBoundingGeometry(page.textCursor().block()).translated(page.contentOffset())
    layout = page.textCursor().block().layout()
    line = layout.lineAt(0)
    painted_position = len("She opened the" + GHOST + " ga")
    x, _ = cast(tuple[float, int], line.cursorToX(painted_position))
    point = area.topLeft().toPoint() + line.rect().center().toPoint()
    point.setX(round(area.left() + x))
    qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert page.ghost.text == ""
    assert page.textCursor().position() == len("She opened the ga")
    assert not page.textCursor().hasSelection()


def test_no_ghost_of_several_lines(writer: Writer, engine: FakeEngine, requests, qtbot: QtBot) -> None:
    engine.answer = lambda left, right: [Suggestion(" one\ntwo", 0.9), Suggestion(" three", 0.1)]
    writer.get_ghost("a")
    assert writer.painted == " three"


def test_events_of_no_consequence_keep_the_ghost(writer: Writer, page: Page) -> None:
    writer.get_ghost(BEFORE)
    QApplication.sendEvent(page, QEvent(QEvent.Type.ToolTipChange))
    writer.press(Qt.Key.Key_Shift)
    assert writer.painted == GHOST


def test_another_text_may_come_while_there_is_a_ghost_or_a_composition(writer: Writer, page: Page) -> None:
    """Qt keeps nothing of the paragraphs there were, and crashes if it is asked for one."""
    document = page.document()
    for _ in range(10):
        writer.put("\n".join(["A line."] * 3000))
        page.ghost.show(GHOST)
        document.setModified(False)
        writer.window.session.new()
        assert page.ghost.text == ""
        writer.put("\n".join(["A line."] * 3000))
        QApplication.sendEvent(page, QInputMethodEvent("か", []))
        document.setModified(False)
        writer.window.session.new()
        assert not page.is_composing
    assert writer.painted == ""


def test_an_edit_before_a_ghost_leaves_none_of_it(writer: Writer, page: Page) -> None:
    for start, end, text in (
        (0, 0, "\n"),
        (0, 3, ""),
        (3, 3, "one\ntwo\n"),
        (2, 5, "\n"),
        (4, 4, "\n"),
        (3, 6, ""),
    ):
        writer.put("one\ntwo three")
        page.ghost.show(GHOST)
        edit = page.textCursor()
        edit.setPosition(start)
        edit.setPosition(end, edit.MoveMode.KeepAnchor)
        edit.insertText(text)
        block = page.document().firstBlock()
        while block.isValid():
            assert block.layout().preeditAreaText() == ""
            block = block.next()


def test_undo_from_the_menu_leaves_nothing_of_a_ghost(writer: Writer, page: Page) -> None:
    """A line end that comes back takes the layout of the paragraph behind it along."""
    page.edits.replace(page.textCursor(), "one\n\n")
    event = QInputMethodEvent()
    event.setCommitString("two", -1, 1)
    QApplication.sendEvent(page, event)
    assert writer.text == "one\ntwo"
    page.ghost.show(GHOST)
    writer.window.actions_["undo"].trigger()
    assert writer.text == "one\n\n"
    assert page.ghost.text == ""
    blocks = (page.document().findBlockByNumber(number) for number in range(3))
    assert [block.layout().preeditAreaText() for block in blocks] == ["", "", ""]
