"""Marks put around words and taken away again: what is to change in one line, in Python's indices."""

import re
from typing import NamedTuple

# What may stand before the words of a line: a quote's mark, a list's, a heading's.
_PREFIX = re.compile(r"\s*(?:>[ ]?)*(?:#{1,6}[ \t]+|[-+*][ \t]+|\d{1,3}[.)][ \t]+)?")
_WORD = re.compile(r"[\w\N{RIGHT SINGLE QUOTATION MARK}'-]+")
_HEADING = re.compile(r"( {0,3})(#{1,6})[ \t]+")
_ITEM = re.compile(r"(\s*)(?:([-+*])|(\d{1,3})([.)]))([ \t]+)")
_QUOTE = re.compile(r" {0,3}(?:>[ ]?)+")
MOST_NUMBER = 999


class Change(NamedTuple):
    """A stretch of a line and what is to stand in its place.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        text: What is to stand there.
    """

    start: int
    end: int
    text: str


class Stretch(NamedTuple):
    """The words of a line that are to be marked.

    Attributes:
        start: Where they begin, behind the marks that they may have.
        end: Where they end.
        marks: How many stars, or underlines, stand on both sides of them.
    """

    start: int
    end: int
    marks: int


def words_of(line: str, start: int, end: int) -> Stretch | None:
    """What of a line can be marked between two places: no white space at its edges, and none of its marks.

    Returns:
        None if there are no words.
    """
    prefix = _PREFIX.match(line)
    start = max(start, prefix.end() if prefix else 0)
    said = line[start:end] if start < end else ""
    if not said.strip():
        return None
    start += len(said) - len(said.lstrip())
    end = start + len(said.strip())
    # Marks may have been selected with the words, or stand beside them.
    while end - start > 1 and line[start] in "*_":
        start += 1
    while end - start > 1 and line[end - 1] in "*_":
        end -= 1
    marks = 0
    while (
        start - marks > 0
        and end + marks < len(line)
        and line[start - marks - 1] in "*_"
        and line[start - marks - 1] == line[end + marks]
    ):
        marks += 1
    return Stretch(start, end, marks)


def word_at(line: str, place: int) -> tuple[int, int] | None:
    """From where to where the word at a place stands."""
    return next((one.span() for one in _WORD.finditer(line) if one.start() <= place <= one.end()), None)


def has_mark(stretch: Stretch, width: int) -> bool:
    """Whether words are emphasised (a width of 1) or strong (2)."""
    return stretch.marks == 3 or stretch.marks == width


def with_mark(line: str, stretch: Stretch, width: int, on: bool) -> list[Change]:
    """What to change so that words are marked, or no longer, from the line's end on."""
    start, end, _ = stretch
    if on == has_mark(stretch, width):
        return []
    if on:
        mark = "*" * width
        return [Change(end, end, mark), Change(start, start, mark)]
    return [Change(end, end + width, ""), Change(start - width, start, "")]


def as_heading(line: str, level: int) -> Change:
    """What to change so that a line is a heading of a level; 0 for none."""
    found = _HEADING.match(line)
    mark = f"{'#' * level} " if level else ""
    return Change(0, found.end() if found else 0, mark)


def heading_level(line: str) -> int:
    """The level of the heading that a line is; 0 for none."""
    found = _HEADING.match(line)
    return len(found[2]) if found else 0


def going_on(line: str, place: int) -> str | None:
    """What the next line of a list or of a quote begins with, if a new one is begun at a place.

    Returns:
        The mark; "" if there is nothing behind the one that is there, so that the list is to end; None where
        there is no list.
    """
    item = _ITEM.match(line)
    quote = None if item else _QUOTE.match(line)
    mark = item or quote
    if mark is None or place < mark.end():
        return None
    if not line[mark.end() :].strip():
        return ""
    if quote:
        return quote[0]
    assert item
    if item[2]:
        return item[0]
    number = int(item[3]) + 1
    return f"{item[1]}{number}{item[4]}{item[5]}" if number <= MOST_NUMBER else None
