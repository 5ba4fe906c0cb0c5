"""One way to ask a model for predictions, whether Keras or ONNX Runtime computes them."""

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from trainer.batches.cursor_batches import longest_gap
from trainer.batches.distances import filled

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


class KerasPredictor:
    """Predictions of a Keras model.

    Args:
        model: a `trainer.model.cursor_model.CursorModel`.
        right_tokens: see `Predictor`; a model without a backward direction has none. Its gaps were cut into
            windows of so many tokens.
    """

    def __init__(self, model: Any, right_tokens: int):
        self.model = model
        self.units = model.shape.units
        self.right_tokens = right_tokens if model.shape.backward else 0
        self.distances: Floats | None = None
        if model.shape.distances:
            self.distances = filled(model.distances.vectors, longest_gap(right_tokens))

    def initial_states(self, batch: int) -> list[Floats]:
        """See `Predictor`."""
        return [np.asarray(state) for state in self.model.initial_states(batch)]

    def read_left(self, tokens: Ids, states: list[Floats]) -> tuple[Floats, list[Floats]]:
        """See `Predictor`."""
        left, new_states = self.model.read_left(tokens, states)
        return np.asarray(left), [np.asarray(state) for state in new_states]

    def read_right(self, tokens: Ids) -> Floats:
        """See `Predictor`."""
        return np.asarray(self.model.read_right(tokens))[:, -1]

    def logits(self, left: Floats, right: Floats | None) -> Floats:
        """See `Predictor`."""
        present = np.full((len(left), 1), right is not None, np.float32)
        right = np.zeros_like(left) if right is None else right
        return np.asarray(self.model.logits(self.model.join(left, right, present)))


def log_softmax(logits: Floats) -> Floats:
    """Natural logarithms of the probabilities, over the last axis."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True)))
