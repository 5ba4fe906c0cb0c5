"""Finds the places of annotations again in a text that somebody else has changed."""

import re
from collections.abc import Iterator

from desktop.engine.annotations.annotation import LONGEST_QUOTE, Anchor, Annotation, Kind

MOST_CANDIDATES = 2000  # places of the same words that are compared; "the" stands in each line
SURE_CHARACTERS = 12  # words so long need no known neighbours to be taken for the same ones
LEAST_CONTEXT = 8  # characters of a neighbourhood that say enough where the words themselves are others
MOST_GROWTH = 200  # characters by which changed words may have grown between known neighbours


def find_again(text: str, annotation: Annotation, shift: int = 0) -> Anchor | None:
    """Where an annotation belongs in a text; None if its place is lost.

    Args:
        text: The text.
        annotation: Its anchor is of another version of the text, maybe.
        shift: By how many characters its neighbours were found to have moved.
    """
    anchor = annotation.anchor
    near = anchor.start + shift
    if is_at(text, anchor, near):
        return _anchor(text, anchor, near, near + len(anchor.exact))
    found = by_words(text, anchor, near) or _by_neighbours(text, anchor, near)
    if found is None and annotation.kind is Kind.BOOKMARK:
        found = _beside(text, anchor, near)
    return found


def stands_at(text: str, anchor: Anchor) -> bool:
    """Whether an anchor's words and at least a part of their neighbours are where they were.

    Args:
        text: What stands in the text from the anchor's prefix to its suffix.
        anchor: The anchor.
    """
    start = len(anchor.prefix)
    return (
        _stands(text, anchor, start) and _context(text, anchor, start, start + anchor.end - anchor.start) > 0
    )


def find_within(text: str, anchor: Anchor) -> tuple[int, int] | None:
    """Where the words of an anchor stand in a text that was put in somewhere, such as a pasted one.

    They have to be told from others: by their length, or by a neighbour.
    """
    best = max(
        _candidates(text, anchor.exact), key=lambda place: _context(text, anchor, *place), default=None
    )
    if best is None or not anchor.exact.strip():
        return None
    alike = _context(text, anchor, *best)
    if len(anchor.exact) < SURE_CHARACTERS and alike < LEAST_CONTEXT:
        return None
    return best[0], _end(text, anchor, *best)


def likeliest(text: str, anchor: Anchor) -> tuple[int, Anchor] | None:
    """Where an anchor's words most likely are in a text that has them; None if it has not.

    Returns:
        How many characters of the neighbourhood are the same, and the place.
    """
    if not anchor.exact.strip():
        return None
    places = [(_context(text, anchor, *place), *place) for place in _candidates(text, anchor.exact)]
    if not places:
        return None
    alike, start, end = max(places, key=lambda place: place[0])
    return alike, _anchor(text, anchor, start, end)


def is_at(text: str, anchor: Anchor, start: int) -> bool:
    """Whether an anchor's words, and at least a part of their neighbours, are at a place of a text."""
    return _stands(text, anchor, start) and _context(text, anchor, start, start + len(anchor.exact)) > 0


def _stands(text: str, anchor: Anchor, start: int) -> bool:
    return start >= 0 and text.startswith(anchor.exact, start) and start + len(anchor.exact) <= len(text)


def _anchor(text: str, anchor: Anchor, start: int, end: int) -> Anchor:
    return Anchor.of(text, start, _end(text, anchor, start, end))


def _end(text: str, anchor: Anchor, start: int, end: int) -> int:
    """The end of a place of which only the beginning is quoted: where its suffix begins."""
    length = anchor.end - anchor.start
    if length <= LONGEST_QUOTE:
        return end
    expected = min(len(text), start + length)
    if anchor.suffix and not text.startswith(anchor.suffix, expected):
        found = text.find(anchor.suffix, end, expected + length)
        if found >= 0:
            return found
    return expected


def _context(text: str, anchor: Anchor, start: int, end: int) -> int:
    """How many characters of the neighbourhood are the same; a text's end counts as one."""
    before = _same(anchor.prefix[::-1], text[max(0, start - len(anchor.prefix)) : start][::-1])
    behind = _same(anchor.suffix, text[end : end + len(anchor.suffix)])
    before += not anchor.prefix and start == 0
    behind += not anchor.suffix and end == len(text)
    return before + behind


def _same(one: str, other: str) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _candidates(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where these words stand, be their lines broken otherwise."""
    if not words:
        return
    start = text.find(words)
    if start < 0 and len(words.split()) > 1:
        pattern = r"\s+".join(map(re.escape, words.split()))
        for number, found in enumerate(re.finditer(pattern, text)):
            if number < MOST_CANDIDATES:
                yield found.span()
        return
    count = 0
    while start >= 0 and count < MOST_CANDIDATES:
        yield start, start + len(words)
        start = text.find(words, start + 1)
        count += 1


def by_words(text: str, anchor: Anchor, near: int) -> Anchor | None:
    """Where the same words stand, between the neighbours that are most like those they had."""
    places = [
        (_context(text, anchor, start, end), -abs(start - near), start, end)
        for start, end in _candidates(text, anchor.exact)
    ]
    if not places or not anchor.exact.strip():
        return None
    alike, _, start, end = max(places)
    is_sure = alike >= LEAST_CONTEXT or (len(places) == 1 and len(anchor.exact) >= SURE_CHARACTERS)
    return _anchor(text, anchor, start, end) if is_sure else None


def _by_neighbours(text: str, anchor: Anchor, near: int) -> Anchor | None:
    """What stands between the neighbours now."""
    place = around(text, anchor, near)
    if place is None or (place[0] == place[1] and anchor.start != anchor.end):
        return None
    return Anchor.of(text, *place)


def around(text: str, anchor: Anchor, near: int) -> tuple[int, int] | None:
    """From where to where the neighbours of an anchor have something between them, if both are found.

    Args:
        text: The text.
        anchor: The anchor.
        near: Where it is expected; the nearest of several places is taken. None if much more is between
            the neighbours than was.
    """
    for length in (len(anchor.prefix), len(anchor.prefix) // 2):
        prefix, suffix = anchor.prefix[len(anchor.prefix) - length :], anchor.suffix[:length]
        if min(len(prefix.strip()), len(suffix.strip())) < LEAST_CONTEXT:
            continue
        most = 2 * (anchor.end - anchor.start) + MOST_GROWTH
        places: list[tuple[int, int, int]] = []
        for _, start in _candidates(text, prefix):
            end = text.find(suffix, start, start + most + len(suffix))
            if end >= 0:
                places.append((abs(start - near), start, end))
        if places:
            return min(places)[1:]
    return None


def _beside(text: str, anchor: Anchor, near: int) -> Anchor | None:
    """Where one of the neighbours ends or begins: enough for a place to come back to."""
    sides = ((anchor.prefix, 1), (anchor.suffix, 0))
    for words, behind in sides:
        if len(words.strip()) < SURE_CHARACTERS:
            continue
        places = [(abs(place[behind] - near), place[behind]) for place in _candidates(text, words)]
        if places:
            return Anchor.of(text, min(places)[1], min(places)[1])
    return None
