"""Tables of numbers that a bundle holds beside its graphs, as NumPy files."""

import io
import math
from typing import Any

import numpy as np

from desktop.engine.bundles.bundle import Bundle
from desktop.engine.errors import BundleDamagedError

_ITEM = np.dtype("<f4")
# What is larger would make sums beyond float32.
_MOST = 1e6
# The header of a NumPy file of version 1 has no more bytes than that.
_MOST_HEADER = 1 << 16


def load_table(bundle: Bundle, file: str, shape: tuple[int, ...]) -> np.ndarray:
    """Read one of a bundle's tables, float32 of this shape.

    Raises:
        BundleMissingError: The file is missing.
        BundleDamagedError: It was altered, or holds something else.
        BundleUnsafeError: It is no ordinary file, or far too large.
    """
    data = bundle.contents(file, _MOST_HEADER + math.prod(shape) * _ITEM.itemsize)
    try:
        return _numbers(data, shape)
    except ValueError as error:
        raise BundleDamagedError(
            "The model's file {path} is not the table it should be ({reason}); install the model again.",
            path=bundle.path(file),
            reason=error,
        ) from error


def _numbers(data: bytes, shape: tuple[int, ...]) -> np.ndarray:
    """The numbers of a NumPy file, read without making room for what its header merely claims.

    Raises:
        ValueError: It holds something else; a few words on what.
    """
    file = io.BytesIO(data)
    try:
        version = np.lib.format.read_magic(file)
        found: Any = np.lib.format.read_array_header_1_0(file)
    except Exception as error:  # whatever a header that nobody of ours wrote makes of its reader
        raise ValueError("it is no file of NumPy's") from error
    if version != (1, 0) or found != (shape, False, _ITEM):
        raise ValueError(f"its numbers are not float32 {list(shape)}")
    if len(data) - file.tell() != math.prod(shape) * _ITEM.itemsize:
        raise ValueError("it has more or fewer numbers than it says")
    numbers = np.frombuffer(data, _ITEM, offset=file.tell()).reshape(shape)
    if not (np.abs(numbers) <= _MOST).all():
        raise ValueError("not all of it are numbers that a model learns")
    return numbers
