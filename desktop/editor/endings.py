"""What ends the desk from outside: signals, such as Ctrl+C at the terminal, and the end of the session.

Nothing is done in a signal's handler, where hardly anything is safe: Python's own C handler writes the
signal's number into a pipe, a thread reads it there and tells the window's thread.
"""

import logging
import os
import signal
import threading

from PySide6.QtCore import QObject, Signal

log = logging.getLogger(__name__)

# What a terminal, a system that shuts down or a writer with `kill` sends; not all systems have them all.
ENDING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK")
_BY_SIGNAL = 128  # and its number: the exit status that shells give a program that a signal has ended


class EndingSignals(QObject):
    """Tells of the first signal that asks the desk to end; a second one ends it at once.

    Signals:
        received: The exit status to end with; told on the window's thread.
    """

    received = Signal(int)

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        read, write = os.pipe()
        os.set_blocking(write, False)
        signal.set_wakeup_fd(write, warn_on_full_buffer=False)
        for name in ENDING:
            number = getattr(signal, name, None)
            # What the desk was started to ignore, as `nohup` does, it goes on ignoring.
            if number is not None and signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, _only_wake)
        threading.Thread(target=self._listen, args=(read,), name="inkling-signals", daemon=True).start()

    def _listen(self, pipe: int) -> None:
        """On a thread of its own, so that a window that hangs can still be ended."""
        status = _BY_SIGNAL + os.read(pipe, 1)[0]
        log.warning("Ending because of signal %d", status - _BY_SIGNAL)
        self.received.emit(status)
        os._exit(_BY_SIGNAL + os.read(pipe, 1)[0])


def _only_wake(*_: object) -> None:
    """Handle a signal: what is to be done, the thread that reads the pipe does."""
