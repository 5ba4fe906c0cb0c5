"""The ghost: grey words at the cursor that are painted but not in the document.

They live in the text layout's preedit area, the place where an input method shows what it is composing. Qt
draws that inline, pushes the following text along and wraps it, while the document, its undo stack and its
modified flag know nothing of it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QTextBlock, QTextCharFormat, QTextCursor, QTextFormat, QTextLayout

from desktop.engine.utf16 import utf16_length

if TYPE_CHECKING:
    from desktop.editor.page.text_area import TextArea

# Marks our range among the layout's formats, which a syntax highlighter may share with us.
GHOST_PROPERTY = QTextFormat.Property.UserProperty.value + 0x61
# Marks what the letters of the text itself look like.
LOOK_PROPERTY = QTextFormat.Property.UserProperty.value + 0x64

Looks = Callable[[QTextBlock], list[QTextLayout.FormatRange]]


def no_looks(block: QTextBlock) -> list[QTextLayout.FormatRange]:
    """The looks of plain text."""
    return []


class Ghost(QObject):
    """Shows and takes away the ghost of one page.

    Signals:
        changed: The ghost's text, after it changed; empty when there is none.
    """

    changed = Signal(str)

    def __init__(self, page: "TextArea"):
        super().__init__(page)
        self._page = page
        self._colour = QColor("gray")
        self._place = place_in(page.textCursor().block())
        self._text = ""
        self._behind = ""

    @property
    def text(self) -> str:
        """What is offered; empty when there is no ghost."""
        return self._text

    def set_colour(self, colour: QColor) -> None:
        """Paint the ghost in this colour from now on."""
        self._colour = colour
        if self._text:
            self.show(self._text, self._behind)

    def show(self, text: str, behind: str = "") -> None:
        """Paint `text`, its first line only, at the cursor, in place of what was painted before.

        Args:
            text: What is offered.
            behind: What comes by itself behind it.
        """
        text = text.splitlines()[0] if text else ""
        if not text:
            self.clear()
            return
        cursor = self._page.textCursor()
        if self._text and self._place.block() != cursor.block():
            self._set_preedit(-1, "")
        self._place = place_in(cursor.block())
        self._behind = behind
        self._set_preedit(cursor.positionInBlock(), text + behind)
        self._set_text(text)

    def clear(self) -> None:
        """Take the ghost away."""
        if self._text:
            self._set_preedit(-1, "")
            self._set_text("")

    def _set_text(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self.changed.emit(text)

    def _set_preedit(self, position: int, text: str) -> None:
        block = self._place.block()
        layout = block.layout()
        layout.setPreeditArea(position, text)
        ranges = [*self._page.looks(block), *other_formats(layout, GHOST_PROPERTY)]
        if text:
            grey = QTextLayout.FormatRange()
            grey.start, grey.length = position, utf16_length(text)
            grey.format = QTextCharFormat()
            grey.format.setForeground(self._colour)
            grey.format.setProperty(GHOST_PROPERTY, True)
            ranges.append(grey)
        layout.setFormats(ranges)
        self._page.document().markContentsDirty(block.position(), block.length())


class Painted(NamedTuple):
    """What is painted into a paragraph and is no part of its text: a ghost, or what is being composed.

    Attributes:
        at: Where in the paragraph, in Qt's positions.
        length: How many of them it takes; 0 for nothing.
    """

    at: int
    length: int

    @classmethod
    def into(cls, layout: QTextLayout) -> "Painted":
        """What is painted into a paragraph, by its layout."""
        return cls(layout.preeditAreaPosition(), utf16_length(layout.preeditAreaText()))

    def left_out(self, place: int) -> int:
        """The position in the text of a place in the layout."""
        return place if not self.length or place <= self.at else max(self.at, place - self.length)


def other_formats(layout: QTextLayout, own: int = LOOK_PROPERTY) -> list[QTextLayout.FormatRange]:
    """The formats of a paragraph's layout without one kind of them, and without its letters' looks."""
    return [
        one
        for one in layout.formats()
        if not (one.format.hasProperty(own) or one.format.hasProperty(LOOK_PROPERTY))
    ]


def place_in(block: QTextBlock) -> QTextCursor:
    """Return a cursor that stays at a block's beginning, whatever is edited.

    A `QTextBlock` must not be kept: once another text is on the page it refers to memory that is no more.
    """
    place = QTextCursor(block)
    place.setKeepPositionOnInsert(True)
    return place
