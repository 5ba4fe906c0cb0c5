"""Golden samples as config.json holds them: what the trainer's own run of a model gave, to be recomputed."""

from dataclasses import dataclass
from typing import Any

from desktop.engine.bundles.config_values import (
    MOST_IDS,
    count,
    ids,
    optional,
    probabilities,
    probability,
    text,
)


@dataclass(frozen=True)
class GoldenSample:
    """What the trainer's own run of the graphs gave for one text.

    Attributes:
        left: The text before the cursor.
        right: The text after it, or "".
        left_ids: The ids of `left`, the end token first.
        right_ids: The ids of `right`, in reading order.
        top_ids: The likeliest next ids, best first.
        top_probabilities: Their probabilities.
        missing: How many tokens the model was told to be missing before `right`; 0 where it was told nothing.
    """

    left: str
    right: str
    left_ids: tuple[int, ...]
    right_ids: tuple[int, ...]
    top_ids: tuple[int, ...]
    top_probabilities: tuple[float, ...]
    missing: int = 0

    @classmethod
    def from_dict(cls, data: Any) -> "GoldenSample":
        """Read one entry of `golden`."""
        sample = cls(
            text(data, "left"),
            text(data, "right"),
            ids(data, "left_ids"),
            ids(data, "right_ids"),
            ids(data, "top_ids"),
            probabilities(data, "top_probabilities"),
            0 if optional(data, "missing") is None else count(data, "missing", MOST_IDS),
        )
        if not sample.left_ids or not sample.top_ids:
            raise ValueError("a golden sample is empty")
        if len(sample.top_ids) != len(sample.top_probabilities):
            raise ValueError("a golden sample has unequal numbers of ids and probabilities")
        return sample


@dataclass(frozen=True)
class MoodSample:
    """What the trainer's own run of a mood model gave for one passage.

    Attributes:
        text: The passage.
        ids: Its ids, neither padded nor cut, without an end token.
        mood: The probability that it is light, 0..1.
    """

    text: str
    ids: tuple[int, ...]
    mood: float

    @classmethod
    def from_dict(cls, data: Any) -> "MoodSample":
        """Read one entry of a mood model's `golden`."""
        sample = cls(text(data, "text"), ids(data, "ids"), probability(data, "mood"))
        if not sample.ids:
            raise ValueError("a golden sample is empty")
        return sample
