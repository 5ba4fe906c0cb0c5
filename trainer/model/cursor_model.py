"""The flagship: a Bidirectional LSTM whose two directions meet at the cursor.

The forward direction reads the text before the cursor, the backward direction the text after it, and a head
joins both into a prediction of the next token of the gap between them. Neither direction ever reads the token
it helps to predict.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import keras
from keras import ops

from trainer.batches.distances import STARTS
from trainer.model.cells import STATES, recurrent_layer

Tensor = Any


@dataclass(frozen=True)
class CursorShape:
    """Sizes of a `CursorModel`.

    Attributes:
        vocabulary_size: number of tokens.
        embedding: numbers in a token's vector; also the width of the hidden vector before a tied output
            layer. Before another one, it is as wide as `units`.
        units: cells of each LSTM layer, in each direction.
        forward_layers: LSTM layers on the text before the cursor; the first is half of the `Bidirectional`.
        backward: whether there is a direction that reads the text after the cursor. Without it the model is
            a plain forward LSTM, as most of the literature trains.
        cell: what all of these layers are made of, one of `trainer.model.cells.STATES`.
        tied: whether the output layer's weights are the embedding's; else it has its own, and a bias.
        distances: whether the head can be told how far the text after the cursor is; needs `backward`.
    """

    vocabulary_size: int
    embedding: int
    units: int
    forward_layers: int
    backward: bool = True
    cell: str = "lstm"
    tied: bool = True
    distances: bool = False

    @property
    def vector_deviation(self) -> float:
        """Standard deviation of the numbers in a new token's vector, of which a tied output layer is made."""
        return float(self.embedding**-0.5)


class NothingFollows(keras.layers.Layer):
    """Puts a learned vector in place of the right vector where no text follows the cursor."""

    def build(self, right_shape: tuple[int | None, ...], present_shape: tuple[int | None, ...]) -> None:
        """Make the vector, as wide as the right vector."""
        self.vector = self.add_weight(shape=(right_shape[-1],), initializer="zeros", name="vector")

    def call(self, right: Tensor, present: Tensor) -> Tensor:
        """Keep `right` `[..., units]` where `present` `[..., 1]` is 1, take the vector where it is 0."""
        return present * right + (1.0 - present) * self.vector


class Distances(keras.layers.Layer):
    """Adds what is known of the way to the text after the cursor to its right vector.

    "Unknown" adds nothing, so that a model that is never told needs no table, and what has been learned
    without one stays as it is.
    """

    def build(self, right_shape: tuple[int | None, ...], steps_shape: tuple[int | None, ...]) -> None:
        """Make a vector, as wide as the right vector, for each step of `trainer.batches.distances`."""
        self.vectors = self.add_weight(
            shape=(len(STARTS), right_shape[-1]), initializer="zeros", name="vectors"
        )

    def call(self, right: Tensor, steps: Tensor) -> Tensor:
        """`right` `[..., units]` and int32 steps `[...]`, 0 where the way is unknown -> `[..., units]`."""
        nothing = ops.zeros((1, self.vectors.shape[1]))
        return right + ops.take(ops.concatenate([nothing, self.vectors]), steps, axis=0)


