"""Files and folders to documents, in a stream: the memory in use does not grow with the corpus."""

import lzma
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from trainer.errors import CorpusError, UnreadableError
from trainer.texts.decoding import open_binary, read_lines, unreadable
from trainer.texts.epub import epub_paragraphs
from trainer.texts.html import html_paragraphs, saved_page_paragraphs
from trainer.texts.markdown import markdown_paragraphs
from trainer.texts.opendocument import odt_paragraphs
from trainer.texts.packages import SAVE_AGAIN
from trainer.texts.pdf import pdf_paragraphs
from trainer.texts.rtf import rtf_paragraphs
from trainer.texts.streams import take
from trainer.texts.unwrapping import SAMPLE_LINES, lines_of_pages, pages_of, paragraphs_of
from trainer.texts.word import docx_paragraphs

COMPRESSIONS = (".gz", ".xz", ".bz2")
TEXTS = (".txt", ".md")
# Both may stand in any encoding.
PAGES = {
    **dict.fromkeys((".html", ".htm", ".xhtml"), html_paragraphs),
    **dict.fromkeys((".mht", ".mhtml"), saved_page_paragraphs),
    ".rtf": rtf_paragraphs,
}
BOOKS: dict[str, Callable[[Path], Iterator[str]]] = {
    ".epub": epub_paragraphs,
    ".docx": docx_paragraphs,
    ".docm": docx_paragraphs,
    ".odt": odt_paragraphs,
    ".pdf": pdf_paragraphs,
}
KNOWN, PACKED = ".txt .md .epub .docx .odt .rtf .pdf .html", " ".join(COMPRESSIONS)
UNKNOWN_KIND = "is of a kind that is not read"
# What a file begins with, whatever its name says; what is packed tells by a file inside.
_BEGINNINGS = (
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\\rtf"), ".rtf"),
    (re.compile(rb"%PDF-"), ".pdf"),
    (
        re.compile(
            rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,200}?-->\s*)?<(?:!doctype )?html\b",
            re.I | re.S,
        ),
        ".html",
    ),
)
_INSIDE = (("word/document.xml", ".docx"), ("META-INF/container.xml", ".epub"), ("content.xml", ".odt"))
_BEGINNING_BYTES = 1024
_ARCHIVES = (".zip", ".rar", ".7z", ".tar", ".tgz", ".gz", ".xz", ".bz2")
TO_UNPACK = f"{UNKNOWN_KIND}; unpack it, if texts are inside"
# Documents that their own programs save as others.
_CONVERTED = (".doc", ".pages", ".wpd", ".wps", ".sxw", ".mobi", ".azw", ".azw3", ".fb2", ".lit", ".djvu")
TO_CONVERT = f"{UNKNOWN_KIND}, unless you save it as .docx, .odt, .epub or .txt"
OTHER_KINDS = (UNKNOWN_KIND, TO_CONVERT, TO_UNPACK)
# What writing programs put beside a document while it is open.
_LOCK_FILES = ("~$", ".~lock.")
_LINKED = "is a link to a folder, which is read only if named itself"
_NO_FILE = "is no file but a device or a pipe"
_LOCK_FILE = "is the lock file of a document that is open in another program"


@dataclass(frozen=True)
class Document:
    """One text of the corpus: a book, a story, a page.

    Attributes:
        name: the file's name, with "#2" and so on for the further documents of one file.
        paragraphs: the paragraphs, one line of text each; to be read once, before the next document.
        path: the file.
    """

    name: str
    paragraphs: Iterator[str]
    path: Path


@dataclass(frozen=True)
class Skipped:
    """A file or folder that was not read.

    Attributes:
        path: where it is.
        reason: what is the matter with it.
    """

    path: Path
    reason: str


@dataclass(frozen=True)
class CorpusFiles:
    """What a list of paths stands for.

    Attributes:
        files: the files to read, in order, each once.
        skipped: what was found in folders but is not read.
    """

    files: tuple[Path, ...]
    skipped: tuple[Skipped, ...]


def find_files(paths: Sequence[Path]) -> CorpusFiles:
    """List the files of a corpus: folders are searched through, in the order of their names.

    Hidden files are left out; a file that is named twice is listed once.

    Raises:
        CorpusError: a path that was named does not exist or cannot be read, or holds no file of a known kind.
    """
    found: dict[Path, None] = {}
    skipped: list[Skipped] = []
    for path in paths:
        before = len(skipped)
        try:
            inside = list(_files_at(path, skipped))
        except OSError as error:
            raise unreadable(error, path) from error
        known = [file for file in inside if kind_of(file) is not None]
        skipped += [Skipped(file, _unknown(file)) for file in inside if kind_of(file) is None]
        if not inside and len(skipped) == before:
            skipped.append(Skipped(path, "holds nothing to read"))
        found.update(dict.fromkeys(known))
    if paths and not found:
        why = (
            f"{skipped[0].path} {skipped[0].reason}"
            if len(skipped) == 1
            else f"{paths[0]} holds nothing to read"
        )
        raise CorpusError(f"{why}; give {KNOWN} files, or .txt .md .html as {PACKED}.")
    unique = {file.resolve(): file for file in reversed(found)}
    return CorpusFiles(tuple(reversed(unique.values())), tuple(dict.fromkeys(skipped)))


def kind_of(path: Path) -> str | None:
    """The extension that says how to read a file, without its compression; None when it is not known."""
    extensions = [extension.lower() for extension in path.suffixes]
    packed = bool(extensions) and extensions[-1] in COMPRESSIONS
    extension = next(iter(extensions[-2:-1] if packed else extensions[-1:]), None)
    streamed = (*TEXTS, *PAGES)
    return extension if extension in (streamed if packed else (*streamed, *BOOKS)) else None


