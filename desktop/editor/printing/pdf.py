"""A book as a PDF file, by Qt's own writer."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QPdfWriter

from desktop.books.exporting.layout import ExportOptions
from desktop.books.prose.book import Book
from desktop.editor.printing.book_pages import BookPages, painted, set_paper

# Fine enough that rounding to pixels is never seen.
_DOTS_PER_INCH = 600
_LAID_OUT = 0.3  # of the work, about


def pdf(
    book: Book, options: ExportOptions, untitled: str, progress: Callable[[float], None] = lambda share: None
) -> bytes:
    """A PDF file of the book; where there is no application yet, one without a screen is made for its fonts.

    Args:
        book: The book.
        options: Looks, paper, address.
        untitled: Its name where the book has no title.
        progress: Is told how far the work is, 0 to 1.
    """
    application = QGuiApplication.instance() or QGuiApplication(["inkling", "-platform", "offscreen"])
    pages = BookPages(book, options)
    for share in pages.laid_out():
        progress(_LAID_OUT * share)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS_PER_INCH)
    writer.setCreator("Inkling")
    writer.setTitle(book.title or untitled)
    set_paper(writer, pages.layout)
    for share in painted(writer, pages):
        progress(_LAID_OUT + (1 - _LAID_OUT) * share)
    # The fonts' owner must outlive the painting.
    del writer, pages, application
    return bytes(buffer.data().data())
