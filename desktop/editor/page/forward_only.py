"""A page on which one can only write on: nothing can be deleted, and the cursor stays where one writes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QInputMethodEvent, QTextCursor

if TYPE_CHECKING:
    from desktop.editor.page.text_area import TextArea


class ForwardOnly(QObject):
    """Holds a page's cursor, and says what may not be done meanwhile.

    Signals:
        refused: The writer wanted to go back or to delete.
    """

    refused = Signal()

    def __init__(self, area: "TextArea"):
        super().__init__(area)
        self._area = area
        self._front: QTextCursor | None = None
        area.selectionChanged.connect(self.hold)

    @property
    def is_on(self) -> bool:
        """Whether one can only write on."""
        return self._front is not None

    def begin(self) -> None:
        """Let the writer only write on from the cursor; from the end where the cursor was never moved."""
        self._area.end_composing()
        cursor = self._area.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        if cursor.atStart():  # as in a text that was just opened: nobody drafts in front of it
            cursor.movePosition(QTextCursor.MoveOperation.End)
        self._area.setTextCursor(cursor)
        self._area.ensureCursorVisible()
        self._front = cursor

    def end(self) -> None:
        """Let the writer do everything again."""
        self._area.end_composing()
        self._front = None

    def refuses(self) -> bool:
        """Whether what the writer wants to do is not to be done; tells that it is not."""
        if self.is_on:
            self.refused.emit()
        return self.is_on

    def may_replace(self, event: QInputMethodEvent) -> bool:
        """Whether an input method may replace what it wants to.

        While one can only write on, these are letters just before the cursor, as some do with each key.
        """
        if not self.is_on:
            return True
        position, length = self._area.textCursor().position(), event.replacementLength()
        letter = self._area.document().characterAt
        return event.replacementStart() == -length and not any(
            letter(place).isspace() for place in range(max(0, position - length), position)
        )

    def hold(self) -> None:
        """Put the cursor back to where the writer writes on, whoever has moved it."""
        if self._front is None or self._area.edits.is_editing:
            return
        cursor = self._area.textCursor()
        if cursor.hasSelection() or cursor.position() != self._front.position():
            self._area.setTextCursor(self._front)
            self.refused.emit()
