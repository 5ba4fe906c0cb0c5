"""Where words come from, if not from the writer; and the words of a text as they are told apart here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from desktop.engine.annotations.annotation import Anchor
from desktop.engine.words import find_words

_JOINING = "-'\N{RIGHT SINGLE QUOTATION MARK}"  # at a word's end these are marks


class Origin(StrEnum):
    """How words of the machine's came to a text."""

    ACCEPTED = "accepted"  # a suggestion at the cursor, all of it or word by word
    PICKED = "picked"  # one of a list of next words
    CONTINUED = "continued"  # a continuation, one of several too
    BRIDGED = "bridged"  # what leads over a gap
    REPHRASED = "rephrased"  # in the place of another word


ORIGINS = tuple(Origin)
# What the machine writes by itself; all else is offered while the writer writes.
WRITTEN = frozenset((Origin.CONTINUED, Origin.BRIDGED))


class Word(NamedTuple):
    """A word that stands in a text as the machine has put it there.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        origin: How it came.
    """

    start: int
    end: int
    origin: Origin


@dataclass(frozen=True)
class Stretch:
    """Words of the machine's with no others between them, as they are kept in a file.

    Attributes:
        origin: How they came.
        anchor: Where they stand, in characters, with all of their text.
    """

    origin: Origin
    anchor: Anchor

    @property
    def words(self) -> int:
        """How many words there are."""
        return sum(1 for _ in bare_words(self.anchor.exact))


@dataclass(frozen=True)
class Record:
    """What is known of one text.

    Attributes:
        stretches: The words that stand, in the order of the text.
        put_in: How many words were ever put in, by how they came; those that were taken back at once, by
            undo, or cut, are not among them.
    """

    stretches: Sequence[Stretch] = ()
    put_in: Mapping[Origin, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.stretches) or any(self.put_in.values())

    @property
    def standing(self) -> dict[Origin, int]:
        """How many of the words stand unchanged, by how they came."""
        counts: dict[Origin, int] = {}
        for stretch in self.stretches:
            counts[stretch.origin] = counts.get(stretch.origin, 0) + stretch.words
        return counts


def bare_words(text: str) -> Iterator[tuple[int, int]]:
    """From where to where each word reaches, without hyphens and apostrophes behind its last letter.

    Words are those that `desktop.engine.words.count_words` counts.
    """
    return ((start, start + len(word.rstrip(_JOINING))) for start, word in find_words(text))


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of a text with all that may belong to the words at its edges."""
    while start and _joins(text[start - 1]):
        start -= 1
    while end < len(text) and _joins(text[end]):
        end += 1
    return start, end


def _joins(character: str) -> bool:
    return character.isalnum() or character in _JOINING
