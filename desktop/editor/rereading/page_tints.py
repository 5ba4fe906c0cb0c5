"""The tints on the page: of what is in sight, and no more."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor

from desktop.editor.look import Look
from desktop.editor.page.long_paragraphs import cursor_between
from desktop.editor.page.marks import mark_of
from desktop.editor.page.page import Page
from desktop.editor.rereading.colours import place_format, tint_format
from desktop.editor.rereading.findings import Findings
from desktop.editor.rereading.wanted import Wanted

MARKS = "reread"
Reason = tuple[int, str]  # the level of a word's tint, or 0, and the kind of a place, or ""
LOOK_MILLISECONDS = 100  # after which scrolling shows what came in sight
REST_MILLISECONDS = 300  # behind an edit; while one writes, the marks move along with their words


class PageTints(QObject):
    """Shows the findings of the paragraphs in sight."""

    def __init__(self, page: Page, findings: Findings, wanted: Wanted, look: Look):
        super().__init__(page)
        self._page, self._findings, self._wanted = page, findings, wanted
        self._is_on = False
        self._look = look
        self._shown: list[tuple[QTextCursor, Reason]] = []
        self._formats: dict[Reason, QTextCharFormat] = {}
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._show)
        page.verticalScrollBar().valueChanged.connect(self.show_soon)

    def turn(self, on: bool) -> None:
        """Show them, or none."""
        self._is_on = on
        self._soon.stop()
        self._show()

    def show_soon(self, *_: object) -> None:
        """Look again at what is in sight, in a moment."""
        if self._is_on and not self._soon.isActive():
            self._soon.start(LOOK_MILLISECONDS)

    def show_at_rest(self) -> None:
        """Look again once the hands rest."""
        if self._is_on:
            self._soon.start(REST_MILLISECONDS)

    def set_look(self, look: Look) -> None:
        """Use these colours."""
        self._formats = {}
        self._look = look
        self._shown = []
        if self._is_on:
            self._show()

    def _show(self) -> None:
        # No more than what is seen: each mark costs something at each key, as other marks change.
        blocks = self._page.blocks_in_sight() if self._is_on else ()
        marks = [mark for block in blocks for mark in self._of(block)]
        # Where the marks are by now: they move along with their words.
        there = [(cursor.selectionStart(), cursor.selectionEnd(), what) for cursor, what in self._shown]
        if marks == there:
            return
        self._shown, selections = [], []
        for start, end, what in marks:
            cursor = cursor_between(self._page.document(), start, end)
            selections.append(mark_of(cursor, self._format(what)))
            self._shown.append((cursor, what))
        self._page.set_marks(MARKS, selections)

    def _of(self, block: QTextBlock) -> list[tuple[int, int, Reason]]:
        """The marks of a paragraph, in Qt's positions; a place of one word shares the mark of its tint."""
        line = self._findings.in_line(block.blockNumber())
        if line is None:
            return []
        begin, longest = block.position(), block.length() - 1
        marks = {(one.start, one.end): (one.level, "") for one in line.tints if one.end <= longest}
        for one in line.places:
            if one.place and one.end <= longest and self._wanted.wants(one.place):
                level, _ = marks.get((one.start, one.end), (0, ""))
                marks[one.start, one.end] = level, one.kind
        return [(begin + start, begin + end, what) for (start, end), what in marks.items()]

    def _format(self, what: Reason) -> QTextCharFormat:
        if what not in self._formats:
            level, kind = what
            form = tint_format(self._look, level) if level else QTextCharFormat()
            if kind:
                form.merge(place_format(self._look, kind))
            self._formats[what] = form
        return self._formats[what]
