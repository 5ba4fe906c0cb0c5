"""Texts of any kind, read as books, as Markdown for the page, or as the chapters of a story."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from xml.etree.ElementTree import ParseError

from desktop.books.markup.archives import damaged
from desktop.books.prose.book import Book, Chapter, Heading, bare, chapters, plain
from desktop.books.prose.left_out import LeftOut
from desktop.books.prose.markdown_reading import read_markdown
from desktop.books.prose.markdown_writing import markdown
from desktop.books.prose.plain_text import plain_text, read_plain
from desktop.engine.documents.documents import MARKDOWN_SUFFIXES, read_document
from desktop.engine.errors import DocumentError, Sentence
from desktop.engine.files.reading import read_text_file

# Reads a book: from its path, its bytes, and a list of losses to add to.
Reader = Callable[[Path, bytes, LeftOut], Book]

PLAIN_SUFFIXES = (".txt", ".text", "")
TEXT_SUFFIXES = (".md", ".markdown", ".txt", ".text")
READ_SUFFIXES = (".docx", ".docm", ".odt", ".epub", ".html", ".htm", ".xhtml", *TEXT_SUFFIXES)
_FOREIGN = frozenset(
    [
        ".doc",
        ".dot",
        ".rtf",
        ".pages",
        ".pdf",
        ".mobi",
        ".azw",
        ".azw3",
        ".kfx",
        ".wps",
        ".wpd",
        ".fodt",
        ".ott",
        ".dotx",
        ".scriv",
        ".tex",
        ".fb2",
        ".lit",
        ".sxw",
    ]
)


@dataclass(frozen=True)
class Imported:
    """A text of any kind, for the page.

    Attributes:
        text: In Markdown, or nothing but the words.
        title: What its title page says, if it has one.
        author: The same.
        left_out: What could not be kept.
        chapters: How many chapters it could be.
    """

    text: str
    title: str
    author: str
    left_out: list[Sentence]
    chapters: int = 1


def read_any(path: Path, is_bare: bool = False) -> Imported:
    """Read a text of any kind as Markdown, or (`is_bare`) its words alone, a paragraph a line.

    Raises:
        DocumentError: It cannot be read.
    """
    book, left_out = read_book(path)
    untitled = replace(book, title="", author="", language="")
    text = bare(book.blocks) if is_bare else markdown(untitled)
    return Imported(text, book.title, book.author, left_out, len(_chapters_with_words(book)))


def read_book(path: Path) -> tuple[Book, list[Sentence]]:
    """Read a text of any kind, and tell what could not be kept.

    Raises:
        DocumentError: It cannot be read.
    """
    suffix = path.suffix.lower()
    left_out = LeftOut()
    if suffix in _FOREIGN:
        raise DocumentError(
            "{path} is of a kind that Inkling does not read ({kind}); save it as .docx or .odt in the "
            "program that made it.",
            path=path,
            kind=suffix,
        )
    read = _reader(suffix)
    if read is None:
        document = read_document(path)
        reads_marks = suffix in MARKDOWN_SUFFIXES
        book = read_markdown(document.text, left_out) if reads_marks else read_plain(document.text)
        return book, [*left_out.sentences(), *([document.notice] if document.notice else [])]
    data, _ = read_text_file(path)
    try:
        book = read(path, data, left_out)
    except (ParseError, ValueError, LookupError, OverflowError, RecursionError) as error:
        # What broken files make of a reader: XML that is none, numbers that are none, tags without end.
        raise damaged(path) from error
    return book, left_out.sentences()


def read_chapters(path: Path, is_plain: bool = False) -> list[tuple[str, str]]:
    """Read a text of any kind as the chapters of a story: pairs of a title and the text.

    A heading that stands over the whole text opens the first chapter, and so does what stands before all
    headings.

    Args:
        path: The file.
        is_plain: As plain text, instead of Markdown.

    Raises:
        DocumentError: It cannot be read.
    """
    book, _ = read_book(path)
    found: list[tuple[str, str]] = []
    for chapter in _chapters_with_words(book):
        part = Book(chapter.all_blocks)
        text = plain_text(part, LeftOut()) if is_plain else markdown(part)
        found.append((_title_of(chapter) or path.stem, text))
    return found


def _chapters_with_words(book: Book) -> list[Chapter]:
    """The chapters; a title above the first one, with nothing below, belongs to that one."""
    found = chapters(book)
    if len(found) > 1 and not found[0].blocks:
        title, first = found[0].heading, found[1].heading
        if title and first and title.level < first.level:
            found[:2] = [Chapter(title, found[1].all_blocks)]
    return found


def _title_of(chapter: Chapter) -> str:
    """What the last of the headings says that a chapter begins with."""
    blocks = takewhile(lambda block: isinstance(block, Heading), chapter.all_blocks)
    said = [plain(block.spans) for block in blocks if isinstance(block, Heading)]
    return said[-1] if said else ""


def _reader(suffix: str) -> Reader | None:
    """What reads files of this kind, loaded now; None for plain text and Markdown."""
    if suffix in (".docx", ".docm"):
        from desktop.books.importing.docx_reading import read_docx

        return read_docx
    if suffix == ".odt":
        from desktop.books.importing.odt_reading import read_odt

        return read_odt
    if suffix == ".epub":
        from desktop.books.importing.epub_reading import read_epub

        return read_epub
    if suffix in (".html", ".htm", ".xhtml"):
        from desktop.books.importing.html_reading import read_html

        return read_html
    return None
