"""A page with its find bar, in a window of their own."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.editor.finding.find_bar import FindBar
from desktop.editor.finding.history import History
from desktop.editor.page.page import Page


class Seeker:
    """Opens the bar, types into it with real key events, and waits for what is found."""

    def __init__(self, qtbot: QtBot):
        self.qtbot = qtbot
        self.frame = QWidget()
        qtbot.addWidget(self.frame)
        self.page = Page()
        self.history = History()
        self.bar = FindBar(self.page, self.history)
        self.finder = self.bar.finder
        column = QVBoxLayout(self.frame)
        column.addWidget(self.page)
        column.addWidget(self.bar)
        self.frame.resize(800, 600)
        self.frame.show()
        self.frame.activateWindow()
        self.page.setFocus()
        qtbot.waitUntil(self.page.hasFocus)

    def put(self, text: str, start: int = 0, end: int | None = None) -> None:
        self.page.setPlainText(text)
        self.select(start, start if end is None else end)

    def select(self, start: int, end: int) -> None:
        cursor = self.page.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.page.setTextCursor(cursor)

    def find(self, words: str, replacement: str | None = None) -> None:
        """Open the bar, type the words, and wait."""
        self.bar.open() if replacement is None else self.bar.open_to_replace()
        self.bar.words.selectAll()
        if words.isascii():
            self.qtbot.keyClicks(self.bar.words, words)
        else:  # there are no keys for them
            self.bar.words.setText(words)
        if replacement is not None:
            self.bar.replacement.setText(replacement)
        self.wait()

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: self.finder.count is not None or bool(self.finder.sentence))

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.bar.words, key, modifier)

    def replace_all(self) -> None:
        with self.qtbot.waitSignal(self.finder.replaced):
            self.bar.replace_all_button.click()

    @property
    def selected(self) -> tuple[int, int]:
        cursor = self.page.textCursor()
        return cursor.selectionStart(), cursor.selectionEnd()

    @property
    def marked(self) -> list[str]:
        """What is shown as found, in sight."""
        return [mark.cursor.selectedText() for mark in self.page.extraSelections()]


@pytest.fixture
def seeker(qtbot: QtBot):
    seeker = Seeker(qtbot)
    yield seeker
    seeker.bar.end()
