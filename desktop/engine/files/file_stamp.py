"""What a file held at a moment, and whether it still does."""

import enum
import hashlib
import os
import stat
import time
from dataclasses import dataclass, field
from pathlib import Path

from desktop.engine.files.reading import TooLargeError, read_file

# A file system notes times in steps, FAT in the longest; what changes twice within one has one time twice.
_STEP_NS = 2_000_000_000


class DiskState(enum.Enum):
    """How a document's file is, compared with the document as it was read or written."""

    SAME = enum.auto()
    CHANGED = enum.auto()  # it holds something else
    GONE = enum.auto()  # there is no file of that name
    UNREADABLE = enum.auto()  # no permission, a lost disk, or no file any more but a pipe or device


@dataclass(frozen=True)
class FileStamp:
    """What a file held at a moment; equal stamps mean equal contents.

    Attributes:
        size: Bytes.
        digest: SHA-256 of the contents.
        modified: When it was written, in nanoseconds since the epoch, as are all times here.
        changed: When it or a fact of it was changed, which no program can set back.
        place: Numbers of its file system and of the file on it.
        taken: When it was read.
    """

    size: int
    digest: str
    modified: int = field(compare=False)
    changed: int = field(default=0, compare=False)
    place: tuple[int, int] = field(default=(0, 0), compare=False)
    taken: int = field(default=0, compare=False)

    @classmethod
    def of(cls, data: bytes, facts: os.stat_result) -> "FileStamp":
        """The stamp of a file that holds `data` and has these facts."""
        return cls(
            len(data),
            hashlib.sha256(data).hexdigest(),
            facts.st_mtime_ns,
            facts.st_ctime_ns,
            (facts.st_dev, facts.st_ino),
            time.time_ns(),
        )

    def is_surely_of(self, facts: os.stat_result) -> bool:
        """Whether a file with these facts holds the same for certain, so that it need not be read."""
        # Windows has the file's birth in place of the last change.
        return (
            os.name == "posix"
            and facts.st_size == self.size
            and facts.st_mtime_ns == self.modified
            and facts.st_ctime_ns == self.changed
            and (facts.st_dev, facts.st_ino) == self.place
            and self.changed + _STEP_NS < self.taken
        )


def stamp_of(path: Path) -> FileStamp | None:
    """The stamp of a file's present contents; None if it cannot be read."""
    try:
        return FileStamp.of(*read_file(path))
    except (OSError, ValueError):
        return None


def state_of(path: Path, stamp: FileStamp) -> DiskState:
    """How a file is now that had a stamp; it is read only where its facts leave a doubt."""
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            return DiskState.UNREADABLE
        if stamp.is_surely_of(facts):
            return DiskState.SAME
        if facts.st_size != stamp.size:
            return DiskState.CHANGED
        data, _ = read_file(path, stamp.size)
    except (FileNotFoundError, NotADirectoryError):
        return DiskState.GONE
    except TooLargeError:  # it grew meanwhile
        return DiskState.CHANGED
    except (OSError, ValueError):
        return DiskState.UNREADABLE
    same = hashlib.sha256(data).hexdigest() == stamp.digest
    return DiskState.SAME if same else DiskState.CHANGED


def same_file(one: Path, other: Path) -> bool:
    """Whether two names are of one file: the same path, or links to one file."""
    if os.path.realpath(one) == os.path.realpath(other):
        return True
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False
