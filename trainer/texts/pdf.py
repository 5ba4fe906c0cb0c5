"""Paragraphs of PDF files that hold text."""

import logging
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from trainer.errors import UnreadableError
from trainer.texts.decoding import unreadable
from trainer.texts.unwrapping import lines_of_pages, paragraphs_of

# A page of a novel has 1,500 letters; a scanned one has none, or a stamp.
_LEAST_LETTERS = 20
_GAPS = re.compile(r"(?<=\S) {2,}(?=\S)")


def pdf_paragraphs(path: Path) -> Iterator[str]:
    """Paragraphs of a PDF file, a page at a time, without running heads and page numbers.

    Raises:
        UnreadableError: the file cannot be opened, is damaged, locked by a password, or holds pictures of
            pages instead of text.
    """
    import pypdf
    from pypdf.errors import DependencyError, PdfReadError

    # What it finds wrong with a file and puts right is no news to whoever wants the text.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError(path, "is locked by a password", "save it without one")
        pages = (_lines(page) for page in reader.pages)
        # Looked at first, so that a scan is told from a book before anything of it is learned.
        head = [next(pages, [])]
        while len(head) < len(reader.pages) and _letters(head) < _LEAST_LETTERS:
            head.append(next(pages))
        if _letters(head) < _LEAST_LETTERS:
            raise UnreadableError(
                path, "holds pictures of pages but no text", "have their text recognised (OCR) first"
            )
        yield from paragraphs_of(lines_of_pages(chain(head, pages)))
    except UnreadableError:
        raise
    except OSError as error:
        raise unreadable(error, path) from error
    except DependencyError as error:
        raise UnreadableError(
            path,
            "is encrypted in a way that needs one more package",
            "install it by: pip install pypdf[crypto]",
        ) from error
    except (
        PdfReadError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        RecursionError,
    ) as error:
        # pypdf's own errors, and what its insides meet in a file that is bent.
        raise UnreadableError(
            path, "cannot be read as a PDF file", "open it, and print it as PDF again"
        ) from error


def _lines(page: Any) -> list[str]:
    """The lines of a page as they stand on it, indents and empty lines included, without its margin."""
    text = page.extract_text(extraction_mode="layout", layout_mode_space_vertically=True)
    # Some fonts have one glyph for spaces and tabs, which files of Qt's call a tab.
    lines = [line.rstrip() for line in text.replace("\t", " ").split("\n")]
    margin = min((len(line) - len(line.lstrip()) for line in lines if line), default=0)
    # Lines set to an even width have wide spaces; a head has one between its title and the page's number.
    inside = [line[margin:] for line in lines]
    return [
        line if number < 2 or number >= len(inside) - 2 else _even(line) for number, line in enumerate(inside)
    ]


def _even(line: str) -> str:
    return _GAPS.sub(" ", line)


def _letters(pages: list[list[str]]) -> int:
    return sum(character.isalpha() for page in pages for line in page for character in line)
