"""The journal of one document's unsaved words, in the recovery store."""

import os
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

from desktop.engine.errors import DocumentError
from desktop.engine.files.file_stamp import FileStamp
from desktop.engine.files.private import private_folder
from desktop.engine.files.processes import Process
from desktop.engine.files.reading import reason_of
from desktop.engine.recovery.journal import SEAM, Journal, read_journal
from desktop.engine.words import well_formed

SUFFIX = ".journal"


class DocumentOnDisk(Protocol):
    """The part of a document that is kept with its words."""

    @property
    def stamp(self) -> FileStamp:
        """Of its file."""

    @property
    def encoding(self) -> str:
        """Of its file."""


class KeptWords(Journal):
    """Keeps a document's words, and whose they are."""

    def __init__(self, file: Path) -> None:
        """Keep words in `file`; neither it nor its folder need be there."""
        super().__init__(file)
        self.belongs_to(None, None)

    def belongs_to(self, path: Path | None, document: DocumentOnDisk | None) -> None:
        """Say, for the next `write`, what file the words are of.

        Args:
            path: The file; None for an untitled document.
            document: How the file was when it was read or last written.
        """
        self.describe(
            {
                "path": os.fspath(path) if path else None,
                "stamp": asdict(document.stamp) if document else None,
                "encoding": document.encoding if document else None,
                "process": Process.current().to_dict(),
            }
        )

    def write(self) -> None:
        """Write what was noted.

        Raises:
            DocumentError: It did not work; what was kept before still is.
        """
        try:
            private_folder(self._file.parent)
            super().write()
        except OSError as error:
            raise DocumentError(
                "Unsaved words cannot be kept in {folder} ({reason}); save them soon.",
                folder=self._file.parent,
                reason=reason_of(error),
            ) from error


def kept_entry(data: bytes) -> dict[str, Any]:
    """Read what `KeptWords` wrote: its `text`, and what `belongs_to` said.

    Of damaged words that are not all there it says neither of which file they are nor, perhaps, whose.

    Raises:
        ValueError: It is something else.
    """
    header, text, is_whole = read_journal(data)
    whose = header if is_whole else {name: header[name] for name in ("process",) if name in header}
    return {**whose, "text": well_formed(text).replace(SEAM, "")}
