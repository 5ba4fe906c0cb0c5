"""How words that surprise, and places that stand out, look on the page."""

from PySide6.QtGui import QColor, QTextCharFormat

from desktop.editor.look import Look, blend, contrast

# Behind a word, by its level: so much of the colour, less where words could not be read upon it.
SHARES = {1: 0.14, 2: 0.30, 3: 0.50}
WARM = QColor("#e07b28")
READABLE = 4.5  # WCAG 2, level AA
_Line = QTextCharFormat.UnderlineStyle
# Not by their colour alone: each kind has a line of its own.
LINES = {
    "surprising": _Line.SingleUnderline,
    "confused": _Line.DashUnderline,
    "repeated": _Line.DotLine,
    "worn": _Line.DashDotLine,
}


def tint(look: Look, level: int) -> QColor:
    """The colour behind a word of a level."""
    share = SHARES[level]
    while share > 0.02:
        colour = blend(WARM, look.paper, share)
        if contrast(look.page_ink, colour) >= min(READABLE, contrast(look.page_ink, look.paper)):
            return colour
        share *= 0.8
    return look.paper


def tint_format(look: Look, level: int) -> QTextCharFormat:
    """How a word of a level is painted."""
    form = QTextCharFormat()
    form.setBackground(tint(look, level))
    return form


def place_format(look: Look, kind: str) -> QTextCharFormat:
    """How a place of a kind is painted, upon the tints of its words."""
    form = QTextCharFormat()
    form.setUnderlineStyle(LINES[kind])
    form.setUnderlineColor(look.accent)
    return form
