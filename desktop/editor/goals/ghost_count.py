"""Counts the suggestions of one window: how many were shown and kept, what they saved, and what they cost."""

from typing import Protocol

from PySide6.QtCore import QObject, QTimer, SignalInstance

from desktop.editor.goals.progress import Progress
from desktop.editor.page.page import Page
from desktop.engine.origins.origin import Origin
from desktop.engine.progress.ghosts import NO_GHOSTS, Ghosts

NOTE_MILLISECONDS = 2000  # so often at most the others hear of it


class Offers(Protocol):
    """Suggests words on a page; a `Suggester`.

    Signals:
        offered: A suggestion is shown; how many milliseconds after it was asked for.
        kept: Words were put into the text: how many characters, and how they came, an `Origin`.
        spent: A key went to asking, to another suggestion, or to a mark in the place of a space.
    """

    offered: SignalInstance
    kept: SignalInstance
    spent: SignalInstance


class GhostCount(QObject):
    """Listens to what is suggested on a page. What is undone is taken back."""

    def __init__(self, page: Page, offers: Offers, progress: Progress):
        super().__init__(page)
        self._page, self._progress = page, progress
        self._document = page.document()
        self._news = NO_GHOSTS
        self._is_taken = False  # a word of the suggestion that stands at the cursor
        self._number = 0  # of the undo step that an edit belongs to
        self._available = self._document.availableUndoSteps()
        self._kept: dict[int, Ghosts] = {}  # by undo steps
        self._soon = QTimer(self, interval=NOTE_MILLISECONDS, singleShot=True)
        self._soon.timeout.connect(self.flush)
        offers.offered.connect(self._on_offered)
        offers.kept.connect(self._on_kept)
        offers.spent.connect(lambda: self._note(Ghosts(saved=-1)))
        page.edits.step_begins.connect(self._on_step)
        self._document.contentsChange.connect(self._on_contents_change)

    def flush(self) -> None:
        """Tell of what was counted."""
        self._soon.stop()
        news, self._news = self._news, NO_GHOSTS
        if news:
            self._progress.count_ghosts(news)

    def _note(self, ghosts: Ghosts) -> None:
        self._news += ghosts
        if not self._soon.isActive():
            self._soon.start()

    def _on_offered(self, milliseconds: float) -> None:
        self._is_taken = False
        self._note(Ghosts.one(milliseconds))

    def _on_kept(self, characters: int, origin: Origin) -> None:
        is_first = origin is Origin.ACCEPTED and not self._is_taken
        self._is_taken = self._is_taken or is_first
        kept = Ghosts(taken=int(is_first), saved=characters - 1)
        self._kept[self._number] = kept
        self._note(kept)

    def _on_step(self) -> None:
        """An undo step begins, behind which there is nothing to redo any more."""
        self._number = self._document.availableUndoSteps()
        for number in [number for number in self._kept if number >= self._number]:
            del self._kept[number]

    def _on_contents_change(self, *_: int) -> None:
        before, self._available = self._available, self._document.availableUndoSteps()
        if self._page.is_going_back and self._kept:
            first, last = sorted((before, self._available))
            for kept in (self._kept[number] for number in range(first, last) if number in self._kept):
                self._note(-kept if self._available < before else kept)
