"""The processes of a training: started with low priority, found again, and only of one desk at a time."""

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from desktop.engine.files.atomic import write_atomically
from desktop.engine.files.file_locks import lock_file
from desktop.engine.files.kept_json import read_json
from desktop.engine.files.private import private_folder
from desktop.engine.files.processes import Process
from desktop.engine.files.temporary import PRIVATE_MODE
from desktop.engine.files.this_program import its_environment
from desktop.engine.folders import data_folder

log = logging.getLogger(__name__)

LOW_PRIORITY = 10  # the nice value: who types comes first
_PROCESS = "process.json"
_LOCKS, _LOCK = "locks", "learning"  # in the data folder
# To open a pipe for writing alone would wait for a reader.
_LOCK_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)


def start_process(
    command: Sequence[str], log_file: Path | None = None, output: Path | None = None
) -> "subprocess.Popen[bytes]":
    """Start a command that has time.

    Args:
        command: What to run.
        log_file: What it complains of goes there, and what it says unless there is an `output`.
        output: What it says goes there.

    Raises:
        OSError: It cannot be started.
    """
    with contextlib.ExitStack() as files:
        errors = files.enter_context(_anew(log_file)) if log_file else subprocess.DEVNULL
        answers = files.enter_context(_anew(output)) if output else errors
        process = subprocess.Popen(
            command,
            env=its_environment() if command[0] == sys.executable else None,
            stdin=subprocess.DEVNULL,
            stdout=answers,
            stderr=errors,
            start_new_session=True,  # Ctrl-C in the desk's terminal is not meant for it
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0)
            | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
        )
    if hasattr(os, "setpriority"):
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process.pid, LOW_PRIORITY)
    return process


def _anew(path: Path) -> IO[bytes]:
    """A new file in the place of what is there, which may be anything."""
    path.unlink(missing_ok=True)
    return path.open("xb")


def end_process(process: Process) -> None:
    """Ask a process to end that another desk has started."""
    if process.is_running:
        with contextlib.suppress(OSError):
            os.kill(process.pid, signal.SIGTERM)


def note_process(folder: Path, pid: int) -> None:
    """Note which process works, for a desk that comes after a crash.

    Raises:
        OSError: It cannot be written.
    """
    write_atomically(folder / _PROCESS, json.dumps(Process.of(pid).to_dict()).encode())


def running_already(folder: Path) -> Process | None:
    """The process that a crashed desk has left at work, if it still runs."""
    try:
        found = Process.from_dict(read_json(folder / _PROCESS))
    except (OSError, ValueError):
        return None
    return found if found.is_running else None


def take_lock() -> IO[bytes] | None:
    """A file whose lock says that this desk trains; None if another one does, or nothing can be written."""
    try:
        private_folder(data_folder() / _LOCKS)
        file = os.fdopen(os.open(data_folder() / _LOCKS / _LOCK, _LOCK_FLAGS, PRIVATE_MODE), "ab")
    except OSError as error:
        log.warning("The training cannot be locked: %s", error)
        return None
    if lock_file(file.fileno()) is False:
        file.close()
        return None
    return file
