"""Takes the whole text without keeping the window from its work."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextDocument

from desktop.editor.page.long_paragraphs import text_between

# Taken in well under a millisecond; then the window may do something else.
SLICE_CHARACTERS = 50_000


class Snapshot(QObject):
    """Takes a document's text slice by slice, and gives up as soon as the document changes.

    Args:
        document: The document.
        in_pieces: Give the pieces of a long paragraph a line each, so that lines are numbered as Qt's blocks.

    Signals:
        taken: The text, a paragraph on each line, as a tuple of parts.
    """

    taken = Signal(tuple)

    def __init__(self, document: QTextDocument, in_pieces: bool = False):
        super().__init__(document)
        self._in_pieces = in_pieces
        self._document = document
        self._parts: list[str] = []
        self._position = 0
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._take_slice)
        document.contentsChange.connect(self.stop)

    def start(self) -> None:
        """Begin, from the beginning."""
        self._parts, self._position = [], 0
        self._next.start()

    @property
    def is_active(self) -> bool:
        """Whether the text is being taken."""
        return self._next.isActive()

    def stop(self, *_: int) -> None:
        """Give up."""
        self._next.stop()
        self._parts = []

    def _take_slice(self) -> None:
        last = self._document.characterCount() - 1
        end = min(last, self._position + SLICE_CHARACTERS)
        if end < last:
            # In whole paragraphs: a slice might part the two halves of a character beyond the BMP.
            block = self._document.findBlock(end)
            end = block.position() + block.length() if block.next().isValid() else last
        self._parts.append(text_between(self._document, self._position, end, self._in_pieces))
        self._position = end
        if end == last:
            parts = tuple(self._parts)
            self.stop()
            self.taken.emit(parts)
