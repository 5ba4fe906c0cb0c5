"""A book as a PDF file, by Qt's own writer."""

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QPdfWriter

from desktop.books.exporting.layout import ExportOptions, Layout
from desktop.books.prose.book import Book
from desktop.editor.printing.book_pages import paint_book, set_paper

# Fine enough that rounding to pixels is never seen.
_DOTS_PER_INCH = 600


def pdf(book: Book, options: ExportOptions, untitled: str) -> bytes:
    """A PDF file of the book; where there is no application yet, one without a screen is made for its fonts.

    Args:
        book: The book.
        options: Looks, paper, address.
        untitled: Its name where the book has no title.
    """
    application = QGuiApplication.instance() or QGuiApplication(["inkling", "-platform", "offscreen"])
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS_PER_INCH)
    writer.setCreator("Inkling")
    writer.setTitle(book.title or untitled)
    set_paper(writer, Layout.of(options))
    paint_book(writer, book, options)
    # The fonts' owner must outlive the painting.
    del writer, application
    return bytes(buffer.data().data())
