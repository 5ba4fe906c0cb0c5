"""Which process wrote a lock or a recovery copy, and whether it still runs."""

import os
import socket
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Process:
    """A process on a machine.

    Attributes:
        pid: Its number.
        host: The machine's name.
        started: When it started, in the system's own terms, as numbers are used again; "" where unknown.
    """

    pid: int
    host: str
    started: str

    @classmethod
    def current(cls) -> "Process":
        """This process."""
        return cls(os.getpid(), socket.gethostname(), _started(os.getpid()))

    @classmethod
    def from_dict(cls, data: Any) -> "Process":
        """Read what `to_dict` gave.

        Raises:
            ValueError: It is something else.
        """
        try:
            return cls(int(data["pid"]), str(data["host"]), str(data["started"]))
        except (KeyError, TypeError) as error:
            raise ValueError("no process") from error

    def to_dict(self) -> dict[str, Any]:
        """A form for JSON."""
        return asdict(self)

    @property
    def is_elsewhere(self) -> bool:
        """It belongs to another machine, so that nobody here can tell whether it runs."""
        return self.host != socket.gethostname()

    @property
    def is_running(self) -> bool:
        """It runs on this machine now."""
        if self.is_elsewhere or not _is_alive(self.pid):
            return False
        started = _started(self.pid)
        return not started or not self.started or started == self.started


def _is_alive(pid: int) -> bool:
    if pid <= 0:
        return False
    if sys.platform == "win32":
        return _is_alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _is_alive_on_windows(pid: int) -> bool:
    if sys.platform != "win32":
        raise RuntimeError("asks Windows about a process")
    import ctypes

    query, still_active = 0x1000, 259
    handle = ctypes.windll.kernel32.OpenProcess(query, False, pid)
    if not handle:
        return False
    code = ctypes.c_ulong()
    ctypes.windll.kernel32.GetExitCodeProcess(handle, ctypes.byref(code))
    ctypes.windll.kernel32.CloseHandle(handle)
    return code.value == still_active


def _started(pid: int) -> str:
    """Start time in clock ticks since the machine started, from proc(5)."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ""
    # The second field, the program's name, may hold spaces and brackets.
    return status.rpartition(")")[2].split()[19]
