"""Stretches of text that are shown marked: found words, dimmed paragraphs, misspelled words.

Qt paints extra selections where the document's letters would stand if nothing were painted among them. In the
one paragraph in which a ghost stands, or an input method composes, the letters behind it stand further on.
There the marks behind it are put into the layout's own formats, which count what is painted, too.
"""

from PySide6.QtGui import QColor, QTextBlock, QTextCharFormat, QTextCursor, QTextFormat, QTextLayout
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from desktop.editor.page.ghost import Painted, place_in

# Tells our ranges from the ghost's, and from those of an input method.
MARK_PROPERTY = QTextFormat.Property.UserProperty.value + 0x63

Mark = QTextEdit.ExtraSelection
# Marks of long stretches, on which others stand: Qt paints the later mark over the earlier one.
GROUNDS = ("focus", "scope")


def mark_of(cursor: QTextCursor, look: QTextCharFormat | QColor) -> Mark:
    """A mark of what a cursor selects, with its looks or, if those are a colour, on that ground."""
    mark = Mark()
    mark.cursor = cursor
    if isinstance(look, QColor):
        mark.format.setBackground(look)
    else:
        mark.format = look
    return mark


class Marks:
    """The marks of one page, each kind under its own name."""

    def __init__(self, page: QPlainTextEdit):
        self._page = page
        self._named: dict[str, list[Mark]] = {}
        self._carrying: QTextCursor | None = None  # in the paragraph whose layout has marks of ours

    def set(self, name: str, marks: list[Mark]) -> None:
        """Have these marks in place of those of the same name; `show` shows them."""
        self._named[name] = marks

    def show(self) -> None:
        """Show all marks where their letters stand now."""
        grounds = [mark for name in GROUNDS for mark in self._named.get(name, ())]
        others = [mark for name, named in self._named.items() if name not in GROUNDS for mark in named]
        marks = [*grounds, *(_on_grounds(mark, grounds) for mark in others)] if grounds else others
        block = self._page.textCursor().block()
        if not block.isValid():  # another text is on its way to the page: it has no paragraph of a ghost's
            self._carrying = None
            self._page.setExtraSelections(marks)
            return
        ranges: list[QTextLayout.FormatRange] = []
        if marks and block.layout().preeditAreaText():
            marks, ranges = _parted(marks, block)
        if self._carrying and self._carrying.block() != block:
            self._set_ranges(self._carrying.block(), [])
        if ranges or self._carrying:
            self._set_ranges(block, ranges)
            self._carrying = place_in(block) if ranges else None
        self._page.setExtraSelections(marks)

    def _set_ranges(self, block: QTextBlock, ranges: list[QTextLayout.FormatRange]) -> None:
        layout = block.layout()
        before = layout.formats()
        others = [one for one in before if not one.format.hasProperty(MARK_PROPERTY)]
        if [*others, *ranges] != before:
            layout.setFormats([*others, *ranges])
            self._page.document().markContentsDirty(block.position(), block.length())


def _on_grounds(mark: Mark, grounds: list[Mark]) -> Mark:
    """A mark as it is to be painted on those of the stretches that it lies in: dimmed words stay dim."""
    start, end = mark.cursor.selectionStart(), mark.cursor.selectionEnd()
    both = QTextCharFormat()
    for ground in grounds:
        if ground.cursor.selectionStart() <= start and end <= ground.cursor.selectionEnd():
            both.merge(ground.format)
    both.merge(mark.format)
    return mark_of(mark.cursor, both)


def _parted(marks: list[Mark], block: QTextBlock) -> tuple[list[Mark], list[QTextLayout.FormatRange]]:
    """Part marks into those that Qt paints at the right place and those for the layout of a paragraph."""
    (at, painted), begin = Painted.into(block.layout()), block.position()
    painted_at = begin + at
    last = begin + block.length() - 1
    kept: list[Mark] = []
    ranges: list[QTextLayout.FormatRange] = []
    for mark in marks:
        start, end = mark.cursor.selectionStart(), mark.cursor.selectionEnd()
        if end <= painted_at or start > last:
            kept.append(mark)
            continue
        if start < painted_at:
            kept.append(_part(mark, start, painted_at))
        if end > last + 1:
            kept.append(_part(mark, last + 1, end))
        behind = QTextLayout.FormatRange()
        behind.start = max(start, painted_at) - begin + painted
        behind.length = min(end, last) - begin + painted - behind.start
        behind.format = mark.format
        behind.format.setProperty(MARK_PROPERTY, True)
        if behind.length > 0:
            ranges.append(behind)
    return kept, ranges


def _part(mark: Mark, start: int, end: int) -> Mark:
    cursor = QTextCursor(mark.cursor)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return mark_of(cursor, mark.format)
