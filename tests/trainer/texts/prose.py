"""Text for the tests of the corpus: made up, the same on every run."""

import random
from collections.abc import Iterator

_SUBJECTS = [
    "The postman",
    "A grey cat",
    "My sister",
    "The old captain",
    "Nobody",
    "Doctor Wren",
    "Her uncle",
]
_VERBS = [
    "opened",
    "forgot",
    "carried",
    "watched",
    "painted",
    "lost",
    "followed",
    "mended",
    "sold",
    "dreamt of",
]
_OBJECTS = [
    "the red umbrella",
    "a letter",
    "the last train",
    "his hat",
    "an orchard",
    "the kettle",
    "the tide",
]
_ENDS = [
    "before supper",
    "in the rain",
    "without a word",
    "at Marlow Bridge",
    "again",
    "for 45 pence",
    "at dusk",
]


def sentence(source: random.Random) -> str:
    parts = (source.choice(words) for words in (_SUBJECTS, _VERBS, _OBJECTS, _ENDS))
    return " ".join(parts) + "."


def paragraph(source: random.Random) -> str:
    text = " ".join(sentence(source) for _ in range(source.randint(1, 6)))
    return f'"{text}" she said.' if source.random() < 0.3 else text


def paragraphs(count: int, seed: int = 0) -> Iterator[str]:
    source = random.Random(seed)
    for _ in range(count):
        yield paragraph(source)


def book(count: int, seed: int = 0) -> str:
    return "\n".join(paragraphs(count, seed)) + "\n"