class CursorModel(keras.Model):
    """Embedding, Bidirectional LSTM around the cursor, further forward layers, joining head, output.

    The parts are public because training, export and evaluation each run them in their own order:
    `read_left`, `read_right` and `join` are what the three exported graphs hold.
    """

    def __init__(self, shape: CursorShape, **kwargs: Any):
        super().__init__(**kwargs)
        self.shape = shape
        self.embedding = keras.layers.ReversibleEmbedding(
            shape.vocabulary_size,
            shape.embedding,
            embeddings_initializer=keras.initializers.RandomNormal(stddev=shape.vector_deviation),
            name="embedding",
        )
        if shape.backward:
            self.around = keras.layers.Bidirectional(
                _layer(shape, shape.cell), merge_mode=None, name="around"
            )
        else:
            self.first = _layer(shape, "first")
        # The order in which layers are made is that of the weights in checkpoints; it has to stay.
        self.upper = [_layer(shape, f"upper_{n}") for n in range(1, shape.forward_layers)]
        if shape.backward:
            self.nothing_follows = NothingFollows(name="nothing_follows")
        if shape.tied:
            self.join_left = keras.layers.Dense(shape.embedding, name="join_left")
        if shape.backward:
            self.join_both = keras.layers.Dense(shape.units, activation="relu", name="join_both")
            self.join_out = keras.layers.Dense(self.hidden_size, use_bias=False, name="join_out")
        if not shape.tied:
            self.scores = keras.layers.Dense(shape.vocabulary_size, name="scores")
        if shape.distances:
            self.distances = Distances(name="distances")
        self._build_parts()

    @property
    def hidden_size(self) -> int:
        """Width of the vector that the output layer reads."""
        return self.shape.embedding if self.shape.tied else self.shape.units

    def _build_parts(self) -> None:
        size, units = self.shape.embedding, self.shape.units
        self.embedding.build((None, None))
        (self.around if self.shape.backward else self.first).build((None, None, size))
        for layer in self.upper:
            layer.build((None, None, units))
        if self.shape.tied:
            self.join_left.build((None, units))
        else:
            self.scores.build((None, units))
        if self.shape.backward:
            self.nothing_follows.build((None, units), (None, 1))
            self.join_both.build((None, 2 * units))
            self.join_out.build((None, units))
        if self.shape.distances:
            self.distances.build((None, units), (None,))
        self.built = True

    @property
    def forward_layers(self) -> list[keras.layers.RNN]:
        """The recurrent layers that read the text before the cursor, first to last."""
        first = self.around.forward_layer if self.shape.backward else self.first
        return [first, *self.upper]

    @property
    def state_names(self) -> list[str]:
        """Names of the forward states: each layer's hidden (`h`) and, if it has one, cell (`c`) state."""
        parts = STATES[self.shape.cell]
        return [f"state_{n}_{part}" for n in range(self.shape.forward_layers) for part in parts]

    def by_layer(self, states: list[Tensor]) -> list[list[Tensor]]:
        """The forward states, one for each of `state_names`, in a list for each layer."""
        size = len(STATES[self.shape.cell])
        return [states[first : first + size] for first in range(0, len(states), size)]

    def read_left(
        self, tokens: Tensor, states: list[Tensor], layers: Sequence[Any] = ()
    ) -> tuple[Tensor, list[Tensor]]:
        """Read text before the cursor.

        Args:
            tokens: int32 `[batch, time]`.
            states: one float32 `[batch, units]` for each of `state_names`.
            layers: what reads instead of the forward layers, when a converter needs that.

        Returns:
            The forward vector after each token, `[batch, time, units]`, and the new states.
        """
        vectors, new_states = self.embedding(tokens), []
        for layer, before in zip(layers or self.forward_layers, self.by_layer(states), strict=True):
            vectors, *after = layer(vectors, initial_state=before)
            new_states += after
        return vectors, new_states

    def read_right(self, tokens: Tensor) -> Tensor:
        """Read text after the cursor, from its end towards the cursor; a model without `backward` cannot.

        Args:
            tokens: int32 `[batch, time]`, in the order of the text.

        Returns:
            `[batch, time, units]`; entry k is the right vector after the text's last k + 1 tokens.
        """
        return self.around.backward_layer(self.embedding(tokens))[0]

    def join(self, left: Tensor, right: Tensor, present: Tensor) -> Tensor:
        """Join both sides: `[..., units]`, `[..., units]`, `[..., 1]` -> hidden vector `[..., hidden_size]`.

        A model without a backward direction looks at `left` alone.
        """
        hidden = self.join_left(left) if self.shape.tied else left
        if not self.shape.backward:
            return hidden
        both = ops.concatenate([left, self.nothing_follows(right, present)], axis=-1)
        return hidden + self.join_out(self.join_both(both))

    def logits(self, hidden: Tensor) -> Tensor:
        """Scores of the next token, `[..., hidden_size]` -> `[..., vocabulary]`."""
        return self.embedding(hidden, reverse=True) if self.shape.tied else self.scores(hidden)


def _layer(shape: CursorShape, name: str) -> keras.layers.RNN:
    return recurrent_layer(shape.cell, shape.units, name)
