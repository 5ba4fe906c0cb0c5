import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.batches.cursor_batches import (
    NOTHING_FOLLOWS,
    SkippingWindows,
    TokenStreams,
    sample_gaps,
    told_distances,
)
from trainer.batches.distances import STARTS, UNKNOWN, steps_of

TOKENS = np.arange(1, 5001, dtype=np.uint16)


def streams(**changes):
    arguments = {"tokens": TOKENS, "streams": 4, "window": 16, "both_sides": 0.5, "end_token": 0, "seed": 3}
    return TokenStreams(**{**arguments, **changes})


@given(st.integers(0, 2**32 - 1), st.integers(1, 80))
@settings(max_examples=50)
def test_a_gap_sees_only_what_lies_behind_its_end(seed, window):
    right = sample_gaps(np.random.default_rng(seed), 5, window)
    place = np.arange(window)
    first_seen = window - 1 - right
    assert right.shape == (5, window)
    assert (right >= NOTHING_FOLLOWS).all()
    assert (first_seen > place).all(), "a target, or what stands before it in its gap, is in sight"
    assert (np.diff(first_seen, axis=1) >= 0).all(), (
        "a later place sees text that an earlier one does not skip"
    )


def test_gaps_of_every_order_of_magnitude_are_as_likely():
    right = sample_gaps(np.random.default_rng(0), 4000, 64)
    first_gap = 64 - 1 - right[:, 0]
    assert first_gap.max() == 32
    for shortest, next_order in ((1, 2), (2, 5), (5, 11), (11, 33)):
        share = np.mean((first_gap >= shortest) & (first_gap < next_order))
        assert share == pytest.approx(np.log(next_order / shortest) / np.log(33), abs=0.03)


def test_half_of_the_gaps_are_told_how_far_their_end_is_from_each_place():
    rng = np.random.default_rng(0)
    right = sample_gaps(rng, 500, 64)
    distances = told_distances(rng, right)
    told = distances != UNKNOWN
    missing = 64 - 1 - right - np.arange(64)
    np.testing.assert_array_equal(distances[told], steps_of(missing[told]))
    assert not told[right == NOTHING_FOLLOWS].any()
    inside = right[:, 1:] == right[:, :-1]
    np.testing.assert_array_equal(told[:, 1:][inside], told[:, :-1][inside])
    assert told[right != NOTHING_FOLLOWS].mean() == pytest.approx(0.5, abs=0.02)
    assert set(distances[told]) == set(range(1, len(STARTS)))


def test_steps_are_fine_where_the_text_is_near():
    missing = [1, 2, 3, 4, 5, 8, 9, 16, 17, 32, 33, 500]
    assert list(steps_of(missing)) == [1, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7]


def test_targets_are_the_tokens_one_on():
    batch = streams().batch(3)
    going_on = batch.carried[:, 0] == 1.0
    assert (batch.tokens[going_on] + 1 == batch.targets[going_on]).all()


def test_streams_go_on_where_they_stopped():
    source = streams()
    first, second = source.batch(1), source.batch(2)
    assert (second.targets[:, 0] == first.targets[:, -1] + 1).all()


def test_any_step_can_be_made_on_its_own():
    source = streams()
    whole = [source.batch(step) for step in range(90)]
    for step in (0, 7, 80, 89):
        alone = streams().batch(step)
        for name in ("tokens", "targets", "right", "carried", "distances"):
            assert (getattr(alone, name) == getattr(whole[step], name)).all()


def test_a_fresh_start_reads_the_end_token_from_a_state_of_zeros():
    batch = streams().batch(0)
    assert (batch.carried == 0.0).all()
    assert (batch.tokens[:, 0] == 0).all()
    assert (batch.targets[:, 0] > 0).all()


def test_only_the_first_rows_see_the_text_after():
    right = streams(both_sides=0.5).batch(5).right
    assert (streams(both_sides=0.5).batch(5).distances[2:] == UNKNOWN).all()
    assert (right[2:] == NOTHING_FOLLOWS).all()
    assert (right[:2] != NOTHING_FOLLOWS).any()


def test_another_epoch_gives_the_rows_other_text():
    source = streams()
    first, again = source.batch(1), source.batch(source.steps_in_epoch + 1)
    assert not (first.targets == again.targets).all()


def test_a_text_shorter_than_a_step_is_read_around():
    batch = streams(tokens=np.arange(1, 20, dtype=np.uint16)).batch(4)
    assert batch.tokens.shape == (4, 16)


def test_windows_that_skip_are_those_of_the_published_generator():
    """Written out as it was published: a counter that skips on, and begins again before the text ends."""
    tokens = np.arange(100, 157, dtype=np.uint16)
    windows, window, skip = 4, 7, 3
    samples = SkippingWindows(tokens, windows, window, skip)
    place = 0
    for step in range(20):
        batch = samples.batch(step)
        for row in range(windows):
            if place + window >= len(tokens):
                place = 0
            np.testing.assert_array_equal(batch.tokens[row], tokens[place : place + window])
            np.testing.assert_array_equal(batch.targets[row], tokens[place + 1 : place + window + 1])
            place += skip
    assert not batch.carried.any()
    assert (batch.right == NOTHING_FOLLOWS).all()
