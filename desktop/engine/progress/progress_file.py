"""The one file that keeps the days and the goals; several desks may add to it at the same time.

It is JSON that one can read, with numbers, days and the paths of stories that have a goal: no word of a text.
A desk adds what is new to what the file holds at that moment, under a lock, so that nobody's words are lost.
"""

import contextlib
import json
import logging
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from desktop.engine.errors import ProgressError
from desktop.engine.files.atomic import write_atomically
from desktop.engine.files.file_locks import lock_file
from desktop.engine.files.kept_json import MOST, NONSENSE, figure, read_json, whole
from desktop.engine.files.private import private_folder
from desktop.engine.files.reading import reason_of
from desktop.engine.folders import data_folder
from desktop.engine.progress.days import NO_WORK, Work
from desktop.engine.progress.ghosts import NO_GHOSTS, Ghosts
from desktop.engine.progress.story_goal import StoryGoal

log = logging.getLogger("inkling")

FORMAT = 1
FOLDER, FILE, LOCK = "progress", "progress.json", "lock"
LONGEST_BYTES = 1 << 24  # a century of days is a fifth of it
LOCK_SECONDS, LOCK_STEP_SECONDS = 2.0, 0.02


@dataclass
class Changes:
    """What is to be added to the file.

    Attributes:
        days: Work to be added to each day.
        stories: The new goal of a story by its path; None to forget it.
    """

    days: dict[date, Work] = field(default_factory=dict)
    stories: dict[str, StoryGoal | None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.days or self.stories)

    def add(self, other: "Changes") -> None:
        """Take over later changes."""
        for day, work in other.days.items():
            self.days[day] = self.days.get(day, NO_WORK) + work
        self.stories |= other.stories


@dataclass(frozen=True)
class Record:
    """What the file holds.

    Attributes:
        days: Of each day on which something was done.
        stories: The goals by the stories' paths.
    """

    days: Mapping[date, Work] = field(default_factory=dict)
    stories: Mapping[str, StoryGoal] = field(default_factory=dict)

    def with_changes(self, changes: Changes) -> "Record":
        """The record after some changes."""
        days, stories = Changes(dict(self.days)), dict(self.stories)
        days.add(Changes(changes.days))
        for path, goal in changes.stories.items():
            if goal:
                stories[path] = goal
            else:
                stories.pop(path, None)
        return Record(days.days, stories)


class ProgressFile:
    """Reads the file, and adds to it.

    Attributes:
        path: Where it is; neither it nor its folder need be there.
        damage: What to tell the writer of a damaged file that was put aside, as an error that nobody raised;
            None while there was none.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Keep the file in `folder`, else where the writer's data are."""
        self._folder = folder
        self.damage: ProgressError | None = None

    @property
    def path(self) -> Path:
        """Where the file is."""
        return (self._folder or data_folder() / FOLDER) / FILE

    def read(self) -> Record:
        """What the file holds now; nothing if there is none. A damaged one is put aside.

        Raises:
            ProgressError: It cannot be read, or is of a later version.
        """
        with _refused(self.path):
            if not self.path.parent.is_dir():
                return Record()
            with self._alone():
                return self._read()

    def add(self, changes: Changes) -> Record:
        """Add to the file, and return what it holds then.

        Raises:
            ProgressError: It did not work, and the file is as it was.
        """
        with _refused(self.path):
            private_folder(self.path.parent)
            with self._alone():
                record = self._read().with_changes(changes)
                write_atomically(self.path, _to_json(record))
                return record

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other desks from the file meanwhile; where the file system has no locks, they are not kept."""
        handle = _lock(self.path.with_name(LOCK))
        try:
            yield
        finally:
            os.close(handle)

    def _read(self) -> Record:
        try:
            entries = read_json(self.path, LONGEST_BYTES)
            version, days, stories = entries["format"], entries["days"].items(), entries["stories"].items()
        except FileNotFoundError:
            return Record()
        except NONSENSE:
            return self._put_aside(Record())
        if version != FORMAT:
            raise ProgressError(
                "Your writing days in {path} were kept by another version of Inkling; update Inkling, and "
                "until then no new ones are kept.",
                path=self.path,
            )
        sound = Record(_sound(days, date.fromisoformat, _work), _sound(stories, str, StoryGoal.from_dict))
        if len(sound.days) == len(days) and len(sound.stories) == len(stories):
            return sound
        return self._put_aside(sound)

    def _put_aside(self, rest: Record) -> Record:
        """Rename a damaged file, so that nothing that may still be in it is lost, and go on with the rest."""
        aside = self.path.with_name(f"damaged-{time.strftime('%Y%m%d-%H%M%S')}.json")
        number = 1
        while os.path.lexists(aside):
            number += 1
            aside = aside.with_name(f"damaged-{time.strftime('%Y%m%d-%H%M%S')}-{number}.json")
        self.path.rename(aside)
        if rest.days or rest.stories:
            write_atomically(self.path, _to_json(rest))
        log.warning("The writing days in %s are damaged; the file is now %s", self.path, aside.name)
        self.damage = ProgressError(
            "The file of your writing days was damaged and lies beside the new one as {path}; what could be "
            "read of it is kept.",
            path=aside,
        )
        return rest


@contextmanager
def _refused(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ProgressError(
            "Your writing days cannot be kept in {path} ({reason}); check its permissions and the space on "
            "the disk.",
            path=path,
            reason=reason_of(error),
        ) from error


def _lock(path: Path) -> int:
    """Open a lock file and lock it; closing it unlocks it.

    Raises:
        OSError: Another desk keeps it too long.
    """
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
    end = time.monotonic() + LOCK_SECONDS
    while True:
        handle = os.open(path, flags, 0o600)
        try:
            locked = lock_file(handle)
            # One that was deleted meanwhile keeps nobody away.
            if locked is None or (locked and os.path.samestat(os.fstat(handle), path.stat())):
                return handle
        except FileNotFoundError:
            pass
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        if time.monotonic() > end:
            raise TimeoutError(None, "another Inkling is at work there")
        time.sleep(LOCK_STEP_SECONDS)


def _to_json(record: Record) -> bytes:
    days = {day.isoformat(): _entry(work) for day, work in sorted(record.days.items())}
    stories = {path: goal.to_dict() for path, goal in record.stories.items()}
    return json.dumps({"format": FORMAT, "days": days, "stories": stories}, indent=1).encode()


def _entry(work: Work) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "words": work.words,
        "continued": work.continued,
        "seconds": round(work.seconds, 1),
    }
    entry |= {"goal": work.goal} if work.goal else {}
    return entry | ({"ghosts": work.ghosts.to_dict()} if work.ghosts else {})


def _work(entry: Any) -> Work:
    words, continued, goal = (
        whole(number, -MOST) for number in (entry["words"], entry["continued"], entry.get("goal", 0))
    )
    ghosts = Ghosts.from_dict(entry["ghosts"]) if "ghosts" in entry else NO_GHOSTS
    return Work(words, continued, figure(entry["seconds"], most=MOST), max(0, goal), ghosts)


def _sound(entries: Any, key_of: Any, value_of: Any) -> dict[Any, Any]:
    """Those entries that make sense."""
    sound = {}
    for key, value in entries:
        with contextlib.suppress(*NONSENSE):
            sound[key_of(key)] = value_of(value)
    return sound
