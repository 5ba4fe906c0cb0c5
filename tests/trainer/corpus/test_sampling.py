from itertools import pairwise

import pytest

from trainer.corpus.sampling import OVERHEAD_BYTES, Sample


def sample_of(count: int, limit: int, length: int = 80) -> list[int]:
    sample = Sample(limit)
    for number in range(count):
        sample.add(number, 0, "x" * length)
    return [number for number, _, _ in sample]


def test_a_small_corpus_is_its_own_sample() -> None:
    assert sample_of(100, 10**6) == list(range(100))


@pytest.mark.parametrize("count", [101, 1000, 77_777])
def test_a_sample_stays_within_its_limit_and_spreads_over_all(count: int) -> None:
    kept = sample_of(count, limit := 100 * (80 + OVERHEAD_BYTES))
    assert limit // 2 // (80 + OVERHEAD_BYTES) - 1 <= len(kept) <= 100
    steps = {later - earlier for earlier, later in pairwise(kept)}
    assert len(steps) == 1
    assert kept[0] == 0
    assert kept[-1] >= count - 2 * steps.pop()


def test_one_paragraph_beyond_the_limit_is_kept() -> None:
    assert sample_of(1, 10, length=1000) == [0]
