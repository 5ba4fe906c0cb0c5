"""The column at the edge of the text, where comments and bookmarks are seen beside their lines."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.editor.look import Look
from desktop.editor.margin.annotations import Annotations, Mark
from desktop.editor.page.page import NARROWEST_MARGIN, Page
from desktop.engine.annotations.annotation import Kind

WIDTH = NARROWEST_MARGIN - 2  # the least room that there is between the text and the edge
SIGN = 12  # pixels, the width of a sign; two stand side by side
TOLD = 3  # comments on one line that a tooltip quotes


@dataclass(frozen=True)
class _Line:
    """A line of the text: its place in the column, and the marks that begin in it."""

    top: int
    bottom: int
    marks: tuple[Mark, ...]


class MarginColumn(QWidget):
    """Lies over the text's margin, and takes clicks only where it shows something.

    Signals:
        clicked: A sign was clicked; the mark's id.
    """

    clicked = Signal(str)

    def __init__(self, page: Page, annotations: Annotations):
        super().__init__(page)
        self.setObjectName("margin_column")
        # Clicks come to the text below it, where they are looked at first.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._page, self._annotations = page, annotations
        self._sign = QColor("gray")
        self._paper = QColor("white")
        page.updateRequest.connect(self._on_update)
        page.viewport().installEventFilter(self)
        annotations.changed.connect(self.update)
        self._fit()

    def set_look(self, look: Look) -> None:
        """Use these colours."""
        self._sign, self._paper = look.accent, look.paper
        self.update()

    def _fit(self) -> None:
        area = self._page.viewport().geometry()
        left = area.left() if self._page.isRightToLeft() else area.right() + 1 - WIDTH
        self.setGeometry(QRect(left, area.top(), WIDTH, area.height()))
        self.raise_()

    def _on_update(self, area: QRect, scrolled: int) -> None:
        if scrolled:
            self.update()
        else:
            self.update(0, area.top() - SIGN, WIDTH, area.height() + 2 * SIGN)

    # --- what stands where -------------------------------------------------------------------------------

    def _lines(self) -> list[_Line]:
        """The lines in sight in which marks begin."""
        first, last = self._page.in_sight()
        found: dict[tuple[int, int], list[Mark]] = {}
        for mark in self._annotations.between(first, last):
            if mark.start < first:
                continue
            cursor = QTextCursor(self._page.document())
            cursor.setPosition(mark.start)
            line = self._page.cursorRect(cursor)
            if line.bottom() >= 0 and line.top() <= self.height():
                found.setdefault((line.top(), line.bottom()), []).append(mark)
        return [_Line(top, bottom, tuple(marks)) for (top, bottom), marks in found.items()]

    def _local(self, point: QPointF) -> QPointF:
        """A point of the text's viewport in the column."""
        return point + self._page.viewport().pos() - self.pos()

    def _line_at(self, point: QPointF) -> _Line | None:
        local = self._local(point)
        if not 0 <= local.x() <= self.width():
            return None
        return next((line for line in self._lines() if line.top <= local.y() <= line.bottom), None)

    def place_of(self, mark: Mark) -> QPoint | None:
        """The middle of a mark's sign, in the text's viewport; None if it is not in sight."""
        side = WIDTH // 4 if mark.annotation.kind is Kind.BOOKMARK else WIDTH * 3 // 4
        for line in self._lines():
            if mark in line.marks:
                middle = QPoint(side, (line.top + line.bottom) // 2)
                return middle + self.pos() - self._page.viewport().pos()
        return None

    def mark_at(self, point: QPointF) -> Mark | None:
        """The mark whose sign is seen at a point of the text's viewport."""
        line = self._line_at(point)
        if line is None:
            return None
        wanted = Kind.BOOKMARK if self._local(point).x() < self.width() / 2 else Kind.COMMENT
        of_kind = [mark for mark in line.marks if mark.annotation.kind is wanted]
        return next(iter([*of_kind, *line.marks]))

    # --- painting ----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a ribbon for a bookmark, and a bubble for comments; an empty one where all are resolved."""
        lines = self._lines()
        if not lines:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for line in lines:
            middle = (line.top + line.bottom) / 2
            comments = [mark for mark in line.marks if mark.annotation.kind is Kind.COMMENT]
            if len(comments) < len(line.marks):
                self._paint_ribbon(painter, middle)
            if comments:
                self._paint_bubble(painter, middle, comments)

    def _paint_ribbon(self, painter: QPainter, middle: float) -> None:
        area = QRectF(1, middle - 7, SIGN - 4, 14)
        ribbon = QPainterPath(area.topLeft())
        ribbon.lineTo(area.topRight())
        ribbon.lineTo(area.bottomRight())
        ribbon.lineTo(area.center().x(), area.bottom() - 4)
        ribbon.lineTo(area.bottomLeft())
        ribbon.closeSubpath()
        painter.fillPath(ribbon, self._sign)

    def _paint_bubble(self, painter: QPainter, middle: float, comments: list[Mark]) -> None:
        area = QRectF(WIDTH - SIGN - 1, middle - 6, SIGN, 10)
        bubble = QPainterPath()
        bubble.addRoundedRect(area, 2.5, 2.5)
        tail = QPainterPath(QPointF(area.left() + 2.5, area.bottom() - 1))
        tail.lineTo(area.left() + 2.5, area.bottom() + 3)
        tail.lineTo(area.left() + 6.5, area.bottom() - 1)
        bubble = bubble.united(tail)
        painter.setPen(self._sign)
        if all(mark.annotation.resolved for mark in comments):
            painter.fillPath(bubble, self._paper)
            painter.drawPath(bubble)
            return
        painter.fillPath(bubble, self._sign)
        if len(comments) > 1:
            font = painter.font()
            font.setPixelSize(9)
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(self._paper)
            count = str(len(comments)) if len(comments) < 10 else "+"
            width = QFontMetricsF(font).horizontalAdvance(count)
            painter.drawText(QPointF(area.center().x() - width / 2, area.bottom() - 1.5), count)

    # --- the text below ----------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take clicks on signs, and say what they stand for; follow the text's size."""
        kind = event.type()
        if kind in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.LayoutDirectionChange):
            self._fit()
        elif kind == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            mark = self.mark_at(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
            if mark:
                self.clicked.emit(mark.id)
                return True
        elif kind == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            line = self._line_at(QPointF(event.pos()))
            words = [mark.annotation.words for mark in line.marks if mark.annotation.words] if line else []
            QToolTip.showText(event.globalPos(), "\n\n".join(words[:TOLD]), self._page.viewport())
            return bool(words)
        return False
