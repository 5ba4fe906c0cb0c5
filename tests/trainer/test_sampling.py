import numpy as np
import pytest

from trainer.sampling import draw


def logits(*probabilities):
    return np.log(np.array(probabilities, np.float32))


def test_temperature_zero_takes_the_likeliest():
    assert draw(logits(0.2, 0.5, 0.3), np.random.default_rng(0), 0.0, 1.0) == 1


def test_only_the_likely_tokens_are_drawn():
    rng = np.random.default_rng(0)
    drawn = {draw(logits(0.5, 0.3, 0.15, 0.05), rng, 1.0, 0.7) for _ in range(300)}
    assert drawn == {0, 1}


def test_tokens_come_as_often_as_they_are_likely():
    rng = np.random.default_rng(0)
    drawn = np.bincount([draw(logits(0.6, 0.3, 0.1), rng, 1.0, 1.0) for _ in range(4000)], minlength=3)
    assert drawn / 4000 == pytest.approx([0.6, 0.3, 0.1], abs=0.03)


def test_a_low_temperature_sharpens():
    rng = np.random.default_rng(0)
    drawn = [draw(logits(0.6, 0.4), rng, 0.1, 1.0) for _ in range(300)]
    assert np.mean(np.array(drawn) == 0) > 0.95
