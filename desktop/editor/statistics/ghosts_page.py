"""What was suggested, in the statistics window: keys saved, suggestions shown and kept, what one cost."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.editor.goals.figure_words import NONE, FigureWords
from desktop.editor.goals.progress import Progress
from desktop.editor.statistics.day_chart import DayChart, DayFigure, SpanBox
from desktop.editor.statistics.figure_form import FigureForm
from desktop.engine.progress.days import NO_WORK, Work
from desktop.engine.progress.ghosts import Ghosts

MEDIAN, MOST = 0.5, 0.95


class GhostWords(QObject):
    """Says what suggestions were worth."""

    def __init__(self, parent: QObject):
        super().__init__(parent)
        self._words = FigureWords(self)

    def saved(self, ghosts: Ghosts) -> str:
        """Keys that needed no pressing."""
        return self.tr("%Ln key(s) saved", None, ghosts.saved)

    def taken(self, ghosts: Ghosts) -> str:
        """How many were kept of those that were shown."""
        if not ghosts.shown:
            return self.tr("none shown")
        number = self._words.number
        return self.tr("{taken} of {shown} kept ({share} %)").format(
            taken=number(ghosts.taken),
            shown=number(ghosts.shown),
            share=number(round(100 * max(0, ghosts.taken) / ghosts.shown)),
        )

    def cost(self, ghosts: Ghosts) -> str:
        """How long one took."""
        median, most = ghosts.milliseconds(MEDIAN), ghosts.milliseconds(MOST)
        if median is None or most is None:
            return NONE
        return self.tr("{median} ms, 95 of 100 within {most} ms").format(
            median=_milliseconds(median), most=_milliseconds(most)
        )

    def all_of(self, ghosts: Ghosts) -> str:
        """All of that in one line."""
        return "  ·  ".join((self.saved(ghosts), self.taken(ghosts)))

    def day(self, day: date, said: str) -> str:
        """What is said of a day."""
        return self.tr("{day}: {said}.").format(day=self._words.long_date(day), said=said)


class GhostFigure(QObject):
    """One figure of the suggestions of each day, for the chart.

    Args:
        words: Says it.
        title: What the chart is called.
        bars: Gives the two numbers of a day.
        said: Says a day.
    """

    def __init__(
        self,
        words: GhostWords,
        title: str,
        bars: Callable[[Ghosts], tuple[int, int]],
        said: Callable[[Ghosts], str],
    ):
        super().__init__(words)
        self._words, self.title, self._bars, self._said = words, title, bars, said

    def bars(self, work: Work) -> tuple[int, int]:
        """The two numbers of a day."""
        return self._bars(work.ghosts)

    def sentence(self, day: date, work: Work) -> str:
        """A day in words."""
        return self._words.day(day, self._said(work.ghosts))

    def is_reached(self, work: Work) -> bool:
        """Nothing is wanted of a day."""
        return True


class GhostsPage(QWidget):
    """What suggestions were worth on which day, and what they cost."""

    def __init__(self, progress: Progress, parent: QWidget | None = None):
        super().__init__(parent)
        self._progress = progress
        self._words = words = GhostWords(self)
        self._figures: tuple[DayFigure, ...] = (
            GhostFigure(words, self.tr("Keys saved"), lambda one: (one.saved, 0), words.saved),
            GhostFigure(words, self.tr("Suggestions: kept, and shown"), _kept_bars, words.taken),
            GhostFigure(words, self.tr("Milliseconds: median, and 95 of 100"), _cost_bars, words.cost),
        )
        self.chart = DayChart(self, self._figures[0])
        self.figure, self.span = QComboBox(self), SpanBox("ghost_span", self)
        self.figure.setObjectName("ghost_figure")
        self.figure.addItems([figure.title for figure in self._figures])
        # In large letters the two boxes together are no wider than the window.
        self.figure.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.figure.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.figure.setAccessibleName(self.tr("Figure that is shown"))
        self._day, self._note = QLabel(self), QLabel(self)
        self._day.setObjectName("ghost_day")
        self._note.setText(
            self.tr(
                "Keys saved are letters that you need not type, less the keys that took them or looked for "
                "others; what you undo is taken back. Milliseconds are counted from the question to the "
                "words at the cursor. All this is counted on this machine and sent nowhere."
            )
        )
        self.totals = FigureForm()
        self._lay_out()
        self.figure.currentIndexChanged.connect(lambda number: self.chart.show_figure(self._figures[number]))
        self.span.currentIndexChanged.connect(self.show_progress)
        self.chart.selected.connect(lambda day: self._day.setText(self.chart.sentence(day)))
        progress.changed.connect(self.show_progress)
        self.show_progress()

    def _lay_out(self) -> None:
        for name, title in (
            ("today", self.tr("Today:")),
            ("session", self.tr("This session:")),
            ("all", self.tr("All of these days:")),
            ("cost_today", self.tr("A suggestion today takes:")),
            ("cost_all", self.tr("On all of these days:")),
        ):
            self.totals.add(f"ghosts_{name}", title, wraps=True)
        for label in (self._day, self._note):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        first = QHBoxLayout()
        first.addWidget(self.figure, 1)
        first.addWidget(self.span)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(first)
        column.addWidget(self.chart, 1)
        column.addWidget(self._day)
        column.addLayout(self.totals)
        column.addWidget(self._note)

    def show_progress(self) -> None:
        """Show everything as it is now."""
        progress, words = self._progress, self._words
        days, today = progress.record.days, progress.of_today.ghosts
        self.chart.show_days(days, progress.today, self.span.chosen)
        of_these = (days[day].ghosts for day in self.chart.days if day in days)
        together = sum(of_these, NO_WORK.ghosts)
        for name, said in (
            ("today", words.all_of(today)),
            ("session", words.all_of(progress.session.ghosts)),
            ("all", words.all_of(together)),
            ("cost_today", words.cost(today)),
            ("cost_all", words.cost(together)),
        ):
            self.totals.show(f"ghosts_{name}", said)


def _kept_bars(ghosts: Ghosts) -> tuple[int, int]:
    kept = max(0, ghosts.taken)
    return kept, ghosts.shown - kept


def _cost_bars(ghosts: Ghosts) -> tuple[int, int]:
    median, most = (round(ghosts.milliseconds(share) or 0) for share in (MEDIAN, MOST))
    return median, most - median


def _milliseconds(number: float) -> str:
    return QLocale().toString(number, "f", 1 if number < 10 else 0)
