"""Marks that a ghost parts, and the formats that take their place behind it."""

import pytest
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from desktop.editor.page.marks import MARK_PROPERTY
from desktop.editor.page.page import Page

TEXT = "one two\nthree four five\nsix"
PLACE = TEXT.index("four")  # of the ghost, in a paragraph that begins at 8 and ends at 23
GHOST = "grey 🎉"  # seven of Qt's positions


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    page = Page()
    qtbot.addWidget(page)
    page.resize(600, 300)
    page.show()
    page.setPlainText(TEXT)
    cursor = page.textCursor()
    cursor.setPosition(PLACE)
    page.setTextCursor(cursor)
    return page


def mark(page: Page, start: int, end: int) -> QTextEdit.ExtraSelection:
    one = QTextEdit.ExtraSelection()
    cursor = QTextCursor(page.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    style = QTextCharFormat()
    style.setForeground(QColor("red"))
    one.cursor, one.format = cursor, style
    return one


def selections(page: Page) -> list[tuple[int, int]]:
    return [(one.cursor.selectionStart(), one.cursor.selectionEnd()) for one in page.extraSelections()]


def behind(page: Page) -> list[tuple[int, int]]:
    formats = page.document().findBlock(PLACE).layout().formats()
    return [(one.start, one.length) for one in formats if one.format.hasProperty(MARK_PROPERTY)]


@pytest.mark.parametrize(
    ("start", "end", "as_selections", "as_formats"),
    [
        (8, 13, [(8, 13)], []),  # before the ghost
        (14, 18, [], [(6 + 7, 4)]),  # behind it
        (8, 18, [(8, 14)], [(6 + 7, 4)]),  # around it
        (0, 27, [(0, 14), (23, 27)], [(6 + 7, 9)]),  # all of the text, as what dims it
        (24, 27, [(24, 27)], []),  # in another paragraph
        (14, 27, [(23, 27)], [(6 + 7, 9)]),
    ],
)
def test_a_ghost_parts_a_mark(page: Page, start, end, as_selections, as_formats) -> None:
    page.set_marks("test", [mark(page, start, end)])
    page.ghost.show(GHOST)
    assert sorted(selections(page)) == as_selections
    assert behind(page) == as_formats
    page.ghost.clear()
    assert selections(page) == [(start, end)]
    assert behind(page) == []


def test_marks_that_come_and_go_while_a_ghost_stands(page: Page) -> None:
    page.ghost.show(GHOST)
    page.set_marks("test", [mark(page, 14, 18)])
    assert behind(page) == [(13, 4)]
    assert page.ghost.text == GHOST
    page.set_marks("test", [])
    assert behind(page) == []
    assert page.textCursor().block().layout().preeditAreaText() == GHOST


def test_typing_takes_both_away_in_time(page: Page, qtbot: QtBot) -> None:
    page.set_marks("test", [mark(page, 14, 18)])
    page.ghost.show(GHOST)
    qtbot.keyClicks(page, "x")
    assert behind(page) == []
    assert selections(page) == [(15, 19)]
