"""The encodings that the writer has chosen for files, since their bytes do not say in which they are.

Kept in the writer's data folder beside the places where one left off: of each file its encoding, and what it
held when that was chosen or last written in it.
"""

import json
import logging
import os
from dataclasses import dataclass
from pathlib import Path

from desktop.engine.documents.encodings import ENCODINGS
from desktop.engine.files.atomic import write_atomically
from desktop.engine.files.kept_json import read_entries
from desktop.engine.files.private import private_folder
from desktop.engine.folders import data_folder
from desktop.engine.shown import shown

log = logging.getLogger("inkling")

FOLDER, FILE = "places", "encodings.json"
MOST_ENTRIES = 1000  # the oldest go
LONGEST_BYTES = 1 << 22


@dataclass(frozen=True)
class Choice:
    """What was chosen for a file.

    Attributes:
        encoding: One of `ENCODINGS`.
        digest: SHA-256 of the contents for which it was.
    """

    encoding: str
    digest: str


def chosen_encoding(path: Path) -> Choice | None:
    """What was chosen for a file, whichever of its links is named; None if nothing was."""
    return _choice(_read().get(_key(path)))


def choose_encoding(path: Path, choice: Choice | None) -> None:
    """Note what was chosen for a file, None for nothing.

    What cannot be kept is told in the log alone: the encoding is found out at the next opening, or asked for.
    """
    entries, key = _read(), _key(path)
    if _choice(entries.get(key)) == choice:
        return
    entries.pop(key, None)
    if choice:
        entries[key] = [choice.encoding, choice.digest]
    try:
        private_folder(_file().parent)
        kept = dict(list(entries.items())[-MOST_ENTRIES:])
        write_atomically(_file(), json.dumps(kept, indent=1).encode())
    except OSError as error:
        log.warning("The encoding of %s cannot be kept: %s", shown(path.name), error.strerror)


def move_choice(old: Path, new: Path) -> None:
    """Let what was chosen for a file go along as it is called otherwise."""
    choice = chosen_encoding(old)
    choose_encoding(new, choice)
    if choice:
        choose_encoding(old, None)


def _file() -> Path:
    return data_folder() / FOLDER / FILE


def _key(path: Path) -> str:
    return os.path.realpath(path)


def _read() -> dict[str, object]:
    return read_entries(_file(), LONGEST_BYTES)


def _choice(entry: object) -> Choice | None:
    """A choice from an entry; None for one that makes no sense."""
    if not isinstance(entry, list) or len(entry) != 2 or not all(isinstance(one, str) for one in entry):
        return None
    encoding, digest = entry
    return Choice(encoding, digest) if encoding in ENCODINGS else None
