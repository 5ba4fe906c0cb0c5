"""How far the text after the cursor is from it, as the head can be told: in a few steps, finer where near.

A writer who fills a gap, and a search that bridges one, know about how many tokens are still missing.
Without being told, a model has to reckon at each word with the gap's end, and eight missing words come out
worse with the text after them than without.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

UNKNOWN = 0
# Fewest tokens until the text after the cursor begins, of each step after "unknown": 1 where the next
# token is the last one missing.
STARTS = (1, 2, 3, 5, 9, 17, 33)


def steps_of(tokens: Any) -> NDArray[np.int32]:
    """The step `[...]`, from 1 on, that so many missing tokens `[...]` fall into; `UNKNOWN` for none."""
    return np.searchsorted(STARTS, np.asarray(tokens), side="right").astype(np.int32)


def filled(vectors: Any, longest: int) -> NDArray[np.float32]:
    """A table with a row for each of `STARTS`, as it is shipped.

    A step that training has never told, since its windows hold no gap so long, tells what the longest one
    that was told does: it says "far", where the row as it is would say that nobody knows.

    Args:
        vectors: the learned table `[steps, units]`.
        longest: tokens of the longest gap.
    """
    table = np.asarray(vectors).astype(np.float32)
    told = int(steps_of(max(longest, 1)))
    table[told:] = table[told - 1]
    return table
