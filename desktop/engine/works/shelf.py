"""The shelf of earlier works: their texts, each in a file of its own in the writer's data folder.

A file is plain text below one line of JSON that says what it is. It is a copy, so that a work stays known
when its own file is moved or gone, and so that a novel need not be read from another program's format at each
start. Nobody else can look into the folder; `desktop.engine.recovery.kept` lists it and deletes it.
"""

import json
import logging
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from desktop.engine.errors import WorksError
from desktop.engine.files.atomic import write_atomically
from desktop.engine.files.kept_json import NONSENSE, figure, parse_json, whole
from desktop.engine.files.private import private_folder
from desktop.engine.files.reading import open_file, read_file, reason_of
from desktop.engine.folders import data_folder
from desktop.engine.names import digest_of
from desktop.engine.words import count_words, well_formed

log = logging.getLogger("inkling")

FOLDER = "works"  # in the data folder
SUFFIX = ".txt"
FORMAT = 1
# What is handed out to suggest from at most, the latest works first: about three million English words.
MOST_CHARACTERS = 18_000_000
_LONGEST_HEADER = 1 << 16  # bytes
_LAST_MOMENT = 1 << 37  # in seconds since the epoch: beyond it calendars give up


@dataclass(frozen=True)
class Work:
    """A work on the shelf.

    Attributes:
        path: Its file on the shelf.
        title: What it is called.
        source: Where it was read from.
        words: How many words it has.
        added: When it was put on the shelf, in seconds since the epoch.
    """

    path: Path
    title: str
    source: str
    words: int
    added: float


class Shelf:
    """All earlier works that the writer has chosen.

    Attributes:
        folder: Where they are; it need not be there.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Keep them in `folder`, or in the writer's data folder."""
        self.folder = folder or data_folder() / FOLDER

    def all(self) -> list[Work]:
        """The works, the latest first; what else lies in the folder is none."""
        try:
            paths = [path for path in self.folder.iterdir() if path.suffix == SUFFIX]
        except OSError:
            return []
        found = [work for path in paths if (work := _work(path))]
        return sorted(found, key=lambda work: (-work.added, work.title))

    def keep(self, title: str, source: Path, text: str) -> Work:
        """Put a work on the shelf, in the place of what was read from the same file or folder before.

        Raises:
            WorksError: It holds no words, or cannot be kept.
        """
        text = well_formed(text).strip("\n")
        words = count_words(text)
        if not words:
            raise WorksError("There are no words in {path}; choose another text.", path=source)
        real = Path(os.path.realpath(source))
        path = self.folder / f"{digest_of(real)}{SUFFIX}"
        work = Work(
            path, " ".join(well_formed(title).split()) or source.name, str(source), words, time.time()
        )
        header = {name: value for name, value in asdict(work).items() if name != "path"} | {"format": FORMAT}
        data = json.dumps(header, ensure_ascii=True) + "\n" + text + "\n"
        try:
            private_folder(self.folder)
            write_atomically(path, data.encode())
        except OSError as error:
            raise WorksError(
                "“{title}” cannot be kept in {folder} ({reason}); check its permissions and the space on the "
                "disk.",
                title=work.title,
                folder=self.folder,
                reason=reason_of(error),
            ) from error
        return work

    def remove(self, work: Work) -> None:
        """Take a work from the shelf; its own file stays where it is.

        Raises:
            WorksError: It cannot be deleted.
        """
        try:
            work.path.unlink(missing_ok=True)
        except OSError as error:
            raise WorksError(
                "{path} cannot be deleted ({reason}); check its permissions.",
                path=work.path,
                reason=reason_of(error),
            ) from error

    def texts(self) -> tuple[str, ...]:
        """The texts of the works, the latest first, up to `MOST_CHARACTERS`; damaged ones are left out."""
        found, room = [], MOST_CHARACTERS
        for work in self.all():
            text = text_of(work)[:room]
            room -= len(text)
            if text:
                found.append(text)
        return tuple(found)


def text_of(work: Work) -> str:
    """The text of a work; "" if it cannot be read any more."""
    try:
        data, _ = read_file(work.path)
    except OSError as error:
        log.warning("An earlier work cannot be read: %s", reason_of(error))
        return ""
    return data.partition(b"\n")[2].decode("utf-8", "replace").rstrip("\n")


def _work(path: Path) -> Work | None:
    try:
        with os.fdopen(open_file(path), "rb") as file:
            header = parse_json(file.readline(_LONGEST_HEADER))
        return _from(header, path)
    except (OSError, *NONSENSE):
        return None


def _from(header: Any, path: Path) -> Work:
    """What the first line of a file says.

    Raises:
        NONSENSE: It is no such line.
    """
    if not isinstance(header, dict) or header["format"] != FORMAT:
        raise ValueError("no work")
    title, source, words, added = (header[name] for name in ("title", "source", "words", "added"))
    if not (isinstance(title, str) and isinstance(source, str)):
        raise ValueError("no work")
    return Work(path, title, source, whole(words), figure(added, most=_LAST_MOMENT))
