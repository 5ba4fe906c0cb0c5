"""The door: a text or a whole story from one format to another.

`export` writes a story's texts in any format; `convert` reads them, too, for the command `inkling convert`
(`reading` gives the editor a text of any kind). Each tells in sentences what could not be kept.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile
from pathlib import Path

from desktop.books.exporting.layout import ExportOptions
from desktop.books.prose.book import (
    Block,
    Book,
    Heading,
    Paragraph,
    SceneBreak,
    Span,
    chapter_level,
    chapters,
    plain,
    words_of,
)
from desktop.books.prose.left_out import LeftOut
from desktop.books.prose.markdown_reading import read_markdown
from desktop.books.prose.markdown_writing import markdown
from desktop.books.prose.plain_text import plain_text, read_plain
from desktop.books.reading import PLAIN_SUFFIXES, READ_SUFFIXES, TEXT_SUFFIXES, read_book
from desktop.engine.documents.documents import MARKDOWN_SUFFIXES
from desktop.engine.documents.writing import write_bytes
from desktop.engine.errors import DocumentError, Sentence
from desktop.engine.files.reading import LONGEST_BYTES, MEBIBYTE
from desktop.engine.words import well_formed

# Writes a book: from it, the options and a name for a book without a title.
Writer = Callable[[Book, ExportOptions, str], bytes]
# Is told which part of the work is done, 0 to 1; what it raises ends the work with nothing written.
Progress = Callable[[float], None]
# Reads files, each as `read_book` does.
ReadBooks = Callable[[Sequence[Path]], Iterable[tuple[Book, list[Sentence]]]]
READ_SHARE = 0.5  # of the work, about: reading the texts


def unheard(share: float) -> None:
    """The progress that nobody wants to know of."""


NO_OPTIONS = ExportOptions()
WRITTEN_SUFFIXES = (".docx", ".odt", ".epub", ".html", *TEXT_SUFFIXES)
# What a file of a story is called beside its name: "03 - The Ford", "chapter_03".
_ORDER = re.compile(r"\d+(?:[\s._-]+|$)")


@dataclass(frozen=True)
class StoryText:
    """One text of a story.

    Attributes:
        name: Of its file, without what stands behind the dot; a chapter without a heading gets it for one.
        text: What the writer wrote.
        is_plain: Whether it is plain text, without Markdown's marks.
        path: Its file, if it has one; who cannot read that cannot read a new file with its words either.
    """

    name: str
    text: str
    is_plain: bool = False
    path: Path | None = None


@dataclass(frozen=True)
class Written:
    """What was written.

    Attributes:
        words: How many words it has.
        chapters: How many parts that begin with a heading.
        left_out: What could not be kept.
    """

    words: int
    chapters: int
    left_out: list[Sentence]


def export(
    story: Sequence[StoryText],
    path: Path,
    options: ExportOptions = NO_OPTIONS,
    more_writers: Mapping[str, Writer] | None = None,
    replaces: bool = False,
    progress: Progress = unheard,
) -> Written:
    """Write the texts of a story, in their order, to one file, in the format that its name says.

    Args:
        story: The texts; several get a heading each where they have none.
        path: The file.
        options: Title page, looks, paper.
        more_writers: Writers for further formats by their suffix, such as the window's for ".pdf".
        replaces: Whether a file of that name may be replaced.
        progress: Is told how far the work is.

    Raises:
        DocumentError: The format is not known, or the file cannot be written.
    """
    refuse_to_replace(path, more_writers, replaces)
    book, left_out = book_of(story, progress)
    sources = [text.path for text in story if text.path]
    return _write(book, left_out, path, options, more_writers, replaces, sources, progress)


def book_of(story: Sequence[StoryText], progress: Progress = unheard) -> tuple[Book, list[Sentence]]:
    """The texts of a story as one book, and what could not be kept of them."""
    left_out = LeftOut()
    books = []
    for number, text in enumerate(story):
        progress(READ_SHARE * number / len(story))
        said = well_formed(text.text)
        book = read_plain(said) if text.is_plain else read_markdown(said, left_out)
        books.append((text.name, book))
    progress(READ_SHARE)
    return joined(books), left_out.sentences()


def convert(
    sources: Sequence[Path],
    path: Path,
    options: ExportOptions = NO_OPTIONS,
    more_writers: Mapping[str, Writer] | None = None,
    replaces: bool = False,
    read_books: ReadBooks = lambda paths: map(read_book, paths),
) -> Written:
    """Write files, or all texts of a folder, to one file; the arguments are those of `export`.

    Args:
        sources: The files and folders.
        path: See `export`, as for those below.
        options: See there.
        more_writers: See there.
        replaces: See there.
        read_books: Reads the files, in a process of its own where they may be from anyone.

    Raises:
        DocumentError: One of the files cannot be read, or the new one not written.
    """
    refuse_to_replace(path, more_writers, replaces)
    left_out: list[Sentence] = []
    books = []
    files = texts_of(sources)
    for source, (book, sentences) in zip(files, read_books(files), strict=True):
        books.append((source.stem, book))
        left_out += [sentence for sentence in sentences if sentence not in left_out]
    return _write(joined(books), left_out, path, options, more_writers, replaces, files)


def texts_of(sources: Sequence[Path]) -> list[Path]:
    """The files, with those of a folder in its place, in the order of their names and numbers.

    Raises:
        DocumentError: A folder holds no text.
    """
    found: list[Path] = []
    for source in sources:
        if not source.is_dir():
            found.append(source)
            continue
        inside = [
            one
            for one in source.iterdir()
            if one.suffix.lower() in READ_SUFFIXES and not one.name.startswith((".", "~")) and one.is_file()
        ]
        if not inside:
            raise DocumentError("{path} holds no texts; name a folder with texts in it.", path=source)
        found += sorted(inside, key=_order)
    return found


def _order(path: Path) -> list[tuple[int, int, str]]:
    """Sorts "chapter 9" before "chapter 10"."""
    parts = re.split(r"(\d+)", path.name.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part]


def joined(books: Sequence[tuple[str, Book]]) -> Book:
    """One book of several; a part that begins without a heading gets its name for one."""
    if len(books) == 1:
        return books[0][1]
    levels = [level for _, book in books if (level := chapter_level(book.blocks)) is not None]
    level = min(levels, default=1)
    blocks: list[Block] = []
    for name, book in books:
        said = tuple(dropwhile(lambda block: isinstance(block, SceneBreak), book.blocks))
        if said and isinstance(said[0], Paragraph):
            if _letters(plain(said[0].spans)) == _letters(_ORDER.sub("", name, count=1)):
                # The writer has written the heading, without a mark.
                blocks.append(Heading(level, said[0].spans))
                said = said[1:]
            else:
                blocks.append(Heading(level, (Span(_heading(name)),)))
        blocks += said
    first = next((book for _, book in books if book.title), Book())
    language = next((book.language for _, book in books if book.language), "")
    return Book(tuple(blocks), first.title, first.author, language)


def _heading(name: str) -> str:
    """A chapter's heading from its file's name."""
    words = " ".join(
        re.split(r"[\s_-]+", _ORDER.sub("", name, count=1) if _ORDER.match(name) else name)
    ).strip()
    return words[:1].upper() + words[1:] if words else name


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def refuse_to_replace(path: Path, more_writers: Mapping[str, Writer] | None, replaces: bool) -> None:
    """Find out before any work whether the file may be written.

    Raises:
        DocumentError: Its format is not known, or there is a file already.
    """
    suffixes = (*WRITTEN_SUFFIXES, *(more_writers or ()))
    if path.suffix.lower() not in suffixes:
        raise DocumentError(
            "{path} does not say in which format to write; end its name in one of {kinds}.",
            path=path,
            kinds=", ".join(suffixes),
        )
    if not replaces and path.exists():
        raise DocumentError(
            "There is a file {path} already; choose another name, or have it replaced (--force).", path=path
        )


def _write(
    book: Book,
    left_out: list[Sentence],
    path: Path,
    options: ExportOptions,
    more_writers: Mapping[str, Writer] | None,
    replaces: bool,
    sources: Sequence[Path],
    progress: Progress = unheard,
) -> Written:
    refuse_to_replace(path, more_writers, replaces)
    book = with_options(book, options, path.stem)
    if path.suffix.lower() in TEXT_SUFFIXES and not options.title_page:
        book = replace(book, title="", author="", language="")  # what else would they be but a title page
    losses = LeftOut()
    data = _writer(path.suffix.lower(), losses, more_writers or {})(book, options, path.stem)
    if len(data) > LONGEST_BYTES:
        raise DocumentError(
            "{path} would be larger than {size} MB and could not be opened again; save it in parts.",
            path=path,
            size=LONGEST_BYTES // MEBIBYTE,
        )
    progress(1.0)
    write_bytes(path, data, sources=sources)
    headed = sum(chapter.heading is not None for chapter in chapters(book))
    return Written(words_of(book.blocks), headed, [*left_out, *losses.sentences()])


def with_options(book: Book, options: ExportOptions, untitled: str) -> Book:
    """A book with the title, author and language that were asked for; a manuscript always has a title."""
    return replace(
        book,
        title=options.title or book.title or (_title(book, untitled) if options.manuscript else ""),
        author=options.author or book.author,
        language=options.language or book.language,
    )


def _title(book: Book, untitled: str) -> str:
    """A title for a manuscript that has none: the heading above all others, or the file's name."""
    first = book.blocks[0] if book.blocks else None
    level = chapter_level(book.blocks)
    is_title = isinstance(first, Heading) and level is not None and first.level < level
    return plain(first.spans) if is_title and isinstance(first, Heading) else untitled


def _writer(suffix: str, losses: LeftOut, more_writers: Mapping[str, Writer]) -> Writer:
    if suffix in more_writers:
        return more_writers[suffix]
    if suffix in MARKDOWN_SUFFIXES:
        return lambda book, options, untitled: markdown(book).encode()
    if suffix in PLAIN_SUFFIXES:
        return lambda book, options, untitled: plain_text(book, losses).encode()
    # As with readers, only what is needed is loaded.
    if suffix == ".docx":
        from desktop.books.exporting.docx_writing import docx

        return docx
    if suffix == ".odt":
        from desktop.books.exporting.odt_writing import odt

        return odt
    if suffix == ".epub":
        from desktop.books.exporting.epub_writing import epub

        return epub
    from desktop.books.exporting.html_writing import html

    return html
