"""Documents on disk: read in any common encoding, written so that nothing is ever lost."""

import enum
import hashlib
import logging
import os
import re
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from desktop.engine.atomic import write_atomically
from desktop.engine.encodings import ENCODINGS, encoding_label, letters_beyond
from desktop.engine.errors import DocumentEncodingError, DocumentError, Sentence
from desktop.engine.file_stamp import FileStamp
from desktop.engine.folders import data_folder
from desktop.engine.locks import DocumentLock
from desktop.engine.recovery import Recovered, RecoveryStore
from desktop.engine.words import well_formed

__all__ = [
    "ENCODINGS",
    "Backup",
    "DiskState",
    "Document",
    "DocumentLock",
    "FileStamp",
    "Recovered",
    "RecoveryStore",
    "backups_of",
    "disk_state",
    "encoding_label",
    "keep_backup",
    "read_document",
    "same_file",
    "stamp_of",
    "write_document",
]

log = logging.getLogger("inkling")

BACKUPS = 5
# Mark at the beginning, encoding that reads it and writes it again. UTF-32's begins with UTF-16's.
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Control characters that no text has; a form feed or an escape may occur.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class DiskState(enum.Enum):
    """How a document's file is, compared with the document as it was read or written."""

    SAME = enum.auto()
    CHANGED = enum.auto()  # it holds something else
    GONE = enum.auto()  # there is no file of that name
    UNREADABLE = enum.auto()  # no permission, a lost disk, or no file any more but a pipe or device


@dataclass(frozen=True)
class Document:
    """A text and how its file is written.

    Attributes:
        text: With newlines as line ends.
        encoding: As Python names it.
        newline: The line end that most of the file's lines have.
        stamp: Of the file as it was read or written.
        notice: One sentence for the writer, if reading it took a guess.
        certain: Whether the encoding is beyond doubt; ask before the first save if not.
    """

    text: str
    encoding: str
    newline: str
    stamp: FileStamp
    notice: Sentence | None = None
    certain: bool = True


