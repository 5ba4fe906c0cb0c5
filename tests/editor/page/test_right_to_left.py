"""Paragraphs that run from right to left, beside others."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.editor.page import long_paragraphs
from desktop.editor.page.line_spacing import direction
from desktop.editor.page.page import Page
from desktop.engine.engine import Suggestion
from tests.editor.conftest import Writer
from tests.editor.fake_engine import FakeEngine

LATIN = "Night had come."
PERSIAN = "شب بود و باران می‌بارید."
HEBREW = "היה לילה."
LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


def edges(page: Page, number: int) -> tuple[float, float]:
    """How far a paragraph's first line is from the column's left, and its right."""
    block = page.document().findBlockByNumber(number)
    page.blockBoundingRect(block)
    line = block.layout().lineAt(0)
    seen = line.naturalTextRect()
    return seen.left() - line.x(), line.x() + line.width() - seen.right()


@pytest.mark.parametrize("text", [PERSIAN, HEBREW, f"«{PERSIAN}» said she", f"12 {HEBREW}"])
def test_the_first_letter_decides_where_a_paragraph_stands(writer: Writer, text: str) -> None:
    writer.put(f"{LATIN}\n{text}\n{LATIN} {text}")
    QApplication.processEvents()
    assert edges(writer.page, 0)[0] == pytest.approx(0, abs=1)
    assert edges(writer.page, 1)[1] == pytest.approx(0, abs=1)
    assert edges(writer.page, 1)[0] > 100
    assert edges(writer.page, 2)[0] == pytest.approx(0, abs=1)


def test_lines_without_letters_stand_where_the_paragraph_before_does(writer: Writer) -> None:
    writer.put(f"{PERSIAN}\n\n* * *\n{LATIN}\n\n123")
    page = writer.page
    sides = [direction(page.document().findBlockByNumber(number)) for number in range(6)]
    assert sides == [RIGHT, RIGHT, RIGHT, LEFT, LEFT, LEFT]
    assert edges(page, 2)[1] == pytest.approx(0, abs=1)
    assert edges(page, 5)[0] == pytest.approx(0, abs=1)


def test_the_cursor_of_a_new_paragraph_waits_at_the_right(writer: Writer) -> None:
    writer.put(PERSIAN)
    writer.press(Qt.Key.Key_Return)
    assert writer.page.cursorRect().left() > writer.page.viewport().width() * 0.8


def test_the_first_letter_turns_the_paragraph(writer: Writer) -> None:
    writer.put(LATIN)
    writer.page.textCursor().insertText("ש")
    writer.control(Qt.Key.Key_Home)
    writer.page.textCursor().insertText("ש")
    QApplication.processEvents()
    assert edges(writer.page, 0)[1] == pytest.approx(0, abs=1)
    writer.press(Qt.Key.Key_Backspace)
    assert edges(writer.page, 0)[0] == pytest.approx(0, abs=1)


def test_pieces_of_a_long_paragraph_stand_on_one_side(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"LONGEST": 24, "PIECE": 12, "SEARCHED": 4}.items():
        monkeypatch.setattr(long_paragraphs, name, value)
    writer.put(f"{PERSIAN} {LATIN} {LATIN} {LATIN}")
    document = writer.page.document()
    assert document.blockCount() > 3
    for number in range(document.blockCount()):
        assert direction(document.findBlockByNumber(number)) == RIGHT
        assert edges(writer.page, number)[1] == pytest.approx(0, abs=1)


def test_every_letter_can_be_clicked(writer: Writer, qtbot: QtBot) -> None:
    writer.put(f"{LATIN}\n{HEBREW}")
    page = writer.page
    block = page.document().findBlockByNumber(1)
    for offset in range(1, len(HEBREW)):
        cursor = page.textCursor()
        cursor.setPosition(block.position() + offset)
        point = page.cursorRect(cursor).center()
        qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=point)
        assert page.textCursor().position() == block.position() + offset


def test_a_ghost_is_painted_behind_the_cursor_and_accepted(
    writer: Writer, engine: FakeEngine, qtbot: QtBot
) -> None:
    ghost = " و باران می‌بارید"
    engine.answer = lambda left, right: [Suggestion(ghost, 0.9)]
    writer.put(f"{LATIN}\nشب بود")
    cursor = writer.page.cursorRect()
    writer.alt(Qt.Key.Key_Backslash)
    qtbot.waitUntil(lambda: writer.page.ghost.text != "")
    assert writer.painted == ghost
    left, right = edges(writer.page, 1)
    assert right == pytest.approx(0, abs=1)
    assert left + 28 < cursor.left()  # it goes on to the left of the cursor
    seen = writer.page.cursor_seen_at(QPointF(cursor.left() - 40, cursor.center().y()))
    assert seen.position() == len(f"{LATIN}\nشب بود")
    writer.press(Qt.Key.Key_Tab)
    assert writer.text == f"{LATIN}\nشب بود{ghost} "


def test_a_ghost_in_an_empty_paragraph_stands_as_its_letters_do(writer: Writer) -> None:
    writer.put(f"{LATIN}\n")
    writer.page.ghost.show(HEBREW)
    assert edges(writer.page, 1)[1] == pytest.approx(0, abs=1)
    writer.page.ghost.clear()
    assert edges(writer.page, 1)[0] == pytest.approx(0, abs=1)
