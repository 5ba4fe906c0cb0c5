import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.mood.mood_scale import FEW, MANY, relative_moods


def test_a_short_story_is_drawn_as_it_was_read() -> None:
    moods = [0.1, 0.2, 0.05] * 3
    assert len(moods) < FEW
    assert relative_moods(moods) == moods


def test_a_long_one_is_drawn_around_its_median() -> None:
    gloomy = np.linspace(0.02, 0.2, MANY + 1).tolist()
    shown = relative_moods(gloomy)
    assert np.median(shown) == pytest.approx(0.5)
    assert shown[0] < 0.2
    assert shown[-1] > 0.6


def test_the_shift_grows_with_the_story() -> None:
    shown = [relative_moods([0.1] * count)[0] for count in (FEW, (FEW + MANY) // 2, MANY)]
    # Half of the way from 0.1 to 0.5 in log odds: 1 to 3 instead of 1 to 9.
    assert shown == pytest.approx([0.1, 0.25, 0.5])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_lighter_passages_stay_the_lighter_ones(moods: list[float]) -> None:
    shown = relative_moods(moods)
    assert all(0 <= mood <= 1 for mood in shown)
    order = np.argsort(moods, kind="stable")
    assert (np.diff(np.asarray(shown)[order]) >= -1e-12).all()
