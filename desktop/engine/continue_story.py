"""Continuing the story: sampled words, streamed to the cursor."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ContinueSettings:
    """How to continue the story.

    Attributes:
        words: Stop at the first sentence end after so many words.
        temperature: Divides the logits: below 1 plays safe, above 1 is bold; 0 always takes the likeliest.
        top_p: Sample from the smallest set of tokens that holds this much probability.
        seed: The same seed, text and model give the same story; None gives another one each time.
    """

    words: int = 100
    temperature: float = 0.8
    top_p: float = 0.92
    seed: int | None = None
