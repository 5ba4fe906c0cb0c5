"""Temporary files beside those that they are to replace, and what killed processes leave of them."""

import contextlib
import errno
import logging
import os
import re
import secrets
import stat
import time
from collections.abc import Iterable
from pathlib import Path

from desktop.engine.files.file_facts import FileFacts, rights_as_of
from desktop.engine.files.file_locks import lock_file
from desktop.engine.shown import shown

log = logging.getLogger("inkling")

PRIVATE_MODE = 0o600
# Where there are no hard links: FAT, some network disks, some folders of other people's files.
NO_LINKS = {
    errno.EPERM,
    errno.ENOTSUP,
    getattr(errno, "EOPNOTSUPP", 0),
    errno.ENOSYS,
    errno.EMLINK,
    errno.EACCES,
}
_NEW_MODE = 0o666  # less what the writer's umask, or the folder's access list, takes away
_NAME = re.compile(r"\.inkling-[0-9a-f]{12}\.tmp")
# Where the file system has no locks nobody can tell whether a process still writes; no save takes so long.
_STALE_SECONDS = 3600
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class Temporary:
    """A new file beside another, open for writing, which nobody else can read.

    Attributes:
        path: Where it is.
        handle: Of the open file, for `os`.
    """

    def __init__(self, folder: Path, private: bool = True) -> None:
        """Create it.

        Args:
            folder: Where.
            private: Whether it stays private; if not, `publish` gives it the rights of any new file.

        Raises:
            OSError: It cannot be created there.
        """
        self.path = folder / f".inkling-{secrets.token_hex(6)}.tmp"
        self.handle = os.open(self.path, _FLAGS, PRIVATE_MODE if private else _NEW_MODE)
        self._usual: int | None = None
        try:
            lock_file(self.handle)
            if not private and hasattr(os, "fchmod"):
                # As yet it is empty. What the folder makes of a new file's rights only the system knows.
                self._usual = stat.S_IMODE(os.fstat(self.handle).st_mode)
                os.fchmod(self.handle, PRIVATE_MODE)
        except BaseException:
            self.discard()
            raise

    def write(self, data: bytes) -> None:
        """Write all of its contents."""
        write_all(self.handle, data)

    def publish(self, sources: Iterable[Path | FileFacts] = ()) -> None:
        """Give it the rights that any new file has in its folder.

        Args:
            sources: Files whose words are in it; who cannot read those cannot read it either.
        """
        if self._usual is not None:
            os.fchmod(self.handle, rights_as_of(self._usual, os.fstat(self.handle).st_gid, sources))

    def replace(self, path: Path) -> None:
        """Put it in the place of `path`, in one step, as soon as all of it is on the disk.

        Raises:
            OSError: It did not work, and `path` is what it was.
        """
        os.fsync(self.handle)
        if os.name == "nt":
            self.close()  # nothing that is open can be renamed there
            self.path.replace(path)
            return
        try:
            self.path.replace(path)
        except OSError:
            # Over a network a step may be done though its answer was lost.
            if not self.is_at(path):
                raise

    def put(self, path: Path) -> None:
        """Call it `path`, where nothing has that name yet, as soon as all of it is on the disk.

        Raises:
            FileExistsError: Something has that name by now; it is as it was.
            OSError: It did not work.
        """
        os.fsync(self.handle)
        if os.name == "nt":
            self.close()
            self.path.rename(path)  # refuses a name that is taken
            return
        try:
            os.link(self.path, path)
        except OSError as error:
            if error.errno in NO_LINKS:
                if os.path.lexists(path):
                    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), os.fspath(path)) from error
                self.replace(path)
                return
            if not self.is_at(path):
                raise
        with contextlib.suppress(OSError):  # what is left of it goes with the next save
            self.path.unlink()

    def is_at(self, path: Path) -> bool:
        """Whether `path` is this file now."""
        with contextlib.suppress(OSError):
            return os.path.samestat(os.lstat(path), os.fstat(self.handle))
        return False

    def close(self) -> None:
        """Let go of the file; what was written is on the disk already."""
        if self.handle >= 0:
            with contextlib.suppress(OSError):
                os.close(self.handle)
            self.handle = -1

    def discard(self) -> None:
        """Remove the file, if it is still temporary."""
        self.close()
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)


def write_all(handle: int, data: bytes) -> None:
    """Write all of `data` to an open file."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def sync_folder(folder: Path) -> None:
    """Make renaming and removing in a folder last; not every file system (nor Windows) can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove_leftovers(folder: Path) -> None:
    """Remove the writer's own temporary files whose process was killed."""
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if _NAME.fullmatch(entry.name)]
    except OSError:
        return
    for name in names:
        _remove_leftover(folder / name)


def _remove_leftover(path: Path) -> None:
    flags = os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(path, flags)
    except OSError:
        return  # somebody else's, or gone meanwhile
    try:
        facts = os.fstat(handle)
        is_own = not hasattr(os, "geteuid") or facts.st_uid == os.geteuid()
        locked = lock_file(handle)
        is_stale = time.time() - facts.st_mtime > _STALE_SECONDS if locked is None else locked
        if not (stat.S_ISREG(facts.st_mode) and is_own and is_stale):
            return
        if os.name == "nt":
            os.close(handle)
            handle = -1
        path.unlink()
        log.info("Removed %s, which a killed process left behind", shown(path))
    except OSError as error:
        log.info("%s cannot be removed: %s", shown(path), error.strerror)
    finally:
        if handle >= 0:
            os.close(handle)
