"""How sure a figure is: intervals of ratios, from passages drawn anew with replacement.

Words of one passage are alike, so passages are drawn, not words (Efron and Tibshirani 1993, "An Introduction
to the Bootstrap", chapter 8). Two systems are compared at the same draws: what makes a passage hard for one
makes it hard for the other, and drops out of the difference.
"""

from collections.abc import Sequence

import numpy as np

DRAWS = 4000
_SHARE = 0.95
_SEED = 1

Interval = tuple[float, float]


def interval(parts: Sequence[float], wholes: Sequence[float]) -> Interval:
    """Where sum(parts) / sum(wholes) lies, one entry a passage."""
    return _ends(_ratios(parts, wholes))


def difference(
    parts: Sequence[float], wholes: Sequence[float], others: Sequence[float], other_wholes: Sequence[float]
) -> Interval:
    """Where the first ratio less the second one lies; the passages are the same for both.

    Raises:
        ValueError: They are not.
    """
    if len(parts) != len(others):
        raise ValueError("two systems were measured at different passages")
    return _ends(_ratios(parts, wholes) - _ratios(others, other_wholes))


def _ratios(parts: Sequence[float], wholes: Sequence[float]) -> np.ndarray:
    """The ratio at each draw; the draws are the same for as many passages."""
    count = len(parts)
    drawn = np.random.default_rng(_SEED).multinomial(count, np.full(count, 1 / count), DRAWS)
    ratios: np.ndarray = drawn @ np.asarray(parts, float) / np.maximum(drawn @ np.asarray(wholes, float), 1)
    return ratios


def _ends(values: np.ndarray) -> Interval:
    low, high = np.quantile(values, [(1 - _SHARE) / 2, (1 + _SHARE) / 2])
    return float(low), float(high)
