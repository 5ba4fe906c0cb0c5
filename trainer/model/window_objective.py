"""What a many-to-one network is trained on: the next token after each window."""

from functools import partial
from typing import Any

import keras
from keras import ops

from trainer.model.objective import Objective, Tensor
from trainer.model.window_model import RunLstm, WindowModel

# Samples that are learned at once: what long windows keep for their gradient takes 10 MB a sample.
PART_ROWS = 32


class WindowObjective(Objective):
    """Wraps a `WindowModel` so that Keras can fit it: batch in, mean negative log likelihood out.

    While training, the penalties on weights are added to it.

    Args:
        model: the model to fit.
        padded: whether windows shorter than others are among them.
        towers: parts of a batch that run side by side, see `trainer.model.objective.Objective`.
        kernel: `trainer.model.cpu_loops.lstm_from_blank`, or None to use Keras's own layers.
        compute_dtype: type of the matrix products' inputs in `kernel`.
        in_parts: `trainer.model.parts.in_parts`, to train on at most `PART_ROWS` samples at once; or None.
    """

    def __init__(
        self,
        model: WindowModel,
        padded: bool,
        towers: int = 1,
        kernel: Any = None,
        compute_dtype: str = "float32",
        in_parts: Any = None,
    ):
        super().__init__("window_objective", model, towers)
        self.padded = padded
        self.run_lstm: RunLstm | None = self._run_lstm if kernel else None
        self.kernel = kernel
        self.low_precision = compute_dtype
        self.in_parts = in_parts
        self.accuracy = keras.metrics.Mean(name="accuracy")

    def call(self, batch: dict[str, Tensor], training: bool = False) -> dict[str, Tensor]:
        """`loss`, the mean negative log likelihood in nats a prediction, and `accuracy`, of a batch."""
        losses, hits = zip(*(self._tower(n, batch, training) for n in range(self.towers)), strict=True)
        loss = ops.mean(ops.concatenate(losses))
        if training and self.model.losses:
            loss += sum(self.model.losses)
        return {"loss": loss, "accuracy": ops.mean(ops.concatenate(hits))}

    def _tower(self, tower: int, batch: dict[str, Tensor], training: bool) -> tuple[Tensor, Tensor]:
        """Loss of each sample of one tower, and whether the first guess was right."""
        rows = [batch[name][tower :: self.towers] for name in ("windows", "targets")]
        answers = partial(self._answers, training)
        if self.in_parts and training and rows[0].shape[0] > PART_ROWS:
            weights = [variable.value for variable in self.model.trainable_variables]
            return self.in_parts(answers, rows, weights, PART_ROWS)
        return answers(*rows)

    def _answers(self, training: bool, windows: Tensor, targets: Tensor) -> tuple[Tensor, Tensor]:
        """Loss of each sample, and whether the first guess was right."""
        logits = self.model.logits(windows, training, self.run_lstm, self.padded)
        losses = keras.losses.sparse_categorical_crossentropy(targets, logits, from_logits=True)
        right = ops.equal(ops.cast(ops.argmax(logits, axis=-1), "int32"), ops.cast(targets, "int32"))
        return losses, ops.cast(right, "float32")

    def _run_lstm(self, layer: keras.layers.LSTM, vectors: Tensor, blanks: Tensor | None) -> Tensor:
        weights = (layer.cell.kernel, layer.cell.recurrent_kernel, layer.cell.bias)
        return self.kernel(vectors, blanks, *weights, self.low_precision)
