import numpy as np
import pytest

from tests.bench.rivals.bootstrap import difference, interval


def test_a_ratio_that_is_everywhere_the_same_is_sure():
    assert interval([1, 2, 3], [10, 20, 30]) == pytest.approx((0.1, 0.1))


def test_the_interval_holds_the_true_ratio_about_nineteen_times_in_twenty():
    random, held = np.random.default_rng(4), 0
    for _ in range(200):
        rates = random.beta(3, 7, 40)  # passages differ
        parts = random.binomial(50, rates)
        low, high = interval(parts.tolist(), [50] * 40)
        held += low <= 0.3 <= high
    assert 0.88 <= held / 200 <= 0.99


def test_what_is_hard_for_both_drops_out_of_the_difference():
    random = np.random.default_rng(5)
    rates = random.beta(2, 4, 40)
    one, other = (100 * rates).tolist(), (100 * rates - 5).tolist()
    low, high = difference(one, [100] * 40, other, [100] * 40)
    assert low == pytest.approx(0.05)
    assert high == pytest.approx(0.05)
    low, high = interval(one, [100] * 40)
    assert high - low > 0.05


def test_other_passages_cannot_be_compared():
    with pytest.raises(ValueError, match="different passages"):
        difference([1], [2], [1, 1], [2, 2])
