"""The output layer of a head, whose weights can be changed while the rest of the graph stays as it is.

They lie in the ONNX file as float32 or, as the trainer ships them, in 8 bits with a scale for each token.
They are found there by what they are, not by their names, which a converter chose, and written anew in a copy
of the file in memory: to open that costs a few milliseconds, and a step of the model costs what it did.
"""

import math
from typing import Any

import numpy as np

from desktop.engine.checking.protobuf import BYTES, VARINT, fields, varints

# ModelProto.graph, GraphProto.initializer, and of TensorProto dims, data_type, float_data and raw_data.
_GRAPH, _INITIALIZER, _DIMS, _TYPE, _FLOATS, _RAW = 7, 5, 1, 2, 4, 9
_FLOAT, _INT8 = 1, 3
_DTYPES: dict[int, np.dtype[Any]] = {_FLOAT: np.dtype("<f4"), _INT8: np.dtype(np.int8)}
_MOST = 127
_SMALLEST = np.float32(1e-30)  # keeps weights that are all zero what they are
# How far what is found in the file may be from the weights that the graph itself has told: those went through
# its rounding.
_CLOSE = 0.05
# Every so many tokens are looked at for that.
_SAMPLED = 16
_BLOCK = 256


class OutputLayer:
    """One head's, in a copy of its file.

    Attributes:
        weights: float32 [vocabulary, hidden size], as they were trained.
    """

    def __init__(self, file: bytes, matrix: int, scales: int | None) -> None:
        """Change what stands at these places among the constants of the file; see `found_in`."""
        self._file = bytearray(file)
        trained, changed = _tensors(memoryview(file)), _tensors(memoryview(self._file))
        self.weights: np.ndarray = trained[matrix].T.astype(np.float32, order="C")
        self._matrix = changed[matrix]  # [hidden size, vocabulary]
        # [vocabulary] each, of weights in 8 bits: as they were trained, and in the copy
        self._scales = None if scales is None else (trained[scales], changed[scales])
        if self._scales:
            self.weights *= self._scales[0][:, None]

    @classmethod
    def found_in(cls, file: bytes, told: np.ndarray) -> "OutputLayer | None":
        """Find the weights in a head's file.

        Args:
            file: The ONNX file's contents, which were checked.
            told: float32 [vocabulary, hidden size], about what the weights must be.

        Returns:
            None if they are not in it in a way that is known here.
        """
        tensors = _tensors(memoryview(file))
        rows, size = told.shape
        for place, matrix in enumerate(tensors):
            if matrix.shape != (size, rows):
                continue
            if matrix.dtype != np.int8:
                if _is_like(matrix.T, told):
                    return cls(file, place, None)
                continue
            for other, scales in enumerate(tensors):
                is_scale = scales.shape == (rows,) and scales.dtype != np.int8
                if is_scale and _is_like(matrix.T * scales[:, None], told):
                    return cls(file, place, other)
        return None

    def contents(self, change: np.ndarray) -> bytes:
        """The file with `change`, float32 [vocabulary, hidden size], added to its weights."""
        new = self.weights + change
        if self._scales:
            trained, changed = self._scales
            # A scale grows if it must, so that no weight is cut off.
            scales = np.maximum(trained, np.maximum(new.max(axis=1), -new.min(axis=1)) / _MOST)
            changed[:] = scales
            new /= np.maximum(scales, _SMALLEST)[:, None]
            new = np.rint(new, out=new).astype(np.int8)
        # In blocks that stay in the processor's cache while rows become columns.
        for start in range(0, len(new), _BLOCK):
            self._matrix[:, start : start + _BLOCK] = new[start : start + _BLOCK].T
        return bytes(self._file)


def _is_like(weights: np.ndarray, told: np.ndarray) -> bool:
    weights, told = weights[::_SAMPLED], told[::_SAMPLED]
    return bool(np.isfinite(weights).all() and np.abs(weights - told).mean() <= _CLOSE * np.abs(told).mean())


def _tensors(file: memoryview) -> list[np.ndarray]:
    """The constants of a graph that are float32 or 8 bits, as views of the file."""
    bodies = (found.data for found in fields(file) if found.number == _GRAPH and found.kind == BYTES)
    messages = (found.data for body in bodies for found in fields(body) if found.number == _INITIALIZER)
    return [tensor for message in messages if (tensor := _tensor(message)) is not None]


def _tensor(message: memoryview) -> np.ndarray | None:
    shape: list[int] = []
    dtype, numbers = None, None
    for found in fields(message):
        if found.number == _DIMS:
            shape += [found.number_value] if found.kind == VARINT else varints(found.data)
        elif found.number == _TYPE:
            dtype = _DTYPES.get(found.number_value)
        elif found.number in (_FLOATS, _RAW) and found.kind == BYTES:
            numbers = found.data
    if dtype is None or numbers is None or math.prod(shape) * dtype.itemsize != len(numbers):
        return None
    return np.frombuffer(numbers, dtype).reshape(shape)
