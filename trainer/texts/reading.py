"""Files and folders to documents, in a stream: the memory in use does not grow with the corpus."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from trainer.errors import CorpusError
from trainer.texts.decoding import read_lines, unreadable
from trainer.texts.formats import docx_paragraphs, epub_paragraphs, html_paragraphs, plain_lines
from trainer.texts.unwrapping import paragraphs_of

COMPRESSIONS = (".gz", ".xz", ".bz2")
TEXTS = (".txt", ".md")
PAGES = (".html", ".htm")
BOOKS = (".epub", ".docx")
KNOWN, PACKED = " ".join((*TEXTS, *BOOKS, *PAGES)), " ".join(COMPRESSIONS)


@dataclass(frozen=True)
class Document:
    """One text of the corpus: a book, a story, a page.

    Attributes:
        name: the file's name, with "#2" and so on for the further documents of one file.
        paragraphs: the paragraphs, one line of text each; to be read once, before the next document.
    """

    name: str
    paragraphs: Iterator[str]


@dataclass(frozen=True)
class CorpusFiles:
    """What a list of paths stands for.

    Attributes:
        files: the files to read, in order, each once.
        skipped: how many files in folders were left out because their kind is not known.
    """

    files: tuple[Path, ...]
    skipped: int


def find_files(paths: Sequence[Path]) -> CorpusFiles:
    """List the files of a corpus: folders are searched through, in the order of their names.

    Hidden files are left out; a file that is named twice is listed once.

    Raises:
        CorpusError: a path does not exist or cannot be read, or holds no file of a known kind.
    """
    found: dict[Path, None] = {}
    skipped = 0
    for path in paths:
        try:
            inside = list(_files_at(path))
        except OSError as error:
            raise unreadable(error, path) from error
        known = [file for file in inside if kind_of(file) is not None]
        if not known:
            raise CorpusError(
                f"{path} holds nothing to read; give {KNOWN} files, or .txt .md .html as {PACKED}."
            )
        skipped += len(inside) - len(known)
        found.update(dict.fromkeys(known))
    unique = {file.resolve(): file for file in reversed(found)}
    return CorpusFiles(tuple(reversed(unique.values())), skipped)


def kind_of(path: Path) -> str | None:
    """The extension that says how to read a file, without its compression; None when it is not known."""
    extensions = [extension.lower() for extension in path.suffixes]
    packed = bool(extensions) and extensions[-1] in COMPRESSIONS
    extension = next(iter(extensions[-2:-1] if packed else extensions[-1:]), None)
    return extension if extension in (TEXTS + PAGES if packed else TEXTS + PAGES + BOOKS) else None


def read_documents(paths: Sequence[Path]) -> Iterator[Document]:
    """The documents of files and folders, one after the other, each as a stream of paragraphs.

    In a text file, a line with nothing but a form feed separates documents.

    Raises:
        CorpusError: a file cannot be read, is damaged or binary; or nothing is of a known kind.
    """
    for file in find_files(paths).files:
        yield from _documents_of(file)


def _files_at(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        path.stat()
        yield path
        return

    def refuse(error: OSError) -> None:
        raise error

    for place, folders, names in os.walk(path, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(names) if not name.startswith("."))


def _documents_of(file: Path) -> Iterator[Document]:
    kind = kind_of(file)
    if kind == ".epub":
        yield Document(file.name, epub_paragraphs(file))
    elif kind == ".docx":
        yield Document(file.name, docx_paragraphs(file))
    elif kind in PAGES:
        yield Document(file.name, html_paragraphs(file))
    else:
        for number, lines in enumerate(_split_at_form_feeds(read_lines(file)), start=1):
            lines = plain_lines(lines) if kind == ".md" else lines
            name = file.name if number == 1 else f"{file.name}#{number}"
            yield Document(name, paragraphs_of(lines))


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
