"""A book painted page by page: title page, text, and a page number on each page."""

from collections.abc import Iterator

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPaintDevice,
    QPainter,
    QPalette,
    QTextBlock,
    QTextDocument,
)

from desktop.books.exporting.layout import (
    INCH_POINTS,
    POINT_SIZE,
    ExportOptions,
    Layout,
    running_head,
    word_count_line,
)
from desktop.books.prose.book import Book, chapters
from desktop.editor.printing.book_document import UNITS, BookDocument, begin_pages, paper_font

_TITLE_SIZE = 26
_MARGIN = INCH_POINTS * UNITS


def set_paper(device: QPagedPaintDevice, layout: Layout) -> None:
    """Give a device the layout's paper, without margins: those are part of what is painted."""
    size = QPageSize(QSizeF(layout.width, layout.height), QPageSize.Unit.Point)
    device.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))


class BookPages:
    """A book's pages, each of which can be painted by itself.

    Chapters that begin on a page of their own are documents of their own, so that laying out a long book is
    many short pieces of work: Qt keeps Python's lock meanwhile. Any thread may do it, and the same one has to
    paint: Qt's fonts go with the thread that has opened them.

    Attributes:
        layout: The pages' measures.
    """

    def __init__(self, book: Book, options: ExportOptions) -> None:
        self.layout = Layout.of(options)
        self._book = book
        self._contact = options.contact
        self._documents: list[QTextDocument] = []
        self._pages: list[tuple[QTextDocument, int]] = []

    @property
    def count(self) -> int:
        """How many pages there are, the title page among them."""
        return len(self._pages) + self._has_title_page

    @property
    def size(self) -> QSizeF:
        """Of a page, in `UNITS`."""
        return QSizeF(self.layout.width * UNITS, self.layout.height * UNITS)

    def laid_out(self) -> Iterator[float]:
        """Find out what stands on which page, step by step; gives the part that is done."""
        parts = chapters(self._book)
        breaks = begin_pages(parts, self.layout)
        groups = [[part] for part in parts] if breaks else [parts]
        notes = 0
        for number, group in enumerate(groups):
            yield number / len(groups)
            document = QTextDocument()
            document.setPageSize(self.size - QSizeF(2 * _MARGIN, 2 * _MARGIN))
            writing = BookDocument(document, self.layout, notes)
            for chapter in group:
                notes = writing.write_chapter(chapter, breaks and number > 0)
            if number == len(groups) - 1:
                writing.end()
            writing.keep_headings_with_text()
            self._documents.append(document)
            self._pages += [(document, page) for page in range(document.pageCount())]
        yield 1.0

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint a page, counted from 0; the painter measures in `UNITS` from the paper's corner."""
        if self._has_title_page:
            if number == 0:
                self._paint_title_page(painter)
                return
            number -= 1
        document, page = self._pages[number]
        size = document.pageSize()
        part = QRectF(0, page * size.height(), size.width(), size.height())
        painter.save()
        painter.translate(_MARGIN, _MARGIN - part.top())
        painter.setClipRect(part)
        context = QAbstractTextDocumentLayout.PaintContext()
        # Paper is white, whatever the window's colours are.
        context.palette = QPalette(Qt.GlobalColor.black, Qt.GlobalColor.white)
        _paint_part(painter, document, part, context)
        painter.restore()
        self._paint_number(painter, number + 1, part.size())

    @property
    def _has_title_page(self) -> bool:
        return self.layout.has_title_page(self._book)

    def _paint_number(self, painter: QPainter, number: int, text: QSizeF) -> None:
        half = _MARGIN / 2
        painter.setPen(Qt.GlobalColor.black)
        painter.setFont(paper_font(self.layout, POINT_SIZE))
        if self.layout.manuscript:
            head = " / ".join(part for part in (running_head(self._book), str(number)) if part)
            area = QRectF(_MARGIN, half, text.width(), half)
            painter.drawText(area, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop), head)
        else:
            area = QRectF(_MARGIN, _MARGIN + text.height(), text.width(), half)
            painter.drawText(
                area, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom), str(number)
            )

    def _paint_title_page(self, painter: QPainter) -> None:
        width = self.size.width() - 2 * _MARGIN
        height = self.size.height()
        top = int(Qt.AlignmentFlag.AlignTop)
        book = self._book
        painter.setPen(Qt.GlobalColor.black)
        if self.layout.manuscript:
            painter.setFont(paper_font(self.layout, POINT_SIZE))
            lines = [line for line in (book.author, *self._contact.splitlines()) if line.strip()]
            corner = QRectF(_MARGIN, _MARGIN, width, height / 3)
            painter.drawText(corner, int(Qt.AlignmentFlag.AlignLeft) | top, "\n".join(lines))
            painter.drawText(corner, int(Qt.AlignmentFlag.AlignRight) | top, word_count_line(book))
        centre = int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap) | top
        painter.setFont(paper_font(self.layout, POINT_SIZE if self.layout.manuscript else _TITLE_SIZE))
        area = QRectF(_MARGIN, height / 2 - _MARGIN, width, height / 2)
        used = painter.drawText(area, centre, book.title)
        painter.setFont(paper_font(self.layout, POINT_SIZE))
        painter.drawText(area.adjusted(0, used.height() + POINT_SIZE * UNITS, 0, 0), centre, book.author)


