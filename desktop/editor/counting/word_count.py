"""Counts a document's words without ever reading more than what was edited."""

from array import array

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextBlock, QTextDocument

from desktop.editor.counting.unicode_words import count_words
from desktop.editor.page.long_paragraphs import is_continuation

AROUND_SEAM = 64  # characters on both sides of a seam, that show whether it parts a word


class WordCount(QObject):
    """Keeps the number of words of a document, paragraph by paragraph.

    Signals:
        changed: The number of words, after it changed.
    """

    changed = Signal(int)

    def __init__(self, document: QTextDocument):
        super().__init__(document)
        self._document = document
        self._counts = array("i", [0])  # words of each paragraph, by its number
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
        if is_continuation(document.findBlockByNumber(last + 1)):
            last += 1  # its words are counted with an eye to the piece before it
        grown = document.blockCount() - len(self._counts)
        old_end = last + 1 - grown
        counts = array("i")
        block = document.findBlockByNumber(first)
        for _ in range(first, last + 1):
            counts.append(_words_of(block) if block.length() > 1 else 0)  # a million may be empty
            block = block.next()
        total = self._total - sum(self._counts[first:old_end]) + sum(counts)
        self._counts[first:old_end] = counts
        if total != self._total:
            self._total = total
            self.changed.emit(total)


def _words_of(block: QTextBlock) -> int:
    """The words of a block; less those that the seam before a piece of a long paragraph makes two of."""
    text = block.text()
    words = count_words(text)
    if is_continuation(block):
        before, after = block.previous().text()[-AROUND_SEAM:], text[:AROUND_SEAM]
        words += count_words(before + after) - count_words(before) - count_words(after)
    return words
