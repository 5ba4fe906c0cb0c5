"""How far the text after the cursor is: what a model is told of it, where somebody knows.

A model may have learned to make use of how many tokens are still missing between the cursor and the text
after it. Its bundle then has a table, a NumPy file, with a row for each of a few steps of that number; the
row is added to the vector of the text after the cursor. Where nobody knows, nothing is added.
"""

from dataclasses import dataclass

import numpy as np

from desktop.engine.bundles.bundle import Bundle
from desktop.engine.bundles.tables import load_table

UNKNOWN = 0


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
        rows = load_table(bundle, spec.file, shape)
        return cls(np.array(spec.starts), np.concatenate([np.zeros((1, shape[1]), np.float32), rows]))

    def of(self, missing: np.ndarray) -> np.ndarray:
        """What to add where so many tokens are missing, or `UNKNOWN`: int [rows] -> float32 [rows, size]."""
        rows: np.ndarray = self.vectors[np.searchsorted(self.starts, missing, side="right")]
        return rows
