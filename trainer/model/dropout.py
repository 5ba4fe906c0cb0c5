"""What a recurrent language model drops while it trains, each of it the same along a whole window.

Variational dropout and word dropout: Gal, Ghahramani, "A Theoretically Grounded Application of Dropout in
Recurrent Neural Networks" (2016). Dropped recurrent weights: Merity, Keskar, Socher, "Regularizing and
Optimizing LSTM Language Models" (2018).
"""

from dataclasses import dataclass
from typing import Any

import keras
from keras import ops

Tensor = Any


@dataclass(frozen=True)
class DropoutRates:
    """Shares, from 0 to 1, that are dropped.

    Attributes:
        words: of the vocabulary, whose vectors are read as zeros in this step.
        input: of the numbers of the vectors that the first layers read.
        between: of the numbers that each layer hands on, the last one's included.
        output: of the numbers that the last layer hands on, once more.
        recurrent: of the recurrent weights.
    """

    words: float = 0.0
    input: float = 0.0
    between: float = 0.0
    output: float = 0.0
    recurrent: float = 0.0


class Dropout(keras.layers.Layer):
    """Drops by `rates`; does nothing outside training.

    A layer, so that the objective's variables include the state of its random numbers.

    Args:
        rates: how much.
        seed: of the random numbers.
    """

    def __init__(self, rates: DropoutRates | None = None, seed: int = 0):
        super().__init__(name="dropout")
        self.rates = rates or DropoutRates()
        if self.rates != DropoutRates():
            self.seed_generator = keras.random.SeedGenerator(seed)
        # Else Keras would call the whole model before each batch, to build what has not been called.
        self.built = True

    def words(self, embeddings: Tensor, training: bool) -> Tensor:
        """Whole rows of `[vocabulary, embedding]`."""
        return self._drop(embeddings, self.rates.words, (embeddings.shape[0], 1), training)

    def input(self, vectors: Tensor, training: bool) -> Tensor:
        """`[batch, time, features]`, the same features at all times."""
        return self._along_time(vectors, self.rates.input, training)

    def between(self, vectors: Tensor, training: bool) -> Tensor:
        """`[batch, time, units]`, the same units at all times."""
        return self._along_time(vectors, self.rates.between, training)

    def output(self, vectors: Tensor, training: bool) -> Tensor:
        """`[batch, time, units]`, the same units at all times."""
        return self._along_time(vectors, self.rates.output, training)

    def recurrent(self, kernel: Tensor, training: bool) -> Tensor:
        """Single weights of `[units, gates * units]`."""
        return self._drop(kernel, self.rates.recurrent, tuple(kernel.shape), training)

    def _along_time(self, vectors: Tensor, rate: float, training: bool) -> Tensor:
        batch, _, features = vectors.shape
        return self._drop(vectors, rate, (batch, 1, features), training)

    def _drop(self, values: Tensor, rate: float, shape: tuple[int, ...], training: bool) -> Tensor:
        if not training or rate == 0.0:
            return values
        # A mask of one's own: keras.random.dropout would draw numbers for every time step.
        kept = ops.cast(keras.random.uniform(shape, seed=self.seed_generator) >= rate, "float32")
        return values * (kept / (1.0 - rate))
