"""The chart of days: a bar for each of the last thirty, or a year's calendar; for eyes, keys and ears."""

from collections.abc import Mapping
from datetime import date
from enum import Enum, auto
from typing import Protocol, cast

from PySide6.QtCore import QEvent, QLocale, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QComboBox, QToolTip, QWidget

from desktop.editor.goals.figure_words import FigureWords
from desktop.editor.look import Look, blend, current_look
from desktop.editor.statistics.day_grid import (
    BAR_STEPS,
    CALENDAR_STEPS,
    MONTH_DAYS,
    WEEK,
    YEAR_WEEKS,
    first_day_of_weeks,
    month_starts,
    nice_top,
    quartiles_of,
    shade,
)
from desktop.engine.progress.days import NO_WORK, Work, last_days

SIDE, TOP, GAP = 8, 10, 6  # pixels
BAR_SHARE = 0.72  # of the room for a day
SHADES = (0.10, 0.30, 0.52, 0.76, 1.0)  # of the accent, in the calendar
PALER = 0.35  # of the accent, for what stands upon a bar
LOWEST = 200


class Span(Enum):
    """How many days are shown."""

    MONTH = auto()
    YEAR = auto()


class SpanBox(QComboBox):
    """Asks how many days are to be shown."""

    def __init__(self, name: str, parent: QWidget):
        super().__init__(parent)
        self.setObjectName(name)
        self.addItem(self.tr("Last 30 days"), Span.MONTH)
        self.addItem(self.tr("Last year"), Span.YEAR)
        self.setAccessibleName(self.tr("Days that are shown"))

    @property
    def chosen(self) -> Span:
        """The answer."""
        return Span(self.currentData())


class DayFigure(Protocol):
    """What a chart shows of each day."""

    @property
    def title(self) -> str:
        """What the chart is called."""

    def bars(self, work: Work) -> tuple[int, int]:
        """Two numbers, the second of which stands upon the first, paler."""

    def sentence(self, day: date, work: Work) -> str:
        """A day in words."""

    def is_reached(self, work: Work) -> bool:
        """Whether a day is to be shown as one that has what was wanted of it."""


class WordsWritten(QObject):
    """Shows the writer's words, and the model's upon them."""

    def __init__(self, parent: QObject):
        super().__init__(parent)
        self._words = FigureWords(self)

    @property
    def title(self) -> str:
        """What the chart is called."""
        return self.tr("Days of writing")

    def bars(self, work: Work) -> tuple[int, int]:
        """Words, and those of continuations."""
        return work.words, work.continued

    def sentence(self, day: date, work: Work) -> str:
        """A day in words."""
        return self._words.day_sentence(day, work)

    def is_reached(self, work: Work) -> bool:
        """Whether the goal of the day is reached."""
        return not work.goal or work.words >= work.goal


