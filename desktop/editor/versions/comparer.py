"""The thread that compares two texts; the newest question is the only one."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.editor.inference.newest_thread import NewestThread
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
        self._thread.ask(self._ticket, (old, new))

    def end(self) -> None:
        """End the thread; what it may still say is not heard."""
        self._ticket += 1
        if self._thread:
            self._thread.leave()
            self._thread = None

    def _on_said(self, ticket: int, answer: object) -> None:
        if ticket != self._ticket:
            return
        if isinstance(answer, str):
            self.failed.emit(answer or self.tr("The texts could not be compared; the log says more."))
        else:
            self.compared.emit(answer)


class _CompareThread(NewestThread[tuple[Read, Read]]):
    def __init__(self, comparer: Comparer):
        super().__init__("inkling-compare")
        self._comparer = comparer

    def do(self, ticket: int, task: tuple[Read, Read]) -> None:
        from desktop.language.comparing.comparing import compare
        from desktop.language.comparing.sequences import StaleError

        old, new = task
        answer: object = ""
        try:
            answer = compare(old(), new(), lambda: ticket != self.wanted)
        except StaleError:
            return
        except InklingError as error:
            answer = told(error.sentence)
        except Exception:
            log.exception("A comparison failed")
        self.say(self._comparer._said, ticket, answer)
