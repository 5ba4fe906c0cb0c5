"""What a classifier of texts is trained on: the binary cross-entropy of their labels."""

import keras
from keras import ops

from trainer.model.mood_model import MoodModel
from trainer.model.objective import Objective, Tensor


class MoodObjective(Objective):
    """Wraps a `MoodModel` so that Keras can fit it: batch in, mean binary cross-entropy out.

    Keras's own LSTM layer does the work: of so few units, a step of the kernels in `trainer.model.cpu_loops`
    takes as long.

    Args:
        model: the model to fit.
        towers: parts of a batch that run side by side, see `trainer.model.objective.Objective`.
    """

    def __init__(self, model: MoodModel, towers: int = 1):
        super().__init__("mood_objective", model, towers)
        self.accuracy = keras.metrics.Mean(name="accuracy")

    def call(self, batch: dict[str, Tensor], training: bool = False) -> dict[str, Tensor]:
        """`loss`, the mean binary cross-entropy in nats a text, and `accuracy` of a `LabelledBatch`."""
        parts = ops.split(batch["tokens"], self.towers)
        logits = ops.concatenate([self.model.logits(part) for part in parts])[:, 0]
        labels = ops.cast(batch["labels"], "float32")
        right = ops.equal(logits > 0.0, labels > 0.5)
        return {
            "loss": ops.mean(ops.binary_crossentropy(labels, logits, from_logits=True)),
            "accuracy": ops.mean(ops.cast(right, "float32")),
        }
