"""The thread that owns the mood model: there is one only while the mood line is on.

Its priority is an ordinary one. A thread of low priority that held Python's lock on a busy system would keep
the window waiting for it. It is polite in other ways: it computes on one core, asks every few milliseconds
whether its answer is still wanted, and is asked only when the cursor has come to rest.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.editor.engine_words import told
from desktop.engine.errors import InklingError

if TYPE_CHECKING:
    from desktop.engine.story_moods import Reader, StoryMoods

log = logging.getLogger(__name__)

# How often the chart grows while a long story is read for the first time.
PROGRESS_SECONDS = 0.5

MoodFactory = Callable[[Path], "Reader"]


def load_mood_model(folder: Path) -> "Reader":
    """Load the real model; imported on its own thread, since that takes longer than the window."""
    from desktop.engine.mood import MoodModel

    return MoodModel.load(folder)


@dataclass(frozen=True)
class MoodRequest:
    """A snapshot of a story, whose moods are wanted.

    Attributes:
        ticket: Comes back with the answer.
        story: Which story it is; what was read of it before is not read again.
        parts: Its text, a paragraph on each line, in as many parts as it was taken in.
    """

    ticket: int
    story: int
    parts: tuple[str, ...]


class MoodWorker(QObject):
    """Starts and ends the thread, and passes on what it says.

    Signals:
        loaded: The model of a load, by its number, is ready.
        failed: A load's number, and one sentence that says why its model cannot be used (any more).
        read: A request's ticket; what is known by now, a list of `MoodPoint`; whether that is all.
    """

    loaded = Signal(int)
    failed = Signal(int, str)
    read = Signal(int, object, bool)

    def __init__(self, factory: MoodFactory = load_mood_model, parent: QObject | None = None):
        super().__init__(parent)
        self._factory = factory
        self._loads = count(1)
        self._tickets = count(1)
        self._thread: _MoodThread | None = None

    def new_ticket(self) -> int:
        """Return a number for the next request."""
        return next(self._tickets)

    def load(self, folder: Path) -> int:
        """Load a model in place of the one in use; returns the load's number."""
        self.unload()
        number = next(self._loads)
        self._thread = _MoodThread(self, number, lambda: self._factory(folder), folder)
        self._thread.start()
        return number

    def unload(self) -> None:
        """Give up all work and the model."""
        if self._thread:
            self._thread.leave()
            self._thread = None

    def ask(self, request: MoodRequest) -> None:
        """Ask for a story's moods; an older request for the same story is no longer wanted."""
        if self._thread:
            self._thread.ask(request)

    def cancel(self, story: int) -> None:
        """Say that a story's moods are not wanted now; what was read of it is kept."""
        if self._thread:
            self._thread.wanted.pop(story, None)

    def forget(self, story: int) -> None:
        """Say that a story's moods will not be wanted any more."""
        if self._thread:
            self._thread.wanted.pop(story, None)
            self._thread.stories.pop(story, None)

    def explain(self, error: Exception, folder: Path) -> str:
        """Log why a model cannot be used, and return it in one sentence for the writer."""
        if isinstance(error, InklingError):
            log.warning("The mood model in %s cannot be used: %s", folder, error)
            return told(error.sentence)
        log.error("The mood model in %s failed", folder, exc_info=error)
        sentence = self.tr("The mood model in {folder} failed; choose another one (the log says more).")
        return sentence.format(folder=folder)

    def stop(self, seconds: float = 1.0) -> bool:
        """End the thread; wait at most `seconds` for it.

        Returns:
            Whether it has ended.
        """
        thread = self._thread
        self.unload()
        if thread and thread.is_alive():
            thread.join(seconds)
        return not (thread and thread.is_alive())


class _MoodThread(threading.Thread):
    """Loads one model, answers requests in turn, and ends when it is told to leave.

    Attributes:
        wanted: By story, the ticket of the only answer that is still wanted.
        stories: What has been read.
    """

    def __init__(self, worker: MoodWorker, number: int, load: "Callable[[], Reader]", folder: Path):
        # A daemon: a model that hangs must not keep the program from ending.
        super().__init__(name="inkling-mood", daemon=True)
        self.wanted: dict[int, int] = {}
        self.stories: dict[int, StoryMoods] = {}
        self._worker = worker
        self._number = number
        self._load = load
        self._folder = folder
        self._requests: SimpleQueue[MoodRequest | None] = SimpleQueue()
        self._left = False

    # --- on the window's thread --------------------------------------------------------------------------

    def ask(self, request: MoodRequest) -> None:
        self.wanted[request.story] = request.ticket
        self._requests.put(request)

    def leave(self) -> None:
        self._left = True
        self.wanted.clear()
        self._requests.put(None)

    # --- on this thread ----------------------------------------------------------------------------------

    def run(self) -> None:
        try:
            reader = self._load()
            if not self._left:
                self._worker.loaded.emit(self._number)
            while not self._left and (request := self._requests.get()):
                self._read(reader, request)
        except Exception as error:
            # Who was told to leave has nobody to tell: the window's side, and its signals, may be gone.
            if not self._left:
                self._worker.failed.emit(self._number, self._worker.explain(error, self._folder))

    def _read(self, reader: "Reader", request: MoodRequest) -> None:
        from desktop.engine.story_moods import StoryMoods

        def is_stale() -> bool:
            return self.wanted.get(request.story) != request.ticket

        if is_stale():
            return
        moods = self.stories.setdefault(request.story, StoryMoods(reader))
        told_at = time.monotonic()
        for _ in moods.read("".join(request.parts), is_stale):
            if time.monotonic() - told_at > PROGRESS_SECONDS:
                self._worker.read.emit(request.ticket, moods.points, False)
                told_at = time.monotonic()
        if not is_stale():
            self._worker.read.emit(request.ticket, moods.points, True)
