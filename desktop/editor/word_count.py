"""Counts a document's words without ever reading more than what was edited."""

from array import array

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextDocument

from desktop.editor.unicode_words import count_words


class WordCount(QObject):
    """Keeps the number of words of a document, paragraph by paragraph.

    Signals:
        changed: The number of words, after it changed.
    """

    changed = Signal(int)

    def __init__(self, document: QTextDocument):
        super().__init__(document)
        self._document = document
        self._counts = array("I", [0])  # words of each paragraph, by its number
        self._total = 0
        document.contentsChange.connect(self._on_contents_change)

    @property
    def words(self) -> int:
        """Number of words in the document."""
        return self._total

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        document = self._document
        first_block = document.findBlock(position)
        last = document.findBlock(position + added).blockNumber()
        first = max(0, first_block.blockNumber())
        if last < 0:  # Qt counts the document's end as added when all of it is replaced
            last = document.blockCount() - 1
        grown = document.blockCount() - len(self._counts)
        old_end = last + 1 - grown
        counts = array("I")
        block = document.findBlockByNumber(first)
        for _ in range(first, last + 1):
            counts.append(count_words(block.text()))
            block = block.next()
        total = self._total - sum(self._counts[first:old_end]) + sum(counts)
        self._counts[first:old_end] = counts
        if total != self._total:
            self._total = total
            self.changed.emit(total)
