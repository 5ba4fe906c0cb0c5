"""The memory of a text: what it may look at, and what it is worth."""

import numpy as np
import pytest

from trainer.evaluating.memory import Memory, memory_perplexity, tune_memory

VOCABULARY = 20


class LastToken:
    """A predictor whose left vector says what the last token was, and to which every token is as likely."""

    units = VOCABULARY
    right_tokens, distances = 0, None

    def initial_states(self, batch):
        return [np.zeros((batch, 1), np.float32)]

    def read_left(self, tokens, states):
        return np.eye(VOCABULARY, dtype=np.float32)[tokens], states

    def read_right(self, tokens):
        raise NotImplementedError

    def logits(self, left, right):
        return np.zeros((len(left), VOCABULARY), np.float32)


def cycle(length: int) -> np.ndarray:
    """Each token is always followed by the same one."""
    return np.arange(length) % VOCABULARY


def test_without_memory_it_is_the_models_own_perplexity():
    alone, _ = memory_perplexity(LastToken(), cycle(700), Memory(16.0, -2.0, 4.0))
    assert alone == pytest.approx(VOCABULARY, rel=1e-5)


def test_what_always_follows_is_remembered():
    _, together = memory_perplexity(LastToken(), cycle(700), Memory(16.0, 0.0, 4.0))
    assert together < 1.5


def test_a_place_never_sees_its_own_token_or_a_later_one():
    rng = np.random.default_rng(0)
    text = rng.integers(0, VOCABULARY, 900)
    memory = Memory(16.0, 0.0, 4.0)
    whole = memory_perplexity(LastToken(), text, memory)[1]
    # Tokens drawn at random cannot be foretold: a memory that looked at what comes would beat chance.
    assert whole > VOCABULARY
    changed = text.copy()
    changed[600:] = rng.integers(0, VOCABULARY, 300)
    assert memory_perplexity(LastToken(), text[:600], memory) == memory_perplexity(
        LastToken(), changed[:600], memory
    )


def test_what_lies_farther_back_than_its_size_is_forgotten():
    rng = np.random.default_rng(1)
    # Each token is followed by the same one as 40 tokens before, but not as 20 tokens before.
    first = rng.permutation(VOCABULARY)
    text = np.tile(np.concatenate([np.arange(VOCABULARY), first]), 20)
    long = memory_perplexity(LastToken(), text, Memory(16.0, 0.0, 4.0, size=200))[1]
    short = memory_perplexity(LastToken(), text, Memory(16.0, 0.0, 4.0, size=10))[1]
    assert long < 5 < short


def test_tuning_trusts_a_memory_that_is_right_and_mistrusts_one_that_is_wrong():
    right = tune_memory(LastToken(), cycle(600))
    noise = tune_memory(LastToken(), np.random.default_rng(2).integers(0, VOCABULARY, 600))
    assert right.bias + right.slope > 3.0
    assert noise.bias + noise.slope < -2.0
