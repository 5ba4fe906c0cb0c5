"""Marks on stretches of text, and where they are painted while a ghost pushes the text along.

Qt paints extra selections at their places in the document. In the paragraph of a ghost, the layout has the
ghost's letters, too, so that a mark behind it would be painted so many letters too early. There, formats of
the layout take the mark's place: those count the ghost.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextFormat, QTextLayout
from PySide6.QtWidgets import QTextEdit

# Tells our formats from others of a layout.
MARK_PROPERTY = QTextFormat.Property.UserProperty.value + 0x63

Marks = list[QTextEdit.ExtraSelection]


@dataclass(frozen=True)
class Painted:
    """Letters that are painted but not in the document.

    Attributes:
        block: Where their paragraph begins, in Qt's positions.
        place: Where in the document they are painted.
        end: Where their paragraph ends.
        length: How many there are.
    """

    block: int
    place: int
    end: int
    length: int


def letters_in(block: QTextBlock) -> Painted | None:
    """What is painted in a paragraph beyond the document: by a ghost, or by an input method."""
    layout = block.layout()
    painted = layout.preeditAreaText()
    if not painted:
        return None
    start, place = block.position(), layout.preeditAreaPosition()
    length = len(painted.encode("utf-16-le", "surrogatepass")) // 2
    return Painted(start, start + place, start + block.length() - 1, length)


def parted(marks: Iterable[QTextEdit.ExtraSelection], painted: Painted | None) -> tuple[Marks, list]:
    """Part marks at a ghost.

    Returns:
        What can be painted as selections; and, as `QTextLayout.FormatRange`, what lies behind the ghost in
        its paragraph.
    """
    if painted is None:
        return list(marks), []
    selections: Marks = []
    behind = []
    for mark in marks:
        cursor, style = mark.cursor, mark.format
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        if end <= painted.place or start >= painted.end:
            selections.append(mark)
            continue
        if start < painted.place:
            selections.append(_mark(cursor, start, painted.place, style))
        if end > painted.end:
            selections.append(_mark(cursor, painted.end, end, style))
        found = QTextLayout.FormatRange()
        first, last = max(start, painted.place), min(end, painted.end)
        found.start, found.length = first - painted.block + painted.length, last - first
        found.format = QTextCharFormat(style)
        found.format.setProperty(MARK_PROPERTY, True)
        behind.append(found)
    return selections, behind


def _mark(cursor: QTextCursor, start: int, end: int, style: QTextCharFormat) -> QTextEdit.ExtraSelection:
    part = QTextEdit.ExtraSelection()
    place = QTextCursor(cursor)
    place.setPosition(start)
    place.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    part.cursor, part.format = place, style
    return part
