"""Unsaved words, untitled ones too, kept where the next start finds them."""

import json
import logging
import math
import os
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from desktop.engine.documents.encodings import ENCODINGS, known_name
from desktop.engine.errors import DocumentError
from desktop.engine.files.atomic import write_atomically
from desktop.engine.files.file_stamp import FileStamp
from desktop.engine.files.kept_json import NONSENSE, parse_json
from desktop.engine.files.private import private_folder
from desktop.engine.files.processes import Process
from desktop.engine.files.reading import LONGEST_BYTES, read_file, reason_of
from desktop.engine.files.temporary import remove_leftovers
from desktop.engine.folders import data_folder
from desktop.engine.recovery.kept_words import SUFFIX as JOURNAL_SUFFIX
from desktop.engine.recovery.kept_words import DocumentOnDisk, KeptWords, kept_entry
from desktop.engine.shown import shown

log = logging.getLogger("inkling")

# JSON writes a letter beyond ASCII in six bytes.
_LONGEST_COPY = 6 * LONGEST_BYTES
_LONGEST_PATH, _LONGEST_PART = 4096, 255


@dataclass(frozen=True)
class Recovered:
    """Words that a desk could not save before it ended.

    Attributes:
        key: The document's key in the store.
        text: The words, with newlines as line ends.
        path: The document's file; None for an untitled one.
        saved_at: When they were kept, in seconds since the epoch.
        stamp: Of the file as it was when the words were typed; None where there was none.
        encoding: Of that file, one of `ENCODINGS`.
    """

    key: str
    text: str
    path: Path | None
    saved_at: float
    stamp: FileStamp | None = None
    encoding: str | None = None


class RecoveryStore:
    """A folder, of the writer alone, with one file for each document that has unsaved words.

    Attributes:
        unreadable: The files in which `orphans` found words that it could not read.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Keep words in `folder`, or in the writer's data folder."""
        self._folder = folder or data_folder() / "recovery"
        self.unreadable: list[Path] = []

    def write(self, key: str, text: str, path: Path | None, document: DocumentOnDisk | None = None) -> None:
        """Keep a document's words; a kill at any moment leaves these or the ones before.

        Args:
            key: The document's, of letters and digits.
            text: All of its text.
            path: Its file; None for an untitled document.
            document: How that file was when it was read or last written.

        Raises:
            DocumentError: They could not be kept.
        """
        entry = {
            "text": text,
            "path": os.fspath(path) if path else None,
            "saved_at": time.time(),
            "stamp": asdict(document.stamp) if document else None,
            "encoding": document.encoding if document else None,
            "process": Process.current().to_dict(),
        }
        try:
            private_folder(self._folder)
            write_atomically(self._file(key), json.dumps(entry).encode())
        except OSError as error:
            raise DocumentError(
                "Unsaved words cannot be kept in {folder} ({reason}); save them soon.",
                folder=self._folder,
                reason=reason_of(error),
            ) from error

    def journal(self, key: str) -> KeptWords:
        """The journal for a document's words, by its key of letters and digits; nothing is written yet."""
        return KeptWords(self._file(key).with_suffix(JOURNAL_SUFFIX))

    def remove(self, key: str) -> None:
        """Drop a document's words: they are saved, or not wanted.

        Raises:
            OSError: They are still there.
        """
        for file in (self._file(key), self._file(key).with_suffix(JOURNAL_SUFFIX)):
            file.unlink(missing_ok=True)

    def orphans(self) -> list[Recovered]:
        """What desks that no longer run have left behind, the latest first.

        What cannot be read is in `unreadable` afterwards.
        """
        self.unreadable = []
        try:
            if not self._folder.is_dir():
                return []
            private_folder(self._folder)
            remove_leftovers(self._folder)
            kinds = ("*.json", f"*{JOURNAL_SUFFIX}")
            files = sorted(file for kind in kinds for file in self._folder.glob(kind))
        except OSError as error:
            log.warning("The recovery folder %s cannot be read: %s", shown(self._folder), reason_of(error))
            return []
        found = [recovered for recovered in map(self._read, files) if recovered]
        return sorted(found, key=lambda recovered: recovered.saved_at, reverse=True)

    def _read(self, file: Path) -> Recovered | None:
        try:
            self._file(file.stem)
            data, facts = read_file(file, _LONGEST_COPY)
            # Copies in one piece are what earlier versions kept.
            is_journal = file.suffix == JOURNAL_SUFFIX
            entry = kept_entry(data) if is_journal else parse_json(data)
            text = entry["text"]
            # A damaged journal may not say whose it is; to offer its words twice takes none away.
            is_nobodys = is_journal and "process" not in entry
            if not is_nobodys and Process.from_dict(entry["process"]).is_running:
                return None
            if not isinstance(text, str):
                raise ValueError("no text")
        # Whatever lies there must not keep the desk from starting.
        except (OSError, MemoryError, *NONSENSE) as error:
            log.warning("The recovery copy %s cannot be read: %s", shown(file), error)
            self.unreadable.append(file)
            return None
        return Recovered(
            file.stem,
            text,
            _path(entry.get("path")),
            _moment(entry.get("saved_at"), facts.st_mtime),
            _stamp(entry.get("stamp")),
            _encoding(entry.get("encoding")),
        )

    def _file(self, key: str) -> Path:
        if not key.isalnum():
            raise ValueError(f"{key!r} is no key")
        return self._folder / f"{key}.json"


def _path(entry: Any) -> Path | None:
    """A document's file; None if it says nothing of sense: the words are then those of an untitled text."""
    if not isinstance(entry, str) or "\0" in entry or not Path(entry).is_absolute():
        return None
    try:
        name = os.fsencode(entry)
    except UnicodeEncodeError:
        return None
    is_short = len(name) <= _LONGEST_PATH and all(len(part) <= _LONGEST_PART for part in name.split(b"/"))
    return Path(entry) if is_short else None


def _moment(entry: Any, written_at: float) -> float:
    if isinstance(entry, int | float) and 0 < entry <= time.time() and math.isfinite(entry):
        return float(entry)
    return written_at


def _stamp(entry: Any) -> FileStamp | None:
    if not isinstance(entry, Mapping):
        return None
    numbers = [entry.get("size"), entry.get("modified")]
    digest = entry.get("digest")
    if not isinstance(digest, str) or not all(isinstance(number, int) for number in numbers):
        return None
    # Its other facts speak of a run that is over; with them gone the contents are compared.
    return FileStamp(int(entry["size"]), digest, int(entry["modified"]))


def _encoding(entry: Any) -> str | None:
    if not isinstance(entry, str) or "\0" in entry:
        return None
    name = known_name(entry)
    return name if name in ENCODINGS else None
