"""A book written as an e-book: EPUB 3, with the table of contents of EPUB 2 for older readers.

By hand: the one well-kept library for it, EbookLib, is under the AGPL.
"""

import hashlib
import uuid
from datetime import UTC, datetime

from desktop.books.exporting.html_writing import CSS, Body, title_block
from desktop.books.exporting.layout import ExportOptions
from desktop.books.markup.archives import packed
from desktop.books.markup.xml_parts import xml_text, xml_value
from desktop.books.prose.book import Book, Chapter, chapters, language_of, plain

MIMETYPE = "application/epub+zip"
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_CONTAINER = (
    f'{_XML}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>\n"
)
_XHTML = "application/xhtml+xml"


def epub(book: Book, options: ExportOptions, untitled: str) -> bytes:
    """An e-book.

    Args:
        book: The book.
        options: Only whether there is a title page: a reader's device has its own paper.
        untitled: Its name where the book has no title; an e-book must have one.
    """
    return _Writing(book, untitled, options.title_page).packed()


class _Writing:
    def __init__(self, book: Book, untitled: str, title_page: bool) -> None:
        self._book = book
        self._has_title_page = bool(book.title) and title_page
        self._chapters = chapters(book)
        self._title = book.title or self._first_heading() or untitled
        self._language = language_of(book)
        self._pages = self._written_pages()
        digest = hashlib.sha256(
            "\n".join([self._title, book.author, *self._pages.values()]).encode()
        ).hexdigest()
        # The same book has the same name, as the standard asks.
        self._identifier = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, digest)}"

    def packed(self) -> bytes:
        """The file."""
        parts = {
            "mimetype": MIMETYPE,
            "META-INF/container.xml": _CONTAINER,
            "EPUB/package.opf": self._package(),
            "EPUB/nav.xhtml": self._contents(),
            "EPUB/toc.ncx": self._old_contents(),
            "EPUB/style.css": CSS,
        }
        return packed(parts | {f"EPUB/{name}": text for name, text in self._pages.items()})

    def _first_heading(self) -> str:
        return next((plain(one.heading.spans) for one in self._chapters if one.heading), "")

    def _written_pages(self) -> dict[str, str]:
        """The title page and the chapters: names and XHTML."""
        pages = {}
        if self._has_title_page:
            inner = f'<section epub:type="titlepage">\n{title_block(self._book)}</section>\n'
            pages["title.xhtml"] = self._page(self._title, inner)
        for number, chapter in enumerate(self._chapters, 1):
            body = Body(in_epub=True)
            inner = body.blocks(chapter.all_blocks) + body.notes()
            # A page with nothing on it is no page to an e-book's reader.
            pages[_name(number)] = self._page(self._label(chapter), inner or "<p></p>\n")
        return pages

    def _label(self, chapter: Chapter) -> str:
        return (plain(chapter.heading.spans) if chapter.heading else "") or self._title

    def _page(self, title: str, body: str) -> str:
        language = xml_value(self._language)
        return (
            f"{_XML}<!DOCTYPE html>\n"
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
            f'lang="{language}" xml:lang="{language}">\n<head>\n<title>{xml_text(title)}</title>\n'
            '<link rel="stylesheet" type="text/css" href="style.css"/>\n</head>\n'
            f"<body>\n{body}</body>\n</html>\n"
        )

    def _package(self) -> str:
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        author = xml_text(self._book.author)
        creator = f'<dc:creator id="author">{author}</dc:creator>' if author.strip() else ""
        items = "".join(
            f'<item id="{name.removesuffix(".xhtml")}" href="{name}" media-type="{_XHTML}"/>\n'
            for name in self._pages
        )
        spine = "".join(f'<itemref idref="{name.removesuffix(".xhtml")}"/>\n' for name in self._pages)
        return (
            f'{_XML}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
            f'xml:lang="{xml_value(self._language)}">\n'
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
            f'<dc:identifier id="id">{self._identifier}</dc:identifier>\n'
            f"<dc:title>{xml_text(self._title)}</dc:title>\n{creator}"
            f"<dc:language>{xml_text(self._language)}</dc:language>\n"
            f'<meta property="dcterms:modified">{now}</meta>\n</metadata>\n<manifest>\n'
            f'<item id="nav" href="nav.xhtml" media-type="{_XHTML}" properties="nav"/>\n'
            '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>\n'
            '<item id="style" href="style.css" media-type="text/css"/>\n'
            f'{items}</manifest>\n<spine toc="ncx">\n{spine}</spine>\n</package>\n'
        )

    def _contents(self) -> str:
        entries = "".join(
            f'<li><a href="{_name(number)}">{xml_text(self._label(chapter))}</a></li>\n'
            for number, chapter in self._listed()
        )
        nav = (
            '<nav epub:type="toc" '
            f'id="toc">\n<h1>{xml_text(self._title)}</h1>\n<ol>\n{entries}</ol>\n</nav>\n'
        )
        return self._page(self._title, nav)

    def _old_contents(self) -> str:
        points = "".join(
            f'<navPoint id="point-{order}" playOrder="{order}"><navLabel>'
            f"<text>{xml_text(self._label(chapter))}</text>"
            f'</navLabel><content src="{_name(number)}"/></navPoint>\n'
            for order, (number, chapter) in enumerate(self._listed(), 1)
        )
        return (
            f'{_XML}<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">\n'
            f'<head><meta name="dtb:uid" content="{self._identifier}"/></head>\n'
            f"<docTitle><text>{xml_text(self._title)}</text></docTitle>\n<navMap>\n{points}</navMap>\n</ncx>\n"
        )

    def _listed(self) -> list[tuple[int, Chapter]]:
        """The chapters of the table of contents: those with a heading, or all if none has."""
        numbered = list(enumerate(self._chapters, 1))
        return [one for one in numbered if one[1].heading] or numbered


def _name(number: int) -> str:
    return f"chapter-{number:03}.xhtml"
