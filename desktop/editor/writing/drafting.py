"""A draft that only goes forward, for some minutes or some words, with a clock."""

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QRadioButton, QSpinBox, QWidget

from desktop.editor.counting.word_count import WordCount
from desktop.editor.messages.dialogs import Dialogs
from desktop.editor.page.page import Page
from desktop.editor.settings.settings import LIMITS, Settings

MINUTES, WORDS = "minutes", "words"


class Drafting(QObject):
    """Begins and ends drafts of one page, and keeps the clock.

    In a draft one cannot delete, undo, select or move the cursor: only write on. It ends by itself when so
    many minutes have passed or so many words are written, or when the writer leaves it, after a question.

    Signals:
        changed: Whether there is a draft now.
        told: How much of the draft is left, in words; "" when there is none.
        said: A sentence for the writer.
    """

    changed = Signal(bool)
    told = Signal(str)
    said = Signal(str)

    def __init__(
        self,
        page: Page,
        words: WordCount,
        settings: Settings,
        dialogs: Dialogs,
        clock: Callable[[], float] = time.monotonic,
    ):
        super().__init__(page)
        self._page = page
        self._words = words
        self._settings = settings
        self._dialogs = dialogs
        self._clock = clock
        self._by = MINUTES
        self._end_at = 0.0
        self._first_words = 0
        self._most_words = 0
        self._ticks = QTimer(self, interval=1000)
        self._ticks.timeout.connect(self.look)
        words.changed.connect(self._on_words)
        page.forward_only.refused.connect(
            lambda: self.said.emit(self.tr("A draft only goes forward: write on."))
        )

    @property
    def is_on(self) -> bool:
        """Whether there is a draft."""
        return self._page.forward_only.is_on

    def turn(self) -> None:
        """Begin a draft, after the question how long; or end it, after the question whether."""
        if not self.is_on:
            dialog = DraftLength(self._settings, self._page.window())
            dialog.accepted.connect(self.begin)
            dialog.open()
        elif self._dialogs.may_end_draft(self._page.window()) and self.is_on:
            self.end()

    def begin(self) -> None:
        """Begin a draft as long as the settings say, at the cursor."""
        choices = self._settings.choices
        self._by = choices.draft_by if choices.draft_by == WORDS else MINUTES
        self._end_at = self._clock() + 60 * choices.draft_minutes
        self._first_words, self._most_words = self._words.words, choices.draft_words
        self._page.forward_only.begin()
        self._page.setFocus()
        self._ticks.start()
        self.changed.emit(True)
        self.look()

    def end(self) -> None:
        """End the draft, if there is one."""
        if self.is_on:
            self._page.forward_only.end()
            self._ticks.stop()
            self.changed.emit(False)
            self.told.emit("")

    def look(self) -> None:
        """Look at the clock: tell what is left, or end the draft."""
        if not self.is_on:
            return
        if self._left <= 0:
            self.end()
            self.said.emit(self.tr("The draft is done."))
        else:
            self.told.emit(self.state)

    @property
    def state(self) -> str:
        """How much of the draft is left, in words; "" without one."""
        if not self.is_on:
            return ""
        if self._by == WORDS:
            written = self._most_words - self._left
            number = QLocale().toString
            return self.tr("Draft: {written} of {most} words").format(
                written=number(max(0, written)), most=number(self._most_words)
            )
        minutes, seconds = divmod(self._left, 60)
        return self.tr("Draft: {minutes}:{seconds:02} left").format(minutes=minutes, seconds=seconds)

    @property
    def _left(self) -> int:
        """Seconds, or words."""
        if self._by == WORDS:
            return self._first_words + self._most_words - self._words.words
        return math.ceil(self._end_at - self._clock())

    def _on_words(self) -> None:
        if self.is_on and self._by == WORDS:
            # Not inside of the edit that has changed their number.
            QTimer.singleShot(0, self.look)


class DraftLength(QDialog):
    """Asks how long a draft is to be."""

    def __init__(self, settings: Settings, parent: QWidget | None = None):
        super().__init__(parent)
        self._settings = settings
        choices = settings.choices
        self._about = QLabel(self)
        self._about.setWordWrap(True)
        self.by_minutes, self.minutes = QRadioButton(self), self._number("draft_minutes")
        self.by_words, self.words = QRadioButton(self), self._number("draft_words")
        self.minutes.setValue(choices.draft_minutes)
        self.words.setValue(choices.draft_words)
        self.words.setSingleStep(50)
        self.by_words.setChecked(choices.draft_by == WORDS)
        self.by_minutes.setChecked(choices.draft_by != WORDS)
        # Whoever gives a number means it.
        self.minutes.valueChanged.connect(lambda: self.by_minutes.setChecked(True))
        self.words.valueChanged.connect(lambda: self.by_words.setChecked(True))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self._begin = buttons.button(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        rows = QFormLayout(self)
        rows.addRow(self._about)
        rows.addRow(self.by_minutes, self.minutes)
        rows.addRow(self.by_words, self.words)
        rows.addRow(buttons)
        self._retranslate()
        self.finished.connect(self.deleteLater)

    def accept(self) -> None:
        """Keep what was chosen, for the next time too."""
        self._settings.update(
            draft_by=WORDS if self.by_words.isChecked() else MINUTES,
            draft_minutes=self.minutes.value(),
            draft_words=self.words.value(),
        )
        super().accept()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _number(self, name: str) -> QSpinBox:
        box = QSpinBox(self)
        low, high = LIMITS[name]
        box.setRange(int(low), int(high))
        return box

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Drafting Mode"))
        self._about.setText(
            self.tr(
                "Until the time is over or the words are written, you can only write on: nothing can be "
                "deleted, and the cursor stays where you write. Leave it by the same menu at any time."
            )
        )
        self.by_minutes.setText(self.tr("&Minutes"))
        self.by_words.setText(self.tr("&Words"))
        self.minutes.setAccessibleName(self.tr("Minutes"))
        self.words.setAccessibleName(self.tr("Words"))
        self._begin.setText(self.tr("&Begin"))
