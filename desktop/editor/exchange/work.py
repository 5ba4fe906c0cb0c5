"""One long piece of work on a thread of its own, which can be cancelled, and what is seen of it."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from desktop.editor.frame.frame import Frame
from desktop.editor.inference.thread_watch import WatchedThread
from desktop.editor.messages.engine_words import told
from desktop.editor.messages.wording import translate
from desktop.engine.errors import InklingError

log = logging.getLogger(__name__)


class Progress(Protocol):
    """What a job tells how far it is, 0 to 1, and who is to be called when nobody wants it any more."""

    def __call__(self, share: float) -> None:
        """Tell it; raises where the job was cancelled."""

    def on_cancel(self, stop: Callable[[], None]) -> None:
        """Call this, from another thread, when the job is cancelled."""


Job = Callable[[Progress], object]
LONGEST_WAIT_SECONDS = 10.0  # for work that a window's end finds unfinished
LEAST_STEP = 0.01  # of progress, that is worth telling
BAR_WIDTH = 110  # pixels
PARTS = 100


class CancelledError(Exception):
    """Raised in a job whose result nobody wants any more."""


@dataclass(frozen=True)
class Failed:
    """What a job ends with if it fails; `sentence` is empty for an error that nobody expected."""

    sentence: str


class Work(QObject):
    """Does one job at a time; a new one cancels the one before.

    A job is given a function to tell its progress to, 0 to 1, which is also where it is cancelled.

    Signals:
        begun: A job begins; words for what it does.
        progressed: The part of it that is done.
        ended: There is no job any more: it is done, has failed or was cancelled.
    """

    begun = Signal(str)
    progressed = Signal(float)
    ended = Signal()
    _told = Signal(int, float)
    _done = Signal(int, object)

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._ticket = 0
        self._writes = True
        self._thread: _JobThread | None = None
        self._then: Callable[[object], None] = lambda result: None
        self._failed: Callable[[str], None] = lambda sentence: None
        self._steps: Iterator[float] = iter(())
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._step)
        self._told.connect(self._on_told)
        self._done.connect(self._on_done)

    @property
    def is_busy(self) -> bool:
        """Whether a job is being done."""
        return self._thread is not None or self._next.isActive()

    def start(
        self,
        words: str,
        job: Job,
        then: Callable[[object], None],
        failed: Callable[[str], None],
        writes: bool = True,
    ) -> None:
        """Do a job.

        Args:
            words: What it does, for the writer.
            job: Called on the thread.
            then: Called with its result, here.
            failed: Called with one sentence, here, if there is none.
            writes: It writes something, and so comes to its end when the window closes before.
        """
        self.cancel()
        self._writes = writes
        self._ticket += 1
        self._then, self._failed = then, failed
        self._thread = _JobThread(self, self._ticket, job)
        self.begun.emit(words)
        self._thread.start()

    def start_slices(
        self, words: str, steps: Iterator[float], then: Callable[[], None], failed: Callable[[str], None]
    ) -> None:
        """Do here what no thread can do, in short steps between which the window does what it has to.

        Args:
            words: What is done, for the writer.
            steps: Do it; they give the part that is done.
            then: Called at their end.
            failed: Called with one sentence if one of them raises an `InklingError`.
        """
        self.cancel()
        self._steps, self._failed = steps, failed
        self._then = lambda _: then()
        self._next.start()
        self.begun.emit(words)

    def _step(self) -> None:
        try:
            share = next(self._steps)
        except StopIteration:
            self._next.stop()
            self.ended.emit()
            self._then(None)
        except InklingError as error:
            self._next.stop()
            self.ended.emit()
            self._failed(told(error.sentence))
        else:
            self.progressed.emit(share)

    def cancel(self) -> None:
        """Want no result of the job; it ends where it next tells how far it is."""
        if self._thread:
            self._thread.cancel()
            self._thread = None
            self._ticket += 1
            self.ended.emit()
        elif self._next.isActive():
            self._next.stop()
            self._steps = iter(())
            self.ended.emit()

    def finish(self) -> None:
        """Let a job that writes come to its end, but not for ever, as the window closes.

        Its result is not heard; nobody waits for one that has nothing else.
        """
        for _ in self._steps if self._next.isActive() else ():
            pass
        self._next.stop()
        thread = self._thread
        if thread:
            if not self._writes:
                thread.cancel()
            thread.join(LONGEST_WAIT_SECONDS)
            self._thread = None
            self._ticket += 1
            thread.give_up()

    def _on_told(self, ticket: int, share: float) -> None:
        if ticket == self._ticket and self._thread:
            self.progressed.emit(share)

    def _on_done(self, ticket: int, result: object) -> None:
        if ticket != self._ticket or self._thread is None:
            return
        self._thread = None
        self.ended.emit()
        if isinstance(result, Failed):
            went_wrong = self.tr("That failed, and nothing was changed (the log says more).")
            self._failed(result.sentence or went_wrong)
        else:
            self._then(result)


class _JobThread(WatchedThread):
    def __init__(self, work: Work, ticket: int, job: Job):
        super().__init__("inkling-work")
        self.is_cancelled = False
        self._work = work
        self._ticket = ticket
        self._job = job
        self._shown = 0.0
        self._stop: Callable[[], None] = lambda: None

    def cancel(self) -> None:
        """Want no result; called by the window's thread."""
        self.is_cancelled = True
        self._stop()

    def on_cancel(self, stop: Callable[[], None]) -> None:
        """See `Progress`."""
        self._stop = stop
        if self.is_cancelled:
            stop()

    def work(self) -> None:
        try:
            result = self._job(self)
        except CancelledError:
            return
        except InklingError as error:
            result = Failed(told(error.sentence))
        except Exception:
            log.exception("Some work on a thread failed")
            result = Failed("")
        self.say(self._work._done, self._ticket, result)

    def __call__(self, share: float) -> None:
        """See `Progress`."""
        if self.is_cancelled:
            raise CancelledError
        if share >= self._shown + LEAST_STEP:
            self._shown = share
            self.say(self._work._told, self._ticket, share)


def is_free(work: Work, frame: Frame, topic: str) -> bool:
    """Whether nothing is being done; else says so, since what was asked for first is not to be lost."""
    if work.is_busy:
        frame.messages.say(
            topic, translate("Work", "Something is still being read or written; wait, or cancel it.")
        )
    return not work.is_busy


class Working(QWidget):
    """Says what is being done and how far it is, with a button to cancel it; seen only meanwhile.

    Args:
        work: What does it.
        parent: See `QWidget`.
    """

    def __init__(self, work: Work, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("working")
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(BAR_WIDTH)
        self._bar.setMaximumHeight(self.fontMetrics().height())
        self.cancel = QToolButton(self)
        self.cancel.setObjectName("cancel_work")
        self.cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.cancel.clicked.connect(work.cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self._words, self._bar, self.cancel):
            row.addWidget(widget)
        work.begun.connect(self._begin)
        work.progressed.connect(self._show)
        work.ended.connect(self.hide)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        """Say everything in the language that is spoken now."""
        self.cancel.setText(self.tr("Cancel"))
        self.cancel.setToolTip(self.tr("Stop this; nothing is changed"))
        self._bar.setAccessibleName(self.tr("Progress"))

    def _begin(self, words: str) -> None:
        self._words.setText(words)
        self._bar.setRange(0, 0)  # busy: nobody knows yet
        self.show()

    def _show(self, share: float) -> None:
        self._bar.setRange(0, PARTS)
        self._bar.setValue(round(share * PARTS))
