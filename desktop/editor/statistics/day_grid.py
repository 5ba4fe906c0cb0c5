"""Where days stand on their chart, and what its axis says; no Qt widget, so that it can be tried alone."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WEEK = 7
MONTH_DAYS = 30
YEAR_WEEKS = 53


def nice_top(most: int) -> int:
    """The top of an axis for values up to `most`: 1, 2 or 5 with zeros."""
    if most <= 0:
        return 100
    power = 10 ** math.floor(math.log10(most))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= most)


def first_day_of_weeks(today: date, first_weekday: int) -> date:
    """The first day of a year's calendar of whole weeks, the last of which has today in it.

    Args:
        today: The last day that is shown.
        first_weekday: 0 for Monday to 6 for Sunday, as the writer's country has it.
    """
    begin = today - timedelta(days=(today.weekday() - first_weekday) % WEEK)
    return begin - timedelta(weeks=YEAR_WEEKS - 1)


def month_starts(days: Sequence[date]) -> list[int]:
    """The numbers of the days that are a month's first."""
    return [number for number, day in enumerate(days) if day.day == 1]


@dataclass(frozen=True)
class Steps:
    """Where keys lead from a day, in days.

    Attributes:
        left: To the left; as many to the right.
        up: Up; as many down. 0 for nowhere.
        page: A page back; as many on.
    """

    left: int
    up: int
    page: int


BAR_STEPS = Steps(1, 0, WEEK)
CALENDAR_STEPS = Steps(WEEK, 1, 4 * WEEK)


def shade(words: int, quartiles: Sequence[int]) -> int:
    """How dark a day is in the calendar, 0 (nothing) to 4, by the quartiles of the days that have words."""
    if words <= 0:
        return 0
    return 1 + sum(words > quartile for quartile in quartiles)


def quartiles_of(words: Sequence[int]) -> list[int]:
    """The three quartiles of the numbers above 0; none without any."""
    ordered = sorted(number for number in words if number > 0)
    return [ordered[(len(ordered) - 1) * part // 4] for part in (1, 2, 3)] if ordered else []
