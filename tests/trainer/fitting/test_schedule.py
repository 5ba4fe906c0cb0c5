import pytest

from trainer.fitting.schedule import WarmupStayCooldown


def rate(step, total=100):
    return float(WarmupStayCooldown(0.5, warmup=10, cooldown=20, total=total, final=0.1)(step))


def test_it_rises_stays_and_falls():
    assert rate(0) == pytest.approx(0.05)
    assert rate(9) == pytest.approx(0.5)
    assert rate(50) == rate(80) == pytest.approx(0.5)
    assert rate(90) == pytest.approx(0.5 * (0.1 + 0.9 * 0.5))
    assert rate(100) == pytest.approx(0.05)


def test_a_longer_run_has_the_same_course_until_the_shorter_one_cools_down():
    assert [rate(step) for step in range(80)] == [rate(step, total=500) for step in range(80)]
