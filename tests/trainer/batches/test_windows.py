import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.batches.windows import BLANK, WindowSamples, WindowSpec

END, NEWLINE = 0, 1
LINES = WindowSpec(length=6, restart=(END, NEWLINE), begin=END)


def text(*documents: list[list[int]]) -> np.ndarray:
    """Ids of documents given as lines."""
    ids: list[int] = []
    for lines in documents:
        ids.append(END)
        for n, line in enumerate(lines):
            ids += ([NEWLINE] if n else []) + line
    return np.array(ids, np.uint16)


def expected(documents, length: int) -> set[tuple[tuple[int, ...], int]]:
    """Every beginning of every line with the token after it, the end of the line among them."""
    samples = set()
    for lines in documents:
        for n, line in enumerate(lines):
            whole = [*line, NEWLINE] if n + 1 < len(lines) else line
            for place, target in enumerate(whole):
                samples.add((tuple([END, *whole[:place]][-length:]), target))
    return samples


def epoch(samples: WindowSamples, number: int = 0) -> list[tuple[tuple[int, ...], int]]:
    first = number * samples.steps_in_epoch
    batches = [samples.batch(first + step) for step in range(samples.steps_in_epoch)]
    return [
        (tuple(int(token) for token in window if token != BLANK), int(target))
        for batch in batches
        for window, target in zip(batch.windows, batch.targets, strict=True)
    ]


words = st.lists(st.integers(2, 30), min_size=1, max_size=9)


@given(st.lists(st.lists(words, min_size=1, max_size=4), min_size=1, max_size=3), st.integers(1, 5))
def test_an_epoch_of_lines_holds_every_beginning_of_every_line(documents, batch):
    samples = WindowSamples(text(*documents), batch, LINES, short=True, seed=3)
    wanted = expected(documents, LINES.length)
    assert set(epoch(samples)) == wanted
    assert set(epoch(samples, 1)) == wanted


def test_windows_of_like_length_share_a_batch():
    lines = [[5] * length for length in range(1, 120)]
    spec = WindowSpec(200, (END, NEWLINE), END)
    samples = WindowSamples(text(lines), 16, spec, short=True, seed=1)
    for step in range(samples.steps_in_epoch):
        lengths = (samples.batch(step).windows != BLANK).sum(axis=1)
        assert lengths.max() - lengths.min() < 24


def test_blanks_stand_in_front():
    batch = WindowSamples(text([[5, 6, 7]]), 3, LINES, short=True, seed=1).batch(0)
    for window in batch.windows:
        begun = window != BLANK
        assert begun[-1]
        assert (np.diff(begun.astype(int)) >= 0).all()


@given(st.integers(8, 60), st.integers(1, 7))
def test_an_epoch_of_full_windows_holds_each_once_until_the_last_step(tokens, batch):
    ids = np.arange(tokens, dtype=np.uint16)
    samples = WindowSamples(ids, batch, WindowSpec(6, (END,), END), short=False, seed=2)
    found = epoch(samples)[: samples.samples]
    assert sorted(target for _, target in found) == list(range(6, tokens))
    assert all(window == tuple(range(target - 6, target)) for window, target in found)
    assert epoch(samples, 1) != epoch(samples) or samples.samples < 5


@pytest.mark.parametrize("short", [True, False])
def test_a_step_gives_the_same_batch_in_any_order(short):
    ids = text([[5, 6, 7, 8, 9, 10, 11], [12, 13, 14]], [[15, 16]])
    one = WindowSamples(ids, 3, LINES, short=short, seed=1)
    other = WindowSamples(ids, 3, LINES, short=short, seed=1)
    late = [other.batch(step) for step in (9, 4, 0)]
    for step, batch in zip((9, 4, 0), late, strict=True):
        np.testing.assert_array_equal(one.batch(step).windows, batch.windows)
        np.testing.assert_array_equal(one.batch(step).targets, batch.targets)
