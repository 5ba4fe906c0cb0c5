"""How well a classifier of texts does: its loss and its accuracy."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trainer.labelled_samples import LabelledSamples

Floats = NDArray[np.float32]
# Tokens int32 `[texts, length]` -> probabilities that they are light, float32 `[texts, 1]`.
ReadMoods = Callable[[NDArray[np.int32]], Floats]

_ROWS = 128
# Keras bounds probabilities so before it takes their logarithms.
_SMALLEST = 1e-7


@dataclass(frozen=True)
class MoodScores:
    """How well labels were told.

    Attributes:
        texts: number of texts.
        loss: mean binary cross-entropy, in nats a text.
        accuracy: share of texts on the right side of one half.
    """

    texts: int
    loss: float
    accuracy: float


def read_moods(read: ReadMoods, samples: LabelledSamples, most: int | None = None) -> Floats:
    """The probabilities of the first `most` texts (or all), `[texts]`."""
    texts = np.arange(len(samples) if most is None else min(most, len(samples)))
    moods = [read(samples.rows(texts[n : n + _ROWS]))[:, 0] for n in range(0, len(texts), _ROWS)]
    return np.concatenate(moods)


def mood_scores(moods: Floats, labels: NDArray[np.uint8]) -> MoodScores:
    """Compare probabilities with labels, both `[texts]`."""
    bounded = np.clip(moods.astype(np.float64), _SMALLEST, 1.0 - _SMALLEST)
    losses = -np.log(np.where(labels, bounded, 1.0 - bounded))
    return MoodScores(len(moods), float(losses.mean()), float(((moods > 0.5) == labels).mean()))
