"""Where the writer left off: the place in each text, the language chosen to spell it, each story's last text.

Kept in the writer's data folder, not in the story's own: it is of one desk, and changes at each close.
"""

import json
import logging
import os
from pathlib import Path
from typing import Any

from desktop.engine.files.atomic import write_atomically
from desktop.engine.files.kept_json import read_json
from desktop.engine.files.private import private_folder
from desktop.engine.folders import data_folder
from desktop.engine.shown import shown

log = logging.getLogger("inkling")

FOLDER, FILE = "places", "places.json"
MOST_ENTRIES = 1000  # of each kind; the oldest go
LONGEST_BYTES = 1 << 22


class LeftOff:
    """Notes places and knows them again; a file that is missing or damaged knows none."""

    def __init__(self, folder: Path | None = None) -> None:
        """Keep them in `folder`, else where the writer's data are."""
        self._folder = folder

    @property
    def path(self) -> Path:
        """Where the file is."""
        return (self._folder or data_folder() / FOLDER) / FILE

    def place(self, text: Path) -> int:
        """The cursor's place in a text, as Qt counts; 0 if none was noted."""
        place = self._read()["texts"].get(os.fspath(text))
        return place if type(place) is int and place > 0 else 0

    def text_of(self, story: Path) -> str:
        """The name of the file that was open last of a story's folder; "" if none was noted."""
        name = self._read()["stories"].get(os.fspath(story))
        return name if isinstance(name, str) else ""

    def language(self, text: Path) -> str:
        """The code of the language that was chosen to spell a text; "" if none was."""
        code = self._read()["languages"].get(os.fspath(text))
        return code if isinstance(code, str) else ""

    def note_language(self, text: Path, code: str) -> None:
        """Note the language that was chosen to spell a text, "" for none; failing as `note` does."""
        entries = self._read()
        if code:
            _put(entries["languages"], os.fspath(text), code)
        elif entries["languages"].pop(os.fspath(text), None) is None:
            return
        self._write(entries, text)

    def note(self, text: Path, place: int, story: Path | None = None) -> None:
        """Note the cursor's place in a text, and that it was open last of a story.

        What cannot be kept is told in the log alone: it takes no word away.
        """
        entries = self._read()
        _put(entries["texts"], os.fspath(text), place)
        if story:
            name = text.relative_to(story).as_posix() if text.is_relative_to(story) else ""
            _put(entries["stories"], os.fspath(story), name)
        self._write(entries, text)

    def _write(self, entries: dict[str, dict[str, Any]], text: Path) -> None:
        try:
            private_folder(self.path.parent)
            write_atomically(self.path, json.dumps(entries, indent=1).encode())
        except OSError as error:
            log.warning("Where you left off in %s cannot be kept: %s", shown(text.name), error.strerror)

    def _read(self) -> dict[str, dict[str, Any]]:
        entries: dict[str, dict[str, Any]] = {"texts": {}, "stories": {}, "languages": {}}
        try:
            data = read_json(self.path, LONGEST_BYTES)
        except (OSError, ValueError):
            return entries
        if isinstance(data, dict):
            for kind in entries:
                if isinstance(data.get(kind), dict):
                    entries[kind] = data[kind]
        return entries


def _put(entries: dict[str, Any], key: str, value: object) -> None:
    """Put an entry last, and drop the first ones of too many."""
    entries.pop(key, None)
    entries[key] = value
    for oldest in list(entries)[:-MOST_ENTRIES]:
        del entries[oldest]
