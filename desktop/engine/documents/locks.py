"""Locks on documents, so that two running desks do not overwrite each other's words."""

import contextlib
import json
import logging
import os
import secrets
import stat
import time
from dataclasses import dataclass
from pathlib import Path

from desktop.engine.errors import DocumentLockedError, Sentence
from desktop.engine.files.file_locks import lock_file
from desktop.engine.files.private import private_folder
from desktop.engine.files.processes import Process
from desktop.engine.files.temporary import remove_leftovers, write_all
from desktop.engine.folders import data_folder
from desktop.engine.names import digest_of, fitting
from desktop.engine.shown import shown

log = logging.getLogger("inkling")

_MODE = 0o666  # less the umask: desks of others are to see whose the lock is
_LONGEST_LOCK = 4096
_TRIES = 100
_SETTLING_SECONDS = 0.05
_FLAGS = (
    getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class DocumentLock:
    """Says that this process has a document open.

    The lock is a hidden file beside the document, where desks on other machines see it too; in the writer's
    data folder where none can be written beside it, and for a file of several names there as well. The file
    says who holds it; that it is held the system knows, for as long as the process runs.
    """

    def __init__(self, path: Path) -> None:
        """Lock `path`, or what it links to."""
        self._document = path
        self._held: list[_Held] = []

    def acquire(self, force: bool = False) -> None:
        """Take the lock. Of desks that try at one instant one succeeds.

        Args:
            force: Take it from whoever has it: the writer knows better.

        Raises:
            DocumentLockedError: Another desk, or another window, has the document open.
        """
        real = Path(os.path.realpath(self._document))
        remove_leftovers(real.parent)
        try:
            for place, fallback in self._places(real):
                self._take(place, fallback, force)
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Give the lock back; does nothing when it is not held."""
        while self._held:
            self._held.pop().release()

    def _places(self, real: Path) -> list[tuple[Path, Path | None]]:
        """The files to lock, and where to lock instead if one cannot be written."""
        folder = data_folder() / "locks"
        places: list[tuple[Path, Path | None]] = [
            (fitting(real.parent, real.name, ".", ".inkling-lock"), folder / f"{digest_of(real)}.lock")
        ]
        with contextlib.suppress(OSError):
            facts = real.stat()
            if facts.st_nlink > 1 and stat.S_ISREG(facts.st_mode):
                places.append((folder / f"{facts.st_dev}-{facts.st_ino}.lock", None))
        return places

    def _take(self, place: Path, fallback: Path | None, force: bool) -> None:
        try:
            if place.parent == data_folder() / "locks":
                private_folder(place.parent)
            self._held.append(_acquire(place, force))
        except _HeldError as error:
            raise DocumentLockedError(
                "{file} is already open {where}; close it there, or open it anyway if that is not so.",
                file=self._document.name,
                where=_where(error.owner),
            ) from error
        except OSError as error:
            if fallback:
                self._take(fallback, None, force)
            else:
                log.info("There is no lock for %s: %s", shown(self._document), error.strerror)


@dataclass(frozen=True)
class _Held:
    """A lock that is held: an open file, which the system has locked where it can."""

    path: Path
    handle: int

    def release(self) -> None:
        """Remove the file, if it is still this one, and let go of it."""
        with contextlib.suppress(OSError):
            _held_here.discard(_file_of(self.handle))
        with contextlib.suppress(OSError):
            if os.name == "nt":
                os.close(self.handle)
                self.path.unlink()
                return
        if not self._is_removed():
            # The folder cannot be written any more, or was moved; a lock that nobody has signed is nobody's.
            with contextlib.suppress(OSError):
                os.ftruncate(self.handle, 0)
        with contextlib.suppress(OSError):
            os.close(self.handle)

    def _is_removed(self) -> bool:
        with contextlib.suppress(OSError):
            if _is_at(self.path, self.handle):
                self.path.unlink()
                return True
        return False


# The locks' files that this process holds, by device and number. What it has signed and holds no longer could
# not be removed, and is nobody's.
_held_here: set[tuple[int, int]] = set()


class _HeldError(Exception):
    """Another process, or another window of this one, holds the lock."""

    def __init__(self, owner: Process | None) -> None:
        super().__init__()
        self.owner = owner


def _acquire(path: Path, force: bool) -> _Held:
    """Open, lock and sign a lock's file.

    Raises:
        _HeldError: It is held.
        OSError: It cannot be written.
    """
    if force:
        path.unlink(missing_ok=True)
    for _ in range(_TRIES):
        opened = _open(path)
        if opened is None:
            continue
        handle, is_new, is_ours = opened
        try:
            locked = lock_file(handle)
            if locked is None and not is_new:
                time.sleep(_SETTLING_SECONDS)  # whoever made it may be about to sign it
            owner = None if is_new else _owner(handle)
            if locked is False or (owner and _holds(owner, handle)):
                raise _HeldError(owner)
            # Whoever held it may have removed it in between: then this is nobody's file.
            if _is_at(path, handle):
                if owner:
                    log.info("Taking over the lock that a crashed process left at %s", shown(path))
                if is_ours:
                    _sign(handle, settle=locked is None)
                    _held_here.add(_file_of(handle))
                    return _Held(path, handle)
                path.unlink()
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
    raise _HeldError(None)


def _open(path: Path) -> tuple[int, bool, bool] | None:
    """Open a lock's file: its handle, whether it is new, whether it can be written; None if it is gone."""
    with contextlib.suppress(FileExistsError):
        return os.open(path, _FLAGS | os.O_RDWR | os.O_CREAT | os.O_EXCL, _MODE), True, True
    with contextlib.suppress(FileNotFoundError):
        try:
            return os.open(path, _FLAGS | os.O_RDWR), False, True
        except PermissionError:
            return os.open(path, _FLAGS | os.O_RDONLY), False, False
    return None


def _sign(handle: int, settle: bool) -> None:
    """Write into a lock's file whose it is; where the system has no locks the last who signs has it."""
    signature = json.dumps(Process.current().to_dict() | {"token": secrets.token_hex(8)}).encode()
    os.lseek(handle, 0, os.SEEK_SET)
    os.ftruncate(handle, 0)
    write_all(handle, signature)
    if settle:
        time.sleep(2 * _SETTLING_SECONDS)
        os.lseek(handle, 0, os.SEEK_SET)
        if os.read(handle, _LONGEST_LOCK) != signature:
            raise _HeldError(_owner(handle))


def _owner(handle: int) -> Process | None:
    """Who signed the lock; None if its file says nothing of sense, as after a crash in mid-write."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        signature = os.read(handle, _LONGEST_LOCK)
        os.lseek(handle, 0, os.SEEK_SET)
        return Process.from_dict(json.loads(signature))
    except (OSError, ValueError, RecursionError):
        return None


def _holds(owner: Process, handle: int) -> bool:
    """Whether who has signed a lock may hold it still."""
    if owner == Process.current():
        return _file_of(handle) in _held_here
    return owner.is_running or owner.is_elsewhere


def _file_of(handle: int) -> tuple[int, int]:
    """What an open file is known by, for as long as it is open."""
    facts = os.fstat(handle)
    return facts.st_dev, facts.st_ino


def _is_at(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.lstat(), os.fstat(handle))
    except OSError:
        return False


def _where(owner: Process | None) -> Sentence:
    if owner is None:
        return Sentence("in another Inkling")
    if owner.is_elsewhere:
        return Sentence("on {host}", {"host": owner.host})
    return Sentence("in Inkling (process {number})", {"number": owner.pid})
