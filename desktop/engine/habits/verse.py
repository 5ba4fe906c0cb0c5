"""Verse and other short lines: what goes on with them has lines of the same length.

A model of prose knows line ends as those of paragraphs alone. Behind verse it would soon write paragraphs.
"""

from dataclasses import dataclass

# So many lines at least, each of so many characters at most, are taken for verse.
_LEAST_LINES = 4
_LONGEST = 60
_MOST_LINES = 40
# What ends a sentence, and the quotes behind it: lines that end so may as well be what people say.
_SENTENCE_ENDS = ".!?\u2026:;\"'\u2019\u201d)\u3002\uff01\uff1f"
# A word with its space: lines of one length have at least so much to end in.
_WORD = 6


@dataclass(frozen=True)
class Lines:
    """How long lines are, in characters: between `shortest` and `longest` they end."""

    shortest: int
    longest: int


def verse(left: str) -> Lines | None:
    """How long the lines at the end of a text are; None if they are paragraphs.

    Args:
        left: The text before the cursor. Blank lines part stanzas.
    """
    lines = [line.strip() for line in left.split("\n")[:-1]][-_MOST_LINES:]
    recent = []
    for line in reversed(lines):
        if len(line) > _LONGEST:
            break
        if line:
            recent.append(line)
    if len(recent) < _LEAST_LINES or 2 * sum(line[-1] in _SENTENCE_ENDS for line in recent) > len(recent):
        return None
    lengths = sorted(map(len, recent))
    return Lines(lengths[len(lengths) // 4], max(lengths[-1], lengths[len(lengths) // 4] + _WORD))
