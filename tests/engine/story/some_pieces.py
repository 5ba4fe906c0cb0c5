"""Pieces of a story that no model has read, and distributions that none has given."""

import numpy as np

from desktop.engine.model.keys import make_keys
from desktop.engine.reading.pieces import Piece

RANDOM = np.random.default_rng(5)


def piece(tokens: list[int], text: str = "", size: int = 8) -> Piece:
    keys = make_keys(RANDOM.standard_normal((len(tokens), size)).astype(np.float32)).astype(np.float16)
    return Piece(text, np.array(tokens, np.int64), keys, ())


def some_rows(rows: int, size: int) -> np.ndarray:
    powers = RANDOM.random((rows, size)).astype(np.float32) ** 4
    result: np.ndarray = powers / powers.sum(axis=1, keepdims=True)
    return result
