"""Hears of everything that goes wrong while the hands are at work."""

import logging
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

# Said by the offscreen platform of every window whose size has limits, and of what it cannot do.
HARMLESS = ("propagateSizeHints", "does not support raise", "does not support grabbing")


class Watch(logging.Handler):
    """Collects uncaught errors, Qt's warnings and errors in the log as plain sentences.

    Attributes:
        complaints: What was heard and not yet taken, oldest first.
    """

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.complaints: list[str] = []

    def begin(self) -> None:
        """Listen."""
        self._hooks = sys.excepthook, threading.excepthook
        sys.excepthook = self._on_error
        threading.excepthook = lambda args: self._on_error(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )
        self._handler = qInstallMessageHandler(self._on_qt_message)
        logging.getLogger().addHandler(self)

    def end(self) -> None:
        """Listen no longer."""
        sys.excepthook, threading.excepthook = self._hooks
        qInstallMessageHandler(self._handler)
        logging.getLogger().removeHandler(self)

    def take(self) -> list[str]:
        """Return the complaints since the last call."""
        complaints, self.complaints = self.complaints, []
        return complaints

    def emit(self, record: logging.LogRecord) -> None:
        """An error in the log."""
        words = record.getMessage()
        if record.exc_info and record.exc_info[1]:
            words += ": " + where(record.exc_info[1])
        self.complaints.append(f"log: {words}")

    def _on_error(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self.complaints.append(f"uncaught: {where(error.with_traceback(trace))}")

    def _on_qt_message(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        is_warning = kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)
        if is_warning and not any(words in message for words in HARMLESS):
            self.complaints.append(f"Qt: {message}")


def where(error: BaseException) -> str:
    """Return an error in one line, with the innermost place in the desk."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "desktop" in frame.filename] or list(frames)
    place = f" in {own[-1].filename.split('desktop/')[-1]}:{own[-1].name}" if own else ""
    return f"{type(error).__name__}: {error}{place}"
