"""The days, in the statistics window: chart, figures, and a table for other programs."""

import logging
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.editor.goals.figure_words import NONE, FigureWords
from desktop.editor.goals.progress import Goal, Progress
from desktop.editor.statistics.day_chart import DayChart, SpanBox
from desktop.editor.statistics.figure_form import FigureForm
from desktop.engine.files.reading import reason_of
from desktop.engine.files.saving import save_file
from desktop.engine.progress.days import NO_WORK, in_a_row
from desktop.engine.progress.history_csv import history_csv
from desktop.engine.shown import shown

log = logging.getLogger(__name__)


class AsksForTable(Protocol):
    """Asks where a table is to be saved; `desktop.editor.messages.dialogs.Dialogs` is one."""

    def table_to_save(self, parent: QWidget, proposal: str) -> Path | None:
        """Ask for a file; None when the writer changes their mind."""


class DaysPage(QWidget):
    """What was written on which day."""

    def __init__(self, progress: Progress, dialogs: AsksForTable, parent: QWidget | None = None):
        super().__init__(parent)
        self._progress = progress
        self._dialogs = dialogs
        self._words = FigureWords(self)
        self.chart = DayChart(self)
        self.span = SpanBox("span", self)
        self._day = QLabel(self)
        self._day.setObjectName("day")
        self._day.setWordWrap(True)
        self._result = QLabel(self)
        self._result.setObjectName("result")
        self._result.setWordWrap(True)
        self._result.setTextFormat(Qt.TextFormat.PlainText)
        self.figures = FigureForm()
        self._lay_out()
        self.span.currentIndexChanged.connect(self.show_progress)
        self.chart.selected.connect(lambda day: self._day.setText(self.chart.sentence(day)))
        progress.changed.connect(self.show_progress)
        self.show_progress()

    def _lay_out(self) -> None:
        for name, title in (
            ("today", self.tr("Today:")),
            ("session", self.tr("This session:")),
            ("row", self.tr("Days in a row:")),
            ("best", self.tr("Best day of these:")),
            ("all", self.tr("All of these days:")),
            ("pace", self.tr("Words an hour:")),
        ):
            self.figures.add(name, title)
        copy, export = QPushButton(self.tr("&Copy as CSV"), self), QPushButton(self.tr("&Save as CSV…"), self)
        copy.setObjectName("copy_table")
        export.setObjectName("save_table")
        copy.clicked.connect(self._copy)
        export.clicked.connect(self._save)
        buttons = QHBoxLayout()
        buttons.addWidget(self._result, 1)
        for button in (copy, export):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self.span, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.chart, 1)
        column.addWidget(self._day)
        column.addLayout(self.figures)
        column.addLayout(buttons)

    def show_progress(self) -> None:
        """Show everything as it is now."""
        progress, words = self._progress, self._words
        days, today = progress.record.days, progress.today
        self.chart.show_days(days, today, self.span.chosen, progress.goal(Goal.DAY))
        of_these = [(day, days[day]) for day in self.chart.days if day in days]
        together = sum((work for _, work in of_these), NO_WORK)
        best = max(of_these, key=lambda entry: entry[1].words, default=None)
        self.figures.show("today", words.work_words(progress.of_today))
        self.figures.show("session", words.work_words(progress.session))
        self.figures.show("row", words.number(in_a_row(days, today)))
        self.figures.show("best", words.short_day(*best) if best and best[1].words > 0 else NONE)
        self.figures.show("all", words.work_words(together))
        self.figures.show("pace", words.pace(together))

    # --- the table ---------------------------------------------------------------------------------------

    def _table(self) -> str:
        return history_csv(self._progress.record.days)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._table())
        self._say(self.tr("All days are on the clipboard."))

    def _save(self) -> None:
        path = self._dialogs.table_to_save(self, str(Path.home() / self.tr("Writing days.csv")))
        if path is None:
            return
        try:
            save_file(path, self._table().encode(), is_new=True)
        except OSError as error:
            log.warning("The days cannot be saved to %s: %s", shown(path), error)
            sentence = self.tr("{path} cannot be written ({reason}); choose another folder.")
            self._say(sentence.format(path=shown(path), reason=reason_of(error)))
        else:
            self._say(self.tr("All days are saved as {name}.").format(name=shown(path.name)))

    def _say(self, sentence: str) -> None:
        self._result.setText(sentence)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
