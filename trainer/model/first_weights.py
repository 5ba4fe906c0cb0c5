"""The weights that a new model begins with: the same from the same seed, whichever backend computes.

Each backend of Keras draws random numbers of its own; NumPy's are the same everywhere. The distributions are
those that Keras's layers have by default.
"""

import math
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

# Keras's own for vectors of tokens.
_UNIFORM_VECTORS = 0.05
_STREAM = 4


def draw_weights(model: keras.Model, seed: int, vector_deviation: float | None = None) -> None:
    """Draw the kernels and the tokens' vectors of a built model anew; what begins as a constant stays.

    Args:
        model: whose trainable variables are named as Keras's layers name theirs.
        seed: of the numbers.
        vector_deviation: standard deviation of the tokens' vectors, drawn from a normal distribution; None
            draws them from -0.05 to 0.05.
    """
    rng = np.random.default_rng([seed, _STREAM])
    for variable in model.trainable_variables:
        shape = tuple(variable.shape)
        if variable.name == "kernel":
            variable.assign(_glorot_uniform(rng, shape))
        elif variable.name == "recurrent_kernel":
            variable.assign(_orthogonal(rng, shape))
        elif variable.name == "embeddings":
            variable.assign(
                rng.normal(0.0, vector_deviation, shape)
                if vector_deviation
                else rng.uniform(-_UNIFORM_VECTORS, _UNIFORM_VECTORS, shape)
            )


def _glorot_uniform(rng: np.random.Generator, shape: tuple[Any, ...]) -> Array:
    """Glorot, Bengio, "Understanding the Difficulty of Training Deep Feedforward Neural Networks" (2010)."""
    limit = math.sqrt(6.0 / sum(shape))
    return rng.uniform(-limit, limit, shape)


def _orthogonal(rng: np.random.Generator, shape: tuple[Any, ...]) -> Array:
    """Saxe, McClelland, Ganguli, "Exact Solutions to the Nonlinear Dynamics of Learning" (2014)."""
    rows, columns = shape
    q, r = np.linalg.qr(rng.normal(size=(max(shape), min(shape))))
    q *= np.sign(np.diag(r))
    return q.T if rows < columns else q
