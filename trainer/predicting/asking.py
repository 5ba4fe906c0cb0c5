"""Asks Keras models outside their training, in the way that suits the backend."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np

Tensor = Any
Array = Any


def asking(model: keras.Model, answer: Callable[..., Any]) -> Callable[..., Any]:
    """A function of tensors, as one of NumPy arrays that learns nothing.

    JAX compiles it once for each shape of its arguments; operation by operation, each step of an LSTM would
    be compiled anew. So that there are few shapes, rows are filled up to a power of two meanwhile.

    Args:
        model: whose variables the function reads.
        answer: each row of what it gives depends on the same row of its arguments alone, and each argument is
            an array or a list of arrays `[rows, ...]`.

    Returns:
        The function of arrays, which gives arrays of as many rows.
    """
    backend = keras.backend.backend()
    if backend == "jax":
        return _compiled(model, answer)
    if backend == "torch":
        import torch

        def without_gradients(*args: Any) -> Any:
            with torch.no_grad():
                return _arrays(answer(*args))

        return without_gradients
    return lambda *args: _arrays(answer(*args))


def _compiled(model: keras.Model, answer: Callable[..., Any]) -> Callable[..., Any]:
    import jax

    @jax.jit
    def run(values: list[Tensor], args: tuple[Any, ...]) -> Any:
        with keras.StatelessScope(state_mapping=list(zip(model.variables, values, strict=True))):
            return answer(*args)

    def padded(*args: Any) -> Any:
        rows = len(jax.tree.leaves(args)[0])
        more = (1 << (rows - 1).bit_length()) - rows
        filled = jax.tree.map(lambda array: np.concatenate([array, np.repeat(array[:1], more, axis=0)]), args)
        answers = run([variable.value for variable in model.variables], filled)
        return jax.tree.map(lambda array: array[:rows], _arrays(answers))

    return padded


def _arrays(tensors: Any) -> Any:
    return keras.tree.map_structure(keras.ops.convert_to_numpy, tensors)
