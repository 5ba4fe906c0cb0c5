"""Which process wrote a lock or a recovery copy, and whether it still runs."""

import os
import socket
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

# What a process number can be at most where it is largest; kill(2) takes no more.
_LARGEST_NUMBER = 2**31 - 1


@dataclass(frozen=True)
class Process:
    """A process on a machine.

    Attributes:
        pid: Its number.
        host: The machine's name, which may change.
        started: When it started, in the system's own terms, as numbers are used again; "" where unknown.
        boot: The machine's present run, from its start to its shutdown; "" where unknown. It tells a machine
            that was given another name from another machine.
    """

    pid: int
    host: str
    started: str
    boot: str = ""

    @classmethod
    def current(cls) -> "Process":
        """This process."""
        return cls.of(os.getpid())

    @classmethod
    def of(cls, pid: int) -> "Process":
        """One that runs on this machine now."""
        return cls(pid, socket.gethostname(), _started(pid), _boot())

    @classmethod
    def from_dict(cls, data: Any) -> "Process":
        """Read what `to_dict` gave.

        Raises:
            ValueError: It is something else.
        """
        if not isinstance(data, Mapping):
            raise ValueError("no process")
        pid, boot = data.get("pid"), data.get("boot", "")
        names = (data.get("host"), data.get("started"), boot)
        if not isinstance(pid, int) or not all(isinstance(name, str) for name in names):
            raise ValueError("no process")
        return cls(pid, *map(str, names))

    def to_dict(self) -> dict[str, Any]:
        """A form for JSON."""
        return asdict(self)

    @property
    def is_elsewhere(self) -> bool:
        """It belongs to another machine, so that nobody here can tell whether it runs."""
        return not self._is_of_this_run and self.host != socket.gethostname()

    @property
    def is_running(self) -> bool:
        """It runs on this machine now."""
        if self.is_elsewhere or not _is_alive(self.pid):
            return False
        if self.boot and _boot() and not self._is_of_this_run:
            return False  # it ended with the machine's last run
        started = _started(self.pid)
        return not started or not self.started or started == self.started

    @property
    def _is_of_this_run(self) -> bool:
        return bool(self.boot) and self.boot == _boot()


def _is_alive(pid: int) -> bool:
    if not 0 < pid <= _LARGEST_NUMBER:
        return False
    if sys.platform == "win32":
        return _is_alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
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
        # The second field, the program's name, may hold anything.
        status = Path(f"/proc/{pid}/stat").read_bytes().decode("ascii", "replace")
    except OSError:
        return ""
    fields = status.rpartition(")")[2].split()
    return fields[19] if len(fields) > 19 else ""


@cache
def _boot() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except (OSError, ValueError):
        return ""
