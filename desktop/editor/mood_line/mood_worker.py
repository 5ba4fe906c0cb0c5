"""The thread that owns the mood model: there is one only while the mood line is on.

Its priority is an ordinary one. A thread of low priority that held Python's lock on a busy system would keep
the window waiting for it. It is polite in other ways: it computes on one core, asks every few milliseconds
whether its answer is still wanted, and is asked only when the cursor has come to rest.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.editor.inference.model_thread import ANSWER_SECONDS, LOAD_SECONDS
from desktop.editor.inference.thread_watch import GivenUpError, Loss, ThreadWatch, WatchedThread
from desktop.editor.messages.engine_words import told
from desktop.engine.errors import InklingError
from desktop.engine.shown import shown

if TYPE_CHECKING:
    from desktop.engine.mood.story_moods import Reader, StoryMoods

log = logging.getLogger(__name__)

# How often the chart grows while a long story is read for the first time.
PROGRESS_SECONDS = 0.5

MoodFactory = Callable[[Path], "Reader"]


def load_mood_model(folder: Path) -> "Reader":
    """Load the real model; imported on its own thread, since that takes longer than the window."""
    from desktop.engine.mood.mood_model import MoodModel

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

    Attributes:
        load_seconds: How long a model that is being loaded may give no sign of life.
        answer_seconds: How long one that was asked may give none.
        watch: Looks after the thread.

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
        self.load_seconds = LOAD_SECONDS
        self.answer_seconds = ANSWER_SECONDS
        self._thread: _MoodThread | None = None
        self._old_threads: list[_MoodThread] = []  # that may not have ended yet
        self.watch = ThreadWatch(self)
        self.watch.lost.connect(self._give_up)

    def new_ticket(self) -> int:
        """Return a number for the next request."""
        return next(self._tickets)

    def load(self, folder: Path) -> int:
        """Load a model in place of the one in use; returns the load's number."""
        self.unload()
        number = next(self._loads)
        self._thread = _MoodThread(self, number, lambda: self._factory(folder), folder)
        self._thread.start()
        self.watch.watch(self._thread)
        return number

    def unload(self) -> None:
        """Give up all work and the model."""
        self.watch.watch(None)
        if self._thread:
            self._thread.leave()
            self._put_aside(self._thread)

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

    def _put_aside(self, thread: "_MoodThread") -> None:
        self._thread = None
        self._old_threads = [one for one in (*self._old_threads, thread) if one.is_alive()]

    def explain(self, error: BaseException, folder: Path) -> str:
        """Log why a model cannot be used, and return it in one sentence for the writer."""
        where = shown(folder)
        if isinstance(error, InklingError):
            log.warning("The mood model in %s cannot be used: %s", where, error)
            return told(error.sentence)
        log.error("The mood model in %s failed", where, exc_info=error)
        return self._failure().format(folder=where)

    def _failure(self) -> str:
        return self.tr("The mood model in {folder} failed; choose another one (the log says more).")

    def _give_up(self, loss: Loss) -> None:
        """Say that the thread is lost; the next load starts another one."""
        thread = self._thread
        if thread is None:
            return
        self._put_aside(thread)
        sentence = self._failure()
        if loss is Loss.HUNG:
            sentence = self.tr(
                "The mood model in {folder} stopped answering and was given up; choose another one."
            )
        self.failed.emit(thread.number, sentence.format(folder=shown(thread.folder)))

    def stop(self, seconds: float = 1.0) -> bool:
        """End the thread; wait at most `seconds` for it.

        Returns:
            Whether it has ended, and every one before it, too.
        """
        self.unload()
        end = time.monotonic() + seconds
        for thread in self._old_threads:
            thread.join(max(0.0, end - time.monotonic()))
        return not any(thread.is_alive() for thread in self._old_threads)


class _MoodThread(WatchedThread):
    """Loads one model, answers requests in turn, and ends when it is told to leave.

    Attributes:
        number: Of the load.
        folder: The model's.
        wanted: By story, the ticket of the only answer that is still wanted.
        stories: What has been read.
    """

    def __init__(self, worker: MoodWorker, number: int, load: "Callable[[], Reader]", folder: Path):
        super().__init__("inkling-mood")
        self.number = number
        self.folder = folder
        self.wanted: dict[int, int] = {}
        self.stories: dict[int, StoryMoods] = {}
        self._worker = worker
        self._load = load
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

    def work(self) -> None:
        try:
            with self.patient(self._worker.load_seconds):
                reader = self._load()
            if not self._left:
                self.say(self._worker.loaded, self.number)
            while not self._left and (request := self._requests.get()):
                with self.patient(self._worker.answer_seconds):
                    self._read(reader, request)
        except GivenUpError:
            raise
        # A library that panics raises what is no Exception.
        except BaseException as error:
            # Who was told to leave has nobody to tell: the window's side, and its signals, may be gone.
            if not self._left:
                self.say(self._worker.failed, self.number, self._worker.explain(error, self.folder))

    def _read(self, reader: "Reader", request: MoodRequest) -> None:
        from desktop.engine.mood.story_moods import StoryMoods

        def is_stale() -> bool:
            self.beat()
            return self.wanted.get(request.story) != request.ticket

        if is_stale():
            return
        moods = self.stories.setdefault(request.story, StoryMoods(reader))
        told_at = time.monotonic()
        for _ in moods.read("".join(request.parts), is_stale):
            if time.monotonic() - told_at > PROGRESS_SECONDS:
                self.say(self._worker.read, request.ticket, moods.points, False)
                told_at = time.monotonic()
        if not is_stale():
            self.say(self._worker.read, request.ticket, moods.points, True)
