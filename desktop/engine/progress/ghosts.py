"""What suggestions were worth and what they cost, counted: no word of them is kept."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.engine.files.kept_json import MOST

# Milliseconds are counted in steps of a tenth, from the first one on: a median is right to one in twenty.
_FIRST_MILLISECONDS, _STEP = 0.1, 1.1
_MOST_STEPS = 200  # ten minutes and more are the last one


@dataclass(frozen=True)
class Ghosts:
    """The suggestions of a day.

    Attributes:
        shown: How many stood at the cursor.
        taken: Of how many of them at least a word was kept.
        saved: Letters that needed no typing, less the keys that took them and those that looked for others.
            Words picked from a list count here, too.
        costs: How many of those shown took how long, from the question on: by steps, of which each is a tenth
            longer than the one before.
    """

    shown: int = 0
    taken: int = 0
    saved: int = 0
    costs: Mapping[int, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.shown or self.taken or self.saved or self.costs)

    def __add__(self, other: "Ghosts") -> "Ghosts":
        costs = dict(self.costs)
        for step, count in other.costs.items():
            costs[step] = costs.get(step, 0) + count
        return Ghosts(self.shown + other.shown, self.taken + other.taken, self.saved + other.saved, costs)

    def __neg__(self) -> "Ghosts":
        costs = {step: -count for step, count in self.costs.items()}
        return Ghosts(-self.shown, -self.taken, -self.saved, costs)

    @classmethod
    def one(cls, milliseconds: float) -> "Ghosts":
        """One that is shown, so long after it was asked for."""
        length = max(milliseconds, _FIRST_MILLISECONDS) / _FIRST_MILLISECONDS
        return cls(shown=1, costs={min(_MOST_STEPS, round(math.log(length, _STEP))): 1})

    def milliseconds(self, share: float) -> float | None:
        """How long those took at most that make up a share of all, such as 0.5 for the median.

        None if there are none.
        """
        wanted, count = share * sum(self.costs.values()), 0
        for step, number in sorted(self.costs.items()):
            count += number
            if number and count >= wanted:
                return _FIRST_MILLISECONDS * _STEP**step
        return None

    def to_dict(self) -> dict[str, Any]:
        """A form for JSON."""
        costs = {str(step): count for step, count in sorted(self.costs.items()) if count}
        return {"shown": self.shown, "taken": self.taken, "saved": self.saved, "costs": costs}

    @classmethod
    def from_dict(cls, data: Any) -> "Ghosts":
        """Read what `to_dict` gave.

        Raises:
            KeyError, TypeError, ValueError, AttributeError: It is something else.
        """
        shown, taken, saved = data["shown"], data["taken"], data["saved"]
        costs = {int(step): count for step, count in data["costs"].items()}
        numbers = [shown, taken, saved, *costs.values()]
        if not all(type(number) is int and abs(number) <= MOST for number in numbers):
            raise ValueError("no number of suggestions")
        if not all(0 <= step <= _MOST_STEPS for step in costs):
            raise ValueError("no length of time")
        return cls(shown, taken, saved, costs)


NO_GHOSTS = Ghosts()
