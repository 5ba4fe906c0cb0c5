"""A story's goal: so many words, perhaps by a day, and what that asks of today."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

MOST_WORDS = 100_000_000


@dataclass(frozen=True)
class StoryGoal:
    """How long a story is to become.

    Attributes:
        words: So many words.
        by: The last day on which it may reach them; None for any.
        day: The day of writing on which the story was last seen; None before the first.
        words_then: Its length when that day began.
    """

    words: int
    by: date | None = None
    day: date | None = None
    words_then: int = 0

    def seen(self, today: date, length: int) -> "StoryGoal":
        """The goal on a day; the first time on it, the story's length, in words, is where that day begins."""
        return self if self.day == today else replace(self, day=today, words_then=length)

    def days_left(self, today: date) -> int | None:
        """How many days there still are, today among them; 0 once they are over, None without a last day."""
        return None if self.by is None else max(0, (self.by - today).days + 1)

    def share_of_today(self, today: date) -> int | None:
        """How many words a day are needed from the beginning of today on; None without days that are left.

        It stays the same while one writes, so that a day can be done.
        """
        days = self.days_left(today)
        if not days:
            return None
        missing = max(0, self.words - self.words_then)
        return -(-missing // days)

    def to_dict(self) -> dict[str, Any]:
        """A form for JSON."""
        return {
            "words": self.words,
            "by": self.by.isoformat() if self.by else None,
            "day": self.day.isoformat() if self.day else None,
            "words_then": self.words_then,
        }

    @classmethod
    def from_dict(cls, data: Any) -> "StoryGoal":
        """Read what `to_dict` gave.

        Raises:
            KeyError, TypeError, ValueError: It is something else.
        """
        words, then = data["words"], data["words_then"]
        if not (type(words) is type(then) is int and 0 < words <= MOST_WORDS and 0 <= then <= MOST_WORDS):
            raise ValueError("no number of words")
        return cls(words, _date(data["by"]), _date(data["day"]), then)


def _date(text: Any) -> date | None:
    return None if text is None else date.fromisoformat(text)
