"""What all windows add up to: today, this session, and what the file of the days holds."""

import contextlib
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from enum import Enum, auto

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop.editor.messages.engine_words import told
from desktop.editor.settings.settings import Settings
from desktop.engine.errors import ProgressError
from desktop.engine.progress.days import NO_WORK, ActiveTime, Work, day_at
from desktop.engine.progress.ghosts import Ghosts
from desktop.engine.progress.ledger import Ledger
from desktop.engine.progress.progress_file import ProgressFile, Record
from desktop.engine.progress.story_goal import StoryGoal

log = logging.getLogger(__name__)

SAVE_MILLISECONDS = 10_000  # what a crash would take of the counts; of the words it takes nothing
TICK_MILLISECONDS = 60_000
LONGEST_WAIT_SECONDS = 5.0  # for the disk, when the desk has to end


class Goal(Enum):
    """What a number of words may be wanted of."""

    DAY = auto()
    SESSION = auto()
    STORY = auto()


class Progress(QObject):
    """Counts for all windows, and keeps what it counts.

    Signals:
        changed: Words or goals are other ones than before.
        told: Something must be said to the writer; one sentence.

    Attributes:
        session: What was done since the desk was started.
    """

    changed = Signal()
    told = Signal(str)
    _saved = Signal(object)  # from the background thread: a ProgressError, or None

    def __init__(
        self,
        settings: Settings,
        parent: QObject | None = None,
        file: ProgressFile | None = None,
        now: Callable[[], datetime] = datetime.now,
        seconds: Callable[[], float] = time.monotonic,
    ):
        super().__init__(parent)
        self._settings = settings
        self._ledger = Ledger(file)
        self._now, self._seconds = now, seconds
        self._active = ActiveTime()
        self.session = NO_WORK
        self._today = self.today
        self._is_known = False  # whether the file was read
        self._complained = False
        self._reached: set[tuple[Goal, date | None, int]] = set()  # has been said, or was so before
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="inkling-progress")
        self._saved.connect(self._on_saved)
        self._save_soon = QTimer(self, interval=SAVE_MILLISECONDS, singleShot=True)
        self._save_soon.timeout.connect(self.refresh)
        self._tick = QTimer(self, interval=TICK_MILLISECONDS, timerType=Qt.TimerType.VeryCoarseTimer)
        self._tick.timeout.connect(self.look_at_the_clock)
        self._tick.start()
        settings.changed.connect(self._on_settings)
        self.refresh()

    # --- what is asked -----------------------------------------------------------------------------------

    @property
    def today(self) -> date:
        """The day of writing that it is now."""
        return day_at(self._now(), self._settings.choices.day_turns)

    @property
    def of_today(self) -> Work:
        """What was done today, in all windows and desks."""
        return self._ledger.on(self.today)

    @property
    def record(self) -> Record:
        """All that is known."""
        return self._ledger.record

    def goal(self, goal: Goal) -> int:
        """The words wanted of the day or of a session; 0 for none."""
        choices = self._settings.choices
        return {Goal.DAY: choices.day_goal, Goal.SESSION: choices.session_goal}[goal]

    def words(self, goal: Goal) -> int:
        """The words there are of the day or of this session."""
        return (self.of_today if goal is Goal.DAY else self.session).words

    def story_goal(self, story: str) -> StoryGoal | None:
        """The goal of a story, by its `story_key`, if it has one."""
        return self._ledger.story_goal(story)

    # --- what is told ------------------------------------------------------------------------------------

    def count(self, words: int, continued: int) -> list[Goal]:
        """Note a sign of the writer, with what it did to the text.

        Args:
            words: Net words of the writer's.
            continued: Net words of the model's.

        Returns:
            The goals that are reached by it, each once.
        """
        self.look_at_the_clock()
        choices = self._settings.choices
        # What the model writes is no sign of the writer.
        seconds = 0.0 if continued else self._active.sign(self._seconds(), choices.pause_minutes * 60)
        work = Work(words, continued, seconds, choices.day_goal)
        if work == Work(goal=work.goal):
            return []
        self._ledger.add(self._today, work)
        self.session += work
        if not self._save_soon.isActive():
            self._save_soon.start()
        if words or continued:
            self.changed.emit()
        return self._newly_reached() if words > 0 and self._is_known else []

    def count_ghosts(self, ghosts: Ghosts) -> None:
        """Note suggestions that were shown or kept."""
        self.look_at_the_clock()
        work = Work(ghosts=ghosts)
        self._ledger.add(self._today, work)
        self.session += work
        if not self._save_soon.isActive():
            self._save_soon.start()
        self.changed.emit()

    def set_story_goal(self, story: str, goal: StoryGoal | None) -> None:
        """Note the goal of a story, by its `story_key`; None for one that has none any more."""
        if goal != self.story_goal(story):
            self._ledger.set_story_goal(story, goal)
            self._save_soon.start()
            self.changed.emit()

    def look_at_the_clock(self) -> None:
        """See whether a new day has begun."""
        today = self.today
        if today != self._today:
            self._today = today
            self._newly_reached()
            self.changed.emit()

    def refresh(self) -> None:
        """Save what is new, and learn what other desks have saved or the writer has deleted."""
        self._save_soon.stop()
        with contextlib.suppress(RuntimeError):  # it was ended
            self._writer.submit(self._save)

    def end(self) -> None:
        """Save what is new, and stop."""
        self._tick.stop()
        self.refresh()
        is_stuck = False
        try:
            self._writer.submit(lambda: None).result(LONGEST_WAIT_SECONDS)
        except TimeoutError:
            is_stuck = True
        except RuntimeError:  # it was ended before
            pass
        self._writer.shutdown(wait=not is_stuck)

    # --- goals -------------------------------------------------------------------------------------------

    def _newly_reached(self) -> list[Goal]:
        """Goals that are reached and of which that was not said before."""
        found = []
        for goal in (Goal.DAY, Goal.SESSION):
            wanted = self.goal(goal)
            key = (goal, self._today if goal is Goal.DAY else None, wanted)
            if wanted and key not in self._reached and self.words(goal) >= wanted:
                self._reached.add(key)
                found.append(goal)
        return found

    def _on_settings(self, names: frozenset[str]) -> None:
        if names & {"day_goal", "session_goal", "day_turns"}:
            self.look_at_the_clock()
            self._newly_reached()  # what is reached as soon as it is wanted is no news
            self.changed.emit()

    # --- on the background thread, and what comes of it --------------------------------------------------

    def _save(self) -> None:
        try:
            damage = self._ledger.save()
        except ProgressError as error:
            damage = error
            log.warning("%s", error)
        with contextlib.suppress(RuntimeError):  # Qt has deleted this object: nobody waits for it
            self._saved.emit(damage)

    def _on_saved(self, damage: ProgressError | None) -> None:
        if not self._is_known:
            self._is_known = True
            self._newly_reached()  # in an earlier session
        if self._ledger.has_news:  # it could not be saved
            self._save_soon.start()
        if damage is None:
            self._complained = False
        elif not self._complained:
            self._complained = True
            self.told.emit(told(damage.sentence))
        self.changed.emit()
