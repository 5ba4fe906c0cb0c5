"""Asks how many words the writer wants of a day, a session and the story."""

from datetime import date

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QWidget,
)

from desktop.editor.goals.figure_words import FigureWords, q_date
from desktop.engine.progress.story_goal import MOST_WORDS, StoryGoal

MOST_OF_A_DAY = 100_000
STEP, STORY_STEP = 50, 1000
LINES = 3  # of what is said of the story's goal
DAYS_AHEAD = 30  # proposed for a story that is to be ready by a day


class WordsBox(QSpinBox):
    """A number of words, selected as the box gets the keyboard, so that digits replace "no goal", too."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select everything, also after a click."""
        super().focusInEvent(event)
        QTimer.singleShot(0, self, self.selectAll)


class GoalsDialog(QDialog):
    """The goals as they are, to be changed.

    Signals:
        chosen: The words of a day, those of a session (0 for no goal), and the `StoryGoal` or None.
    """

    chosen = Signal(int, int, object)

    def __init__(
        self,
        day_goal: int,
        session_goal: int,
        story: StoryGoal | None,
        length: int,
        today: date,
        parent: QWidget | None = None,
    ):
        """Show goals; `length` is the story's now, in words."""
        super().__init__(parent)
        self._story, self._length, self._today = story, length, today
        self._figures = FigureWords(self)
        self.day = self._words_box("day_goal", MOST_OF_A_DAY, STEP, day_goal)
        self.session = self._words_box("session_goal", MOST_OF_A_DAY, STEP, session_goal)
        self.story = self._words_box("story_goal", MOST_WORDS, STORY_STEP, story.words if story else 0)
        self.by = QCheckBox(self.tr("&by"), self)
        self.by.setObjectName("by")
        by = story.by if story else None
        self.by.setChecked(by is not None)
        self.last_day = QDateEdit(q_date(by or date.fromordinal(today.toordinal() + DAYS_AHEAD)), self)
        self.last_day.setObjectName("last_day")
        self.last_day.setCalendarPopup(True)
        self.last_day.setMinimumDate(min(q_date(today), self.last_day.date()))
        self.last_day.setAccessibleName(self.tr("Last day"))
        self._share = QLabel(self)
        self._share.setObjectName("share")
        self._share.setWordWrap(True)
        # The room for its words is there before them: no box moves as a number is typed.
        self._share.setMinimumHeight(LINES * self._share.fontMetrics().lineSpacing())
        self._share.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self.story.valueChanged.connect(self._show_share)
        self.by.toggled.connect(self._show_share)
        self.last_day.dateChanged.connect(self._show_share)
        self._show_share()

    def _words_box(self, name: str, most: int, step: int, value: int) -> WordsBox:
        box = WordsBox(self)
        box.setObjectName(name)
        box.setRange(0, most)
        box.setSingleStep(step)
        box.setGroupSeparatorShown(True)
        box.setSpecialValueText(self.tr("no goal"))
        box.setSuffix(self.tr(" words", "after a number"))
        box.setValue(value)
        return box

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("Goals"))
        form = QFormLayout(self)
        form.setSpacing(10)
        form.addRow(self.tr("Each &day:"), self.day)
        form.addRow(self.tr("Each &session:"), self.session)
        form.addRow(self.tr("This st&ory:"), self.story)
        until = QHBoxLayout()
        until.addWidget(self.by)
        until.addWidget(self.last_day)
        until.addStretch()
        form.addRow("", until)
        form.addRow("", self._share)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)

    def _story_goal(self) -> StoryGoal | None:
        words = self.story.value()
        if not words:
            return None
        last: QDate = self.last_day.date()
        by = date(last.year(), last.month(), last.day()) if self.by.isChecked() else None
        # The day goes on from the length with which it began.
        day, then = (self._story.day, self._story.words_then) if self._story else (None, 0)
        return StoryGoal(words, by, day, then).seen(self._today, self._length)

    def _show_share(self) -> None:
        goal = self._story_goal()
        self.by.setEnabled(goal is not None)
        self.last_day.setEnabled(goal is not None and self.by.isChecked())
        self._share.setText(self._figures.story_sentence(goal, self._length, self._today) if goal else "")

    def _choose(self) -> None:
        self.chosen.emit(self.day.value(), self.session.value(), self._story_goal())
        self.accept()
