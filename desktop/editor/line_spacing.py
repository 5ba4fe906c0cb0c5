"""Open line and paragraph spacing for a plain text page.

`QPlainTextDocumentLayout` sets lines solid and offers no setting. Every part of Qt that needs a paragraph's
geometry asks `blockBoundingRect` for it, and that one is virtual: here the lines that Qt has just broken are
moved apart before anyone sees where they are.
"""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from desktop.editor.long_paragraphs import is_continuation

LINE_GAP = 0.42  # of a line's own height; with a serif's leading this comes to about one and a half lines
PARAGRAPH_GAP = 0.45  # of a line's own height, below a paragraph's last line


class SpacedDocumentLayout(QPlainTextDocumentLayout):
    """Lays out paragraphs with air between lines and between paragraphs."""

    def __init__(self, document: QTextDocument):
        super().__init__(document)

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Return the paragraph's rectangle, its spacing included; lays the paragraph out when needed."""
        if not block.isValid():
            return QRectF()
        rect = super().blockBoundingRect(block)
        layout = block.layout()
        count = layout.lineCount()
        if count == 0:
            return rect
        first = layout.lineAt(0)
        line_height = first.height()
        gap = max(2, round(line_height * LINE_GAP))
        # Qt sets the first line at 0, and so does every new line breaking: 0 means "not spaced yet".
        if first.y() == 0:
            y = gap / 2
            for number in range(count):
                line = layout.lineAt(number)
                line.setPosition(QPointF(line.x(), y))
                y += line.height() + gap
            rect = super().blockBoundingRect(block)
        # A blank line is space enough by itself, and pieces of one paragraph stand together.
        stands_apart = block.length() > 1 and not is_continuation(block.next())
        below = round(line_height * PARAGRAPH_GAP) if stands_apart else 0
        rect.setHeight(rect.height() + gap / 2 + below)
        return rect
