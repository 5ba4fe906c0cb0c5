"""When days turn, what work adds up to, and the time at work."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.progress.days import NO_WORK, ActiveTime, Work, day_at, in_a_row, last_days
from desktop.engine.progress.story_goal import StoryGoal

TODAY = date(2026, 11, 28)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("moment", "turns_at", "day"),
    [
        (datetime(2026, 11, 28, 0, 0), 0, TODAY),
        (datetime(2026, 11, 28, 23, 59, 59), 0, TODAY),
        (datetime(2026, 11, 29, 0, 0), 0, ago(-1)),
        (datetime(2026, 11, 29, 3, 59), 4, TODAY),
        (datetime(2026, 11, 29, 4, 0), 4, ago(-1)),
        (datetime(2027, 1, 1, 2, 0), 4, date(2026, 12, 31)),
    ],
)
def test_a_day_turns_at_its_hour(moment: datetime, turns_at: int, day: date) -> None:
    assert day_at(moment, turns_at) == day


def test_work_adds_up_and_the_last_goal_of_a_day_counts() -> None:
    assert Work(10, 2, 60.0, 500) + Work(-4, 1, 30.0) == Work(6, 3, 90.0, 500)
    assert (Work(goal=500) + Work(goal=300)).goal == 300


def test_words_an_hour() -> None:
    assert Work(250, 0, 1800.0).words_an_hour == 500
    assert NO_WORK.words_an_hour is None
    assert Work(9, 0, 59.0).words_an_hour is None


def test_last_days_end_today() -> None:
    assert last_days(TODAY, 3) == [ago(2), ago(1), TODAY]


@pytest.mark.parametrize(
    ("written", "row"),
    [([], 0), ([0], 1), ([1], 1), ([0, 1, 2], 3), ([1, 2, 4], 2), ([2, 3], 0), ([0, 2], 1)],
)
def test_days_in_a_row_wait_for_today(written: list[int], row: int) -> None:
    assert in_a_row({ago(days): Work(5) for days in written}, TODAY) == row


def test_a_day_of_cutting_or_of_the_model_alone_is_no_day_of_writing() -> None:
    assert in_a_row({TODAY: Work(5), ago(1): Work(-5), ago(2): Work(5)}, TODAY) == 1
    assert in_a_row({TODAY: Work(5), ago(1): Work(0, 100)}, TODAY) == 1


@given(st.lists(st.floats(0, 10_000), max_size=30))
def test_pauses_do_not_count(gaps: list[float]) -> None:
    clock, now, counted = ActiveTime(), 0.0, []
    assert clock.sign(now, 300) == 0
    for gap in gaps:
        now += gap
        counted.append(clock.sign(now, 300))
    expected = [gap if gap <= 300 else 0.0 for gap in gaps]
    assert counted == pytest.approx(expected, abs=1e-6) or any(abs(gap - 300) < 1e-6 for gap in gaps)


# --- a story's goal --------------------------------------------------------------------------------------


def test_words_until_a_day_are_shared_among_the_days_that_are_left() -> None:
    goal = StoryGoal(50_000, by=date(2026, 12, 7)).seen(TODAY, 45_000)
    assert goal.days_left(TODAY) == 10
    assert goal.share_of_today(TODAY) == 500
    # The share of a day stays while one writes on it; a new day makes a new one.
    assert goal.seen(TODAY, 45_400).share_of_today(TODAY) == 500
    assert goal.seen(ago(-1), 45_400).share_of_today(ago(-1)) == 512  # 4,600 in 9 days, rounded up


def test_the_last_day_asks_for_all_and_a_day_that_is_over_for_none() -> None:
    goal = StoryGoal(1000, by=TODAY).seen(TODAY, 900)
    assert (goal.days_left(TODAY), goal.share_of_today(TODAY)) == (1, 100)
    assert (goal.days_left(ago(-1)), goal.share_of_today(ago(-1))) == (0, None)


def test_without_a_day_there_is_no_share() -> None:
    goal = StoryGoal(1000).seen(TODAY, 10)
    assert (goal.days_left(TODAY), goal.share_of_today(TODAY)) == (None, None)


def test_a_story_that_is_long_enough_asks_for_nothing() -> None:
    assert StoryGoal(1000, by=ago(-5)).seen(TODAY, 1200).share_of_today(TODAY) == 0


@given(st.integers(1, 10**8), st.none() | st.dates(), st.none() | st.dates(), st.integers(0, 10**8))
def test_goals_survive_json(words: int, by: date | None, day: date | None, then: int) -> None:
    goal = StoryGoal(words, by, day, then)
    assert StoryGoal.from_dict(goal.to_dict()) == goal
