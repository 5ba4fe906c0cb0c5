"""How far the text after the cursor is: what a model is told of it, where somebody knows.

A model may have learned to make use of how many tokens are still missing between the cursor and the text
after it. Its bundle then has a table, a NumPy file, with a row for each of a few steps of that number; the
row is added to the vector of the text after the cursor. Where nobody knows, nothing is added.
"""

import io
from dataclasses import dataclass
from typing import Any

import numpy as np

from desktop.engine.bundles.bundle import Bundle
from desktop.engine.errors import BundleDamagedError

UNKNOWN = 0
_ITEM = np.dtype("<f4")
# The header of a NumPy file of version 1 has no more bytes than that.
_MOST_HEADER = 1 << 16


@dataclass(frozen=True)
class Distances:
    """A bundle's table.

    Attributes:
        starts: int64 [steps], the fewest missing tokens of each step, rising from 1.
        vectors: float32 [1 + steps, size], what to add: nothing for `UNKNOWN`, then one row a step.
    """

    starts: np.ndarray
    vectors: np.ndarray

    @classmethod
    def load(cls, bundle: Bundle) -> "Distances | None":
        """Read a bundle's table; None if its model cannot be told.

        Raises:
            BundleMissingError: The file is missing.
            BundleDamagedError: It was altered, or holds something else than its config says.
            BundleUnsafeError: It is no ordinary file, or far too large.
        """
        spec = bundle.config.distances
        if spec is None:
            return None
        shape = (len(spec.starts), bundle.config.width("right"))
        data = bundle.contents(spec.file, _MOST_HEADER + shape[0] * shape[1] * _ITEM.itemsize)
        try:
            rows = _numbers(data, shape)
        except ValueError as error:
            raise BundleDamagedError(
                "The model's file {path} is no table of distances ({reason}); install the model again.",
                path=bundle.path(spec.file),
                reason=error,
            ) from error
        return cls(np.array(spec.starts), np.concatenate([np.zeros((1, shape[1]), np.float32), rows]))

    def of(self, missing: np.ndarray) -> np.ndarray:
        """What to add where so many tokens are missing, or `UNKNOWN`: int [rows] -> float32 [rows, size]."""
        rows: np.ndarray = self.vectors[np.searchsorted(self.starts, missing, side="right")]
        return rows


def _numbers(data: bytes, shape: tuple[int, int]) -> np.ndarray:
    """The float32 numbers of a NumPy file, read without making room for what its header merely claims.

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
    if len(data) - file.tell() != shape[0] * shape[1] * _ITEM.itemsize:
        raise ValueError("it has more or fewer numbers than it says")
    numbers = np.frombuffer(data, _ITEM, offset=file.tell()).reshape(shape)
    if not np.isfinite(numbers).all():
        raise ValueError("not all of it are numbers")
    return numbers
