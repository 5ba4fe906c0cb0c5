import pytest

from trainer.fitting.schedule import TimeLimit, WarmupStayCooldown


def schedule(total=100):
    return WarmupStayCooldown(0.5, warmup=10, cooldown=20, total=total, final=0.1)


def rate(step, total=100):
    return schedule(total)(step)


def test_it_rises_stays_and_falls():
    assert rate(0) == pytest.approx(0.05)
    assert rate(9) == pytest.approx(0.5)
    assert rate(50) == rate(80) == pytest.approx(0.5)
    assert rate(90) == pytest.approx(0.5 * (0.1 + 0.9 * 0.5))
    assert rate(100) == pytest.approx(0.05)


def test_a_longer_run_has_the_same_course_until_the_shorter_one_cools_down():
    assert [rate(step) for step in range(80)] == [rate(step, total=500) for step in range(80)]


class Clock:
    """One that is set by hand."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def limit_after(seconds, minutes=10.0, spent=0.0):
    """A limit after so many seconds of training, before which some seconds were spent on other things."""
    clock = Clock()
    limit = TimeLimit(minutes, 0.3, started=clock.now - spent, clock=clock)
    clock.now += seconds
    limit.left = limit.look()
    return limit


def test_with_a_limit_the_clock_says_when_the_rate_falls():
    def at(seconds):
        return schedule(total=10**9)(5000, limit_after(seconds))

    assert at(0) == at(419) == pytest.approx(0.5)
    assert at(510) == pytest.approx(0.5 * (0.1 + 0.9 * 0.5))
    assert at(600) == pytest.approx(0.05)


def test_a_run_that_comes_to_its_end_before_the_time_cools_down_by_its_steps():
    assert schedule()(90, limit_after(100)) == pytest.approx(rate(90))


def test_a_warm_up_of_many_steps_does_not_outlast_the_time():
    slow = WarmupStayCooldown(0.5, warmup=10**6, cooldown=20, total=10**9, final=0.1)
    assert slow(3, limit_after(0)) < 0.001
    assert slow(3, limit_after(15)) == pytest.approx(0.25)
    assert slow(3, limit_after(30)) == pytest.approx(0.5)


def test_what_was_spent_before_training_counts_as_time_but_not_as_warm_up():
    limit = limit_after(0, spent=300.0)
    assert (limit.left, limit.rise) == (300.0, 0.0)
    assert limit_after(301, spent=300.0).is_over


def test_time_is_kept_for_the_last_validation():
    limit = limit_after(580)
    limit.reserve(8.0)
    limit.left = limit.look()
    assert limit.left == pytest.approx(600 - 580 - 10)
    assert not limit.is_over
    limit.reserve(16.0)
    limit.left = limit.look()
    assert limit.is_over


def test_steps_are_foreseen_from_those_done():
    assert limit_after(100).steps_left(50, 100.0) == 250
    assert limit_after(700).steps_left(50, 100.0) == limit_after(10).steps_left(0, 0.0) == 0
