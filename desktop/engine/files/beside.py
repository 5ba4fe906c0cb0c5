"""Files of the desk's own that hold what belongs to one text: JSON that one can read, beside the text.

`Chapter one.txt` has, say, `Chapter one.txt.comments.json`, so that a copy, a backup or a sync of the folder
takes it along and no other program is disturbed. Where nothing can be written beside the text, and for a text
without a file, it is in the writer's data folder. A text of which there is nothing to keep has none.
"""

import contextlib
import json
import logging
import os
import time
from pathlib import Path
from typing import Any, ClassVar, Self
from uuid import uuid4

from desktop.engine.files.atomic import FactsLostError, replace_file, write_atomically
from desktop.engine.files.file_facts import FileFacts
from desktop.engine.files.kept_json import NONSENSE, read_json
from desktop.engine.files.private import private_folder
from desktop.engine.files.processes import Process
from desktop.engine.files.reading import reason_of
from desktop.engine.files.temporary import remove_leftovers
from desktop.engine.folders import data_folder
from desktop.engine.names import digest_of, fitting, shortened
from desktop.engine.shown import shown

log = logging.getLogger("inkling")

LONGEST_BYTES = 1 << 26
_LONGEST_STEM = 80  # bytes of a text's name in that of its file in the data folder
_UNTITLED = "untitled-"
_DAMAGED = ".damaged-"


class DamagedError(Exception):
    """What is in a file is not what was written there."""


class BesideFile:
    """Reads and writes what is kept of one kind for one text.

    Attributes:
        suffix: What the file's name has behind that of the text.
        folder: The name of the folder in the data folder.
        format: The version of what is written.
        text: The text's file; None for one that has none yet.
    """

    suffix: ClassVar[str]
    folder: ClassVar[str]
    format: ClassVar[int] = 1

    def __init__(self, text: Path | None, name: str = ""):
        """Keep what belongs to `text`; to one without a file under `name`."""
        self.text = Path(os.path.realpath(text)) if text else None
        self._name = name

    @classmethod
    def of_untitled(cls) -> Self:
        """A file for a new text; it names its process, for the case of a crash."""
        return cls(None, _UNTITLED + uuid4().hex[:12])

    @classmethod
    def leftovers(cls) -> list[Self]:
        """Those of texts without a file whose desk has ended, the latest first."""
        found: list[tuple[float, Self]] = []
        for path in (data_folder() / cls.folder).glob(f"{_UNTITLED}*{cls.suffix}"):
            with contextlib.suppress(OSError):
                if _DAMAGED not in path.name and not _is_open(path):
                    found.append((path.stat().st_mtime, cls(None, path.name.removesuffix(cls.suffix))))
        return [file for _, file in sorted(found, key=lambda one: one[0], reverse=True)]

    @classmethod
    def strays(cls, folder: Path) -> list[Path]:
        """The texts that are gone from a folder, and have left such a file there."""
        gone = [path.with_name(path.name.removesuffix(cls.suffix)) for path in folder.glob(f"*{cls.suffix}")]
        return sorted(path for path in gone if not path.exists() and _DAMAGED not in path.name)

    # --- where -------------------------------------------------------------------------------------------

    @property
    def beside(self) -> Path | None:
        """The file beside the text."""
        return fitting(self.text.parent, self.text.name, "", self.suffix) if self.text else None

    @property
    def aside(self) -> Path:
        """The file in the data folder."""
        if self.text is None:
            return data_folder() / self.folder / f"{self._name}{self.suffix}"
        stem = shown(shortened(self.text.stem, _LONGEST_STEM))
        return data_folder() / self.folder / f"{stem}-{digest_of(self.text)}{self.suffix}"

    @property
    def path(self) -> Path:
        """The file that holds it now, or would; where there are two, that in the data folder is newer."""
        return self.aside if self.beside is None or self.aside.exists() else self.beside

    def stamp(self) -> object:
        """What tells the file as it is now from a later one; None for no file."""
        try:
            facts = self.path.stat()
        except OSError:
            return None
        return os.fspath(self.path), facts.st_ino, facts.st_size, facts.st_mtime_ns

    # --- reading and writing -----------------------------------------------------------------------------

    def _load(self) -> Any:
        """What the file holds.

        Raises:
            DamagedError: It is none of ours, or was damaged.
            OSError: It cannot be read, or there is none.
        """
        try:
            content = read_json(self.path, LONGEST_BYTES)
            if not isinstance(content, dict) or "format" not in content:
                raise DamagedError
        except ValueError as error:
            raise DamagedError from error
        return content

    def _store(self, content: dict[str, Any] | None, about: str = "") -> None:
        """Keep something; None removes the file.

        Raises:
            OSError: It did not work, and what was kept before still is.
        """
        beside, aside = self.beside, self.aside
        if content is None:
            for path in filter(None, (beside, aside)):
                path.unlink(missing_ok=True)
            return
        data = self._to_json(content, about)
        if beside:
            try:
                self._write_beside(Path(os.path.realpath(beside)), data)
            except OSError as error:
                log.warning("%s goes into the data folder: %s", shown(beside.name), reason_of(error))
            else:
                with contextlib.suppress(OSError):
                    aside.unlink(missing_ok=True)
                return
        private_folder(aside.parent)
        write_atomically(aside, data)

    def _to_json(self, content: dict[str, Any], about: str) -> bytes:
        # Of a text without a file nobody knows otherwise whether it is still open.
        process = Process.current().to_dict()
        whose = {"text": shown(self.text.name)} if self.text else {"process": process}
        content = {"format": self.format, "about": about} | whose | content
        return json.dumps(content, indent=1, ensure_ascii=False).encode("utf-8", "replace")

    def _write_beside(self, path: Path, data: bytes) -> None:
        """Write a file that those can read who can read the text, and nobody else."""
        remove_leftovers(path.parent)
        if self.text and self.text.exists():
            with contextlib.suppress(FactsLostError):
                replace_file(path, data, FileFacts.of(self.text))
                return
        write_atomically(path, data)

    def _put_aside(self) -> Path:
        """Rename a damaged file, so that nothing that may still be in it is lost.

        Raises:
            OSError: It could not be renamed.
        """
        path, moment, number = self.path, time.strftime("%Y%m%d-%H%M%S"), 1
        name = path.name.removesuffix(self.suffix)
        damaged = fitting(path.parent, name, "", f"{_DAMAGED}{moment}{self.suffix}")
        while os.path.lexists(damaged):
            number += 1
            damaged = fitting(path.parent, name, "", f"{_DAMAGED}{moment}-{number}{self.suffix}")
        path.rename(damaged)
        log.warning("%s is damaged; the file is now %s", shown(path), shown(damaged.name))
        return damaged


def _is_open(path: Path) -> bool:
    """Whether the desk that wrote a file may still have its text; what names none is nobody's."""
    try:
        owner = Process.from_dict(read_json(path, LONGEST_BYTES)["process"])
    except NONSENSE:
        return False
    return owner.is_running or owner.is_elsewhere
