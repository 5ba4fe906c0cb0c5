"""What the model may read around the cursor, taken paragraph by paragraph, never the whole document."""

from collections.abc import Callable

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

LEFT_CHARACTERS = 20_000
RIGHT_CHARACTERS = 2_000
# What the engine remembers of a story around the cursor (`desktop/engine/story.py`).
EARLIER_CHARACTERS = 28_000
LATER_CHARACTERS = 5_000


class ContextReader:
    """Gives the text on both sides of the cursor.

    The text before the cursor starts at a paragraph that stays the same for as long as the writer goes on
    writing near it. The engine keeps what it has read as long as a text begins the same, so a start that
    crept along with every new line would make it read everything again.
    """

    def __init__(self, document: QTextDocument):
        self._document = document
        self._start = QTextCursor(document)  # a cursor, so that edits before it move it along
        self._start.setKeepPositionOnInsert(True)

    def before(self, position: int) -> str:
        """Return at most `LEFT_CHARACTERS` of the text before `position`, from a paragraph's start on."""
        self._place_start(position)
        start = self._start.position()
        block = self._document.findBlock(position)
        parts = [_slice(block, max(0, start - block.position()), position - block.position())]
        while block.position() > start:
            block = block.previous()
            parts.append(_slice(block, max(0, start - block.position())))
        return "\n".join(reversed(parts))

    def after(self, position: int) -> str:
        """Return at most `RIGHT_CHARACTERS` of the text after `position`."""
        block = self._document.findBlock(position)
        parts = [_slice(block, position - block.position(), position - block.position() + RIGHT_CHARACTERS)]
        length = len(parts[0])
        while length < RIGHT_CHARACTERS and block.next().isValid():
            block = block.next()
            parts.append(block.text()[: RIGHT_CHARACTERS - length - 1])
            length += len(parts[-1]) + 1
        return "\n".join(parts)

    def earlier(self, position: int) -> str:
        """Return about `EARLIER_CHARACTERS` before what `before` returns, in whole paragraphs."""
        self._place_start(position)
        block = self._document.findBlock(self._start.position())
        first = _slice(block, 0, self._start.position() - block.position())
        return "\n".join(reversed(_paragraphs(block, first, QTextBlock.previous, EARLIER_CHARACTERS)))

    def later(self, position: int) -> str:
        """Return about `LATER_CHARACTERS` behind what `after` returns."""
        position = min(position + len(self.after(position)), self._document.characterCount() - 1)
        block = self._document.findBlock(position)
        first = _slice(block, position - block.position())
        return "\n".join(_paragraphs(block, first, QTextBlock.next, LATER_CHARACTERS))

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


def _paragraphs(
    block: QTextBlock, first: str, step: Callable[[QTextBlock], QTextBlock], characters: int
) -> list[str]:
    """The part `first` of a block, and whole paragraphs one step after the other, until that is enough."""
    parts, length = [first], len(first)
    while length < characters and (block := step(block)).isValid():
        parts.append(block.text())
        length += len(parts[-1]) + 1
    return parts


def _slice(block: QTextBlock, start: int, end: int | None = None) -> str:
    """Cut a paragraph's text at Qt's positions, which count characters beyond the BMP as two."""
    text = block.text()
    if text.isascii() or len(text) == block.length() - 1:
        return text[start:end]
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * start : None if end is None else 2 * end].decode("utf-16-le", "replace")
