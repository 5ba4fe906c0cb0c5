"""Tells whose words come and go on one page.

What counts is net words: what is added less what is deleted, however it is done. So what is cut and pasted
elsewhere comes to nothing, as it should, and a suggestion that the writer keeps is the writer's. Opening a
file counts nothing. What the model writes by itself is told apart, also when it is undone.
"""

from typing import Protocol

from PySide6.QtCore import QObject, Signal

from desktop.editor.counting.word_count import WordCount
from desktop.editor.goals.step_owners import Owner, StepOwners
from desktop.editor.page.page import Page
from desktop.engine.origins.origin import WRITTEN


class EarlierWords(Protocol):
    """Brings words that were written earlier to the page; a `DocumentSession`."""

    @property
    def is_bringing(self) -> bool:
        """True while it does."""


class Written(QObject):
    """Listens to one page.

    Signals:
        counted: The writer was at work: by how many net words the text grew, and by how many of the model's.
    """

    counted = Signal(int, int)

    def __init__(self, page: Page, word_count: WordCount, session: EarlierWords):
        """Listen; `word_count` must have been made before, as it must know of each edit first."""
        super().__init__(page)
        self._page = page
        self._document = page.document()
        self._word_count = word_count
        self._session = session
        self._owners = StepOwners()
        self._words = word_count.words
        self._steps = self._document.availableUndoSteps()
        self._document.contentsChange.connect(self._on_contents_change)
        page.cursorPositionChanged.connect(self._on_cursor_moved)

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        before, self._steps = self._steps, self._document.availableUndoSteps()
        words, self._words = self._words, self._word_count.words
        if self._page.is_going_back:
            owner = self._owners.of(before, self._steps)
        else:
            owner = self._owner_of_edit()
            self._owners.edited(before, self._steps, owner)
        if owner is Owner.WRITER:
            self.counted.emit(self._words - words, 0)
        elif owner is Owner.MODEL:
            self.counted.emit(0, self._words - words)

    def _owner_of_edit(self) -> Owner:
        if self._session.is_bringing:
            return Owner.NOBODY
        return Owner.MODEL if self._page.edits.origin in WRITTEN else Owner.WRITER

    def _on_cursor_moved(self) -> None:
        """Who moves the cursor is at work, too: reading, or thinking where to go on."""
        if self._owner_of_edit() is Owner.WRITER:
            self.counted.emit(0, 0)
