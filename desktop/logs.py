"""Where log messages go: a file in the writer's folders, and the terminal."""

import faulthandler
import logging
import os
import stat
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from desktop.discreet_log import DiscreetFormatter
from desktop.engine.files.private import private_folder
from desktop.engine.shown import shown

LOG_BYTES = 500_000
_LINE_END = "\n    "  # of a message of several lines: none of them can pass for a message of its own


class PlainFormatter(DiscreetFormatter):
    """Lets no control character into a log or a terminal, and nothing of what the writer has written."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as lines of text."""
        lines = super().format(record).replace("\t", "    ").split("\n")
        return _LINE_END.join(shown(line) for line in lines)


def log_to_terminal() -> None:
    """Say warnings and errors on standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(PlainFormatter("%(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


def log_to_file() -> None:
    """Log to a file in the writer's state folder, with errors on the terminal, too; never fails.

    What ends the process in native code leaves its traceback beside the log.
    """
    from platformdirs import user_log_path

    terminal = logging.StreamHandler()
    terminal.setLevel(logging.ERROR)
    handlers: list[logging.Handler] = [terminal]
    try:
        folder = private_folder(user_log_path("Inkling", appauthor=False))
        file, crashes = folder / "inkling.log", folder / "crash.log"
        _need_plain_files(file, crashes)
        handlers.append(
            RotatingFileHandler(
                file, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8", errors="backslashreplace"
            )
        )
        flags = os.O_WRONLY | os.O_CREAT | (os.O_APPEND if _size(crashes) < LOG_BYTES else os.O_TRUNC)
        faulthandler.enable(os.open(crashes, flags, 0o600))  # open for the process's life
    except (OSError, ValueError) as error:
        print(f"Inkling cannot keep a log: {shown(error)}", file=sys.stderr)
    for handler in handlers:
        handler.setFormatter(PlainFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.raiseExceptions = False  # a log that cannot be written is no reason to fill the terminal
    logging.basicConfig(level=logging.INFO, handlers=handlers, force=True)  # in place of the command line's


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _need_plain_files(*paths: Path) -> None:
    """Refuse to open what might hang, such as a pipe."""
    for path in paths:
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            raise OSError(f"{path} is no file")
