"""A book painted page by page: title page, text, and a page number on each page."""

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
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
from desktop.books.prose.book import Book
from desktop.editor.printing.book_document import UNITS, BookDocument, paper_font

_TITLE_SIZE = 26


def set_paper(device: QPagedPaintDevice, layout: Layout) -> None:
    """Give a device the layout's paper, without margins: those are part of what is painted."""
    size = QPageSize(QSizeF(layout.width, layout.height), QPageSize.Unit.Point)
    device.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))


def paint_book(device: QPagedPaintDevice, book: Book, options: ExportOptions) -> int:
    """Paint a book on paper that `set_paper` has chosen.

    Args:
        device: A PDF file or a printer.
        book: What to paint.
        options: Looks and address.

    Returns:
        How many pages there are, the title page among them; 0 if the device cannot be written to.
    """
    painter = QPainter()
    if not painter.begin(device):
        return 0
    try:
        return _Pages(device, painter, book, options).paint()
    finally:
        painter.end()


class _Pages:
    def __init__(
        self, device: QPagedPaintDevice, painter: QPainter, book: Book, options: ExportOptions
    ) -> None:
        self._device = device
        self._painter = painter
        self._book = book
        self._contact = options.contact
        self._layout = Layout.of(options)
        scale = INCH_POINTS * UNITS
        painter.scale(device.logicalDpiX() / scale, device.logicalDpiY() / scale)

    def paint(self) -> int:
        margin = INCH_POINTS * UNITS
        width = self._layout.width * UNITS - 2 * margin
        height = self._layout.height * UNITS - 2 * margin
        document = QTextDocument()
        document.setPageSize(QSizeF(width, height))
        written = BookDocument(document, self._layout)
        written.write(self._book)
        written.keep_headings_with_text()
        pages = 0
        if self._book.title:
            self._paint_title_page()
            pages = 1
        for number in range(document.pageCount()):
            if pages:
                self._device.newPage()
            pages += 1
            self._paint_page(document, number, QRectF(0, number * height, width, height), margin)
        return pages

    def _paint_page(self, document: QTextDocument, number: int, part: QRectF, margin: float) -> None:
        painter = self._painter
        painter.save()
        painter.translate(margin, margin - part.top())
        painter.setClipRect(part)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = part
        # Paper is white, whatever the window's colours are.
        context.palette = QPalette(Qt.GlobalColor.black, Qt.GlobalColor.white)
        document.documentLayout().draw(painter, context)
        painter.restore()
        half = margin / 2
        painter.setFont(paper_font(self._layout, POINT_SIZE))
        if self._layout.manuscript:
            head = " / ".join(part for part in (running_head(self._book), str(number + 1)) if part)
            area = QRectF(margin, half, part.width(), half)
            painter.drawText(area, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop), head)
        else:
            area = QRectF(margin, margin + part.height(), part.width(), half)
            painter.drawText(
                area, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom), str(number + 1)
            )

    def _paint_title_page(self) -> None:
        painter, margin = self._painter, INCH_POINTS * UNITS
        width = self._layout.width * UNITS - 2 * margin
        height = self._layout.height * UNITS
        top = int(Qt.AlignmentFlag.AlignTop)
        book = self._book
        if self._layout.manuscript:
            painter.setFont(paper_font(self._layout, POINT_SIZE))
            lines = [line for line in (book.author, *self._contact.splitlines()) if line.strip()]
            corner = QRectF(margin, margin, width, height / 3)
            painter.drawText(corner, int(Qt.AlignmentFlag.AlignLeft) | top, "\n".join(lines))
            painter.drawText(corner, int(Qt.AlignmentFlag.AlignRight) | top, word_count_line(book))
        centre = int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap) | top
        painter.setFont(paper_font(self._layout, POINT_SIZE if self._layout.manuscript else _TITLE_SIZE))
        area = QRectF(margin, height / 2 - margin, width, height / 2)
        used = painter.drawText(area, centre, book.title)
        painter.setFont(paper_font(self._layout, POINT_SIZE))
        painter.drawText(area.adjusted(0, used.height() + POINT_SIZE * UNITS, 0, 0), centre, book.author)
