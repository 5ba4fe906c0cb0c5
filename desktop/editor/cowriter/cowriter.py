"""The co-writer, plugged into a window."""

from desktop.editor.cowriter.next_words import NextWords
from desktop.editor.cowriter.proposing import Proposing
from desktop.editor.cowriter.rephrasing import Rephrasing
from desktop.editor.frame.frame import Frame
from desktop.editor.suggestions.suggesting import Suggesting


class CoWriter:
    """All that the model writes beside the ghost and the plain continuation.

    Attributes:
        next_words: The list of the likeliest words at the cursor.
        proposing: Several ways to go on, and bridges.
        rephrasing: Other words for those of a sentence.
    """

    def __init__(self, frame: Frame, suggesting: Suggesting):
        self.next_words = NextWords(frame, suggesting)
        self.proposing = Proposing(frame, suggesting)
        self.rephrasing = Rephrasing(frame, suggesting)