def _paint_part(
    painter: QPainter,
    document: QTextDocument,
    part: QRectF,
    context: QAbstractTextDocumentLayout.PaintContext,
) -> None:
    """Paint the lines of a document that lie in one part of it, and no others.

    Of paragraphs that go over the part's edges, Qt would paint a line of the page before and after, too. It
    is not seen, but whoever copies or searches the file's text finds it twice.
    """
    layout, whole = document.documentLayout(), QRectF(part)

    def at(edge: float) -> QTextBlock | None:
        block = document.findBlock(layout.hitTest(QPointF(0, edge), Qt.HitTestAccuracy.FuzzyHit))
        bounds = layout.blockBoundingRect(block)
        return block if bounds.top() < edge < bounds.bottom() else None

    def paint_lines(block: QTextBlock) -> None:
        lines = block.layout()
        painter.setPen(Qt.GlobalColor.black)
        for line in map(lines.lineAt, range(lines.lineCount())):
            if part.top() < lines.position().y() + line.y() + line.height() / 2 < part.bottom():
                line.draw(painter, lines.position())

    first, last = at(part.top()), at(part.bottom())
    if first:
        paint_lines(first)
        lines = first.layout()
        end = lines.lineAt(lines.lineCount() - 1).rect().bottom() + lines.position().y()
        # Lines that were moved to the next page may stick out.
        whole.setTop(max(end, layout.blockBoundingRect(first).bottom()))
    if last:
        whole.setBottom(layout.blockBoundingRect(last).top())
    # What only touches an edge is of another page.
    context.clip = whole.adjusted(0, 1, 0, -1)
    if context.clip.isValid():
        layout.draw(painter, context)
    if last and last != first:
        paint_lines(last)


class NoDeviceError(OSError):
    """A printer, or a file, cannot be painted on."""


def painted(device: QPagedPaintDevice, pages: BookPages, numbers: list[int] | None = None) -> Iterator[float]:
    """Paint pages that are laid out, one at each step; gives the part that is done.

    Args:
        device: A PDF file or a printer, whose paper `set_paper` has chosen.
        pages: All pages.
        numbers: Which of them, counted from 0, in this order; None for all.

    Raises:
        NoDeviceError: The device cannot be painted on.
    """
    painter = QPainter()
    if not painter.begin(device):
        raise NoDeviceError
    try:
        _measure_in_units(painter, device)
        wanted = range(pages.count) if numbers is None else numbers
        for place, number in enumerate(wanted):
            yield place / len(wanted)
            if place and not device.newPage():
                raise NoDeviceError
            pages.paint(painter, number)
    finally:
        painter.end()


def _measure_in_units(painter: QPainter, device: QPaintDevice) -> None:
    scale = INCH_POINTS * UNITS
    painter.scale(device.logicalDpiX() / scale, device.logicalDpiY() / scale)
