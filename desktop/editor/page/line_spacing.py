"""Open line and paragraph spacing for a plain text page, and paragraphs that run from right to left.

`QPlainTextDocumentLayout` sets lines solid and offers no setting, and it sets every paragraph to the left.
Every part of Qt that needs a paragraph's geometry asks `blockBoundingRect` for it, and that one is virtual:
here the lines that Qt has just broken are moved apart, and to their side, before anyone sees where they are.
"""

import unicodedata

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLayout
from PySide6.QtWidgets import QPlainTextDocumentLayout

from desktop.editor.page.long_paragraphs import is_continuation

LOOKED_BACK = 50  # paragraphs, for the direction of one that has no letters
_DIRECTIONS = {
    "L": Qt.LayoutDirection.LeftToRight,
    "R": Qt.LayoutDirection.RightToLeft,
    "AL": Qt.LayoutDirection.RightToLeft,
}


class SpacedDocumentLayout(QPlainTextDocumentLayout):
    """Lays out paragraphs with air between lines and between paragraphs, each from the side it begins at.

    Attributes:
        line_gap: Between two lines, as a part of a line's own height; with a serif's leading 0.4 comes to
            about one and a half lines.
        paragraph_gap: The same, below a paragraph's last line.
        indent: Of a paragraph's first line, in pixels. All three hold from the next layout on.
    """

    def __init__(self, document: QTextDocument):
        super().__init__(document)
        self.line_gap = 0.4
        self.paragraph_gap = 0.45
        self.indent = 0

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
        gap = max(2, round(line_height * self.line_gap))
        # Qt sets the first line at 0, and so does every new line breaking: 0 means "not spaced yet".
        if first.y() == 0:
            runs_left = direction(block) == Qt.LayoutDirection.RightToLeft
            if runs_left:
                self._turn(block)
            if self.indent and block.length() > 1 and not is_continuation(block):
                _break_lines(layout, layout.lineAt(0).x(), layout.lineAt(0).width(), self.indent, runs_left)
                block.setLineCount(layout.lineCount())
            count = layout.lineCount()
            y = gap / 2
            for number in range(count):
                line = layout.lineAt(number)
                line.setPosition(QPointF(line.x(), y))
                y += line.height() + gap
            rect = super().blockBoundingRect(block)
        # A blank line is space enough by itself, and pieces of one paragraph stand together.
        stands_apart = block.length() > 1 and not is_continuation(block.next())
        below = round(line_height * self.paragraph_gap) if stands_apart else 0
        rect.setHeight(rect.height() + gap / 2 + below)
        return rect

    def _turn(self, block: QTextBlock) -> None:
        """Let a paragraph begin at the right."""
        layout = block.layout()
        option = layout.textOption()
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setAlignment(
            Qt.AlignmentFlag.AlignRight
        )  # Qt finds a direction by itself, but never does this
        layout.setTextOption(option)
        if _strong_direction(block) is None or is_continuation(block):
            # What Qt has found is another direction than that of what stands before.
            first = layout.lineAt(0)
            _break_lines(layout, first.x(), first.width())
            block.setLineCount(layout.lineCount())


def direction(block: QTextBlock) -> Qt.LayoutDirection:
    """The direction of a paragraph: that of its first letter, else that of the paragraph before.

    The first is rule P2 of Unicode's bidirectional algorithm (UAX 9).
    """
    for _ in range(LOOKED_BACK):
        goes_on = is_continuation(block) and block.previous().isValid()
        found = None if goes_on else _strong_direction(block)
        if found is not None:
            return found
        block = block.previous()
        if not block.isValid():
            break
    return Qt.LayoutDirection.LeftToRight


def _strong_direction(block: QTextBlock) -> Qt.LayoutDirection | None:
    """The direction of a block's first letter, a ghost's or a composed one too; None if it has none."""
    text, layout = block.text(), block.layout()
    painted = layout.preeditAreaText()
    if painted:
        position = layout.preeditAreaPosition()
        text = text[:position] + painted + text[position:]
    for letter in text:
        found = _DIRECTIONS.get(unicodedata.bidirectional(letter))
        if found is not None:
            return found
    return None


def _break_lines(
    layout: QTextLayout, x: float, width: float, indent: float = 0, runs_left: bool = False
) -> None:
    """Break a paragraph's lines as `QPlainTextDocumentLayout` does, but for the first one's indent."""
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLeadingIncluded(True)
        line.setLineWidth(width - indent)
        line.setPosition(QPointF(x if runs_left else x + indent, y))
        y += line.height()
        indent = 0
    layout.endLayout()
