"""Whether the writer puts a new word in before another one, or changes that one."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from desktop.editor.page.page import Page
from desktop.engine.utf16 import utf16_length
from desktop.engine.words import is_letter


class PutIn(QObject):
    """Remembers where the writer has begun to type, until the cursor goes elsewhere.

    "He s|walked" looks like the inside of a word; but if the "s" was typed there, at the beginning of a word,
    another word is on its way.
    """

    def __init__(self, page: Page):
        super().__init__(page)
        self._page = page
        self._begun: QTextCursor | None = None
        self._length = 0  # of the text, by which an edit is told from a mere move
        page.typed.connect(self._on_typed)
        page.cursorPositionChanged.connect(self._on_moved)

    def is_apart(self, position: int) -> bool:
        """Whether the word before the cursor, at `position`, was begun where the writer has begun to type."""
        begun, document = self._begun, self._page.document()
        if begun is None or position < begun.position() or begun.block() != document.findBlock(position):
            return False
        start = position
        while start >= begun.position() and is_letter(document.characterAt(start - 1)):
            start -= 1
        return start >= begun.position()

    def _on_typed(self, text: str) -> None:
        cursor = self._page.textCursor()
        start = cursor.position() - utf16_length(text)
        if self._begun is None or start < self._begun.position():
            cursor.setPosition(max(0, start))
            cursor.setKeepPositionOnInsert(True)
            self._begun = cursor
        self._length = self._page.document().characterCount()

    def _on_moved(self) -> None:
        length = self._page.document().characterCount()
        if not self._page.is_typing and length == self._length:
            self._begun = None
        self._length = length
