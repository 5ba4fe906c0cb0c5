"""Where Qt's messages and errors that nobody caught go: the log, and one clear sentence for the writer."""

import logging
import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from desktop.editor.messages.wording import translate
from desktop.engine.shown import shown

if TYPE_CHECKING:
    from desktop.editor.desk import Desk

log = logging.getLogger(__name__)
qt_log = logging.getLogger("qt")

LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
ERROR_TOPIC = "error"
# "The X11 connection broke (error 1). Did the X11 server die?", and Wayland's likewise.
SCREEN_LOST = "connection broke"


def install_qt_handler(desk: "Desk") -> None:
    """Send Qt's messages to the log, and keep unsaved words when one says that the screen is lost."""

    def take(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        qt_log.log(LEVELS.get(kind, logging.WARNING), "%s", message)
        # Qt's next step is to end the process; nothing else tells of that.
        is_last = SCREEN_LOST in message or kind == QtMsgType.QtFatalMsg
        if is_last and threading.current_thread() is threading.main_thread():
            desk.keep_all()

    qInstallMessageHandler(take)


def install_excepthook(desk: "Desk") -> None:
    """Log uncaught errors, keep unsaved words aside and tell the writer, who can go on."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.critical("Uncaught error", exc_info=(kind, error, trace))
        desk.keep_all()
        for window in desk.windows:
            window.messages.say(
                ERROR_TOPIC,
                translate(
                    "Reports",
                    "Something went wrong inside Inkling; your words are kept aside, but save them now to be "
                    "sure ({error}).",
                ).format(error=shown(f"{kind.__name__}: {error}")),
                [(translate("Reports", "Save"), window.session.save)],
            )

    sys.excepthook = report
    # Other threads have no window to speak through.
    threading.excepthook = lambda args: log.critical(
        "Uncaught error in %s",
        args.thread.name if args.thread else "a thread",
        exc_info=(args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback),
    )
