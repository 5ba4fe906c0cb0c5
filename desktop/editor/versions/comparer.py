"""The thread that compares two texts; the newest question is the only one."""

import logging
from collections.abc import Callable
from queue import SimpleQueue

from PySide6.QtCore import QObject, Signal

from desktop.editor.inference.thread_watch import WatchedThread
from desktop.editor.messages.engine_words import told
from desktop.engine.errors import InklingError

log = logging.getLogger(__name__)

Read = Callable[[], str]


class Comparer(QObject):
    """Starts and ends the thread, and passes on what it says.

    Signals:
        compared: What changed, a `Comparison`.
        failed: One sentence that says why a text cannot be compared.
    """

    compared = Signal(object)
    failed = Signal(str)
    _said = Signal(int, object)

    def __init__(self, parent: QObject):
        super().__init__(parent)
        self._ticket = 0
        self._thread: _CompareThread | None = None
        self._said.connect(self._on_said)

    def ask(self, old: Read, new: Read) -> None:
        """Compare what two functions read, which are called on the thread."""
        self._ticket += 1
        if self._thread is None:
            self._thread = _CompareThread(self)
            self._thread.start()
        self._thread.wanted = self._ticket
        self._thread.tasks.put((self._ticket, old, new))

    def end(self) -> None:
        """End the thread; what it may still say is not heard."""
        self._ticket += 1
        if self._thread:
            self._thread.wanted = -1
            self._thread.give_up()
            self._thread.tasks.put(None)
            self._thread = None

    def _on_said(self, ticket: int, answer: object) -> None:
        if ticket != self._ticket:
            return
        if isinstance(answer, str):
            self.failed.emit(answer or self.tr("The texts could not be compared; the log says more."))
        else:
            self.compared.emit(answer)


class _CompareThread(WatchedThread):
    """Does one comparison after the other, unless a newer one waits."""

    def __init__(self, comparer: Comparer):
        super().__init__("inkling-compare")
        self.wanted = 0
        self.tasks: SimpleQueue[tuple[int, Read, Read] | None] = SimpleQueue()
        self._comparer = comparer

    def work(self) -> None:
        from desktop.language.comparing.comparing import compare
        from desktop.language.comparing.sequences import StaleError

        while order := self.tasks.get():
            ticket, old, new = order

            def is_stale(ticket: int = ticket) -> bool:
                return ticket != self.wanted

            if is_stale():
                continue
            answer: object = ""
            try:
                answer = compare(old(), new(), is_stale)
            except StaleError:
                continue
            except InklingError as error:
                answer = told(error.sentence)
            except Exception:
                log.exception("A comparison failed")
            self.say(self._comparer._said, ticket, answer)
