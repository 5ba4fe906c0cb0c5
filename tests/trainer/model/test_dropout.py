"""What is dropped, and when."""

import numpy as np
import pytest

from trainer.model.dropout import Dropout, DropoutRates

RATES = DropoutRates(words=0.3, input=0.4, between=0.5, recurrent=0.2)


def test_nothing_is_dropped_outside_training():
    dropout, values = Dropout(RATES), np.ones((6, 5, 4), np.float32)
    np.testing.assert_array_equal(dropout.input(values, training=False), values)
    np.testing.assert_array_equal(dropout.between(values, training=False), values)
    np.testing.assert_array_equal(dropout.recurrent(values[0], training=False), values[0])
    np.testing.assert_array_equal(dropout.words(values[0], training=False), values[0])


@pytest.mark.parametrize(("name", "rate"), [("input", 0.4), ("between", 0.5)])
def test_the_same_numbers_are_dropped_at_all_times(name, rate):
    kept = np.asarray(getattr(Dropout(RATES), name)(np.ones((40, 7, 50), np.float32), training=True))
    np.testing.assert_array_equal(kept, np.repeat(kept[:, :1], 7, axis=1))
    assert np.mean(kept == 0.0) == pytest.approx(rate, abs=0.05)
    assert kept.mean() == pytest.approx(1.0, abs=0.1)


def test_whole_words_are_dropped():
    kept = np.asarray(Dropout(RATES).words(np.ones((500, 8), np.float32), training=True))
    np.testing.assert_array_equal(kept, np.repeat(kept[:, :1], 8, axis=1))
    assert np.mean(kept == 0.0) == pytest.approx(0.3, abs=0.07)


def test_each_step_drops_something_else():
    dropout, kernel = Dropout(RATES), np.ones((20, 80), np.float32)
    first, second = (np.asarray(dropout.recurrent(kernel, training=True)) for _ in range(2))
    assert np.mean(first == 0.0) == pytest.approx(0.2, abs=0.05)
    assert not np.array_equal(first, second)


def test_without_rates_there_is_no_state_to_keep():
    assert Dropout().variables == []
