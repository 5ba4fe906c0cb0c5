"""Small reviews made by rule, so that tests need no text from elsewhere."""

import random
from pathlib import Path

_WORDS = (
    ("dreadful", "dull", "wept", "cold", "a waste of time", "nobody laughed"),
    ("wonderful", "warm", "laughed", "bright", "worth every minute", "we cheered"),
)
_ABOUT = (
    "the actor",
    "the ending",
    "a long scene",
    "the music",
    "the old house",
    "her brother",
    "the script",
)


def review(seed: int, label: int) -> str:
    """One review: a few sentences, each with praise or blame."""
    rng = random.Random(seed)
    sentences = (f"{rng.choice(_ABOUT)} was {rng.choice(_WORDS[label])}" for _ in range(rng.randint(2, 7)))
    return "<br /><br />".join(sentence.capitalize() + "." for sentence in sentences)


def write_reviews(path: Path, count: int = 160, first: int = 0) -> Path:
    """A table of reviews, praise and blame in turn: label, number, text."""
    lines = [f"{n % 2}\t{n}\t{review(n, n % 2)}\n" for n in range(first, first + count)]
    path.write_text("".join(lines), encoding="utf-8")
    return path
