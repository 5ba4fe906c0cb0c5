"""A book as Qt's rich text, in the looks of `desktop.books.exporting.layout`."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from desktop.books.exporting.layout import INCH_POINTS, POINT_SIZE, THE_END, Layout, is_right_to_left
from desktop.books.prose.book import (
    Block,
    Book,
    Chapter,
    Heading,
    Paragraph,
    SceneBreak,
    Span,
    Spans,
    chapters,
)

_HEADING_SIZES = (20, 16, 14, 13, 12, 12)
_NOTE_SIZE = 10
_LINE_BREAK = "\u2028"
# Lengths within the document, to a point: fine enough that rounding to whole pixels is never seen. They are
# nobody's pixels, so that screens, files and printers get the same lines and pages.
UNITS = 10
_CODE_FONT = "Courier New"
_ALIGN_LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignAbsolute


class BookDocument:
    """Writes a book into a text document, which measures in `UNITS`.

    Footnotes stand at the end of their chapter: Qt fills pages without regard to what is at their foot.
    """

    def __init__(self, document: QTextDocument, layout: Layout, notes_before: int = 0) -> None:
        """Prepare to write.

        Args:
            document: Empty.
            layout: The looks.
            notes_before: So many footnotes the documents before this one have.
        """
        self._notes_before = notes_before
        self._layout = layout
        self._document = document
        self._cursor = QTextCursor(document)
        self._is_empty = True
        self._notes: list[tuple[Block, ...]] = []
        self._notes_written = 0
        document.setDefaultFont(paper_font(layout, POINT_SIZE))
        document.setDocumentMargin(0)
        document.setUseDesignMetrics(True)

    def write(self, book: Book) -> None:
        """Write all chapters."""
        parts = chapters(book)
        breaks = begin_pages(parts, self._layout)
        for place, chapter in enumerate(parts):
            self.write_chapter(chapter, breaks and place > 0)
        self.end()

    def write_chapter(self, chapter: Chapter, new_page: bool) -> int:
        """Write a chapter with its footnotes; give how many there are by now, in all documents."""
        before: Block | None = None
        for at, block in enumerate(chapter.all_blocks):
            self._block(block, new_page and at == 0, at == 0, before)
            before = block
        self._write_notes()
        return self._notes_before + len(self._notes)

    def end(self) -> None:
        """Write what stands behind the last chapter."""
        if self._layout.manuscript:
            self._paragraph((Span(THE_END),), self._format(centred=True, above=24))

    def keep_headings_with_text(self) -> None:
        """Move headings that stand alone at a page's foot to the next page."""
        block = self._document.begin()
        while block.isValid():
            following = block.next()
            if block.blockFormat().headingLevel() and following.isValid():
                top = self._document.documentLayout().blockBoundingRect(block).top()
                line = following.layout().lineAt(0) if following.layout().lineCount() else None
                first = self._document.documentLayout().blockBoundingRect(following).top()
                if line is not None:
                    first += line.y()
                height = self._document.pageSize().height()
                if int(top // height) != int(first // height):
                    look = block.blockFormat()
                    look.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                    QTextCursor(block).setBlockFormat(look)
            block = following

    def _format(
        self,
        *,
        centred: bool = False,
        indent: float = 0,
        aside: float = 0,
        above: float = 0,
        below: float = 0,
        spacing: float | None = None,
    ) -> QTextBlockFormat:
        """A paragraph's format; lengths are points."""
        look = QTextBlockFormat()
        look.setAlignment(Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft)
        look.setTextIndent(indent * UNITS)
        look.setLeftMargin(aside * UNITS)
        look.setRightMargin(aside * UNITS)
        look.setTopMargin(above * UNITS)
        look.setBottomMargin(below * UNITS)
        percent = (self._layout.spacing if spacing is None else spacing) * 100
        look.setLineHeight(percent, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        return look

    def _block(self, block: Block, new_page: bool, opens: bool, before: Block | None) -> None:
        plain = self._layout.manuscript
        letters = QTextCharFormat()
        if isinstance(block, Heading):
            drops = new_page or (opens and plain)
            look = self._format(
                centred=True,
                above=self._layout.chapter_drop if drops else 0 if plain else POINT_SIZE,
                below=0 if plain else POINT_SIZE,
            )
            look.setHeadingLevel(block.level)
            if not plain:
                letters.setFontWeight(QFont.Weight.Bold)
                _set_size(letters, _HEADING_SIZES[block.level - 1])
            spans = block.spans
        elif isinstance(block, Paragraph):
            follows = isinstance(before, Paragraph) and not before.quoted
            spans = block.spans
            if block.quoted:
                edge = 0 if plain or (isinstance(before, Paragraph) and before.quoted) else 6
                look = self._format(aside=INCH_POINTS / 2, above=edge, below=0 if plain else 6)
            else:
                look = self._format(indent=self._layout.indent if follows or plain else 0)
            if not plain and not any("\n" in span.text for span in spans):
                look.setAlignment(Qt.AlignmentFlag.AlignJustify)
        else:
            spans = (Span(self._layout.scene_break),)
            look = self._format(centred=True, above=0 if plain else 10, below=0 if plain else 10)
        if new_page and not self._is_empty:
            look.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        self._paragraph(spans, look, letters)

    def _paragraph(
        self, spans: Spans, look: QTextBlockFormat, letters: QTextCharFormat | None = None, head: str = ""
    ) -> None:
        if is_right_to_left(spans):
            look.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            if look.alignment() & Qt.AlignmentFlag.AlignLeft:
                look.setAlignment(_ALIGN_LEADING)
        if self._is_empty:
            self._cursor.setBlockFormat(look)
            self._is_empty = False
        else:
            self._cursor.insertBlock(look)
        letters = letters or QTextCharFormat()
        self._cursor.setBlockCharFormat(letters)
        if head:
            self._cursor.insertText(head, letters)
        for span in spans:
            if span.note is not None:
                self._notes.append(span.note)
                raised = QTextCharFormat(letters)
                raised.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
                self._cursor.insertText(str(self._notes_before + len(self._notes)), raised)
            elif span.text:
                self._cursor.insertText(span.text.replace("\n", _LINE_BREAK), _letters(span, letters))

    def _write_notes(self) -> None:
        """Write the footnotes of a chapter behind it; there may be footnotes in them."""
        letters = QTextCharFormat()
        _set_size(letters, POINT_SIZE if self._layout.manuscript else _NOTE_SIZE)
        first = True
        while self._notes_written < len(self._notes):
            blocks: Sequence[Block] = self._notes[self._notes_written] or (Paragraph(()),)
            self._notes_written += 1
            for place, block in enumerate(blocks):
                head = "" if place else f"{self._notes_before + self._notes_written}. "
                spans = (Span(self._layout.scene_break),) if isinstance(block, SceneBreak) else _spans(block)
                spacing = None if self._layout.manuscript else 1.1
                self._paragraph(spans, self._format(above=18 if first else 3, spacing=spacing), letters, head)
                first = False


def begin_pages(parts: Sequence[Chapter], layout: Layout) -> bool:
    """Whether each chapter begins on a page of its own."""
    return layout.manuscript or sum(chapter.heading is not None for chapter in parts) > 1


def paper_font(layout: Layout, points: int) -> QFont:
    """The layout's font, in the document's units."""
    font = QFont(layout.font)
    # For machines without it.
    font.setStyleHint(QFont.StyleHint.TypeWriter if layout.font == _CODE_FONT else QFont.StyleHint.Serif)
    font.setPixelSize(points * UNITS)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _set_size(letters: QTextCharFormat, points: int) -> None:
    letters.setProperty(QTextFormat.Property.FontPixelSize, points * UNITS)


def _spans(block: Block) -> Spans:
    return block.spans if isinstance(block, (Heading, Paragraph)) else ()


def _letters(span: Span, letters: QTextCharFormat) -> QTextCharFormat:
    look = QTextCharFormat(letters)
    if span.emphasis:
        look.setFontItalic(True)
    if span.strong:
        look.setFontWeight(QFont.Weight.Bold)
    if span.code:
        look.setFontFamilies([_CODE_FONT])
        look.setFontStyleHint(QFont.StyleHint.Monospace)
    return look
