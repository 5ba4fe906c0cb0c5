"""What a story's memory is to keep and to leave out, and what it brought: a file in the folder of a story.

A text that is a story by itself has its own beside it. It is JSON that one can read; where nothing was chosen
and nothing counted there is none.
"""

import json
import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop.engine.errors import StoryError
from desktop.engine.files.atomic import write_atomically
from desktop.engine.files.kept_json import NONSENSE, read_json, whole
from desktop.engine.files.reading import reason_of
from desktop.engine.names import fitting
from desktop.engine.shown import shown

log = logging.getLogger("inkling")

FORMAT = 1
FOLDER_NAME, SUFFIX = "story.memory.json", ".memory.json"
LONGEST_BYTES = 1 << 22
LONGEST_TEXT, MOST_TEXTS = 200, 5000  # characters of a word or phrase; of each kind so many
_ABOUT = "What Inkling keeps in the memory of this story, and leaves out of it."


@dataclass(frozen=True)
class Brought:
    """What suggestions saved on a day.

    Attributes:
        day: It, as 2026-11-29.
        taken: How many suggestions were kept.
        saved: The keys that they saved.
        alone: Those that the model would have saved at the same places without the memory.
    """

    day: str
    taken: int = 0
    saved: int = 0
    alone: int = 0


@dataclass(frozen=True)
class MemoryRecord:
    """What the file holds.

    Attributes:
        kept: Words and phrases that are always known.
        forgotten: Those that are left out.
        brought: What it brought, on the last day on which that was counted.
    """

    kept: tuple[str, ...] = ()
    forgotten: tuple[str, ...] = ()
    brought: Brought | None = None


EMPTY = MemoryRecord()


class MemoryFile:
    """One file.

    Attributes:
        path: Where it is, or would be.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def of_folder(cls, folder: Path) -> "MemoryFile":
        """That of a story's folder."""
        return cls(folder / FOLDER_NAME)

    @classmethod
    def of_text(cls, text: Path) -> "MemoryFile":
        """That of a text that is a story by itself."""
        real = Path(os.path.realpath(text))
        return cls(fitting(real.parent, real.name, "", SUFFIX))

    def stamp(self) -> object:
        """What tells the file as it is now from a later one; None for no file."""
        try:
            facts = self.path.stat()
        except OSError:
            return None
        return facts.st_ino, facts.st_size, facts.st_mtime_ns

    def read(self) -> MemoryRecord:
        """What it holds; a damaged file is put aside, and holds nothing.

        Raises:
            StoryError: It cannot be read, or is of a later version.
        """
        try:
            content = read_json(self.path, LONGEST_BYTES)
            version = content["format"]
            record = _record(content) if version == FORMAT else EMPTY
        except FileNotFoundError:
            return EMPTY
        except NONSENSE:
            self._put_aside()
            return EMPTY
        except OSError as error:
            raise self._cannot("read", error) from error
        if version != FORMAT:
            raise StoryError(
                "What this story's memory is to keep was chosen with another version of Inkling ({path}); "
                "update Inkling.",
                path=self.path,
            )
        return record

    def change(self, change: Callable[[MemoryRecord], MemoryRecord]) -> MemoryRecord:
        """Change what the file holds by now; somebody else may have written it meanwhile.

        Raises:
            StoryError: It did not work, and the file is as it was.
        """
        was = self.read()
        record = change(was)
        if record == was:
            return record
        try:
            if record == EMPTY:
                self.path.unlink(missing_ok=True)
            else:
                write_atomically(self.path, _to_json(record))
        except OSError as error:
            raise self._cannot("written", error) from error
        return record

    def _cannot(self, done: str, error: OSError) -> StoryError:
        if done == "read":
            return StoryError(
                "What this story's memory is to keep cannot be read ({path}: {reason}); check its "
                "permissions.",
                path=self.path,
                reason=reason_of(error),
            )
        return StoryError(
            "What this story's memory is to keep cannot be written ({path}: {reason}); check the permissions "
            "and the space on the disk.",
            path=self.path,
            reason=reason_of(error),
        )

    def _put_aside(self) -> None:
        moment = time.strftime("%Y%m%d-%H%M%S")
        damaged = self.path.with_name(f"{self.path.name.removesuffix('.json')}.damaged-{moment}.json")
        try:
            self.path.rename(damaged)
        except OSError as error:
            raise self._cannot("read", error) from error
        log.warning("%s was damaged; it is now %s", shown(self.path), shown(damaged.name))


def add_to(record: MemoryRecord, day: str, saved: int, alone: int) -> MemoryRecord:
    """With one more suggestion kept on a day; what another day brought goes."""
    was = record.brought if record.brought and record.brought.day == day else Brought(day)
    return replace(record, brought=Brought(day, was.taken + 1, was.saved + saved, was.alone + alone))


def _record(content: dict[str, Any]) -> MemoryRecord:
    brought = content.get("brought")
    return MemoryRecord(
        _texts(content["kept"]),
        _texts(content["forgotten"]),
        Brought(str(brought["day"]), *(whole(brought[name]) for name in ("taken", "saved", "alone")))
        if brought
        else None,
    )


def _texts(some: Any) -> tuple[str, ...]:
    if not isinstance(some, list):
        raise TypeError("no list")
    sound = (" ".join(one.split()) for one in some if isinstance(one, str))
    return tuple(dict.fromkeys(one[:LONGEST_TEXT] for one in sound if one))[:MOST_TEXTS]


def _to_json(record: MemoryRecord) -> bytes:
    content: dict[str, Any] = {"format": FORMAT, "about": _ABOUT}
    content |= {"kept": record.kept, "forgotten": record.forgotten}
    if record.brought:
        content["brought"] = vars(record.brought)
    return json.dumps(content, indent=1, ensure_ascii=False).encode("utf-8", "replace")
