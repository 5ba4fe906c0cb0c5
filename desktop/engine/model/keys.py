"""Keys: what vectors are compared by, where a model has learned no way of its own to compare them."""

from functools import cache

import numpy as np

# Vectors are folded to so many numbers, which costs next to nothing: 4,096 keys are 4 MB of float32 then.
KEY_SIZE = 256
_SMALLEST = np.float32(1e-9)


def fold(vectors: np.ndarray) -> np.ndarray:
    """Vectors of length 1 with nearly the same cosines and at most `KEY_SIZE` numbers.

    Each of the result's numbers is a sum, with random signs, of some of the vector's (Weinberger et al. 2009,
    "Feature Hashing for Large Scale Multitask Learning").

    Args:
        vectors: float32 [rows, size].
    """
    size = vectors.shape[1]
    if size > KEY_SIZE:
        signs = _signs(size)
        folded = vectors[:, :KEY_SIZE] * signs[:KEY_SIZE]
        for start in range(KEY_SIZE, size, KEY_SIZE):
            width = min(KEY_SIZE, size - start)
            folded[:, :width] += vectors[:, start : start + width] * signs[start : start + width]
        vectors = folded
    lengths = np.sqrt(np.einsum("rs,rs->r", vectors, vectors))
    result: np.ndarray = vectors / np.maximum(lengths, _SMALLEST)[:, None]
    return result


@cache
def _signs(size: int) -> np.ndarray:
    return np.random.default_rng(0).choice(np.array([-1, 1], np.float32), size)
