"""Threads that run models, and the watch that notices when one hangs or dies.

A thread that hangs in a library cannot be ended. It is given up: it stays behind, what it may still say is
not heard, and another one takes its place.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance

log = logging.getLogger(__name__)

TICK_SECONDS = 2.0


class GivenUpError(BaseException):
    """Raised in a thread that was given up, wherever it shows a sign of life; nothing is to catch it."""


class Loss(Enum):
    """How a thread was lost."""

    HUNG = 1
    DIED = 2


class WatchedThread(threading.Thread):
    """A daemon that shows signs of life, so that a model that hangs keeps nothing from ending.

    Attributes:
        patience: How many seconds it may go on without a sign of life; None while it waits for work.
        beats: Grows with each sign of life.
        has_died: It has ended by an error that nothing in it expected.
    """

    def __init__(self, name: str):
        super().__init__(name=name, daemon=True)
        self.patience: float | None = None
        self.beats = 0
        self.has_died = False
        self._is_given_up = False
        self._saying = threading.Lock()

    def run(self) -> None:
        """Work, until there is no more to do or nobody wants it."""
        try:
            self.work()
        except GivenUpError:
            log.info("A thread that was given up has ended.")
        # Whatever a library raises; its thread has nobody else to tell.
        except BaseException:
            log.exception("The thread %s has ended.", self.name)
            self.has_died = True

    def work(self) -> None:
        """What the thread does."""
        raise NotImplementedError

    @contextmanager
    def patient(self, seconds: float) -> Iterator[None]:
        """Say that what is done now may take so long between two signs of life."""
        before, self.patience = self.patience, seconds
        self.beat()
        try:
            yield
        finally:
            self.patience = before
            self.beats += 1

    def beat(self) -> None:
        """Show a sign of life."""
        self.beats += 1
        if self._is_given_up:
            raise GivenUpError

    def say(self, signal: SignalInstance, *values: object) -> None:
        """Emit a signal, unless the thread was given up."""
        with self._saying:
            self.beat()
            signal.emit(*values)

    def give_up(self) -> None:
        """Hear no more of it; called by another thread."""
        with self._saying:
            self._is_given_up = True


class ThreadWatch(QObject):
    """Looks after one thread at a time.

    Args:
        parent: See `QObject`.
        clock: Seconds of a clock that never goes back.

    Signals:
        lost: The thread that is watched was given up; its `Loss`.
    """

    lost = Signal(object)

    def __init__(self, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic):
        super().__init__(parent)
        self.clock = clock
        self._thread: WatchedThread | None = None
        self._beats = -1
        self._silent = self._looked_at = 0.0
        self._timer = QTimer(self, timerType=Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)
        self.seconds = TICK_SECONDS

    @property
    def seconds(self) -> float:
        """How often it looks. No more than that counts between two looks: a machine may have slept."""
        return self._timer.interval() / 1000

    @seconds.setter
    def seconds(self, seconds: float) -> None:
        self._timer.setInterval(round(seconds * 1000))

    def watch(self, thread: WatchedThread | None) -> None:
        """Look after this thread from now on; None for none."""
        self._thread = thread
        self._silent, self._beats, self._looked_at = 0.0, -1, self.clock()
        if thread:
            self._timer.start()
        else:
            self._timer.stop()

    def look(self) -> None:
        """Look whether the thread shows signs of life; the clock does this, too."""
        thread = self._thread
        if thread is None:
            return
        if thread.has_died:
            self._lose(thread, Loss.DIED)
            return
        before, self._looked_at = self._looked_at, self.clock()
        patience, beats = thread.patience, thread.beats
        if patience is None or beats != self._beats:
            self._beats, self._silent = beats, 0.0
            return
        # A very coarse timer may be much quicker than asked for, too.
        self._silent += min(self.seconds, self._looked_at - before)
        if self._silent >= patience:
            log.warning("The thread %s hangs and is given up.", thread.name)
            self._lose(thread, Loss.HUNG)

    def _lose(self, thread: WatchedThread, loss: Loss) -> None:
        thread.give_up()
        self.watch(None)
        self.lost.emit(loss)
