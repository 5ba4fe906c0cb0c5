"""Suggestions: the next words at the cursor, from beam search to the text that Tab inserts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Suggestion:
    """What the desk offers at the cursor.

    Attributes:
        text: Exactly what Tab inserts: the rest of a half-typed word, a leading space where one is needed.
        probability: Of the whole text, given what is typed (0 to 1).
    """

    text: str
    probability: float


@dataclass(frozen=True)
class SuggestSettings:
    """How much to suggest, and how sure to be.

    Attributes:
        max_words: The longest ghost, in words.
        alternatives: At most so many suggestions, each with another first word.
        precision: The ghost (the first suggestion) grows while the probability of its whole text stays
            above this; when its first word alone falls below, nothing is suggested. The alternatives come
            with their own probabilities, shown on request only, and may lie below.
    """

    max_words: int = 5
    alternatives: int = 4
    precision: float = 0.35
