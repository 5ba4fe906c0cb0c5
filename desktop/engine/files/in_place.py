"""Writing into a file as it stands, where no other can take its place: hard links, other people's files.

Such a save can be cut in two. So both texts are written down elsewhere first, in a *note*, and whoever opens
the file next finishes what was begun.
"""

import contextlib
import errno
import json
import logging
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from desktop.engine.files.atomic import write_atomically
from desktop.engine.files.kept_json import NONSENSE, whole
from desktop.engine.files.private import private_folder
from desktop.engine.files.processes import Process
from desktop.engine.files.reading import LONGEST_BYTES, NoFileError, read_file
from desktop.engine.files.temporary import remove_leftovers, sync_folder, write_all
from desktop.engine.folders import data_folder
from desktop.engine.names import digest_of
from desktop.engine.shown import shown

log = logging.getLogger("inkling")

_LONGEST_NOTE = 3 * LONGEST_BYTES
_FLAGS = (
    os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)


class DamagedError(OSError):
    """The file is neither as it was nor as it should be.

    Attributes:
        note: Where both texts are.
    """

    def __init__(self, note: Path, error: OSError) -> None:
        super().__init__(error.errno, error.strerror)
        self.note = note


@dataclass(frozen=True)
class _Note:
    """What is being saved: the file, what it held and what it is to hold."""

    path: Path
    old: bytes
    new: bytes
    process: Process

    def write(self) -> Path:
        header = {
            "path": os.fspath(self.path),
            "old": len(self.old),
            "new": len(self.new),
            "process": self.process.to_dict(),
        }
        place = _place(self.path)
        private_folder(place.parent)
        write_atomically(place, json.dumps(header).encode() + b"\n" + self.old + self.new)
        return place

    @classmethod
    def read(cls, place: Path) -> "_Note":
        """Read a note.

        Raises:
            OSError: There is none.
            ValueError: It makes no sense.
        """
        header, _, texts = read_file(place, _LONGEST_NOTE)[0].partition(b"\n")
        try:
            entry = json.loads(header)
            process = Process.from_dict(entry["process"])
            path, old, new = Path(entry["path"]), whole(entry["old"]), whole(entry["new"])
        except NONSENSE as error:
            raise ValueError("no note") from error
        if len(texts) != old + new:
            raise ValueError("a note cut short")
        return cls(path, texts[:old], texts[old:], process)


def write_in_place(path: Path, data: bytes) -> os.stat_result:
    """Write into a file that is there.

    Args:
        path: The real file, no symbolic link.
        data: The new contents.

    Returns:
        Its facts.

    Raises:
        DamagedError: It failed half-way, and the old contents could not be put back.
        OSError: It did not work, and the file is as it was.
    """
    handle = os.open(path, _FLAGS)
    try:
        facts = os.fstat(handle)
        if not stat.S_ISREG(facts.st_mode):
            raise NoFileError(errno.EINVAL, "no regular file")
        old, _ = read_file(path)
        note = _Note(path, old, data, Process.current()).write()
        try:
            _overwrite(handle, data)
        except OSError as error:
            try:
                _overwrite(handle, old)
            except OSError:
                raise DamagedError(note, error) from error
            _forget(note)
            raise
        _forget(note)
        # It is saved. Whatever fails from here on must not say otherwise.
        with contextlib.suppress(OSError):
            facts = os.fstat(handle)
        return facts
    finally:
        with contextlib.suppress(OSError):
            os.close(handle)


def finish_interrupted(path: Path) -> bool:
    """Finish a save that was cut in two when its process was killed. Says whether there was one.

    Args:
        path: The real file, no symbolic link.
    """
    place = _place(path)
    remove_leftovers(place.parent)
    try:
        note = _Note.read(place)
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        log.warning("The note of a save, %s, cannot be read: %s", shown(place), error)
        return False
    if note.process.is_running or note.path != path:
        return False
    try:
        present, _ = read_file(path)
        if present not in (note.old, note.new) and _is_cut(present, note.old, note.new):
            handle = os.open(path, _FLAGS)
            try:
                _overwrite(handle, note.new)
            finally:
                os.close(handle)
            log.warning("Finished an interrupted save of %s", shown(path))
            _forget(place)
            return True
    except OSError as error:
        log.warning("An interrupted save of %s cannot be finished: %s", shown(path), error)
        return False
    # It was whole, or others have written into it since: then it is theirs. The backups have the old text.
    _forget(place)
    return False


def _overwrite(handle: int, data: bytes) -> None:
    os.lseek(handle, 0, os.SEEK_SET)
    write_all(handle, data)
    os.ftruncate(handle, len(data))
    os.fsync(handle)


def _is_cut(present: bytes, old: bytes, new: bytes) -> bool:
    """Whether each byte is the old or the new one, or a zero where the disk did not come to writing more."""
    import numpy as np

    if not min(len(old), len(new)) <= len(present) <= max(len(old), len(new)):
        return False
    bytes_now = np.frombuffer(present, np.uint8)
    known = bytes_now == 0
    known[: len(old)] = False
    for text in (old, new):
        size = min(len(text), len(present))
        known[:size] |= bytes_now[:size] == np.frombuffer(text, np.uint8)[:size]
    return bool(known.all())


def _place(path: Path) -> Path:
    return data_folder() / "unfinished" / f"{digest_of(path)}.save"


def _forget(place: Path) -> None:
    # A note that stays is seen to be done with when the file is opened the next time.
    with contextlib.suppress(OSError):
        place.unlink()
        sync_folder(place.parent)
