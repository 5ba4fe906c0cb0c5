"""The curve of a training: how well the model guesses what it learns from, and what is held out."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.editor.look import Look, blend, current_look
from desktop.engine.learning.progress import FitState, Point, perplexity

SIDE, TOP, GAP = 8, 10, 6  # pixels
LINES = 9  # of the font: its height
DOT = 3.5
MOST_POINTS = 400
LEARNED = 0.45  # of the accent, for what is learned from
LEAST_SPAN = 0.05  # of the loss, from top to bottom


class LossChart(QWidget):
    """Shows losses over the tokens learned from; the axis says them as perplexities, which fall as well."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("loss_chart")
        self.setMinimumHeight(LINES * self.fontMetrics().height())
        self._look: Look = current_look()
        self._losses: list[Point] = []
        self._validations: list[Point] = []
        self._share = 1.0
        self._retranslate()

    def show_fit(self, fit: FitState) -> None:
        """Show what is known of a training; what is still to come has room on its right."""
        step = -(-len(fit.losses) // MOST_POINTS) if fit.losses else 1
        self._losses, self._validations = list(fit.losses[::step]), list(fit.validations)
        self._share = max(fit.share, 0.01) if fit.steps else 1.0
        self._retranslate()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._look = current_look()
            self.update()

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Perplexity while the model learns"))
        self.setAccessibleDescription(self.sentence)
        self.setToolTip(
            self.tr(
                "The lower the better: among so many words, all as likely, the model has to choose. The line "
                "with dots is of text that it does not learn from."
            )
        )

    @property
    def sentence(self) -> str:
        """What the curve shows, in words."""
        if not self._validations:
            return self.tr("Nothing is measured yet.")
        first, last = (perplexity(self._validations[place][1]) for place in (0, -1))
        locale = QLocale()
        return self.tr("Perplexity of what is held out: {first} at first, {last} now.").format(
            first=locale.toString(first, "f", 1), last=locale.toString(last, "f", 1)
        )

    # --- painting ----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the axis and both curves."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._look.paper)
        losses = [loss for _, loss in (*self._losses, *self._validations)]
        if not losses:
            painter.setPen(self._look.quiet)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.sentence)
            return
        low, high = min(losses), max(losses)
        margin = max(LEAST_SPAN, high - low) * 0.08
        low, high = low - margin, max(high, low + LEAST_SPAN) + margin
        area = self._paint_axis(painter, low, high)
        quiet = blend(self._look.accent, self._look.paper, LEARNED)
        self._paint_curve(painter, area, self._losses, low, high, QPen(quiet, 1.5))
        self._paint_curve(
            painter, area, self._validations, low, high, QPen(self._look.accent, 2.2), dots=True
        )

    def _paint_axis(self, painter: QPainter, low: float, high: float) -> QRectF:
        """Lines and their perplexities; gives the room for the curves."""
        levels = [high, (low + high) / 2, low]
        words = [QLocale().toString(perplexity(level), "f", 1) for level in levels]
        metrics = self.fontMetrics()
        beside = max(metrics.horizontalAdvance(word) for word in words) + SIDE + GAP
        edge = max(TOP, metrics.height() / 2 + 1)
        whole = QRectF(self.rect()).adjusted(0, edge, 0, -edge)
        is_mirrored = self.isRightToLeft()
        area = whole.adjusted(SIDE, 0, -beside, 0) if is_mirrored else whole.adjusted(beside, 0, -SIDE, 0)
        for level, word in zip(levels, words, strict=True):
            y = area.bottom() - (level - low) / (high - low) * area.height()
            painter.setPen(self._look.hairline)
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(self._look.quiet)
            left = area.right() + GAP if is_mirrored else float(SIDE)
            place = QRectF(left, y - metrics.height() / 2, beside - SIDE - GAP, metrics.height())
            side = Qt.AlignmentFlag.AlignLeft if is_mirrored else Qt.AlignmentFlag.AlignRight
            painter.drawText(
                place, side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, word
            )
        return area

    def _paint_curve(
        self,
        painter: QPainter,
        area: QRectF,
        points: Sequence[Point],
        low: float,
        high: float,
        pen: QPen,
        dots: bool = False,
    ) -> None:
        if not points:
            return
        known = [tokens for tokens, _ in (*self._losses, *self._validations)]
        whole = max(known) / self._share or 1.0
        towards = -1 if self.isRightToLeft() else 1
        start = area.right() if self.isRightToLeft() else area.left()
        places = [
            QPointF(
                start + towards * tokens / whole * area.width(),
                area.bottom() - (loss - low) / (high - low) * area.height(),
            )
            for tokens, loss in points
        ]
        painter.setPen(pen)
        painter.drawPolyline(places)
        if dots:
            painter.setBrush(pen.color())
            for place in places:
                painter.drawEllipse(place, DOT, DOT)
            painter.setBrush(Qt.BrushStyle.NoBrush)
