"""The co-writer, plugged into a window."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu

from desktop.editor.cowriter.next_words import NextWords
from desktop.editor.cowriter.proposing import Proposing
from desktop.editor.cowriter.rephrasing import Rephrasing
from desktop.editor.frame.frame import Frame
from desktop.editor.suggestions.suggesting import Suggesting


class CoWriter(QObject):
    """All that the model writes beside the ghost and the plain continuation.

    Attributes:
        next_words: The list of the likeliest words at the cursor.
        proposing: Several ways to go on, and bridges.
        rephrasing: Other words for those of a sentence.
    """

    def __init__(self, frame: Frame, suggesting: Suggesting):
        super().__init__(frame)
        self._frame = frame
        self.next_words = NextWords(frame, suggesting)
        self.proposing = Proposing(frame, suggesting)
        self.rephrasing = Rephrasing(frame, suggesting)
        frame.page.menu_opening.connect(self._add_to_menu)

    def _add_to_menu(self, menu: QMenu, _about: QTextCursor) -> None:
        """Offer what can be done with words that are selected."""
        if self._frame.page.textCursor().hasSelection():
            menu.addSeparator()
            for name in ("rephrase", "bridge"):
                menu.addAction(self._frame.actions[name])
