"""What is seen of a text, and where: which paragraphs are in sight, what stands at a point, scrolling."""

import math
from collections.abc import Iterator

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.editor.page.ghost import Painted
from desktop.editor.page.line_spacing import SpacedDocumentLayout

LINES_BELOW = 3  # lines kept free below the cursor while typing, where a ghost may wrap to


class SeenText(QPlainTextEdit):
    """A text area that knows what is in sight.

    Attributes:
        spacing: Lays the text out.
    """

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        document = QTextDocument(self)
        self.spacing = SpacedDocumentLayout(document)
        document.setDocumentLayout(self.spacing)
        self.setDocument(document)

    def in_sight(self) -> tuple[int, int]:
        """From where to where there is text in sight, in Qt's positions and whole blocks."""
        block = self.firstVisibleBlock()
        first, bottom = block.position(), self.viewport().height()
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while top <= bottom and block.next().isValid():
            top += self.spacing.blockBoundingRect(block).height()
            block = block.next()
        return first, block.position() + block.length() - 1

    def blocks_in_sight(self, around: int = 0) -> Iterator[QTextBlock]:
        """The paragraphs in sight, and some above and below them."""
        block, last = (self.document().findBlock(place) for place in self.in_sight())
        for _ in range(around):
            block = block.previous() if block.previous().isValid() else block
            last = last.next() if last.next().isValid() else last
        while block.isValid() and block.position() <= last.position():
            yield block
            block = block.next()

    def make_room(self) -> None:
        """Scroll so that some lines below the cursor are in sight."""
        line = self.cursorRect()
        room = self.viewport().height() - line.bottom() - LINES_BELOW * line.height()
        if room < 0 and line.top() > self.viewport().height() // 2:
            steps = math.ceil(-room / self.line_pitch())
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + steps)
        self.ensureCursorVisible()  # last, since it would put the cursor's line in the middle

    def look_around(self) -> None:
        """Show the cursor, with some text above it: an undone page of text leaves it at the window's top."""
        line, height = self.cursorRect(), self.viewport().height()
        if line.top() < height // 5:
            steps = int((height // 2 - line.top()) / self.line_pitch())
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - steps)
        self.make_room()

    def scroll_to(self, place: QTextCursor) -> None:
        """Show a place in the first line of the window, as far as the text reaches."""
        block = place.block()
        self.blockBoundingRect(block)  # lays it out: its lines are counted
        line = block.layout().lineForTextPosition(place.positionInBlock()).lineNumber()
        self.verticalScrollBar().setValue(block.firstLineNumber() + max(0, line))

    def cursor_seen_at(self, point: QPointF) -> QTextCursor:
        """Return a cursor at what is seen at a point, although a ghost or a composition pushes it along."""
        cursor = self.textCursor()
        layout = cursor.block().layout()
        painted = Painted.into(layout)
        area = self.blockBoundingGeometry(cursor.block()).translated(self.contentOffset())
        if point.y() >= area.bottom() and not cursor.block().next().isValid():
            cursor.movePosition(QTextCursor.MoveOperation.End)
            return cursor
        if not painted.length or not area.top() <= point.y() < area.bottom():
            return self.cursorForPosition(point.toPoint())
        local = point - area.topLeft()
        lines = [layout.lineAt(number) for number in range(layout.lineCount())]
        line = next((line for line in lines if local.y() < line.rect().bottom()), lines[-1])
        cursor.setPosition(cursor.block().position() + painted.left_out(line.xToCursor(local.x())))
        return cursor

    def line_pitch(self) -> float:
        """Return from one line to the next, in pixels; the scroll bar counts lines."""
        return max(1.0, self.cursorRect().height() * (1 + self.spacing.line_gap))
