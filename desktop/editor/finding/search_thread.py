"""The thread that searches: it begins with the first search, and the newest question is the only one."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.editor.finding.taken_text import TakenText
from desktop.editor.inference.newest_thread import NewestThread
from desktop.editor.messages.engine_words import told
from desktop.engine.errors import SearchError
from desktop.language.searching.query import Change, Query, Replacement

if TYPE_CHECKING:
    from desktop.editor.finding.text_map import TextMap
    from desktop.language.searching.search import Search

# An expression that runs away looks up from no single place, and so hears of nothing while it may run.
STUCK_SECONDS = 0.7

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Task:
    """What is to be searched.

    Attributes:
        query: What is looked for.
        text: Where.
        scope: Between which of Qt's positions.
        replacement: What is to stand in its place; None to find only.
        only: Replace nothing but what is found here, from one of Qt's positions to another.
    """

    query: Query
    text: TakenText
    scope: tuple[int, int]
    replacement: Replacement | None = None
    only: tuple[int, int] | None = None


class Searcher(QObject):
    """Starts and ends the thread, and passes on what it says; all places are Qt's positions.

    Signals:
        found: Where the words of the newest task begin, and where they end: two arrays of int32.
        changes_found: What is to be changed, a list of `Change`, in order.
        failed: One sentence that says why the newest task cannot be done.
    """

    found = Signal(object, object)
    changes_found = Signal(list)
    failed = Signal(str)
    _said = Signal(int, object, object)

    def __init__(self, parent: QObject):
        super().__init__(parent)
        self._ticket = 0
        self._thread: _SearchThread | None = None
        self._said.connect(self._on_said)

    def ask(self, task: Task) -> None:
        """Search; what was asked before is not wanted any more."""
        self._ticket += 1
        if self._thread and self._thread.is_stuck:
            self._leave()
        if self._thread is None:
            self._thread = _SearchThread(self)
            self._thread.start()
        self._thread.ask(self._ticket, task)

    def cancel(self) -> None:
        """Want no answer to what was asked."""
        self._ticket += 1
        if self._thread:
            self._thread.wanted = self._ticket

    def end(self) -> None:
        """End the thread."""
        self.cancel()
        self._leave()

    def _leave(self) -> None:
        """Hear no more of the thread, which ends with what it is at."""
        if self._thread:
            self._thread.leave()
            self._thread = None

    def _on_said(self, ticket: int, answer: object, ends: object) -> None:
        if ticket != self._ticket:
            return
        if answer is None:
            self.failed.emit(self.tr("The search failed; look for something simpler (the log says more)."))
        elif isinstance(answer, str):
            self.failed.emit(answer)
        elif isinstance(answer, list):
            self.changes_found.emit(answer)
        else:
            self.found.emit(answer, ends)


class _SearchThread(NewestThread[Task]):
    def __init__(self, searcher: Searcher):
        super().__init__("inkling-search")
        self._searcher = searcher
        self._begun = 0.0  # the task that it is at, by the clock; 0 for none
        self._text: TakenText | None = None
        self._map: TextMap | None = None

    @property
    def is_stuck(self) -> bool:
        """Whether one task has taken so long that the next one had better not wait for its end."""
        begun = self._begun
        return begun > 0 and time.monotonic() - begun > STUCK_SECONDS

    def do(self, ticket: int, task: Task) -> None:
        # Here, since together they take longer to import than a window may take to start.
        from desktop.language.searching.search import Search, StaleError

        self._begun = time.monotonic()
        try:
            self._search(ticket, task, Search(task.query))
        except StaleError:
            return
        except SearchError as error:
            self._tell(ticket, told(error.sentence))
        except Exception:
            log.exception("A search failed")
            self._tell(ticket, None)
        finally:
            self._begun = 0.0

    def _search(self, ticket: int, task: Task, search: "Search") -> None:
        places = self._places_of(task.text)

        def is_stale() -> bool:
            return ticket != self.wanted

        start, end = map(places.index, task.scope)
        if task.replacement is None:
            starts, ends = search.places(places.text, start, end, is_stale)
            self._tell(ticket, places.starts(starts), places.ends(ends))
            return
        if task.only:
            only = search.change_at(places.text, task.replacement, *map(places.index, task.only))
            changes = [only] if only else []
        else:
            changes = search.changes(places.text, task.replacement, start, end, is_stale)
        self._tell(ticket, _at_positions(changes, places))

    def _places_of(self, text: TakenText) -> "TextMap":
        from desktop.editor.finding.text_map import TextMap

        if self._map is None or self._text is not text:
            self._text, self._map = text, TextMap("".join(text.parts), text.seams)
        return self._map

    def _tell(self, ticket: int, answer: object, ends: object = None) -> None:
        self.say(self._searcher._said, ticket, answer, ends)


def _at_positions(changes: Sequence[Change], places: "TextMap") -> list[Change]:
    import numpy as np

    starts = places.starts(np.array([change.start for change in changes], np.int32)).tolist()
    ends = places.ends(np.array([change.end for change in changes], np.int32)).tolist()
    return [
        Change(start, max(start, end), change.words)
        for start, end, change in zip(starts, ends, changes, strict=True)
    ]
