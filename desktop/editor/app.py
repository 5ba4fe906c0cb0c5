"""Starts the desk.

The order, so that the writer sees a page before anything slow happens:

1. Log to a file (`logs`); look for what Qt needs of the system (`system_libraries`); no Qt is imported yet.
2. The Qt application, with Qt's own messages and uncaught errors going to the log (`reports`).
3. The desk (`desk`): settings, language, recovery store; what ends it from outside (`endings`); the first
   window (`window`), the files that were asked for.
4. The window shows. After its first painting the model's thread (`worker`) imports and loads the engine, and
   what nobody sees yet is made (`window/late_features`).
5. What an earlier run could not save is offered; on the very first start, the three keys are shown.
6. The event loop, until the last window closes; then the model's thread ends, with a short wait at most.
"""

import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path

from desktop.engine.shown import shown
from desktop.logs import log_to_file

log = logging.getLogger(__name__)

# The engine's Python code and the window share the interpreter. With Python's own 5 ms the window could wait
# so long for each of its steps while the model works; a fifth of a millisecond is never felt.
SWITCH_INTERVAL_SECONDS = 0.0002


def run(files: list[Path], model: Path | None = None, provider: str | None = None) -> int:
    """Show the desk and stay until its last window closes.

    Args:
        files: Files to open; the first in the first window, each other one in its own.
        model: Folder of a model for this run; None for the writer's choice.
        provider: What to run the model on in this run; None or "auto" for the writer's choice.

    Returns:
        The process's exit status.
    """
    from desktop.editor.system_libraries import start_problem

    log_to_file()
    problem = start_problem(os.environ)
    if problem:
        print(problem, file=sys.stderr)
        return 1
    sys.setswitchinterval(SWITCH_INTERVAL_SECONDS)

    from PySide6.QtWidgets import QApplication

    from desktop.editor import reports
    from desktop.editor.desk import Desk
    from desktop.editor.endings import EndingSignals
    from desktop.editor.look import application_icon
    from desktop.editor.window.window import after_first_painting

    application = QApplication.instance() or QApplication([shown(sys.argv[0])])
    assert isinstance(application, QApplication)
    application.setApplicationName("Inkling")
    application.setApplicationDisplayName("Inkling")
    application.setDesktopFileName("inkling")
    application.setWindowIcon(application_icon())
    if sys.platform != "darwin":
        application.setStyle("Fusion")
    desk = Desk()
    reports.install_qt_handler(desk)
    reports.install_excepthook(desk)
    signals = EndingSignals(desk)
    signals.received.connect(desk.end_without_asking)
    application.commitDataRequest.connect(desk.on_session_end)
    application.saveStateRequest.connect(desk.on_session_end)
    window = desk.new_window()
    _try(lambda: desk.open_files(files, window))
    chosen = None if provider in (None, "auto") else provider
    after_first_painting(window, lambda: desk.start_model(model, chosen))
    _try(lambda: desk.greet(window, bool(files)))
    status = application.exec()
    if not desk.end():
        # A model that hangs must not keep the program; and Python must not end below its feet.
        log.warning("The model did not stop in time.")
        logging.shutdown()
        os._exit(status)
    return status


def _try(step: Callable[[], None]) -> None:
    """Do something without which the desk can go on; what goes wrong is reported as in the event loop."""
    try:
        step()
    except Exception as error:
        sys.excepthook(type(error), error, error.__traceback__)
