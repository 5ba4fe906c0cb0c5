import numpy as np

from trainer.batches.distances import STARTS, filled


def test_steps_that_no_window_has_a_gap_for_tell_what_the_longest_does():
    learned = np.arange(len(STARTS) * 2, dtype=np.float32).reshape(-1, 2)
    table = filled(learned, 32)
    np.testing.assert_array_equal(table[:-1], learned[:-1])
    np.testing.assert_array_equal(table[-1], learned[-2])
    np.testing.assert_array_equal(filled(learned, 33), learned)
    np.testing.assert_array_equal(filled(learned, 1), np.repeat(learned[:1], len(STARTS), axis=0))
