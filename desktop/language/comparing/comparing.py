"""Compares two texts: paragraphs first, then the words of those that are not the same."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import zip_longest

from desktop.engine.words import IDEOGRAPHS, LETTER
from desktop.language.comparing.sequences import common_runs

# A paragraph of fewer characters that stands elsewhere was hardly carried there: "Yes.", a scene break.
SHORTEST_MOVED = 30
# Of two paragraphs that have less in common the one was not made from the other; word by word they would be
# a riddle.
LEAST_ALIKE = 0.25
# What counts as a word: as the rest of the desk has it, hyphens and apostrophes join.
_WORD = rf"[{IDEOGRAPHS}]|{LETTER}(?:{LETTER}|[-'\N{{RIGHT SINGLE QUOTATION MARK}}])*"
_TOKENS = re.compile(rf"{_WORD}|\n|[^\S\n]+|.", re.DOTALL)
_WORDS = re.compile(_WORD)


class Change(Enum):
    """What happened to a stretch of text."""

    SAME = auto()
    REMOVED = auto()
    ADDED = auto()
    MOVED_AWAY = auto()  # whole paragraphs, which stand elsewhere now
    MOVED_HERE = auto()


OLD = frozenset({Change.SAME, Change.REMOVED, Change.MOVED_AWAY})
NEW = frozenset({Change.SAME, Change.ADDED, Change.MOVED_HERE})


@dataclass(frozen=True)
class Piece:
    """A stretch of text to which one thing happened.

    Attributes:
        change: What.
        text: The stretch.
    """

    change: Change
    text: str


@dataclass(frozen=True)
class Comparison:
    """What changed between two texts.

    Attributes:
        pieces: In order. Those of `OLD` make up the older text, those of `NEW` the newer one.
        added: Words that were added.
        removed: Words that were removed.
        moved: Paragraphs that were moved.
    """

    pieces: tuple[Piece, ...]
    added: int
    removed: int
    moved: int


def compare(old: str, new: str, is_stale: Callable[[], bool] = lambda: False) -> Comparison:
    """Compare two texts, of a million words too.

    Args:
        old: The older text.
        new: The newer one.
        is_stale: Says that nobody wants to know any more.

    Raises:
        StaleError: So it was.
    """
    pieces = _joined(_by_paragraphs(_paragraphs(old), _paragraphs(new), is_stale))
    added = sum(words_in(piece.text) for piece in pieces if piece.change is Change.ADDED)
    removed = sum(words_in(piece.text) for piece in pieces if piece.change is Change.REMOVED)
    moved = sum(
        1
        for piece in pieces
        if piece.change is Change.MOVED_HERE
        for line in piece.text.split("\n")
        if line.strip()
    )
    return Comparison(tuple(pieces), added, removed, moved)


def words_in(text: str) -> int:
    """How many words a text has."""
    return sum(1 for _ in _WORDS.finditer(text))


def _paragraphs(text: str) -> list[str]:
    """The paragraphs, with their line ends."""
    return text.splitlines(keepends=True) if _only_newlines(text) else re.findall(r"[^\n]*\n|[^\n]+", text)


def _only_newlines(text: str) -> bool:
    return not re.search("[\r\v\f\x1c-\x1e\x85\u2028\u2029]", text)


def _by_paragraphs(old: list[str], new: list[str], is_stale: Callable[[], bool]) -> Iterator[Piece]:
    runs = common_runs(old, new, is_stale)
    gaps: list[tuple[list[str], list[str]]] = []
    at, place = 0, 0
    for start, begin, length in [*runs, (len(old), len(new), 0)]:
        gaps.append((old[at:start], new[place:begin]))
        at, place = start + length, begin + length
    carried = _carried(gaps)
    for (gone, come), (start, _, length) in zip(gaps, [*runs, (len(old), 0, 0)], strict=True):
        yield from _gap(gone, come, carried, is_stale)
        if length:
            yield Piece(Change.SAME, "".join(old[start : start + length]))


def _carried(gaps: list[tuple[list[str], list[str]]]) -> set[str]:
    """The paragraphs that were taken away at one place and stand, as often, at another."""
    gone = Counter(line for old, _ in gaps for line in old)
    come = Counter(line for _, new in gaps for line in new)
    return {
        line
        for line, count in gone.items()
        if len(line.strip()) >= SHORTEST_MOVED and come.get(line) == count
    }


def _gap(old: list[str], new: list[str], carried: set[str], is_stale: Callable[[], bool]) -> Iterator[Piece]:
    """Paragraphs that are not the same: between those that were moved, word by word."""
    for left, right in zip_longest(_parted(old, carried), _parted(new, carried), fillvalue=("", "")):
        yield from _by_words(left[0], right[0], is_stale)
        if left[1]:
            yield Piece(Change.MOVED_AWAY, left[1])
        if right[1]:
            yield Piece(Change.MOVED_HERE, right[1])


def _parted(lines: list[str], carried: set[str]) -> Iterator[tuple[str, str]]:
    """Stretches of paragraphs that stayed, each with the moved one behind it."""
    stayed: list[str] = []
    for line in lines:
        if line in carried:
            yield "".join(stayed), line
            stayed = []
        else:
            stayed.append(line)
    yield "".join(stayed), ""


def _by_words(old: str, new: str, is_stale: Callable[[], bool]) -> Iterator[Piece]:
    if not (old and new):
        yield from _replaced(old, new)
        return
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    runs = common_runs(before, after, is_stale, str.isspace)
    runs = [run for run in runs if _says_something(before, after, run)]
    alike = sum(words_in("".join(before[start : start + length])) for start, _, length in runs)
    if alike < LEAST_ALIKE * max(1, min(words_in(old), words_in(new))):
        yield from _replaced(old, new)
        return
    at, place = 0, 0
    for start, begin, length in [*runs, (len(before), len(after), 0)]:
        yield from _replaced("".join(before[at:start]), "".join(after[place:begin]))
        if length:
            yield Piece(Change.SAME, "".join(before[start : start + length]))
        at, place = start + length, begin + length


def _says_something(before: list[str], after: list[str], run: tuple[int, int, int]) -> bool:
    """Whether what stayed the same is a word: spaces and marks between others are no island to stand on.

    At an end of the text, and where nothing but one side has changed, they are.
    """
    start, begin, length = run
    stayed = before[start : start + length]
    if any(_WORDS.match(token) or token == "\n" for token in stayed):
        return True
    at_beginning = start == 0 and begin == 0
    at_end = start + length == len(before) and begin + length == len(after)
    return at_beginning or at_end


def _replaced(old: str, new: str) -> Iterator[Piece]:
    if old:
        yield Piece(Change.REMOVED, old)
    if new:
        yield Piece(Change.ADDED, new)


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Pieces of one kind that go on one another as one; what is removed stands before what is added."""
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1].change is piece.change:
            found[-1] = Piece(piece.change, found[-1].text + piece.text)
        elif (
            len(found) > 1
            and piece.change is Change.REMOVED
            and found[-1].change is Change.ADDED
            and found[-2].change is Change.REMOVED
        ):
            found[-2] = Piece(Change.REMOVED, found[-2].text + piece.text)
        else:
            found.append(piece)
    return found
