"""Open line and paragraph spacing for a plain text page, and paragraphs that run from right to left.

`QPlainTextDocumentLayout` sets lines solid and offers no setting, and it sets every paragraph to the left.
Every part of Qt that needs a paragraph's geometry asks `blockBoundingRect` for it, and that one is virtual:
here the lines that Qt has just broken are moved apart, and to their side, before anyone sees where they are.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLayout
from PySide6.QtWidgets import QPlainTextDocumentLayout

from desktop.editor.page.long_paragraphs import is_continuation


@dataclass(frozen=True)
class Setting:
    """How a paragraph is set that is no ordinary one; its first line has no indent.

    Attributes:
        is_centred: It stands in the middle.
        inset: So far it stands in on both sides, in pixels.
        hang: Its further lines begin where this one of its positions stands in the first.
    """

    is_centred: bool = False
    inset: float = 0
    hang: int = 0


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
        setting: Tells of paragraphs that are no ordinary ones; None if there are none.
    """

    def __init__(self, document: QTextDocument):
        super().__init__(document)
        self.line_gap = 0.4
        self.paragraph_gap = 0.45
        self.indent = 0
        self.setting: Callable[[QTextBlock], Setting | None] | None = None

    def documentChanged(self, start: int, removed: int, added: int) -> None:
        """Lay out what has changed, and no paragraph below it.

        Where nothing but looks or a ghost has changed, Qt tells as many characters to be gone as come, and
        adds both up: it would lay out as much again behind them, at each key.
        """
        super().documentChanged(start, 0 if removed == added else removed, added)

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
            setting = self.setting(block) if self.setting else None
            if setting:
                _set(block, setting, runs_left)
            elif self.indent and block.length() > 1 and not is_continuation(block):
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


def _set(block: QTextBlock, setting: Setting, runs_left: bool) -> None:
    """Set a paragraph that is no ordinary one."""
    layout = block.layout()
    if setting.is_centred:
        option = layout.textOption()
        option.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.setTextOption(option)
    first = layout.lineAt(0)
    x, width = first.x() + setting.inset, first.width() - 2 * setting.inset
    hang = 0.0
    if setting.hang and layout.lineCount() > 1:
        place = first.cursorToX(setting.hang)[0]  # type: ignore[index]  # PySide6's stubs lack it
        hang = first.x() + first.width() - place if runs_left else place - first.x()
    if (setting.inset or hang) and hang < width:
        # The first line stands out by what the others stand in.
        _break_lines(layout, x if runs_left else x + hang, width - hang, -hang, runs_left)
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
