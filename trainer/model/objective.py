"""What Keras is given to fit: a model whose output is its loss."""

from typing import Any

import keras

Tensor = Any


class Objective(keras.Model):
    """Wraps a model so that Keras can fit it: a batch in, its mean loss out.

    What is wrapped is built already, so this is, too.

    Args:
        name: for Keras.
        model: the model to fit.
        towers: independent parts of a batch. Their graphs share nothing but the weights: with one thread to
            an operation they run side by side, which on a CPU is faster than splitting each operation over
            the cores.
    """

    def __init__(self, name: str, model: keras.Model, towers: int = 1):
        super().__init__(name=name)
        self.model = model
        self.towers = towers
        self.built = True

    def compute_loss(
        self,
        x: Any = None,
        y: Any = None,
        y_pred: Any = None,
        sample_weight: Any = None,
        training: bool = True,
    ) -> Tensor:
        """Keras asks for the loss of a prediction: the model's output is the loss itself."""
        return y_pred
