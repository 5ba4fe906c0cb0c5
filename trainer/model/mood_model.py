"""The review classifier: a text in, how light it reads out. Embedding, one LSTM, one number.

Padding stands in front and is read like a word of its own, as in the published system: it brings the LSTM to
the state in which it begins to read.
"""

from dataclasses import dataclass
from typing import Any

import keras

Tensor = Any


@dataclass(frozen=True)
class MoodShape:
    """Sizes of a `MoodModel`.

    Attributes:
        vocabulary_size: number of tokens.
        embedding: numbers in a token's vector.
        units: cells of the LSTM.
        length: tokens of a text that are read, the last ones.
    """

    vocabulary_size: int
    embedding: int
    units: int
    length: int


class MoodModel(keras.Model):
    """Tokens int32 `[batch, length]` -> probability that a text is light, float32 `[batch, 1]`."""

    def __init__(self, shape: MoodShape, **kwargs: Any):
        super().__init__(**kwargs)
        self.shape = shape
        self.embedding = keras.layers.Embedding(shape.vocabulary_size, shape.embedding, name="embedding")
        self.reader = keras.layers.LSTM(shape.units, name="reader")
        self.mood = keras.layers.Dense(1, name="mood")
        self.embedding.build((None, shape.length))
        self.reader.build((None, shape.length, shape.embedding))
        self.mood.build((None, shape.units))
        self.built = True

    def logits(self, tokens: Tensor) -> Tensor:
        """The logarithm of the odds that each text is light, `[batch, 1]`."""
        return self.mood(self.reader(self.embedding(tokens)))

    def call(self, tokens: Tensor) -> Tensor:
        """See the class."""
        return keras.ops.sigmoid(self.logits(tokens))
