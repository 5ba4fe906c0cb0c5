"""Documents on disk: read in any common encoding, written so that nothing is ever lost."""

import hashlib
import logging
import os
import re
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path

from desktop.engine.atomic import write_atomically
from desktop.engine.errors import DocumentError, Sentence
from desktop.engine.folders import data_folder
from desktop.engine.locks import DocumentLock
from desktop.engine.recovery import Recovered, RecoveryStore
from desktop.engine.words import well_formed

__all__ = [
    "Document",
    "DocumentLock",
    "FileStamp",
    "Recovered",
    "RecoveryStore",
    "read_document",
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
_SHOWN = {"cp1252": Sentence("Western (Windows-1252)"), "latin-1": Sentence("Western (ISO-8859-1)")}
# Control characters that no text has; a form feed or an escape may occur.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True)
class FileStamp:
    """What a file held at a moment; equal stamps mean equal contents.

    Attributes:
        size: Bytes.
        digest: SHA-256 of the contents.
        modified: When it was written, in nanoseconds since the epoch.
    """

    size: int
    digest: str
    modified: int = field(compare=False)


@dataclass(frozen=True)
class Document:
    """A text and how its file is written.

    Attributes:
        text: With newlines as line ends.
        encoding: As Python names it. Western 8-bit encodings are read, but saved as UTF-8.
        newline: The file's line end.
        stamp: Of the file as it was read or written.
        notice: One sentence for the writer, if reading it took a guess.
    """

    text: str
    encoding: str
    newline: str
    stamp: FileStamp
    notice: Sentence | None = None


def read_document(path: Path) -> Document:
    """Read a text file.

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
    text, encoding = _decode(path, data)
    notice = None
    if encoding in _SHOWN:
        notice = Sentence(
            "{file} is not UTF-8, so it was read as {encoding}; saving makes it UTF-8.",
            {"file": path.name, "encoding": _SHOWN[encoding]},
        )
    newline = _newline_of(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Document(text, encoding, newline, _stamp(data, modified), notice)


def write_document(
    path: Path, text: str, old: Document | None = None, backups: Path | None = None
) -> Document:
    """Save a text: the file's former contents go to the backups, then it is replaced in one step.

    Args:
        path: The file; a symbolic link is followed.
        text: With newlines as line ends.
        old: The document as it was read or last written, whose encoding and line ends are kept.
        backups: Where former contents go; the writer's data folder if None.

    Returns:
        The document as it is on disk now.

    Raises:
        DocumentError: It cannot be written; the file is as it was.
    """
    encoding = old.encoding if old and old.encoding not in _SHOWN else "utf-8"
    newline = old.newline if old else "\n"
    encoded = well_formed(text).replace("\n", newline).encode(encoding)
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
    return data.decode("latin-1"), "latin-1"  # which has a letter for every byte


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
    # Two files of one name in different folders are two documents.
    place = folder / f"{path.stem[:80]}-{hashlib.sha256(str(path).encode()).hexdigest()[:8]}"
    try:
        place.mkdir(parents=True, exist_ok=True)
        moment = time.strftime("%Y-%m-%d %H-%M-%S")
        shutil.copy2(path, place / f"{moment}.{time.time_ns() % 10**9:09}{path.suffix}")
        for outdated in sorted(place.iterdir())[:-BACKUPS]:
            outdated.unlink()
    except OSError as error:
        log.warning("No backup of %s could be made in %s: %s", path, place, error.strerror)
