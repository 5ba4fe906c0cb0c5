"""What a model has learned of recalling: which places of a story are worth what, seen from the cursor.

A bundle without it recalls by the plain likeness of vectors, as Grave, Joulin and Usunier (2017, "Improving
Neural Language Models with a Continuous Cache") do. One with it has learned, on books, how to compare: by a
projection of the vectors, by how long ago it was, and by how likely the model thinks the token is here; and
how far to trust what is recalled, by a gate (Merity, Xiong, Bradbury and Socher 2017, "Pointer Sentinel
Mixture Models").
"""

from dataclasses import dataclass

import numpy as np

from desktop.engine.bundles.bundle import Bundle
from desktop.engine.bundles.tables import load_table


@dataclass(frozen=True)
class Recall:
    """A bundle's table of it.

    Attributes:
        projection: float32 [vector size, key size], what makes a key of a vector.
        gate: float32 [vector size], how much a vector speaks for trusting what is recalled.
        ages: float32 [steps], what a place's score has for its age: the first step is one token, each further
            one twice as many as the step before.
        likelihood: What it has for each nat that the model gives its token at the cursor.
    """

    projection: np.ndarray
    gate: np.ndarray
    ages: np.ndarray
    likelihood: float

    @classmethod
    def load(cls, bundle: Bundle) -> "Recall | None":
        """Read a bundle's table; None if its model has not learned to recall.

        Raises:
            BundleError: See `load_table`.
        """
        spec = bundle.config.recall
        if spec is None:
            return None
        table = load_table(bundle, spec.file, (bundle.config.width("left"), spec.size + 1))
        # The last column is the gate.
        projection, gate = np.ascontiguousarray(table[:, :-1]), table[:, -1].copy()
        return cls(projection, gate, np.array(spec.ages, np.float32), spec.likelihood)

    def by_age(self, most: int) -> np.ndarray:
        """What the scores of so many places have for their ages, the oldest first."""
        steps = np.log2(np.arange(most, 0, -1)).astype(np.int64)
        found: np.ndarray = self.ages[np.minimum(steps, len(self.ages) - 1)]
        return found
