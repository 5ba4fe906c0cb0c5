"""What the model may read around the cursor, taken paragraph by paragraph, never the whole document."""

from collections.abc import Callable

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from desktop.editor.page.long_paragraphs import line_end
from desktop.engine.protocols import FAR_CHARACTERS
from desktop.engine.utf16 import utf16_slice
from desktop.engine.words import begins_word

LEFT_CHARACTERS = 20_000
RIGHT_CHARACTERS = 2_000
# What the engine remembers of a story around the cursor (`desktop/engine/story/story.py`).
EARLIER_CHARACTERS = 28_000
LATER_CHARACTERS = 5_000


class ContextReader:
    """Gives the text on both sides of the cursor.

    The text before the cursor starts at a paragraph that stays the same for as long as the writer goes on
    writing near it. The engine keeps what it has read as long as a text begins the same, so a start that
    crept along with every new line would make it read everything again.

    Attributes:
        is_apart: Whether what the writer types at a place is no part of the word behind it.
    """

    def __init__(self, document: QTextDocument):
        self._document = document
        self.is_apart: Callable[[int], bool] = lambda position: False
        self._start = QTextCursor(document)  # a cursor, so that edits before it move it along
        self._start.setKeepPositionOnInsert(True)
        self._above = (0, 0, "")  # where it starts, where it ends, and the text of the paragraphs between
        document.documentLayout()  # a document without one does not tell of its changes
        document.contentsChange.connect(self._on_contents_change)

    def before(self, position: int) -> str:
        """Return at most `LEFT_CHARACTERS` of the text before `position`, from a paragraph's start on."""
        self._place_start(position)
        start = self._start.position()
        block = self._document.findBlock(position)
        here = _slice(block, max(0, start - block.position()), position - block.position())
        return self._between(start, block) + here

    def after(self, position: int) -> str:
        """Return at most `RIGHT_CHARACTERS` of the text after `position`."""
        block = self._document.findBlock(position)
        parts = [_slice(block, position - block.position(), position - block.position() + RIGHT_CHARACTERS)]
        length = len(parts[0])
        while length < RIGHT_CHARACTERS and block.next().isValid():
            parts.append(line_end(block))
            block = block.next()
            parts.append(block.text()[: RIGHT_CHARACTERS - length - 1])
            length += len(parts[-1]) + 1
        return "".join(parts)

    def following(self, position: int) -> str:
        """Return what `after` does, with the space that a word needs that is put in before another one."""
        right = self.after(position)
        return f" {right}" if begins_word(right) and self.is_apart(position) else right

    def earlier(self, position: int) -> str:
        """Return about `EARLIER_CHARACTERS` before what `before` returns, in whole paragraphs."""
        self._place_start(position)
        block = self._document.findBlock(self._start.position())
        first = _slice(block, 0, self._start.position() - block.position())
        return _paragraphs_above(block, EARLIER_CHARACTERS - len(first)) + first

    def later(self, position: int) -> str:
        """Return about `LATER_CHARACTERS` behind what `after` returns."""
        position = min(position + len(self.after(position)), self._document.characterCount() - 1)
        block = self._document.findBlock(position)
        parts = [_slice(block, position - block.position())]
        length = len(parts[0])
        while length < LATER_CHARACTERS and block.next().isValid():
            parts.append(line_end(block))
            block = block.next()
            parts.append(block.text())
            length += len(parts[-1]) + 1
        return "".join(parts)

    def far(self, position: int) -> str:
        """Return about `FAR_CHARACTERS` around the paragraph at `position`, what stands before it first."""
        here = self._document.findBlock(position)
        parts = [_paragraphs_above(here, FAR_CHARACTERS)]
        length, block = len(parts[0]), here.next()
        while length < FAR_CHARACTERS and block.isValid():
            parts.append(block.text() + line_end(block))
            length += len(parts[-1])
            block = block.next()
        return "".join(parts)

    def _between(self, start: int, block: QTextBlock) -> str:
        """The text from a place to a block's beginning, kept for as long as nothing there changes."""
        end = block.position()
        if self._above[:2] != (start, end):
            parts: list[str] = []
            while block.position() > start:
                block = block.previous()
                parts.append(_slice(block, max(0, start - block.position())) + line_end(block))
            self._above = start, end, "".join(reversed(parts))
        return self._above[2]

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        if position < self._above[1]:
            self._above = 0, 0, ""

    def _place_start(self, position: int) -> None:
        distance = position - self._start.position()
        if 0 <= distance <= LEFT_CHARACTERS and (distance >= LEFT_CHARACTERS // 4 or self._start.atStart()):
            return
        # Half of what is allowed, so that the start stays put while the next half is written.
        wanted = max(0, position - LEFT_CHARACTERS // 2)
        block = self._document.findBlock(wanted)
        start = block.position()
        if position - start > LEFT_CHARACTERS:
            start = wanted  # one endless paragraph
        self._start.setPosition(start)


def _paragraphs_above(block: QTextBlock, characters: int) -> str:
    """The paragraphs before one, of about so many characters."""
    parts: list[str] = []
    while characters > 0 and block.previous().isValid():
        block = block.previous()
        parts.append(block.text() + line_end(block))
        characters -= len(parts[-1])
    return "".join(reversed(parts))


def _slice(block: QTextBlock, start: int, end: int | None = None) -> str:
    """Cut a paragraph's text at Qt's positions, which count characters beyond the BMP as two."""
    text = block.text()
    if len(text) == block.length() - 1:
        return text[start:end]
    return utf16_slice(text, start, end)