class DayChart(QWidget):
    """Shows a figure of each day. The arrow keys go from day to day.

    Signals:
        selected: Another day is to be told about; a `date`.
    """

    selected = Signal(object)

    def __init__(self, parent: QWidget | None = None, figure: DayFigure | None = None):
        """Show `figure`; the words that were written if it is None."""
        super().__init__(parent)
        self._figure = figure or WordsWritten(self)
        self.setObjectName("day_chart")
        self.installEventFilter(self)  # for tool tips
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(LOWEST)
        self._work: Mapping[date, Work] = {}
        self._words = FigureWords(self)
        self._span = Span.MONTH
        self._today = date.today()
        self._days = last_days(self._today, MONTH_DAYS)
        self._selected = len(self._days) - 1
        self._goal = 0
        self._find_top()
        self._look = current_look()
        self._retranslate()

    # --- what others say ---------------------------------------------------------------------------------

    @property
    def days(self) -> list[date]:
        """The days that are shown, the oldest first."""
        return self._days

    @property
    def day(self) -> date:
        """The day that is selected."""
        return self._days[self._selected]

    def show_days(self, work: Mapping[date, Work], today: date, span: Span, goal: int = 0) -> None:
        """Show what was done up to today; `goal` is the words wanted of a day, 0 for none."""
        day, was_last = self.day, self._selected == len(self._days) - 1
        self._work, self._today, self._span, self._goal = work, today, span, goal
        if span is Span.YEAR:
            first = first_day_of_weeks(today, QLocale().firstDayOfWeek().value - 1)
            self._days = last_days(today, (today - first).days + 1)
        else:
            self._days = last_days(today, MONTH_DAYS)
        last = len(self._days) - 1
        self._selected = last if was_last else min(last, max(0, (day - self._days[0]).days))
        self._find_top()
        self._describe()
        self.selected.emit(self.day)
        self.update()

    def show_figure(self, figure: DayFigure) -> None:
        """Show another figure of the same days."""
        self._figure = figure
        self._find_top()
        self._retranslate()
        self.selected.emit(self.day)

    def set_look(self, look: Look) -> None:
        """Use these colours."""
        self._look = look
        self.update()

    def sentence(self, day: date) -> str:
        """Say in words what was done on a day."""
        return self._figure.sentence(day, self._work.get(day, NO_WORK))

    def _bars(self, day: date) -> tuple[int, int]:
        """What stands for a day, none below 0."""
        lower, upper = self._figure.bars(self._work.get(day, NO_WORK))
        return max(0, lower), max(0, upper)

    # --- words -------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setAccessibleName(self._figure.title)
        self._describe()
        self.update()

    def _describe(self) -> None:
        """Tell screen readers of the selected day."""
        how = self.tr("The arrow keys go from day to day.")
        self.setAccessibleDescription(f"{self.sentence(self.day)} {how}")

    # --- keys and pointer --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from day to day."""
        steps = BAR_STEPS if self._span is Span.MONTH else CALENDAR_STEPS
        towards = -1 if self.isRightToLeft() else 1
        moves = {
            Qt.Key.Key_Left: -steps.left * towards,
            Qt.Key.Key_Right: steps.left * towards,
            Qt.Key.Key_PageUp: -steps.page,
            Qt.Key.Key_PageDown: steps.page,
            Qt.Key.Key_Home: -len(self._days),
            Qt.Key.Key_End: len(self._days),
        }
        if steps.up:
            moves |= {Qt.Key.Key_Up: -steps.up, Qt.Key.Key_Down: steps.up}
        move = moves.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
            return
        self._select(self._selected + move)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys are."""
        super().focusInEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the day under the pointer."""
        number = self._number_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and number >= 0:
            self._select(number)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell of the day under the pointer."""
        if event.type() == QEvent.Type.ToolTip:
            help_event = cast(QHelpEvent, event)
            number = self._number_at(QPointF(help_event.pos()))
            if number >= 0:
                QToolTip.showText(help_event.globalPos(), self.sentence(self._days[number]), self)
            else:
                QToolTip.hideText()
            return True
        return False

    def _select(self, number: int) -> None:
        self._selected = min(len(self._days) - 1, max(0, number))
        self._describe()
        self.selected.emit(self.day)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.sentence(self.day)))
        self.update()

    # --- places ------------------------------------------------------------------------------------------

    def _area(self) -> QRectF:
        """Where days stand: beside the axis' words, above or below the names of months."""
        beside = self.fontMetrics().horizontalAdvance(max(self._side_words(), key=len)) + SIDE + GAP
        below = self.fontMetrics().height() + GAP
        return QRectF(self.rect()).adjusted(beside, TOP, -SIDE, -below)

    def _side_words(self) -> list[str]:
        """Words of the axis: from top to bottom."""
        locale = QLocale()
        if self._span is Span.MONTH:
            return [locale.toString(self._top), locale.toString(self._top // 2), "0"]
        first = locale.firstDayOfWeek().value - 1
        short = QLocale.FormatType.ShortFormat
        return [locale.dayName((first + number) % WEEK + 1, short) for number in range(WEEK)]

    def _find_top(self) -> None:
        """Find where the axis ends: once, and not for each bar that is painted."""
        self._top = nice_top(max(self._goal, *(sum(self._bars(day)) for day in self._days)))

    def place(self, number: int) -> QRectF:
        """The room of a day, in pixels."""
        area = self._area()
        if self._span is Span.MONTH:
            width = area.width() / len(self._days)
            place = QRectF(area.left() + number * width, area.top(), width, area.height())
        else:
            cell = min(area.width() / YEAR_WEEKS, area.height() / WEEK)
            week, weekday = divmod(number, WEEK)
            top = area.center().y() - cell * WEEK / 2
            place = QRectF(area.left() + week * cell, top + weekday * cell, cell, cell)
        if self.isRightToLeft():
            place.moveLeft(self.width() - place.right())
        return place

    def _number_at(self, point: QPointF) -> int:
        found = (number for number in range(len(self._days)) if self.place(number).contains(point))
        return next(found, -1)

    # --- painting ----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the days, and a frame around the selected one."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.paper)
        if self._span is Span.MONTH:
            self._paint_axis(painter)
            self._paint_bars(painter)
        else:
            self._paint_calendar(painter)
        self._paint_dates(painter)
        pen = QPen(self._look.accent if self.hasFocus() else self._look.quiet, 2 if self.hasFocus() else 1)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.place(self._selected).adjusted(0.5, 0.5, -0.5, -0.5))

    def _mirrored(self, area: QRectF) -> QRectF:
        if not self.isRightToLeft():
            return area
        return QRectF(self.width() - area.right(), area.top(), area.width(), area.height())

    def _paint_axis(self, painter: QPainter) -> None:
        area = self._mirrored(self._area())
        words = self._side_words()
        height = self.fontMetrics().height()
        for number, label in enumerate(words):
            y = area.top() + area.height() * number / (len(words) - 1)
            painter.setPen(self._look.hairline)
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            self._paint_side_word(painter, QRectF(0, y - height / 2, 0, height), label)
        if self._goal:
            y = area.bottom() - area.height() * self._goal / self._top
            painter.setPen(QPen(self._look.quiet, 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))

    def _paint_side_word(self, painter: QPainter, line: QRectF, words: str) -> None:
        area = self._area()
        beside = self._mirrored(QRectF(SIDE, line.top(), area.left() - SIDE - GAP, line.height()))
        painter.setPen(self._look.quiet)
        side = Qt.AlignmentFlag.AlignLeft if self.isRightToLeft() else Qt.AlignmentFlag.AlignRight
        painter.drawText(beside, side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, words)

    def _paint_bars(self, painter: QPainter) -> None:
        top, accent = self._top, self._look.accent
        for number, day in enumerate(self._days):
            place = self.place(number)
            margin = place.width() * (1 - BAR_SHARE) / 2
            lower, upper = (value * place.height() / top for value in self._bars(day))
            bar = QRectF(place.left() + margin, place.bottom() - lower, place.width() * BAR_SHARE, lower)
            is_reached = self._figure.is_reached(self._work.get(day, NO_WORK))
            painter.fillRect(bar, accent if is_reached else blend(accent, self._look.paper, 0.6))
            bar.setRect(bar.left(), bar.top() - upper, bar.width(), upper)
            painter.fillRect(bar, blend(accent, self._look.paper, PALER))

    def _paint_calendar(self, painter: QPainter) -> None:
        first_week = [self.place(number) for number in range(WEEK)]
        for place, words in list(zip(first_week, self._side_words(), strict=True))[::2]:
            self._paint_side_word(painter, place, words)
        values = [self._bars(day)[0] for day in self._days]
        quartiles = quartiles_of(values)
        for number, value in enumerate(values):
            painter.fillRect(self.place(number).adjusted(1, 1, -1, -1), self._shade(shade(value, quartiles)))

    def _shade(self, level: int) -> QColor:
        front = self._look.accent if level else self._look.ink
        return blend(front, self._look.paper, SHADES[level])

    def _paint_dates(self, painter: QPainter) -> None:
        """Below the bars the days of each week's beginning, below the calendar the months."""
        painter.setPen(self._look.quiet)
        locale, bottom, height = QLocale(), self.place(WEEK - 1).bottom() + GAP, self.fontMetrics().height()
        if self._span is Span.YEAR:
            marks = month_starts(self._days)
            words = [locale.monthName(self._days[n].month, QLocale.FormatType.ShortFormat) for n in marks]
        else:
            marks = list(range(len(self._days) - 1, -1, -WEEK))
            words = [self._words.short_date(self._days[number]) for number in marks]
        for number, label in zip(marks, words, strict=True):
            width = self.fontMetrics().horizontalAdvance(label)
            left = self.place(number).center().x() - width / 2
            left = min(max(0.0, left), self.width() - width - 1.0)
            painter.drawText(QRectF(left, bottom, width + 1, height), Qt.AlignmentFlag.AlignCenter, label)
