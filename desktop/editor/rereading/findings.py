"""What was found in a text, line by line, kept in its place while the writer edits."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextDocument

if TYPE_CHECKING:
    from desktop.engine.rereading.places import Place
    from desktop.engine.rereading.rereading import Part


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a line, in Qt's positions from its beginning.

    Attributes:
        start: Where it begins.
        length: How long it is.
        level: Of a word that surprises, how much, from 1; else 0.
        place: Of a place that stands out, why it does.
        kind: The same in one word.
    """

    start: int
    length: int
    level: int = 0
    place: "Place | None" = None
    kind: str = ""

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + self.length


@dataclass
class Line:
    """What was found in a line."""

    tints: list[Stretch] = field(default_factory=list)
    places: list[Stretch] = field(default_factory=list)

    def edited(self, start: int, removed: int, added: int) -> "Line | None":
        """The line after an edit in it: what was touched is gone, what stands behind has moved."""
        line = Line(
            list(_moved(self.tints, start, removed, added)), list(_moved(self.places, start, removed, added))
        )
        return line if line.tints or line.places else None


def _start(one: Stretch) -> int:
    return one.start


def _moved(some: Iterable[Stretch], start: int, removed: int, added: int) -> Iterator[Stretch]:
    for one in some:
        if one.end < start or (one.end == start and not added):
            yield one
        elif one.start > start + removed or (one.start == start + removed and removed and not added):
            yield replace(one, start=one.start + added - removed)


class Findings:
    """The findings of one document, a slot for each of its lines (Qt's blocks)."""

    def __init__(self, document: QTextDocument):
        self._document = document
        self._lines: list[Line | None] = [None] * document.blockCount()
        self._coming: list[Line | None] | None = None  # what takes their place once it is complete

    def begin(self) -> None:
        """Take what is added from now on for another text, which is shown once `finish` says so."""
        self._coming = [None] * self._document.blockCount()

    def finish(self) -> None:
        """Show what was added since `begin`."""
        if self._coming is not None:
            self._lines, self._coming = self._coming, None

    def clear(self) -> None:
        """Know nothing."""
        self._coming = None
        self._lines = [None] * self._document.blockCount()

    def add(self, part: "Part") -> None:
        """Know this, too, of the text as it is now."""
        for spot, level in part.tints:
            self._line(spot.line).tints.append(Stretch(spot.start, spot.length, level))
        for spot, place in part.places:
            self._line(spot.line).places.append(Stretch(spot.start, spot.length, 0, place, place.kind.value))

    def in_line(self, number: int) -> Line | None:
        """What was found in a line."""
        return self._lines[number] if 0 <= number < len(self._lines) else None

    def places(self) -> list[tuple[int, Stretch]]:
        """All places that stand out, in the order of the text, each with its line."""
        return [
            (number, one)
            for number, line in enumerate(self._lines)
            if line and line.places
            for one in (sorted(line.places, key=_start) if len(line.places) > 1 else line.places)
        ]

    def follow(self, position: int, removed: int, added: int) -> bool:
        """Keep all in its place after an edit; says whether places that stand out may have gone or moved."""
        self._coming = None  # of a text that is no longer there
        document = self._document
        block = document.findBlock(position)
        first, last = block.blockNumber(), document.findBlock(position + added).blockNumber()
        if first < 0 or last < 0 or not self._lines:
            had_some = any(self._lines)
            self.clear()
            return had_some
        grown = document.blockCount() - len(self._lines)
        old_end = last + 1 - grown
        before = self._lines[first:old_end]
        offset = position - block.position()
        if first == last and not grown:
            line = before[0]
            self._lines[first] = line.edited(offset, removed, added) if line else None
            return bool(line and line.places)
        begun = before[0].edited(offset, document.characterCount(), 1) if before and before[0] else None
        self._lines[first:old_end] = [begun, *[None] * (last - first)]
        return bool(grown) or any(line and line.places for line in before)

    def _line(self, number: int) -> Line:
        lines = self._lines if self._coming is None else self._coming
        if number >= len(lines):
            return Line()  # of a text that is no longer there
        line = lines[number]
        if line is None:
            line = lines[number] = Line()
        return line
