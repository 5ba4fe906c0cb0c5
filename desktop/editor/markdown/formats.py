"""How letters look by what they are."""

from PySide6.QtGui import QFont, QFontDatabase, QTextCharFormat, QTextFormat

from desktop.books.prose.markdown_places import CODE, EMPHASIS, LINK, MARK, NOTE, STRONG
from desktop.editor.look import Look, blend
from desktop.editor.markdown.paragraphs import BREAK, CODE_LINE, ITEM, NOTHING_SAID, QUOTE
from desktop.editor.page.ghost import LOOK_PROPERTY

# Steps of Qt's for the sizes of headings, by level: 1.5 and 1.2 times the text's; deeper ones are but bold.
_STEPS = {1: 2, 2: 1}
DEEPEST = 6
_QUOTED, _CODE_GROUND, _MARKS = 0.74, 0.06, 0.42  # parts of the ink


class Formats:
    """The formats for one look, each made when it is first needed."""

    def __init__(self, look: Look):
        self._look = look
        self._made: dict[tuple[int, int], QTextCharFormat] = {}

    def of(self, kind: int, flags: int) -> QTextCharFormat:
        """The format of letters.

        Args:
            kind: What their line is.
            flags: What they are themselves.
        """
        key = (kind, flags)
        if key not in self._made:
            self._made[key] = self._make(kind, flags)
        return self._made[key]

    def _make(self, kind: int, flags: int) -> QTextCharFormat:
        look, made = self._look, QTextCharFormat()
        made.setProperty(LOOK_PROPERTY, True)
        if 1 <= kind <= DEEPEST:
            made.setFontWeight(QFont.Weight.Bold)
            if kind in _STEPS:
                made.setProperty(QTextFormat.Property.FontSizeAdjustment, _STEPS[kind])
        elif kind == QUOTE:
            made.setForeground(blend(look.page_ink, look.paper, _QUOTED))
        if flags & EMPHASIS:
            made.setFontItalic(True)
        if flags & STRONG:
            made.setFontWeight(QFont.Weight.Bold)
        if flags & CODE or kind == CODE_LINE:
            made.setFontFamilies([QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()])
            made.setFontStyleHint(QFont.StyleHint.Monospace)
            made.setBackground(blend(look.page_ink, look.paper, _CODE_GROUND))
        if flags & LINK:
            made.setForeground(look.accent)
            made.setFontUnderline(True)
        if flags & (NOTE | ITEM):
            made.setForeground(look.accent)
        if flags & MARK or kind in (NOTHING_SAID, BREAK):
            made.setForeground(blend(look.page_ink, look.paper, _MARKS))
            made.setFontUnderline(False)
        return made
