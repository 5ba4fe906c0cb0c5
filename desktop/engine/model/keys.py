"""Keys: what the model's vectors are compared by."""

from functools import cache

import numpy as np

from desktop.engine.bundles.recall import Recall

# Where a model has not learned to make keys, vectors are folded to so many numbers, which costs next to
# nothing: 4,096 keys are 4 MB of float32 then.
KEY_SIZE = 256
_SMALLEST = np.float32(1e-9)


def make_keys(vectors: np.ndarray, recall: Recall | None = None) -> np.ndarray:
    """Keys of length 1, projected as the model has learned to, or else folded.

    Args:
        vectors: float32 [rows, size].
        recall: What the model has learned of recalling, if anything.

    Returns:
        float32 [rows, key size].
    """
    keys = vectors @ recall.projection if recall else _fold(vectors)
    lengths = np.sqrt(np.einsum("rs,rs->r", keys, keys))
    result: np.ndarray = keys / np.maximum(lengths, _SMALLEST)[:, None]
    return result


def _fold(vectors: np.ndarray) -> np.ndarray:
    """Vectors of nearly the same cosines and at most `KEY_SIZE` numbers.

    Each of the result's numbers is a sum, with random signs, of some of the vector's (Weinberger et al. 2009,
    "Feature Hashing for Large Scale Multitask Learning").
    """
    size = vectors.shape[1]
    if size <= KEY_SIZE:
        return vectors
    signs = _signs(size)
    folded = vectors[:, :KEY_SIZE] * signs[:KEY_SIZE]
    for start in range(KEY_SIZE, size, KEY_SIZE):
        width = min(KEY_SIZE, size - start)
        folded[:, :width] += vectors[:, start : start + width] * signs[start : start + width]
    return folded


@cache
def _signs(size: int) -> np.ndarray:
    return np.random.default_rng(0).choice(np.array([-1, 1], np.float32), size)
