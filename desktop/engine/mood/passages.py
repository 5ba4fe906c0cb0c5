"""Cuts a story into passages of about a quarter of a page, for the mood line and for rereading."""

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop.engine.utf16 import utf16_length
from desktop.engine.words import count_words

FEWEST_WORDS = 120
MOST_WORDS = 150
# A paragraph, or a sentence, of more words than this is cut.
LONGEST_PIECE = 200
# A last passage of fewer words is part of the one before it: a few words have no mood of their own.
SHORTEST_REST = 40
# Ends of paragraphs, of sentences, of words.
_ENDS = (
    re.compile("\n"),
    re.compile(r"[.!?…][^\w\s]*\s+|[\u3002\uff01\uff1f][^\w\s]*\s*"),
    re.compile(r"\s+"),
)


@dataclass(frozen=True)
class Passage:
    """A stretch of a text, text[start:end].

    Attributes:
        start: Where its first paragraph, or sentence, begins.
        end: Behind its last word or mark.
        words: How many words it has.
    """

    start: int
    end: int
    words: int


def cut_passages(text: str, count: Callable[[str], int] = count_words) -> list[Passage]:
    """Cut a text into passages of 120 to 150 words, in whole paragraphs as far as possible.

    Where several paragraphs end in that range, their words decide on one of them (content-defined chunking:
    Muthitacharoen, Chen, Mazieres, "A Low-bandwidth Network File System", 2001). So the passages behind an
    edit soon are the same ones as before it, however many words came in.

    Args:
        text: A paragraph on each line.
        count: Counts the words of a piece of the text; may raise an exception to give up.

    Returns:
        The passages in order; stretches without words, such as blank lines, may belong to none. A paragraph
        of more than 200 words is cut at its sentences' ends.
    """
    pieces = list(_pieces(text, 0, len(text), _ENDS, count))
    passages: list[Passage] = []
    first = 0
    while first < len(pieces):
        last = _last_piece(text, pieces, first)
        passages.append(_joined(text, pieces[first : last + 1]))
        first = last + 1
    if len(passages) > 1 and passages[-1].words < SHORTEST_REST:
        passages[-2:] = [_joined(text, passages[-2:])]
    return passages


class PassageCutter:
    """Cuts a story again and again, and counts only the words of what is new in it."""

    def __init__(self) -> None:
        self._words: dict[str, int] = {}  # of each piece of text that was counted

    def cut(self, text: str, is_stale: Callable[[], bool]) -> list[Passage] | None:
        """Cut a text as `cut_passages` does.

        Args:
            text: A paragraph on each line.
            is_stale: Asked every few milliseconds; True gives up: what was counted is kept.
        """
        known, self._words = self._words, {}

        def count(piece: str) -> int:
            if is_stale():
                self._words = known | self._words
                raise _StaleError
            words = known.get(piece)
            self._words[piece] = count_words(piece) if words is None else words
            return self._words[piece]

        try:
            return cut_passages(text, count)
        except _StaleError:
            return None


class _StaleError(Exception):
    """Nobody wants the answer any more."""


def starting_lines(text: str, passages: list[Passage]) -> Iterator[tuple[int, int]]:
    """The number of the line in which each passage begins, and the offset in it, in UTF-16 code units."""
    line = offset = seen = 0
    for passage in passages:
        between = text[seen : passage.start]
        lines = between.count("\n")
        if lines:
            line, offset = line + lines, 0
        offset += utf16_length(between[between.rfind("\n") + 1 :])
        seen = passage.start
        yield line, offset


def _pieces(
    text: str, start: int, end: int, ends: tuple[re.Pattern[str], ...], count: Callable[[str], int]
) -> Iterator[Passage]:
    """The stretches that are not to be cut and have words, in order."""
    while start < end:
        found = ends[0].search(text, start, end)
        stop = found.end() if found else end
        words = count(text[start:stop])
        if words > LONGEST_PIECE and ends[1:]:
            yield from _pieces(text, start, stop, ends[1:], count)
        elif words:
            yield Passage(start, stop, words)
        start = stop


def _last_piece(text: str, pieces: list[Passage], first: int) -> int:
    """The number of the last piece of the passage that begins with the `first`."""
    words = 0
    candidates: list[int] = []
    for number in range(first, len(pieces)):
        words += pieces[number].words
        if words > MOST_WORDS and candidates:
            break
        if words >= FEWEST_WORDS:
            candidates.append(number)

    def checksum(number: int) -> int:
        piece = text[pieces[number].start : pieces[number].end]
        return zlib.crc32(piece.encode("utf-8", "surrogatepass"))

    return min(candidates, key=checksum, default=len(pieces) - 1)


def _joined(text: str, pieces: list[Passage]) -> Passage:
    start, end = pieces[0].start, pieces[-1].end
    end = start + len(text[start:end].rstrip())
    return Passage(start, end, sum(piece.words for piece in pieces))
