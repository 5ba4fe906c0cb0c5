"""Unsaved words, untitled ones too, kept where the next start finds them."""

import contextlib
import json
import logging
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from desktop.engine.atomic import write_atomically
from desktop.engine.errors import DocumentError
from desktop.engine.file_stamp import FileStamp
from desktop.engine.folders import data_folder
from desktop.engine.kept_words import SUFFIX as JOURNAL_SUFFIX
from desktop.engine.kept_words import DocumentOnDisk, KeptWords, kept_entry
from desktop.engine.processes import Process

log = logging.getLogger("inkling")


@dataclass(frozen=True)
class Recovered:
    """Words that a desk could not save before it ended.

    Attributes:
        key: The document's key in the store.
        text: The words, with newlines as line ends.
        path: The document's file; None for an untitled one.
        saved_at: When they were kept, in seconds since the epoch.
        stamp: Of the file as it was when the words were typed; None where there was none.
        encoding: Of that file, as Python names it.
    """

    key: str
    text: str
    path: Path | None
    saved_at: float
    stamp: FileStamp | None = None
    encoding: str | None = None


class RecoveryStore:
    """A folder with one file for each document that has unsaved words."""

    def __init__(self, folder: Path | None = None) -> None:
        """Keep words in `folder`, or in the writer's data folder."""
        self._folder = folder or data_folder() / "recovery"

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
            "path": str(path) if path else None,
            "saved_at": time.time(),
            "stamp": asdict(document.stamp) if document else None,
            "encoding": document.encoding if document else None,
            "process": Process.current().to_dict(),
        }
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self._file(key), json.dumps(entry).encode())
        except OSError as error:
            raise DocumentError(
                "Unsaved words cannot be kept in {folder} ({reason}); save them soon.",
                folder=self._folder,
                reason=error.strerror,
            ) from error

    def journal(self, key: str) -> KeptWords:
        """The journal for a document's words, by its key of letters and digits; nothing is written yet."""
        return KeptWords(self._file(key).with_suffix(JOURNAL_SUFFIX))

    def remove(self, key: str) -> None:
        """Drop a document's words: they are saved, or not wanted."""
        for file in (self._file(key), self._file(key).with_suffix(JOURNAL_SUFFIX)):
            with contextlib.suppress(FileNotFoundError):
                file.unlink()

    def orphans(self) -> list[Recovered]:
        """What desks that no longer run have left behind, the latest first."""
        kinds = ("*.json", f"*{JOURNAL_SUFFIX}")
        files = sorted(file for kind in kinds for file in self._folder.glob(kind))
        found = [recovered for recovered in map(self._read, files) if recovered]
        return sorted(found, key=lambda recovered: recovered.saved_at, reverse=True)

    def _read(self, file: Path) -> Recovered | None:
        try:
            is_journal = file.suffix == JOURNAL_SUFFIX
            entry = kept_entry(file) if is_journal else json.loads(file.read_text(encoding="utf-8"))
            if Process.from_dict(entry["process"]).is_running:
                return None
            path = Path(entry["path"]) if entry["path"] else None
            stamp, encoding = entry.get("stamp"), entry.get("encoding")
            return Recovered(
                file.stem,
                str(entry["text"]),
                path,
                float(entry["saved_at"]),
                FileStamp(**stamp) if stamp else None,
                str(encoding) if encoding else None,
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            log.warning("The recovery copy %s cannot be read: %s", file, error)
            return None

    def _file(self, key: str) -> Path:
        if not key.isalnum():
            raise ValueError(f"{key!r} is no key")
        return self._folder / f"{key}.json"
