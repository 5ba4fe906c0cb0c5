"""One way to ask a model for predictions, whether Keras or ONNX Runtime computes them."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int32]
Floats = NDArray[np.float32]


class Predictor(Protocol):
    """A model around the cursor.

    Attributes:
        units: width of the left and right vectors.
        right_tokens: how many tokens after the cursor the model has learned to read; 0 without a backward
            direction, when `read_right` cannot be called.
        distances: `[steps, units]`, what to add to a right vector where it is known how far the text after
            the cursor is, one row for each of `distances.STARTS`; None if the model cannot be told.
    """

    units: int
    right_tokens: int

    @property
    def distances(self) -> Floats | None:
        """What tells how far the text after the cursor is."""

    def initial_states(self, batch: int) -> list[Floats]:
        """States of a text's beginning, each `[batch, units]`."""
        ...

    def read_left(self, tokens: Ids, states: list[Floats]) -> tuple[Floats, list[Floats]]:
        """`[batch, time]` and states -> forward vectors `[batch, time, units]` and new states."""
        ...

    def read_right(self, tokens: Ids) -> Floats:
        """Text after the cursor in its own order, `[batch, time]` -> right vectors `[batch, units]`."""
        ...

    def logits(self, left: Floats, right: Floats | None) -> Floats:
        """`[rows, units]` and right vectors of the same rows, or None -> logits `[rows, vocabulary]`."""
        ...


def log_softmax(logits: Floats) -> Floats:
    """Natural logarithms of the probabilities, over the last axis."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)))
