"""Words of unknown origin, such as a model's name or a path, made fit for a label and for a terminal."""

import re

# A value in a sentence, and a name in a list, are never longer; a path seldom is.
LONGEST = 500
# What controls a terminal or turns the direction of the words around it, line ends of all kinds, and halves
# of characters, which no output can encode.
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_UNFIT_IN_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def printable(words: str, longest: int = LONGEST) -> str:
    """One line without control codes: white space is a space, and what cannot be shown a replacement mark."""
    if len(words) > longest:
        words = words[: longest - 1] + "…"
    return _UNFIT.sub(lambda found: " " if found[0].isspace() else "\N{REPLACEMENT CHARACTER}", words)


def without_controls(text: str) -> str:
    """A text without control codes but for line ends and tabs: what a model says, for a page."""
    return _UNFIT_IN_TEXT.sub("", text)


def has_controls(text: str) -> bool:
    """Whether `without_controls` takes something away."""
    return _UNFIT_IN_TEXT.search(text) is not None
