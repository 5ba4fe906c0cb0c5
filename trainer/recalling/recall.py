"""What a model has learned of recalling: which places of a text are worth what, seen from another one.

A continuous cache (Grave, Joulin, Usunier 2017) compares the model's vectors as they are. Here keys are made
of them by a projection; a place's score also has its age and how likely the model finds its token now; and a
gate says how far to trust what is recalled (Merity, Xiong, Bradbury, Socher 2017, "Pointer Sentinel Mixture
Models"). The desk has the same in `desktop/engine/story/places.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trainer.predicting.predictor import Floats

RECALL_FILE = "recall.npy"
# The last step is for all that is older.
AGE_STEPS = 12
# Part of config.json's `calibration.memory`, which a plain cache needs too; the others are in `recall`.
_OF_CACHES = ("sharpness", "bias", "slope", "share")
_SMALLEST = 1e-30


def age_steps(ages: NDArray[np.integer]) -> NDArray[np.int32]:
    """The step of each age in tokens, from 1 on; each but the last is twice as long as the one before."""
    steps = np.log2(np.maximum(ages, 1)).astype(np.int32)
    return np.minimum(steps, AGE_STEPS - 1)


@dataclass(frozen=True)
class Recall:
    """How places are compared and how far they are trusted.

    Attributes:
        projection: `[units, key size]`, what makes a key of a vector.
        gate: `[units]`, how much a vector speaks for trusting what is recalled.
        ages: `[AGE_STEPS]`, what a place's score has for its age; see `age_steps`.
        likelihood: what it has for each nat that the model gives its token.
        sharpness: what it has for its cosine.
        bias: the part of what is recalled is `share * sigmoid(bias + slope * best cosine + gate)`.
        slope: see `bias`.
        share: see `bias`.
    """

    projection: Floats
    gate: Floats
    ages: Floats
    likelihood: float
    sharpness: float
    bias: float
    slope: float
    share: float

    @classmethod
    def of(cls, folder: Path, config: Mapping[str, Any]) -> "Recall | None":
        """What a bundle's model has learned of it; None if nothing."""
        spec = config.get("recall")
        if spec is None:
            return None
        table: Floats = np.load(folder / spec["file"], allow_pickle=False)
        counts = {name: config["calibration"]["memory"][name] for name in _OF_CACHES}
        ages = np.array(spec["ages"], np.float32)
        return cls(table[:, :-1], table[:, -1], ages, spec["likelihood"], **counts)

    def written_to(self, folder: Path, config: dict[str, Any]) -> dict[str, Any]:
        """Write the tables into a bundle's folder; returns its config with the rest."""
        np.save(folder / RECALL_FILE, np.concatenate([self.projection, self.gate[:, None]], axis=1))
        counts = {name: round(getattr(self, name), 4) for name in _OF_CACHES}
        spec = {
            "file": RECALL_FILE,
            "size": self.projection.shape[1],
            "ages": [round(age, 4) for age in self.ages.tolist()],
            "likelihood": round(self.likelihood, 4),
        }
        calibration = config.get("calibration", {})
        memory = calibration.get("memory", {}) | counts
        return config | {"recall": spec, "calibration": calibration | {"memory": memory}}

    def keys(self, vectors: Floats) -> Floats:
        """Keys of length 1 of vectors, `[rows, units] -> [rows, key size]`."""
        keys = vectors @ self.projection
        return np.asarray(keys / np.maximum(np.linalg.norm(keys, axis=1, keepdims=True), _SMALLEST))

    def probabilities(
        self,
        vectors: Floats,
        keys: Floats,
        ages: NDArray[np.integer],
        likelihoods: Floats,
        hits: NDArray[np.bool_],
        given: Floats,
    ) -> Floats:
        """What the model and what is recalled together give tokens, `[rows]`.

        Args:
            vectors: `[rows, units]`, the model's before each token.
            keys: `[places, key size]`.
            ages: `[rows, places]`, how many tokens ago each place was; below 1, it is not there yet.
            likelihoods: `[rows, places]`, the logarithm of what the model gives a place's token.
            hits: `[rows, places]`, whether the place's token is the row's.
            given: `[rows]`, the probability that the model gives the row's token.
        """
        cosines = self.keys(vectors) @ keys.T
        is_there = ages > 0
        scores = self.sharpness * cosines + self.ages[age_steps(ages)] + self.likelihood * likelihoods
        scores = np.where(is_there, scores, -np.inf)
        highest = scores.max(axis=1, keepdims=True)
        weights = np.exp(scores - np.where(np.isfinite(highest), highest, 0.0))
        total = weights.sum(axis=1)
        some = total > 0.0
        best = np.where(is_there, cosines, -1.0).max(axis=1)
        trust = self.bias + self.slope * best + vectors @ self.gate
        part = np.where(some, self.share / (1.0 + np.exp(-trust)), 0.0)
        recalled = (weights * hits).sum(axis=1) / np.maximum(total, _SMALLEST)
        return np.asarray((1.0 - part) * given + part * recalled)
