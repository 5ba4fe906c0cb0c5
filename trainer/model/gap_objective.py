"""What the flagship is trained on: predict every token of every gap, from both sides of the gap."""

from typing import Any

import keras
from keras import ops

from trainer.model.cells import STATES, STEPS
from trainer.model.cursor_model import CursorModel
from trainer.model.dropout import Dropout
from trainer.model.objective import Objective, Tensor


class GapObjective(Objective):
    """Wraps a `CursorModel` so that Keras can fit it: batch in, mean negative log likelihood out.

    The streams are dealt out to `towers`. Each stream's forward state is carried from window to window in
    variables, so a checkpoint holds it.

    Args:
        model: the model to fit.
        streams: rows of every batch, a multiple of `towers`.
        rows_with_right: how many rows, from the first on, have text after their gaps; a multiple of `towers`.
        towers: independent parts of a batch.
        kernels: `trainer.model.cpu_kernels` or, on PyTorch, `torch_kernels`; None to use Keras's own layers
            (any backend, any device).
        compute_dtype: type of the matrix products' inputs. Keras's own recurrent layers compute in float32
            (on a GPU, in the TF32 of its matrix units), as their cell states should.
        dropout: what is dropped while training.
    """

    def __init__(
        self,
        model: CursorModel,
        streams: int,
        rows_with_right: int,
        towers: int = 1,
        kernels: Any = None,
        compute_dtype: str = "float32",
        dropout: Dropout | None = None,
    ):
        super().__init__("gap_objective", model, towers)
        self.rows_with_right = rows_with_right
        self.kernels = kernels
        self.low_precision = compute_dtype
        self.dropout = dropout or Dropout()
        self.carry = [
            [
                self.add_weight(
                    shape=(streams // towers, model.shape.units),
                    initializer="zeros",
                    trainable=False,
                    name=f"{name}_{n}",
                )
                for name in model.state_names
            ]
            for n in range(towers)
        ]
        self.nothing_loss = keras.metrics.Mean(name="nothing")
        self.both_loss = keras.metrics.Mean(name="both")

    def call(self, batch: dict[str, Tensor], training: bool = False) -> dict[str, Tensor]:
        """Mean negative log likelihood, nats a token, of a `Batch` of text given as a dict.

        Returns:
            `loss` of all rows, `both` of those with text after their gaps and `nothing` of those without, as
            far as there are such rows.
        """
        parts = [self._tower(n, batch, training) for n in range(self.towers)]
        both = ops.mean(ops.stack([part[0] for part in parts]))
        nothing = ops.mean(ops.stack([part[1] for part in parts]))
        share = self.rows_with_right / batch["tokens"].shape[0]
        found = {"loss": share * both + (1.0 - share) * nothing}
        if share > 0.0:
            found["both"] = both
        if share < 1.0:
            found["nothing"] = nothing
        return found

    def reset_carry(self) -> None:
        """Set the carried states to those of a text's beginning."""
        for state in self.carry_variables:
            state.assign(ops.zeros(state.shape))

    @property
    def carry_variables(self) -> list[keras.Variable]:
        """The carried states of all towers."""
        return [state for states in self.carry for state in states]

    def hidden_vectors(
        self, tower: int, batch: dict[str, Tensor], training: bool = False
    ) -> tuple[Tensor | None, Tensor | None]:
        """What the predictions of one tower's rows are made from; moves the carried states on.

        Returns:
            `[rows, window, embedding]` of the rows with text after their gaps, and of the rows without; None
            for no rows. The entry of a place predicts the target at that place.
        """
        tokens, targets, right, carried, distances = (
            batch[name][tower :: self.towers]
            for name in ("tokens", "targets", "right", "carried", "distances")
        )
        with_right = self.rows_with_right // self.towers
        rows, window, units = tokens.shape[0], tokens.shape[1], self.model.shape.units
        left = self._read_left(tower, tokens, carried, training)
        both = nothing = None
        if with_right:
            vectors = self._read_right(targets[:with_right], training)
            picked, present = self._pick(vectors, right[:with_right])
            if self.model.shape.distances:
                picked = self.model.distances(picked, distances[:with_right])
            both = self._join(left[:with_right], picked, present)
        if with_right < rows:
            blank = (rows - with_right, window)
            nothing = self._join(left[with_right:], ops.zeros((*blank, units)), ops.zeros((*blank, 1)))
        return both, nothing

    def _tower(self, tower: int, batch: dict[str, Tensor], training: bool) -> tuple[Tensor, Tensor]:
        """Losses of one tower's rows with text after their gaps, and of those without."""
        both, nothing = self.hidden_vectors(tower, batch, training)
        # While training, each target may be told apart from some tokens only; see `Candidates`.
        some = training and "candidates" in batch
        targets = batch["places" if some else "targets"][tower :: self.towers]
        chosen = (batch["candidates"][tower], batch["offsets"][tower]) if some else (None, None)
        with_right = self.rows_with_right // self.towers
        return (
            ops.zeros(()) if both is None else self._loss(both, targets[:with_right], *chosen),
            ops.zeros(()) if nothing is None else self._loss(nothing, targets[with_right:], *chosen),
        )

    def _read_left(self, tower: int, tokens: Tensor, carried: Tensor, training: bool) -> Tensor:
        vectors = self._embed(tokens, training)
        states_by_layer = self.model.by_layer(self.carry[tower])
        for layer, states in zip(self.model.forward_layers, states_by_layer, strict=True):
            before = [state * carried for state in states]
            vectors, *after = self._recurrent(layer, vectors, before, training)
            for state, value in zip(states, after, strict=True):
                state.assign(ops.stop_gradient(value))
            vectors = self.dropout.between(vectors, training)
        return self.dropout.output(vectors, training)

    def _read_right(self, tokens: Tensor, training: bool) -> Tensor:
        layer, shape = self.model.around.backward_layer, self.model.shape
        vectors = self._embed(tokens, training)
        blank = [ops.zeros((tokens.shape[0], shape.units)) for _ in STATES[shape.cell]]
        if self.kernels:
            vectors = ops.flip(vectors, axis=1)
        return self.dropout.between(self._recurrent(layer, vectors, blank, training)[0], training)

    def _embed(self, tokens: Tensor, training: bool) -> Tensor:
        embeddings = self.dropout.words(self.model.embedding.embeddings, training)
        return self.dropout.input(ops.take(embeddings, tokens, axis=0), training)

    def _recurrent(
        self, layer: Any, vectors: Tensor, states: list[Tensor], training: bool
    ) -> tuple[Tensor, ...]:
        """Outputs `[rows, window, units]` and the states after the window."""
        kernel, recurrent_kernel, *rest = layer.trainable_variables
        weights = [kernel, self.dropout.recurrent(recurrent_kernel, training), *rest]
        if self.kernels and self.model.shape.cell == "lstm":
            return self.kernels.lstm(vectors, *weights, *states, self.low_precision)
        if self.kernels:
            step = STEPS[self.model.shape.cell]
            return self.kernels.recurrent(step, vectors, weights, states, self.low_precision)
        if not training:
            return layer(vectors, initial_state=states)
        outputs, _ = layer.stateless_call(
            weights, layer.non_trainable_variables, vectors, initial_state=states
        )
        return tuple(outputs)

    def _pick(self, vectors: Tensor, right: Tensor) -> tuple[Tensor, Tensor]:
        """Each target's right vector, and whether there is one."""
        rows, window, units = vectors.shape
        first = ops.arange(rows)[:, None] * window
        places = ops.reshape(first + ops.maximum(right, 0), (-1,))
        picked = ops.take(ops.reshape(vectors, (rows * window, units)), places, axis=0)
        present = ops.cast(right >= 0, "float32")[..., None]
        return ops.reshape(picked, (rows, window, units)), present

    def _join(self, left: Tensor, right: Tensor, present: Tensor) -> Tensor:
        model = self.model
        hidden = self._dense(model.join_left, left) if model.shape.tied else left
        if not model.shape.backward:
            return hidden
        both = ops.concatenate([left, model.nothing_follows(right, present)], axis=-1)
        joined = model.join_both.activation(self._dense(model.join_both, both))
        return hidden + self._dense(model.join_out, joined)

    def _dense(self, layer: Any, vectors: Tensor) -> Tensor:
        dense = self.kernels.dense if self.kernels else _product
        product = dense(vectors, layer.kernel, self.low_precision)
        return product + layer.bias if layer.use_bias else product

    def _loss(
        self, hidden: Tensor, targets: Tensor, candidates: Tensor | None, offsets: Tensor | None
    ) -> Tensor:
        flat, ids = ops.reshape(hidden, (-1, self.model.hidden_size)), ops.reshape(targets, (-1,))
        flat, weights = self._output(flat)
        if self.kernels:
            return self.kernels.cross_entropy(flat, weights, ids, self.low_precision, candidates, offsets)
        chosen = weights if candidates is None else ops.take(weights, candidates, axis=0)
        logits = _product(flat, ops.transpose(chosen), self.low_precision)
        logits += 0.0 if offsets is None else offsets
        return ops.mean(keras.losses.sparse_categorical_crossentropy(ids, logits, from_logits=True))

    def _output(self, hidden: Tensor) -> tuple[Tensor, Tensor]:
        """Hidden vectors `[rows, width]`, and the output layer's weights `[vocabulary, width]`.

        A bias is the weight of a number that is always 1.
        """
        if self.model.shape.tied:
            return hidden, self.model.embedding.embeddings
        scores = self.model.scores
        weights = ops.concatenate([ops.transpose(scores.kernel), scores.bias[:, None]], axis=1)
        return ops.concatenate([hidden, ops.ones((hidden.shape[0], 1))], axis=1), weights


def _product(inputs: Tensor, kernel: Tensor, compute_dtype: str) -> Tensor:
    """`inputs @ kernel`, both cast to `compute_dtype`: float32 `[..., features]` -> `[..., units]`."""
    product = ops.matmul(ops.cast(inputs, compute_dtype), ops.cast(kernel, compute_dtype))
    return ops.cast(product, "float32")
