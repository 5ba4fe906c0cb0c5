"""Marks stand on their letters, whatever is painted among them."""

import pytest
from PySide6.QtGui import QColor, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit

from desktop.editor.page.marks import MARK_PROPERTY
from desktop.editor.page.page import Page

TEXT = "One two three.\nFour five six."


@pytest.fixture
def page(qtbot) -> Page:
    page = Page()
    qtbot.addWidget(page)
    page.setPlainText(TEXT)
    page.show()
    page.setFocus()
    qtbot.waitUntil(page.hasFocus)
    return page


def mark(page: Page, words: str) -> QTextEdit.ExtraSelection:
    made = QTextEdit.ExtraSelection()
    start = TEXT.index(words)
    made.cursor = QTextCursor(page.document())
    made.cursor.setPosition(start)
    made.cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    made.format.setBackground(QColor("red"))
    return made


def put_cursor(page: Page, position: int) -> None:
    cursor = page.textCursor()
    cursor.setPosition(position)
    page.setTextCursor(cursor)


def shown(page: Page) -> list[str]:
    """What is painted marked, paragraph by paragraph, as Qt's painting of selections and layouts goes."""
    found = []
    block = page.document().firstBlock()
    while block.isValid():
        layout = block.layout()
        painted = block.text()
        at = layout.preeditAreaPosition()
        if layout.preeditAreaText():
            painted = painted[:at] + layout.preeditAreaText() + painted[at:]
        for selection in page.extraSelections():
            start = max(0, selection.cursor.selectionStart() - block.position())
            end = selection.cursor.selectionEnd() - block.position()
            if start < block.length() and end > start:
                found.append(painted[start : min(end, block.length() - 1)])
        for one in layout.formats():
            if one.format.hasProperty(MARK_PROPERTY):
                found.append(painted[one.start : one.start + one.length])
        block = block.next()
    return [one for one in found if one]


def test_a_mark_behind_a_ghost_stays_on_its_letters(page) -> None:
    put_cursor(page, 7)
    page.set_marks("found", [mark(page, "two"), mark(page, "three"), mark(page, "five")])
    page.ghost.show(" and a half")
    assert sorted(shown(page)) == ["five", "three", "two"]
    page.ghost.show(" and")
    assert sorted(shown(page)) == ["five", "three", "two"]
    page.ghost.clear()
    assert shown(page) == ["two", "three", "five"]


def test_a_mark_around_a_ghost_leaves_the_ghost_out(page) -> None:
    put_cursor(page, 7)
    page.ghost.show(" and a half")
    page.set_marks("dim", [mark(page, TEXT)])
    assert sorted(shown(page)) == [" three.", "Four five six.", "One two"]
    put_cursor(page, 20)
    assert shown(page) == ["One two three.", "Four five six."]


def test_typing_and_the_next_ghost_keep_marks_in_place(page, qtbot) -> None:
    put_cursor(page, 7)
    page.set_marks("found", [mark(page, "three")])
    page.ghost.show(" and")
    qtbot.keyClicks(page, "x")
    assert shown(page) == ["three"]
    page.ghost.show(" y")
    assert shown(page) == ["three"]


def test_a_mark_behind_what_is_composed_stays_on_its_letters(page) -> None:
    put_cursor(page, 7)
    page.set_marks("found", [mark(page, "three")])
    page.inputMethodEvent(QInputMethodEvent("zhong", []))
    assert shown(page) == ["three"]
    commit = QInputMethodEvent()
    commit.setCommitString("\u4e2d")
    page.inputMethodEvent(commit)
    assert shown(page) == ["three"]
    assert page.toPlainText() == TEXT.replace("two", "two\u4e2d")


def test_a_mark_in_a_dimmed_stretch_stays_dim(page) -> None:
    dim = mark(page, "One two three.")
    dim.format.clearBackground()
    dim.format.setForeground(QColor("gray"))
    page.set_marks("spelling", [mark(page, "two"), mark(page, "five")])
    page.set_marks("focus", [dim])
    first, two, five = page.extraSelections()
    assert first.cursor.selectedText() == "One two three."
    assert two.format.foreground().color() == QColor("gray")
    assert two.format.background().color() == QColor("red")
    assert five.format.foreground().color() != QColor("gray")


def test_another_text_may_come_while_there_are_marks(page) -> None:
    page.moveCursor(QTextCursor.MoveOperation.End)
    page.set_marks("found", [mark(page, "three")])
    page.setPlainText("another text")
    page.set_marks("found", [])
    page.setPlainText(TEXT)
    page.set_marks("found", [mark(page, "three")])
    assert [one.cursor.selectedText() for one in page.extraSelections()] == ["three"]


@pytest.mark.parametrize("what", ["ghost", "another ghost", "no ghost", "marks", "looks", "composing"])
def test_no_other_paragraph_is_laid_out_again(page: Page, what: str) -> None:
    """A key in a page of long paragraphs costs what its own paragraph costs."""
    page.resize(900, 1400)
    page.setPlainText("\n".join(["word " * 60] * 6))
    put_cursor(page, 100)
    blocks = [page.document().findBlockByNumber(number) for number in range(1, 6)]
    page.ghost.show("first")
    page.grab()
    assert all(block.layout().lineCount() for block in blocks)
    if what == "ghost":
        page.ghost.show(" and on")
    elif what == "another ghost":
        page.ghost.show("")
        page.ghost.show(" or not")
    elif what == "no ghost":
        page.ghost.clear()
    elif what == "marks":
        made = QTextEdit.ExtraSelection()
        made.cursor = QTextCursor(page.document())
        made.cursor.setPosition(110)
        made.cursor.setPosition(120, QTextCursor.MoveMode.KeepAnchor)
        made.format.setBackground(QColor("red"))
        page.set_marks("found", [made])
    elif what == "looks":
        page.show_looks(page.textCursor().block())
    else:
        QApplication.sendEvent(page, QInputMethodEvent("ni", []))
        page.end_composing()
    assert all(block.layout().lineCount() for block in blocks)
