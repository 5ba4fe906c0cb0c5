"""A Keras model behind the interface of `trainer.predicting.predictor.Predictor`, on any backend."""

from typing import Any

import numpy as np

from trainer.batches.cursor_batches import longest_gap
from trainer.batches.distances import filled
from trainer.predicting.asking import asking
from trainer.predicting.predictor import Floats, Ids


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
        self._read_left = asking(model, model.read_left)
        self._read_right = asking(model, model.read_right)
        self._predict = asking(
            model, lambda left, right, present: model.logits(model.join(left, right, present))
        )

    def initial_states(self, batch: int) -> list[Floats]:
        """See `Predictor`."""
        return [np.zeros((batch, self.units), np.float32) for _ in self.model.state_names]

    def read_left(self, tokens: Ids, states: list[Floats]) -> tuple[Floats, list[Floats]]:
        """See `Predictor`."""
        left, new_states = self._read_left(tokens, states)
        return left, new_states

    def read_right(self, tokens: Ids) -> Floats:
        """See `Predictor`."""
        return np.asarray(self._read_right(tokens)[:, -1])

    def logits(self, left: Floats, right: Floats | None) -> Floats:
        """See `Predictor`."""
        present = np.full((len(left), 1), right is not None, np.float32)
        right = np.zeros_like(left) if right is None else right
        return np.asarray(self._predict(left, right, present))
