"""Starts the desk.

The order, so that the writer sees a page before anything slow happens:

1. Log to a file, and look for what Qt needs of the system (`system_libraries`); no Qt is imported yet.
2. The Qt application, with Qt's own messages and uncaught errors going to the log (`reports`).
3. The desk (`desk`): settings, language, recovery store, the first window (`window`), the files that were
   asked for.
4. The window shows. After its first painting the model's thread (`worker`) imports and loads the engine.
5. What an earlier run could not save is offered.
6. The event loop, until the last window closes; then the model's thread ends, with a short wait at most.
"""

import logging
import os
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from desktop.discreet_log import DiscreetFormatter

log = logging.getLogger(__name__)

LOG_BYTES = 500_000
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

    _log_to_file()
    problem = start_problem(os.environ)
    if problem:
        print(problem, file=sys.stderr)
        return 1
    sys.setswitchinterval(SWITCH_INTERVAL_SECONDS)

    from PySide6.QtWidgets import QApplication

    from desktop.editor import reports
    from desktop.editor.desk import Desk
    from desktop.editor.look import application_icon
    from desktop.editor.window import after_first_painting

    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("Inkling")
    application.setApplicationDisplayName("Inkling")
    application.setDesktopFileName("inkling")
    application.setWindowIcon(application_icon())
    if sys.platform != "darwin":
        application.setStyle("Fusion")
    reports.install_qt_handler()
    desk = Desk()
    reports.install_excepthook(desk)
    window = desk.new_window()
    desk.open_files(files, window)
    chosen = None if provider in (None, "auto") else provider
    after_first_painting(window, lambda: desk.start_model(model, chosen))
    desk.offer_recovery(window)
    status = application.exec()
    if not desk.end():
        # A model that hangs must not keep the program; and Python must not end below its feet.
        log.warning("The model did not stop in time.")
        logging.shutdown()
        os._exit(status)
    return status


def _log_to_file() -> None:
    from platformdirs import user_log_path

    handlers: list[logging.Handler] = [logging.StreamHandler()]
    handlers[0].setLevel(logging.ERROR)
    try:
        folder = user_log_path("Inkling", appauthor=False, ensure_exists=True)
        handlers.append(
            RotatingFileHandler(folder / "inkling.log", maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8")
        )
    except OSError as error:
        print(f"Inkling cannot keep a log: {error}", file=sys.stderr)
    for handler in handlers:
        handler.setFormatter(DiscreetFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=handlers, force=True)  # in place of the command line's
