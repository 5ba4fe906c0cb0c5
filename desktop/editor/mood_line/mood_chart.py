"""The mood line's picture: how light or dark the story reads, from its beginning on the left to its end."""

import html
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygon,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.editor.look import Look, blend, current_look
from desktop.editor.mood_line.mood_curve import MoodCurve

LINES_HIGH = 3.6  # of the labels' font, between the lightest and the darkest point
SIDE = 14  # pixels free on the right, and beside the labels on the left
TOP, BOTTOM = 9, 10  # pixels free above the lightest and below the darkest point
# Pixels from one point to the next: above the first each is a dot that can be aimed at, above the second a
# speck; below, it is a pixel, which it may share with others.
DOT_SPACING, SPECK_SPACING = 7.0, 2.5
DOT, SPECK, RING = 2.6, 1.3, 4.5  # radii
TREND_SPACING = 4  # pixels at least from one bend of the trend to the next
AIM = 2.0  # how many pixels a hand may be off
TIP_LINES = 5  # the tip lies so far above the chart, so that it hides no point
PAGE_STEP = 10
LIGHT_COLOUR = QColor("#d99a2b")


class MoodChart(QWidget):
    """Shows the points; one can be pointed at, clicked, and walked along with the arrow keys.

    Signals:
        chosen: The writer wants to go to a passage; its number.
        left: The writer wants to go back to the page.

    Attributes:
        first_words: Gives the first words of a passage by its number.
    """

    chosen = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("mood_chart")
        self.installEventFilter(self)  # for tool tips
        self.first_words: Callable[[int], str] = lambda number: ""
        self._curve = MoodCurve()
        self._current = -1  # the passage in which the cursor stands
        self._selected = -1  # the one that the keys have reached
        self._hovered = -1
        self._look = current_look()
        self._picture: QPixmap | None = None
        # Tab belongs to the page, but a command leads here; a click leaves the keyboard on the page.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 0.85)
        self.setFont(font)
        self.setFixedHeight(round(self.fontMetrics().height() * LINES_HIGH) + TOP + BOTTOM)
        self._retranslate()

    # --- what others say ---------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._curve)

    @property
    def moods(self) -> list[float | None]:
        """What is shown."""
        return self._curve.moods

    def set_moods(self, moods: Sequence[float | None]) -> None:
        """Show one point for each passage; None for one that is not known yet."""
        self._curve = MoodCurve(moods)
        self._selected = min(self._selected, len(moods) - 1)
        self._hovered = -1
        self._describe()
        self._redraw()

    def set_current(self, number: int) -> None:
        """Mark the passage in which the cursor stands; -1 for none."""
        if number != self._current:
            self._current = number
            self._describe()
            self.update()

    def set_look(self, look: Look) -> None:
        """Use these colours."""
        self._look = look
        self._redraw()

    def in_words(self, number: int) -> str:
        """Return how a passage reads, in words."""
        mood = self._curve.moods[number]
        if mood is None:
            return self.tr("not read yet")
        words = (
            self.tr("dark"),
            self.tr("rather dark"),
            self.tr("neither light nor dark"),
            self.tr("rather light"),
            self.tr("light"),
        )
        return words[min(len(words) - 1, int(mood * len(words)))]

    # --- words -------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Mood line"))
        self._labels = (self.tr("light"), self.tr("dark"))
        self._labels_width = max(map(self.fontMetrics().horizontalAdvance, self._labels))
        self._describe()
        self._redraw()

    def _sentence(self, number: int) -> str:
        return self.tr("Passage {number} of {count}, {mood}: “{words}…”").format(
            number=number + 1, count=len(self), mood=self.in_words(number), words=self.first_words(number)
        )

    def _describe(self) -> None:
        """Tell screen readers where the keys are, or else the cursor."""
        number = self._selected if self._selected >= 0 else self._current
        how = self.tr(
            "How light or dark the story reads; the arrow keys go from passage to passage, "
            "Return goes to the text."
        )
        self.setAccessibleDescription(f"{self._sentence(number)} {how}" if 0 <= number < len(self) else how)

    # --- pointing ----------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell of the passage under the pointer."""
        if event.type() == QEvent.Type.ToolTip:
            self._show_tip(self._point_at(QPointF(cast(QHelpEvent, event).pos())))
            return True
        return False

    def _show_tip(self, number: int) -> None:
        if number < 0:
            QToolTip.hideText()
            return
        words = html.escape(self.first_words(number))
        text = f"<p style='white-space:pre'>“{words}…”<br><b>{html.escape(self.in_words(number))}</b></p>"
        above = self.spot(number).toPoint()
        above.setY(-self.fontMetrics().height() * TIP_LINES)
        QToolTip.showText(self.mapToGlobal(above), text, self)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the point that a click would choose."""
        self._hover(self._point_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Mark none."""
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, number: int) -> None:
        if number != self._hovered:
            self._hovered = number
            self.setCursor(Qt.CursorShape.PointingHandCursor if number >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the passage."""
        number = self._point_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and number >= 0:
            self.chosen.emit(number)

    # --- keys --------------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the cursor's passage."""
        super().focusInEvent(event)
        if len(self):
            self._select(max(0, self._current))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Select nothing."""
        super().focusOutEvent(event)
        self._selected = -1
        QToolTip.hideText()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk along the line, go to a passage, or go back to the page."""
        key = Qt.Key(event.key())
        last = len(self) - 1
        moves = {
            Qt.Key.Key_Left: self._selected - 1,
            Qt.Key.Key_Right: self._selected + 1,
            Qt.Key.Key_PageUp: self._selected - PAGE_STEP,
            Qt.Key.Key_PageDown: self._selected + PAGE_STEP,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in moves and last >= 0:
            self._select(min(last, max(0, moves[key])))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._selected >= 0:
            self.chosen.emit(self._selected)
        else:
            super().keyPressEvent(event)

    def _select(self, number: int) -> None:
        self._selected = number
        self._describe()
        self._show_tip(number)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._sentence(number)))
        self.update()

    # --- places ------------------------------------------------------------------------------------------

    def _area(self) -> QRectF:
        """Return where points may lie."""
        return QRectF(self.rect()).adjusted(self._labels_width + 2 * SIDE, TOP, -SIDE, -BOTTOM)

    def spot(self, number: int) -> QPointF:
        """Where a passage's point is painted, in pixels; in the middle while it is not known."""
        mood = self._curve.moods[number]
        (spot,) = self._to_pixels([(self._curve.place(number), 0.5 if mood is None else mood)])
        return spot

    def _to_pixels(self, points: Iterable[tuple[float, float]]) -> list[QPointF]:
        """Turn places along the width and moods into places on the chart."""
        area = self._area()
        left, width, bottom, height = area.left(), area.width(), area.bottom(), area.height()
        return [QPointF(left + place * width, bottom - mood * height) for place, mood in points]

    def _point_at(self, point: QPointF) -> int:
        area = self._area()
        place = (point.x() - area.left()) / max(1.0, area.width())
        mood = (area.bottom() - point.y()) / area.height()
        return self._curve.nearest(place, mood, AIM / max(1.0, area.width()))

    # --- painting ----------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew."""
        super().resizeEvent(event)
        self._redraw()

    def _redraw(self) -> None:
        self._picture = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, and mark the cursor's point, the keys' and the pointer's."""
        # What does not follow the pointer is painted once: thousands of points take some milliseconds.
        if self._picture is None or self._picture.devicePixelRatio() != self.devicePixelRatio():
            self._picture = self._paint_picture()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_current(painter)
        for number in {self._hovered, self._selected} - {-1}:
            painter.setPen(QPen(self._look.accent, 1.6))
            painter.setBrush(self._look.desk)
            painter.drawEllipse(self.spot(number), RING, RING)
        if self.hasFocus():
            painter.setPen(QPen(self._look.accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_picture(self) -> QPixmap:
        """The points and the trend through them."""
        picture = QPixmap(self.size() * self.devicePixelRatio())
        picture.setDevicePixelRatio(self.devicePixelRatio())
        picture.fill(self._look.desk)
        painter = QPainter(picture)
        painter.setFont(self.font())
        painter.fillRect(QRectF(0, 0, self.width(), 1), self._look.hairline)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if len(self):
            self._paint_axis(painter)
            self._paint_trend(painter)
            self._paint_points(painter)
        else:
            painter.setPen(self._look.quiet)
            words = self.tr("The mood line grows with the story.")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)
        painter.end()
        return picture

    def _paint_axis(self, painter: QPainter) -> None:
        """What is up, what is down, and the middle."""
        area = self._area()
        painter.setPen(QPen(self._look.hairline, 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(area.left(), area.center().y()), QPointF(area.right(), area.center().y()))
        beside = QRectF(SIDE, area.top(), area.left() - SIDE, area.height())
        painter.setPen(self._look.quiet)
        for words, edge in zip(
            self._labels, (Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom), strict=True
        ):
            painter.drawText(beside, edge | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_current(self, painter: QPainter) -> None:
        """A line and a small wedge at the cursor's passage."""
        if not 0 <= self._current < len(self):
            return
        x = self.spot(self._current).x()
        painter.setPen(QPen(blend(self._look.accent, self._look.desk, 0.55), 1))
        painter.drawLine(QPointF(x, 1), QPointF(x, self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.accent)
        foot = float(self.height())
        painter.drawPolygon(QPolygonF([QPointF(x - 5, foot), QPointF(x + 5, foot), QPointF(x, foot - 6)]))

    def _trend_line(self) -> QPainterPath:
        area = self._area()
        most = max(1, int(area.width() / TREND_SPACING))
        points = self._to_pixels(self._curve.trend_points(most))
        line = QPainterPath(points[0] if points else area.center())
        if area.width() / len(self) < DOT_SPACING:
            line.addPolygon(QPolygonF(points))
            return line
        for before, after in pairwise(points):
            half = (before.x() + after.x()) / 2
            # Level at each point, so that the curve is never lighter or darker than its points.
            line.cubicTo(QPointF(half, before.y()), QPointF(half, after.y()), after)
        return line

    def _paint_trend(self, painter: QPainter) -> None:
        area = self._area()
        line = self._trend_line()
        surface = QPainterPath(line)
        surface.lineTo(line.currentPosition().x(), area.center().y())
        surface.lineTo(line.elementAt(0).x, area.center().y())
        surface.closeSubpath()
        shades = QLinearGradient(area.topLeft(), area.bottomLeft())
        for place, colour, opacity in (
            (0.0, LIGHT_COLOUR, 0.5),
            (0.5, LIGHT_COLOUR, 0.08),
            (0.501, self._look.accent, 0.08),
            (1.0, self._look.accent, 0.5),
        ):
            shade = QColor(colour)
            shade.setAlphaF(opacity)
            shades.setColorAt(place, shade)
        painter.fillPath(surface, shades)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._look.quiet, 1.3))
        painter.drawPath(line)

    def _paint_points(self, painter: QPainter) -> None:
        spacing = self._area().width() / len(self)
        if spacing < SPECK_SPACING:
            self._paint_cells(painter)
            return
        width = 2 * (DOT if spacing >= DOT_SPACING else SPECK)
        for colour, points in zip(self._colours(), self._curve.halves(), strict=True):
            painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            painter.drawPoints(QPolygonF(self._to_pixels(points)))

    def _colours(self) -> tuple[QColor, QColor]:
        """Of light points and of dark ones."""
        return LIGHT_COLOUR, self._look.accent

    def _paint_cells(self, painter: QPainter) -> None:
        """A pixel for all points that lie in it, where there are too many to tell apart."""
        area = self._area()
        rows = int(area.height())
        left, bottom = round(area.left()), round(area.bottom())
        cells = self._curve.cells(max(1, int(area.width())), rows)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for colour, is_light in zip(self._colours(), (True, False), strict=True):
            painter.setPen(QPen(colour, 1))
            half = [QPoint(left + x, bottom - 1 - y) for x, y in cells if (2 * y >= rows) == is_light]
            painter.drawPoints(QPolygon(half))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
