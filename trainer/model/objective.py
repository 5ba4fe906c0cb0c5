"""What Keras is given to fit: a model whose output is its loss."""

from typing import Any

import keras

Tensor = Any


class Objective(keras.Model):
    """Wraps a model so that Keras can fit it: a batch in, its mean loss and what else is measured out.

    What is wrapped is built already, so this is, too. `call` gives a dict: `loss`, and by their names what
    the metrics of the class are to take in. It updates none of them itself: on JAX, whatever a call changes
    but its own variables is lost.

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
        """Keras asks for the loss of a prediction: the model's output has it."""
        return y_pred["loss"]

    def compute_metrics(
        self, x: Any, y: Any, y_pred: dict[str, Tensor], sample_weight: Any = None
    ) -> dict[str, Tensor]:
        """Keras asks for the metrics after each batch; those that the batch says nothing of stay."""
        for metric in self.metrics:
            if metric.name in y_pred and metric.name != "loss":
                metric.update_state(y_pred[metric.name])
        return self.get_metrics_result()
