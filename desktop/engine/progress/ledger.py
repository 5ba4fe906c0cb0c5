"""What is known of the writer's days: what the file holds, and what is not in it yet.

One thread notes and asks, another one saves; neither waits for the disk of the other.
"""

import os
import threading
from datetime import date
from pathlib import Path

from desktop.engine.errors import ProgressError
from desktop.engine.progress.days import NO_WORK, Work
from desktop.engine.progress.progress_file import Changes, ProgressFile, Record
from desktop.engine.progress.story_goal import StoryGoal


class Ledger:
    """Notes work and goals, and saves them when it is told to."""

    def __init__(self, file: ProgressFile | None = None) -> None:
        """Keep everything in `file`, else in the writer's own."""
        self._file = file or ProgressFile()
        self._lock = threading.Lock()
        self._record = Record()
        self._writing = Changes()  # on their way to the file
        self._noted = Changes()

    # --- noting and asking -------------------------------------------------------------------------------

    def add(self, day: date, work: Work) -> None:
        """Note work of a day."""
        with self._lock:
            self._noted.add(Changes({day: work}))

    def set_story_goal(self, story: str, goal: StoryGoal | None) -> None:
        """Note the goal of a story, by its `story_key`; None for one that has none any more."""
        with self._lock:
            self._noted.stories[story] = goal

    @property
    def has_news(self) -> bool:
        """Whether something is to be saved."""
        return bool(self._noted)

    def on(self, day: date) -> Work:
        """What was done on a day."""
        with self._lock:
            known = (self._record.days, self._writing.days, self._noted.days)
            return sum((days.get(day, NO_WORK) for days in known), NO_WORK)

    def story_goal(self, story: str) -> StoryGoal | None:
        """The goal of a story, by its `story_key`, if it has one."""
        with self._lock:
            for known in (self._noted.stories, self._writing.stories, self._record.stories):
                if story in known:
                    return known[story]
        return None

    @property
    def record(self) -> Record:
        """All that is known."""
        with self._lock:
            return self._record.with_changes(self._writing).with_changes(self._noted)

    # --- saving, on whatever thread ----------------------------------------------------------------------

    def save(self) -> ProgressError | None:
        """Add to the file what was noted, and learn what other desks have added.

        Not to be called on two threads at once.

        Returns:
            What to tell of a damaged file that was put aside just now.

        Raises:
            ProgressError: The file cannot be read or written; what was noted stays noted.
        """
        with self._lock:
            self._writing, self._noted = self._noted, Changes()
        try:
            record = self._file.add(self._writing) if self._writing else self._file.read()
        except ProgressError:
            with self._lock:
                self._writing.add(self._noted)
                self._writing, self._noted = Changes(), self._writing
            raise
        with self._lock:
            self._record, self._writing = record, Changes()
        damage, self._file.damage = self._file.damage, None
        return damage


def story_key(path: Path) -> str:
    """What a story's goal is kept under: its file, however it is named."""
    return os.path.realpath(path)
