"""Making one system call of a save fail, or killing the process there: by strace, or by patching `os`."""

import errno
import os
import re
import signal
import socket
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

_ENTERED = re.compile(r"^(\w+)\(")
_PATCHED = [
    "access",
    "chmod",
    "close",
    "fchmod",
    "fchown",
    "fstat",
    "fsync",
    "ftruncate",
    "getxattr",
    "link",
    "listxattr",
    "lseek",
    "lstat",
    "mkdir",
    "open",
    "read",
    "remove",
    "removexattr",
    "rename",
    "replace",
    "rmdir",
    "scandir",
    "setxattr",
    "stat",
    "truncate",
    "unlink",
    "write",
]
# Without memory or a scheduler no program can say anything; these are only places to be killed at.
_NO_FILES = frozenset(
    "brk mmap munmap mremap madvise mprotect futex rt_sigaction rt_sigprocmask getrandom".split()  # noqa: SIM905
)


@dataclass(frozen=True)
class Fault:
    """What happens at one system call.

    Attributes:
        call: The call's number in the save, from 0.
        name: Its name.
        nth: Its number among the save's calls of that name, from 1.
        error: What it fails with, such as "EIO"; None to kill the process before it.
        lasts: Whether all later calls of that name fail, too, as on a full disk.
    """

    call: int
    name: str
    nth: int
    error: str | None
    lasts: bool = False

    @classmethod
    def at(cls, calls: list[str], call: int, error: str | None, lasts: bool = False) -> "Fault":
        """A fault at one of a save's calls."""
        return cls(call, calls[call], calls[: call + 1].count(calls[call]), error, lasts)

    def __str__(self) -> str:
        what = f"fails with {self.error}" if self.error else "is where it dies"
        return f"call {self.call}, {self.name}, {what}{' and from then on' if self.lasts else ''}"


@dataclass(frozen=True)
class Outcome:
    """What became of a save.

    Attributes:
        said: What it reported; "" if it was killed.
        was_hit: Whether the fault happened.
        calls: All system calls of the save, in order.
    """

    said: str
    was_hit: bool
    calls: list[str]


class Injector(Protocol):
    """Runs a save in a process of its own with a fault in it."""

    def run(self, prepare: Callable[[], None], save: Callable[[], str], fault: Fault | None) -> Outcome:
        """Run `save`, which reports in a string what happened, after `prepare`, in which nothing fails."""

    def can_fail(self, name: str) -> bool:
        """Whether a call may fail, rather than only be a place to die."""


class PatchInjector:
    """Puts its own functions in the place of those of `os`: works everywhere, and sees what Python calls."""

    def run(self, prepare: Callable[[], None], save: Callable[[], str], fault: Fault | None) -> Outcome:
        """Run `save`, which reports in a string what happened, after `prepare`, in which nothing fails."""
        notes = Path(tempfile.mkdtemp()) / "calls"
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                os.close(reading)
                note = os.open(notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
                prepare()
                try:
                    said = _with_patches(save, fault, note)
                except BaseException as error:
                    said = f"{type(error).__name__}: {error}"
                os.write(writing, said.encode())
            finally:
                os._exit(0)
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as pipe:
            said = pipe.read()
        os.waitpid(child, 0)
        lines = notes.read_text().split()
        notes.unlink()
        notes.parent.rmdir()
        return Outcome(said, "hit" in lines, [line for line in lines if line != "hit"])

    def can_fail(self, name: str) -> bool:
        """Whether a call may fail, rather than only be a place to die."""
        return True


def _with_patches(save: Callable[[], str], fault: Fault | None, notes: int) -> str:
    write, kill = os.write, os.kill
    seen: Counter[str] = Counter()
    real = {name: getattr(os, name) for name in _PATCHED if hasattr(os, name)}

    def patched(name: str) -> Callable[..., object]:
        def call(*arguments: object, **options: object) -> object:
            number = seen.total()
            seen[name] += 1
            write(notes, f"{name}\n".encode())
            is_later = fault and fault.lasts and name == fault.name and number > fault.call
            if fault and (number == fault.call or is_later):
                if number == fault.call:
                    write(notes, b"hit\n")
                if fault.error is None:
                    kill(os.getpid(), signal.SIGKILL)
                code = getattr(errno, str(fault.error))
                raise OSError(code, os.strerror(code))
            return real[name](*arguments, **options)

        return call

    for name in real:
        setattr(os, name, patched(name))
    try:
        return save()
    finally:
        for name, function in real.items():
            setattr(os, name, function)


class StraceInjector:
    """Lets strace do it, which sees every system call there is."""

    def run(self, prepare: Callable[[], None], save: Callable[[], str], fault: Fault | None) -> Outcome:
        """Run `save`, which reports in a string what happened, after `prepare`, in which nothing fails."""
        reading, writing = socket.socketpair()
        before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
        child = os.fork()
        if child == 0:
            # It waits and reports by calls that no save makes, and ends whatever happens.
            try:
                reading.close()
                prepare()
                signal.sigwait([signal.SIGUSR1])
                os.getppid()  # what follows is the save
                try:
                    said = save()
                except BaseException as error:
                    said = f"{type(error).__name__}: {error}"
                os.getppid()
                writing.sendall(said.encode())
            finally:
                os._exit(0)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        writing.close()
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder) / "log"
            tracer = self._attach(child, log, fault)
            os.kill(child, signal.SIGUSR1)
            with reading, reading.makefile(encoding="utf-8") as answer:
                said = answer.read()
            tracer.wait()
            os.waitpid(child, 0)
            lines = log.read_text(errors="replace").splitlines()
        calls = [(found[1], line) for line in lines if (found := _ENTERED.match(line))]
        markers = [number for number, (name, _) in enumerate(calls) if name == "getppid"]
        saving = calls[markers[0] + 1 : markers[1] if len(markers) > 1 else None] if markers else []
        was_killed = fault is not None and fault.error is None and "killed by SIGKILL" in lines[-1]
        was_hit = was_killed or any("(INJECTED)" in line for _, line in saving)
        return Outcome(said, was_hit, [name for name, _ in saving])

    def can_fail(self, name: str) -> bool:
        """Whether a call may fail, rather than only be a place to die."""
        return name not in _NO_FILES

    def _attach(self, child: int, log: Path, fault: Fault | None) -> "subprocess.Popen[str]":
        options = ["-e", "trace=all"]
        if fault:
            effect = f"error={fault.error}" if fault.error else "signal=KILL"
            options += ["-e", f"inject={fault.name}:{effect}:when={fault.nth}{'+' if fault.lasts else ''}"]
        command = ["strace", "-p", str(child), "-o", str(log), *options]
        tracer = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert tracer.stderr
        said = tracer.stderr.readline()
        if "attached" not in said:
            os.kill(child, signal.SIGKILL)
            raise RuntimeError(f"strace does not work here: {said}")
        return tracer
