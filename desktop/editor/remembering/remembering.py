"""The panel of the memory, plugged into a window; it is made when it is shown first."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu

from desktop.editor.frame.frame import Frame
from desktop.editor.frame.late import Late
from desktop.editor.story.stories import Stories
from desktop.editor.suggestions.suggesting import Suggesting

if TYPE_CHECKING:
    from desktop.editor.remembering.memory_view import MemoryView

LONGEST = 60  # characters of what is selected that may be added


class Remembering(QObject):
    """Shows what is remembered, and adds to it from the page.

    Attributes:
        view: What shows it; None as long as it was never shown.
    """

    def __init__(self, frame: Frame, suggesting: Suggesting, stories: Stories):
        super().__init__(frame)
        self._frame, self._suggesting, self._stories = frame, suggesting, stories
        self.view: MemoryView | None = None
        frame.actions.bind(keep_in_memory=self.keep_selected)
        frame.page.menu_opening.connect(self._add_to_menu)
        Late(frame, "memory_panel", self._make)

    def keep_selected(self) -> None:
        """Keep what is selected, or the word at the cursor, in the memory of this story."""
        text = self._selected()
        if text:
            self._suggesting.keeper.keep(text)
            self._frame.remark(self.tr("“{words}” is known in this story from now on.").format(words=text))
        else:
            self._frame.remark(self.tr("Select a name or a few words first, or put the cursor into one."))

    def _selected(self) -> str:
        cursor = self._frame.page.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        text = " ".join(cursor.selectedText().split())
        return text if len(text) <= LONGEST and any(map(str.isalpha, text)) else ""

    def _add_to_menu(self, menu: QMenu, _about: QTextCursor) -> None:
        cursor = self._frame.page.textCursor()
        if cursor.hasSelection() and self._selected():
            menu.addAction(self._frame.actions["keep_in_memory"])

    def _make(self) -> "MemoryView":
        from desktop.editor.remembering.memory_view import MemoryView

        self.view = MemoryView(self._frame, self._suggesting, self._stories)
        return self.view
