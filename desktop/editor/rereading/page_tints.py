"""The tints on the page: of what is in sight, and no more."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from desktop.editor.look import Look
from desktop.editor.page.in_sight import blocks_in_sight
from desktop.editor.page.page import Page
from desktop.editor.rereading.colours import LINES, SHARES, place_format, tint_format
from desktop.editor.rereading.findings import Findings, Stretch
from desktop.editor.rereading.wanted import Wanted

MARKS = "reread"
LOOK_MILLISECONDS = 100  # while the page is scrolled or edited, the marks move along with their words


class PageTints(QObject):
    """Shows the findings of the paragraphs in sight."""

    def __init__(self, page: Page, findings: Findings, wanted: Wanted, look: Look):
        super().__init__(page)
        self._page, self._findings, self._wanted = page, findings, wanted
        self._is_on = False
        self._shown: list[tuple[QTextCursor, int | str]] = []
        self._tints: dict[int, QTextCharFormat] = {}
        self._places: dict[str, QTextCharFormat] = {}
        self._soon = QTimer(self, interval=LOOK_MILLISECONDS, singleShot=True)
        self._soon.timeout.connect(self._show)
        page.verticalScrollBar().valueChanged.connect(self.show_soon)
        self.set_look(look)

    def turn(self, on: bool) -> None:
        """Show them, or none."""
        self._is_on = on
        self._soon.stop()
        self._show()

    def show_soon(self, *_: object) -> None:
        """Look again at what is in sight, in a moment."""
        if self._is_on and not self._soon.isActive():
            self._soon.start()

    def set_look(self, look: Look) -> None:
        """Use these colours."""
        self._tints = {level: tint_format(look, level) for level in SHARES}
        self._places = {kind: place_format(look, kind) for kind in LINES}
        self._shown = []
        if self._is_on:
            self._show()

    def _show(self) -> None:
        found = [
            (block.position() + one.start, one)
            for block in (blocks_in_sight(self._page) if self._is_on else ())
            for one in self._of(block)
        ]
        marks = [(start, start + one.length, one.level or one.kind) for start, one in found]
        # Where the marks are by now: they move along with their words.
        there = [(cursor.selectionStart(), cursor.selectionEnd(), what) for cursor, what in self._shown]
        if marks == there:
            return
        self._shown, selections = [], []
        for start, end, what in marks:
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self._page.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            mark.cursor = cursor
            mark.format = self._tints[what] if isinstance(what, int) else self._places[what]
            selections.append(mark)
            self._shown.append((cursor, what))
        self._page.set_marks(MARKS, selections)

    def _of(self, block: QTextBlock) -> list[Stretch]:
        line = self._findings.in_line(block.blockNumber())
        if line is None:
            return []
        longest = block.length() - 1
        places = [one for one in line.places if one.place and self._wanted.wants(one.place)]
        return [one for one in (*line.tints, *places) if one.end <= longest]
