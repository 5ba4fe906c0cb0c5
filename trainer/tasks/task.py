"""What a training learns, seen from the loop that trains it."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import keras


@dataclass(frozen=True)
class Scores:
    """What a validation found; 0.0 stands for what was not measured.

    Attributes:
        loss: mean loss in nats a prediction; for a model around the cursor, with nothing after the gap.
        both: the same where the text after the gap is seen.
        accuracy: share of the predictions whose likeliest answer is right.
    """

    loss: float = 0.0
    both: float = 0.0
    accuracy: float = 0.0


def mean_metrics(objective: keras.Model, batches: Iterable[dict[str, Any]]) -> dict[str, float]:
    """Means over batches, each of which counts the same."""
    found = []
    for batch in batches:
        # Keras 3.15 does this itself, so that its own means are those of the last batch.
        objective.reset_metrics()
        found.append(objective.test_on_batch(batch, return_dict=True))
    return {name: sum(float(metrics[name]) for metrics in found) / len(found) for name in found[0]}


class Task(ABC):
    """A model, the batches it learns from, and how to tell how well it does.

    Where several workers share a training, a batch is this worker's part of it and a validation what was
    found on such parts, while the counts are those of all workers.

    Attributes:
        model: holds the weights that are kept and exported.
        objective: takes a batch, gives its mean loss in nats a prediction, and may keep a metric `accuracy`.
        step_tokens: predictions learned from in one step.
        steps_in_epoch: steps of one pass over the training text.
    """

    model: keras.Model
    objective: keras.Model
    step_tokens: int
    steps_in_epoch: int

    @property
    def carried(self) -> list[list[keras.Variable]]:
        """The states that go on from batch to batch, `[rows, units]`, of each tower of this process."""
        return []

    @abstractmethod
    def batch(self, step: int) -> dict[str, Any]:
        """The batch of one step, counted from 0; the same step gives the same batch always."""

    @abstractmethod
    def validate(self) -> Scores | None:
        """Measure on text held out; None where there is none."""

    @abstractmethod
    def sample(self) -> str:
        """Something the model writes or says, for people to read."""
