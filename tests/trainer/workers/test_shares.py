"""Workers that share a batch learn from it what one process learns."""

import numpy as np
import pytest

from tests.trainer.workers.fakes import Part
from trainer.workers.workers import ALONE, share_of_rows


@pytest.mark.parametrize(("rows", "towers", "count"), [(8, 1, 2), (24, 2, 3), (12, 3, 1)])
def test_each_row_belongs_to_one_worker_and_to_the_tower_it_has_in_one_process(rows, towers, count):
    whole, parts = np.arange(rows), towers * count
    expected = [whole[tower::parts] for tower in range(parts)]
    shares = [whole[share_of_rows(rows, towers, Part(index, count))] for index in range(count)]
    np.testing.assert_array_equal([own[n::towers] for own in shares for n in range(towers)], expected)


def test_who_is_alone_has_all_rows():
    np.testing.assert_array_equal(share_of_rows(6, 2, ALONE), np.arange(6))