def read_document(path: Path, encoding: str | None = None) -> Document:
    """Read a text file.

    Args:
        path: The file.
        encoding: As Python names it; found out if None.

    Raises:
        DocumentError: It cannot be read or is no text.
    """
    try:
        if path.is_dir():
            raise DocumentError("{path} is a folder; choose a text file in it.", path=path)
        if path.exists() and not path.is_file():
            raise DocumentError("{path} is a device, not a text file; choose another one.", path=path)
        data, modified = path.read_bytes(), path.stat().st_mtime_ns
    except FileNotFoundError as error:
        raise DocumentError("There is no file {path}; check its name.", path=path) from error
    except OSError as error:
        raise DocumentError(
            "{path} cannot be read ({reason}); check its permissions.", path=path, reason=error.strerror
        ) from error
    text, found = (data.decode(encoding, "replace"), encoding) if encoding else _decode(path, data)
    certain = encoding is not None or found not in ("cp1252", "iso8859-1")
    notice = None
    if not certain:
        notice = Sentence(
            "{file} is not UTF-8 and was read as {encoding}, which is a guess; reopen it with another "
            "encoding if letters are wrong.",
            {"file": path.name, "encoding": encoding_label(found)},
        )
    newline = _newline_of(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Document(text, found, newline, _stamp(data, modified), notice, certain)


def write_document(
    path: Path,
    text: str,
    old: Document | None = None,
    encoding: str | None = None,
    backups: Path | None = None,
) -> Document:
    """Save a text: the file's former contents go to the backups, then it is replaced in one step.

    Args:
        path: The file; a symbolic link is followed.
        text: With newlines as line ends.
        old: The document as it was read or last written, whose encoding and line ends are kept.
        encoding: Another encoding to write it in, as Python names it.
        backups: Where former contents go; the writer's data folder if None.

    Returns:
        The document as it is on disk now.

    Raises:
        DocumentEncodingError: The encoding lacks letters of the text; the file is as it was.
        DocumentError: It cannot be written; the message says how the file is.
    """
    encoding = encoding or (old.encoding if old else "utf-8")
    newline = old.newline if old else "\n"
    text = well_formed(text)
    try:
        encoded = text.replace("\n", newline).encode(encoding)
    except UnicodeEncodeError as error:
        letters = letters_beyond(text, encoding)
        raise DocumentEncodingError(
            "{encoding} has no {letters}; save {file} as UTF-8, which has all letters.",
            letters=letters,
            encoding=encoding_label(encoding),
            file=path.name,
        ) from error
    try:
        real = Path(os.path.realpath(path))
        if real.is_dir():
            raise DocumentError("{path} is a folder; choose another name.", path=path)
        # Replacing a file asks for the folder's permission alone.
        if real.exists() and not os.access(real, os.W_OK):
            raise DocumentError(
                "{path} is read-only; save under another name or change its permissions.", path=path
            )
        _back_up(real, backups or data_folder() / "backups")
        write_atomically(real, encoded)
        return Document(text, encoding, newline, _stamp(encoded, real.stat().st_mtime_ns))
    except OSError as error:
        raise DocumentError(
            "{path} cannot be saved ({reason}) and is as it was; save elsewhere or make room.",
            path=path,
            reason=error.strerror,
        ) from error


def disk_state(path: Path, document: Document) -> DiskState:
    """How the document's file is now; reads it only if its times, size or place differ."""
    try:
        if not path.is_file():
            return DiskState.UNREADABLE if path.exists() else DiskState.GONE
    except OSError:
        return DiskState.UNREADABLE
    stamp = stamp_of(path)
    if stamp is None:
        return DiskState.UNREADABLE
    return DiskState.SAME if stamp == document.stamp else DiskState.CHANGED


def same_file(one: Path, other: Path) -> bool:
    """Whether two names are of one file: the same path, or links to one file."""
    try:
        return one.absolute() == other.absolute() or one.samefile(other)
    except OSError:
        return os.path.realpath(one) == os.path.realpath(other)


@dataclass(frozen=True)
class Backup:
    """A former version of a document.

    Attributes:
        path: The file that holds it.
        kept_at: When it was kept, in seconds since the epoch.
        size: Bytes.
    """

    path: Path
    kept_at: float
    size: int


def backups_of(path: Path, backups: Path | None = None) -> list[Backup]:
    """The former versions that are kept of a document, the latest first."""
    place = _backup_place(Path(os.path.realpath(path)), backups or data_folder() / "backups")
    try:
        files = sorted(place.iterdir(), reverse=True)
        return [Backup(file, file.stat().st_ctime, file.stat().st_size) for file in files]
    except OSError:
        return []


def keep_backup(path: Path, text: str, backups: Path | None = None) -> Path:
    """Keep a text that is about to be given up as a version of `path`; says where it is now.

    Raises:
        DocumentError: It could not be kept.
    """
    real = Path(os.path.realpath(path))
    place = _backup_place(real, backups or data_folder() / "backups")
    try:
        place.mkdir(parents=True, exist_ok=True)
        moment = time.strftime("%Y-%m-%d %H-%M-%S")
        file = place / f"{moment}.{time.time_ns() % 10**9:09}{real.suffix}"
        write_atomically(file, well_formed(text).encode())
    except OSError as error:
        raise DocumentError(
            "Your version of {path} cannot be kept in {folder} ({reason}); save it elsewhere first.",
            path=path,
            folder=place,
            reason=error.strerror,
        ) from error
    return file


def stamp_of(path: Path) -> FileStamp | None:
    """The stamp of a file's present contents; None if it cannot be read."""
    try:
        return _stamp(path.read_bytes(), path.stat().st_mtime_ns)
    except OSError:
        return None


def _stamp(data: bytes, modified: int) -> FileStamp:
    return FileStamp(len(data), hashlib.sha256(data).hexdigest(), modified)


def _decode(path: Path, data: bytes) -> tuple[str, str]:
    """The text and its encoding's name."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError:
                break
    if _is_binary(data):
        raise DocumentError(
            "{path} is not a text file; export it as plain text (.txt) and open that.", path=path
        )
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return data.decode("iso8859-1"), "iso8859-1"  # which has a letter for every byte


def _is_binary(data: bytes) -> bool:
    """Whether bytes without a Unicode mark are no text: a zero byte, or many control characters."""
    return b"\0" in data or len(_CONTROL.findall(data)) > len(data) // 100


def _newline_of(text: str) -> str:
    """The line end that a text uses most; a newline if it has one line only."""
    pairs = text.count("\r\n")
    counts = {"\n": text.count("\n") - pairs, "\r\n": pairs, "\r": text.count("\r") - pairs}
    return max(counts, key=lambda newline: counts[newline])


def _back_up(path: Path, folder: Path) -> None:
    """Keep the file's present contents; failing that must not keep the writer from saving."""
    if not path.is_file():
        return
    place = _backup_place(path, folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
        moment = time.strftime("%Y-%m-%d %H-%M-%S")
        shutil.copy2(path, place / f"{moment}.{time.time_ns() % 10**9:09}{path.suffix}")
        for outdated in sorted(place.iterdir())[:-BACKUPS]:
            outdated.unlink()
    except OSError as error:
        log.warning("No backup of %s could be made in %s: %s", path, place, error.strerror)


def _backup_place(path: Path, folder: Path) -> Path:
    # Two files of one name in different folders are two documents.
    return folder / f"{path.stem[:80]}-{hashlib.sha256(os.fsencode(path)).hexdigest()[:8]}"
