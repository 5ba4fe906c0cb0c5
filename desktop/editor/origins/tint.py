"""The quiet tint behind words that the machine has suggested, where they are in sight."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from desktop.editor.frame.frame import Frame
from desktop.editor.look import Look
from desktop.editor.origins.live_origins import LiveOrigins
from desktop.editor.page.long_paragraphs import cursor_between
from desktop.editor.page.marks import mark_of

MARKS = "origins"
SHOW_MILLISECONDS = 30  # behind an edit or a turn of the wheel
LONGEST_GAP = 12  # characters without a letter that are tinted with the words around them


class Tint(QObject):
    """Shows the words of one page, while they are wanted."""

    def __init__(self, frame: Frame, live: LiveOrigins):
        super().__init__(live)
        self._frame, self._page, self._live = frame, frame.page, live
        self._format = QTextCharFormat()
        self._marks: list[QTextEdit.ExtraSelection] = []
        self._soon = QTimer(self, interval=SHOW_MILLISECONDS, singleShot=True)
        self._soon.timeout.connect(self._show)
        bar = frame.page.verticalScrollBar()
        for happens in (live.changed, bar.valueChanged, bar.rangeChanged):
            happens.connect(self._show_soon)
        live.moved.connect(self._on_moved)
        frame.settings.changed.connect(self._on_settings)
        frame.window.installEventFilter(self)
        frame.follow_look(self._set_look)

    @property
    def is_on(self) -> bool:
        """Whether words are to be tinted."""
        choices = self._frame.settings.choices
        return choices.origin_tint and (choices.origin_tint_full or not self._frame.window.isFullScreen())

    def end(self) -> None:
        """Show nothing any more."""
        self._soon.stop()
        self._marks = []
        self._frame.window.removeEventFilter(self)
        self._page.set_marks(MARKS, [])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window into full screen and back."""
        if event.type() == QEvent.Type.WindowStateChange:
            self._soon.start()
        return False

    def _on_settings(self, names: frozenset[str]) -> None:
        if names & {"origin_tint", "origin_tint_full"}:
            self._show()

    def _set_look(self, look: Look) -> None:
        self._format.setBackground(look.suggested)
        self._show_soon()

    def _show_soon(self, *_: object) -> None:
        if not self._soon.isActive() and (self._marks or (self.is_on and self._live)):
            self._soon.start()

    def _on_moved(self, first: int, last: int) -> None:
        """Words typed among others of a mark are to lose its tint; else marks move along by themselves."""
        if any(
            mark.cursor.selectionStart() < last and first < mark.cursor.selectionEnd() for mark in self._marks
        ):
            self._show_soon()

    def _show(self) -> None:
        before = self._marks
        self._marks = [self._mark(*run) for run in self._runs()] if self.is_on else []
        if self._marks or before:
            self._page.set_marks(MARKS, self._marks)

    def _runs(self) -> list[tuple[int, int]]:
        """The words in sight, those that follow each other in a line joined."""
        runs: list[tuple[int, int]] = []
        for word in self._live.between(*self._page.in_sight()):
            if runs and self._is_gap(runs[-1][1], word.start):
                runs[-1] = runs[-1][0], word.end
            else:
                runs.append((word.start, word.end))
        return runs

    def _is_gap(self, start: int, end: int) -> bool:
        """Whether there is nothing but spaces and marks between two words of one line."""
        character = self._page.document().characterAt
        return end - start <= LONGEST_GAP and not any(
            letter.isalnum() or letter == "\N{PARAGRAPH SEPARATOR}"
            for letter in map(character, range(start, end))
        )

    def _mark(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        place = cursor_between(self._page.document(), start, end)
        place.setKeepPositionOnInsert(True)  # what is typed behind it is not tinted
        return mark_of(place, self._format)
