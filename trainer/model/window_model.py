"""Many-to-one networks: the last tokens in, scores of the next one out.

The classic text generators are of this kind: a word-level Bidirectional LSTM over everything before the
target, a character-level LSTM over the last hundred characters.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import keras
from keras import ops

Tensor = Any

# Runs an LSTM layer over `[batch, time, features]`, from where `[batch, time, 1]` is no longer 1 (None: from
# the beginning), and gives `[batch, time, units]`.
RunLstm = Callable[[keras.layers.LSTM, Tensor, Tensor | None], Tensor]

_RECURRENT = ("bidirectional", "lstm")


@dataclass(frozen=True)
class WindowShape:
    """Sizes of a `WindowModel`.

    Attributes:
        vocabulary_size: number of tokens.
        embedding: numbers in a token's vector; 0 reads the ids themselves, divided by the vocabulary's size.
        layers: kind and number of each layer, see `trainer.settings.WindowSettings`.
        l2: penalty on the weights of `relu` layers.
    """

    vocabulary_size: int
    embedding: int
    layers: tuple[tuple[str, float], ...]
    l2: float = 0.0


class WindowModel(keras.Model):
    """Embedding, recurrent layers of which the last hands on its last vector, dense layers, scores."""

    def __init__(self, shape: WindowShape, **kwargs: Any):
        super().__init__(**kwargs)
        self.shape = shape
        self.embedding = (
            keras.layers.Embedding(shape.vocabulary_size, shape.embedding, name="embedding")
            if shape.embedding
            else None
        )
        last = max(n for n, (kind, _) in enumerate(shape.layers) if kind in _RECURRENT)
        self.stack = [self._layer(n, *layer, last > n) for n, layer in enumerate(shape.layers)]
        self.scores = keras.layers.Dense(shape.vocabulary_size, name="scores")
        self._build_layers()

    def call(self, windows: Tensor) -> Tensor:
        """Probabilities `[batch, vocabulary]` of what comes after windows `[batch, time]` without blanks."""
        return ops.softmax(self.logits(windows, padded=False))

    def logits(
        self, windows: Tensor, training: bool = False, run_lstm: RunLstm | None = None, padded: bool = True
    ) -> Tensor:
        """Score the next token.

        Args:
            windows: int32 `[batch, time]`; with `padded`, ids below zero in front of shorter windows.
            training: whether dropout drops.
            run_lstm: runs LSTM layers in place of Keras.
            padded: whether shorter windows may be among them.

        Returns:
            `[batch, vocabulary]`.
        """
        begun = windows >= 0 if padded else None
        vectors = self._read(ops.maximum(windows, 0) if padded else windows)
        for layer in self.stack:
            if isinstance(layer, keras.layers.Dropout):
                vectors = layer(vectors, training=training)
            elif isinstance(layer, keras.layers.Dense):
                vectors = layer(vectors)
            elif run_lstm:
                vectors = _run(layer, vectors, begun, run_lstm)
            else:
                vectors = layer(vectors, mask=begun)
        return self.scores(vectors)

    def _read(self, ids: Tensor) -> Tensor:
        if self.embedding:
            return self.embedding(ids)
        return (ops.cast(ids, "float32") / self.shape.vocabulary_size)[..., None]

    def _layer(self, number: int, kind: str, size: float, sequence: bool) -> keras.layers.Layer:
        name = f"{kind}_{number}"
        if kind == "dropout":
            return keras.layers.Dropout(size, name=name)
        if kind == "relu":
            units = round(size * self.shape.vocabulary_size) if size < 1 else int(size)
            penalty = keras.regularizers.L2(self.shape.l2) if self.shape.l2 else None
            return keras.layers.Dense(units, activation="relu", kernel_regularizer=penalty, name=name)
        lstm = keras.layers.LSTM(int(size), return_sequences=sequence, name=name)
        return keras.layers.Bidirectional(lstm, name=name) if kind == "bidirectional" else lstm

    def _build_layers(self) -> None:
        shape: tuple[int | None, ...] = (None, None, self.shape.embedding or 1)
        if self.embedding:
            self.embedding.build((None, None))
        for layer in (*self.stack, self.scores):
            layer.build(shape)
            shape = layer.compute_output_shape(shape)
        self.built = True


def _run(layer: keras.layers.Layer, vectors: Tensor, begun: Tensor | None, run_lstm: RunLstm) -> Tensor:
    """One recurrent layer by `run_lstm`: `[batch, time, features]` -> its outputs, or the last one only."""
    blanks = None if begun is None else 1.0 - ops.cast(begun, "float32")[..., None]
    if isinstance(layer, keras.layers.LSTM):
        outputs = run_lstm(layer, vectors, blanks)
        return outputs if layer.return_sequences else outputs[:, -1]
    forward = run_lstm(layer.forward_layer, vectors, blanks)
    # Backwards, a window's blanks come last, where they spoil nothing but what stands on blanks itself.
    backward = ops.flip(run_lstm(layer.backward_layer, ops.flip(vectors, axis=1), None), axis=1)
    if layer.return_sequences:
        return ops.concatenate([forward, backward], axis=-1)
    if blanks is None:
        first = backward[:, 0]
    else:
        places = ops.cast(ops.sum(blanks, axis=1, keepdims=True), "int32")
        first = ops.take_along_axis(backward, places, axis=1)[:, 0]
    return ops.concatenate([forward[:, -1], first], axis=-1)
