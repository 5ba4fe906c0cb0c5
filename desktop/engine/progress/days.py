"""Days of writing: what was done on each, when one turns into the next, how many in a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desktop.engine.progress.ghosts import NO_GHOSTS, Ghosts

SECONDS_AN_HOUR, FEWEST_SECONDS = 3600, 60


@dataclass(frozen=True)
class Work:
    """What was done on a day, or in a session.

    Attributes:
        words: Net words of the writer: added less deleted; below 0 on a day of cutting.
        continued: Net words that the model wrote in continuations.
        seconds: Time at work, pauses left out.
        goal: The words that the writer wanted to write that day; 0 for none.
        ghosts: What was suggested meanwhile.
    """

    words: int = 0
    continued: int = 0
    seconds: float = 0.0
    goal: int = 0
    ghosts: Ghosts = NO_GHOSTS

    def __add__(self, later: "Work") -> "Work":
        """Both together; the goal is the later one, if there is one."""
        return Work(
            self.words + later.words,
            self.continued + later.continued,
            self.seconds + later.seconds,
            later.goal or self.goal,
            self.ghosts + later.ghosts,
        )

    @property
    def words_an_hour(self) -> float | None:
        """The writer's own; None where less than a minute was counted, which tells nothing."""
        return self.words / self.seconds * SECONDS_AN_HOUR if self.seconds >= FEWEST_SECONDS else None


NO_WORK = Work()


def day_at(moment: datetime, turns_at: int = 0) -> date:
    """The day of writing to which a moment belongs.

    Args:
        moment: Local time.
        turns_at: The hour at which a day turns: who writes into the night may want 4, so that the words of
            2 o'clock belong to the evening before.
    """
    return (moment - timedelta(hours=turns_at)).date()


def last_days(today: date, number: int) -> list[date]:
    """So many days up to today, the oldest first."""
    return [today - timedelta(days=ago) for ago in reversed(range(number))]


def in_a_row(days: Mapping[date, Work], today: date) -> int:
    """How many days in a row something was written, up to today; to yesterday while today is empty."""
    day = today if _was_written(days, today) else today - timedelta(days=1)
    count = 0
    while _was_written(days, day):
        count += 1
        day -= timedelta(days=1)
    return count


def _was_written(days: Mapping[date, Work], day: date) -> bool:
    return days.get(day, NO_WORK).words > 0


class ActiveTime:
    """Adds up the time at work: from one sign of the writer to the next, unless a pause lies between."""

    def __init__(self) -> None:
        self._last: float | None = None

    def sign(self, now: float, longest_pause: float) -> float:
        """Note a sign of the writer.

        Args:
            now: Seconds of a clock that never goes back.
            longest_pause: What is longer, in seconds, is a pause and does not count.

        Returns:
            How many seconds of work this sign adds.
        """
        last, self._last = self._last, now
        return now - last if last is not None and now - last <= longest_pause else 0.0
