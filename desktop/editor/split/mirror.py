"""Keeps a second document letter by letter what the page's is, at once at every edit.

Two of Qt's plain text views of one document share its layout: its width, and what is painted among the
letters, so that a ghost, or what an input method composes, would stand in both. So the second view has a
document of its own, which nobody edits.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit

from desktop.editor.documents.exact_text import exact_text
from desktop.editor.page.long_paragraphs import (
    PARAGRAPH_SEPARATOR,
    cursor_between,
    is_continuation,
    may_have_pieces,
)
from desktop.editor.page.page import Page
from desktop.engine.recovery.journal import SEAM


class Mirror(QObject):
    """Follows one document in another view, whose place stays where it is while one writes elsewhere."""

    def __init__(self, source: QTextDocument, view: Page):
        super().__init__(view)
        self._source, self._view = source, view
        self._document = view.document()
        self.fill()
        source.contentsChange.connect(self._on_change)

    def end(self) -> None:
        """Follow no longer."""
        self._source.contentsChange.disconnect(self._on_change)

    def fill(self) -> None:
        """Take over all of the text."""
        last = self._source.characterCount() - 1
        # In the very pieces that it stands in there.
        QPlainTextEdit.setPlainText(self._view, self._words(0, last))
        self._mark_pieces(0, last)

    def _words(self, start: int, end: int) -> str:
        """The text from one position to another; half a character is made visible, and as long as it is."""
        return exact_text(self._source, start, end).replace(SEAM, "\n")

    def _on_change(self, position: int, removed: int, added: int) -> None:
        # Qt may count the end of the last paragraph, which is none of the text.
        length, mine = self._source.characterCount() - 1, self._document.characterCount() - 1
        end = min(position + added, length)
        place = cursor_between(self._document, min(position, mine), min(position + removed, mine))
        words = self._words(position, end)
        if removed == added and words.replace("\n", PARAGRAPH_SEPARATOR) == place.selectedText():
            return  # only its looks have changed
        top, offset = self._top()
        place.insertText(words)
        if self._document.characterCount() != self._source.characterCount():
            self.fill()
        elif may_have_pieces(self._source):
            self._mark_pieces(position, end)
        self._hold(top, offset)

    def _mark_pieces(self, start: int, end: int) -> None:
        """Join the blocks of a long paragraph as they are joined there."""
        if not may_have_pieces(self._source):
            return
        block, mine = self._source.findBlock(start), self._document.findBlock(start)
        while block.isValid() and mine.isValid() and block.position() <= end:
            if is_continuation(block) != is_continuation(mine):
                _set_format(mine, block.charFormat())
            block, mine = block.next(), mine.next()

    # --- the place of the view ---------------------------------------------------------------------------

    def _top(self) -> tuple[QTextCursor, int]:
        """The paragraph at the view's top, and how many of its lines are above it."""
        block = self._view.firstVisibleBlock()
        return QTextCursor(block), self._view.verticalScrollBar().value() - block.firstLineNumber()

    def _hold(self, top: QTextCursor, offset: int) -> None:
        bar, line = self._view.verticalScrollBar(), top.block().firstLineNumber() + offset
        if bar.value() != line:
            bar.setValue(line)


def _set_format(block: QTextBlock, format_: QTextCharFormat) -> None:
    cursor = QTextCursor(block)
    cursor.setBlockCharFormat(format_)