def _unknown(file: Path) -> str:
    extension = file.suffix.lower()
    if extension in _ARCHIVES:
        return TO_UNPACK
    return TO_CONVERT if extension in _CONVERTED else UNKNOWN_KIND


def _kind_inside(file: Path) -> str | None:
    """How to read a file: as what it begins like, or else as its name says; pages are often named .txt."""
    kind = kind_of(file)
    try:
        with open_binary(file) as opened:
            head = opened.read(_BEGINNING_BYTES)
        if head.startswith(b"PK"):
            with zipfile.ZipFile(file) as package:
                names = package.namelist()
            return next((found for name, found in _INSIDE if name in names), kind)
    # Whoever reads it says what is the matter.
    except (OSError, EOFError, lzma.LZMAError, zlib.error, zipfile.BadZipFile, ValueError):
        return kind
    found = next((found for begins, found in _BEGINNINGS if begins.match(head)), kind)
    return kind if found in BOOKS and file.suffix.lower() in COMPRESSIONS else found


def read_documents(
    paths: Sequence[Path], encoding: str | None = None, skip: Callable[[Skipped], None] | None = None
) -> Iterator[Document]:
    """The documents of files and folders, one after the other, each as a stream of paragraphs.

    In a text file, a line with nothing but a form feed separates documents.

    Args:
        paths: files and folders.
        encoding: of plain texts, pages and Rich Text that carry no mark; found out for each if None.
        skip: told of each file that turns out unreadable, whose documents end there; None raises.

    Raises:
        CorpusError: a file cannot be read, is damaged or binary; or nothing is of a known kind.
    """
    found = find_files(paths)
    for one in found.skipped:
        if skip is not None:
            skip(one)
        elif one.reason not in (*OTHER_KINDS, _LOCK_FILE, _LINKED):
            raise UnreadableError(one.path, one.reason, "take it away or put it right")
    for file in found.files:
        try:
            for document in _documents_of(file, encoding):
                if skip is None:
                    yield document
                    continue
                ended: list[Skipped] = []
                yield Document(document.name, _until_unreadable(document.paragraphs, ended), file)
                if ended:
                    skip(ended[0])
                    break
        except UnreadableError as error:
            if skip is None:
                raise
            skip(Skipped(error.path, error.reason))


def _until_unreadable(paragraphs: Iterator[str], ended: list[Skipped]) -> Iterator[str]:
    try:
        yield from paragraphs
    except UnreadableError as error:
        ended.append(Skipped(error.path, error.reason))


def _not_too_deep(paragraphs: Iterator[str], file: Path) -> Iterator[str]:
    try:
        yield from paragraphs
    except RecursionError as error:
        raise UnreadableError(file, "has its parts too deep inside of one another", SAVE_AGAIN) from error


def _files_at(path: Path, skipped: list[Skipped]) -> Iterator[Path]:
    """The files that a path stands for; what in a folder is no file to read goes to `skipped`."""
    if not path.is_dir():
        path.stat()
        if reason := _no_text(path):
            skipped.append(Skipped(path, reason))
        else:
            yield path
        return

    def refuse(error: OSError) -> None:
        place = Path(error.filename or path)
        if place == path:
            raise error
        skipped.append(Skipped(place, unreadable(error, place).reason))

    for place, folders, names in os.walk(path, onerror=refuse):
        linked = [name for name in sorted(folders) if Path(place, name).is_symlink()]
        skipped += [Skipped(Path(place, name), _LINKED) for name in linked if not name.startswith(".")]
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in linked)
        for name in sorted(names):
            file = Path(place, name)
            if reason := _no_text(file):
                skipped.append(Skipped(file, reason))
            elif not name.startswith("."):
                yield file


def _no_text(file: Path) -> str | None:
    """Why something in a folder cannot be a text, by its name and what it is."""
    if file.name.startswith(_LOCK_FILES):
        return _LOCK_FILE
    if file.name.startswith("."):
        return None
    try:
        # Links that lead nowhere, or to themselves.
        is_file = file.stat() and file.is_file()
    except OSError as error:
        link = "is a link that leads nowhere" if file.is_symlink() else None
        return link or f"cannot be read ({error.strerror})"
    return None if is_file else _NO_FILE


def _documents_of(file: Path, encoding: str | None) -> Iterator[Document]:
    kind = _kind_inside(file)
    if kind in BOOKS or kind in PAGES:
        if not file.stat().st_size:
            raise UnreadableError(file, "is empty", "fetch it again, or take it away")
        read = BOOKS[kind](file) if kind in BOOKS else PAGES[kind](file, encoding)
        yield Document(file.name, _not_too_deep(read, file), file)
    else:
        for number, lines in enumerate(_split_at_form_feeds(read_lines(file, encoding)), start=1):
            name = file.name if number == 1 else f"{file.name}#{number}"
            is_markdown = kind == ".md"
            paragraphs = markdown_paragraphs(lines) if is_markdown else paragraphs_of(_without_pages(lines))
            yield Document(name, paragraphs, file)


def _without_pages(lines: Iterator[str]) -> Iterator[str]:
    """The lines of a text; without running heads where pages begin with form feeds, as made of PDF files."""
    sample = take(lines, SAMPLE_LINES)
    every = chain(sample, lines)
    return lines_of_pages(pages_of(every)) if any(line.startswith("\f") for line in sample) else every


def _split_at_form_feeds(lines: Iterable[str]) -> Iterator[Iterator[str]]:
    lines = iter(lines)
    ended = False

    def section() -> Iterator[str]:
        nonlocal ended
        for line in lines:
            if "\f" in line and not line.strip():
                return
            yield line
        ended = True

    while not ended:
        current = section()
        yield current
        # Whatever its reader left over must not be taken for the next document.
        for _ in current:
            pass
