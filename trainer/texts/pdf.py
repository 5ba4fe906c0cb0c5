"""Paragraphs of PDF files that hold text."""

import logging
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from trainer.errors import UnreadableError
from trainer.texts.decoding import unreadable
from trainer.texts.unwrapping import NARROWEST, lines_of_pages, paragraphs_of

_HEAD_LINES = 2
_SEEN_PAGES, _NARROWEST_COLUMN = 10, 20
# Of the lines of a page in columns so many have both; headings, and few others, go over the gap between them.
_LEAST_BESIDE, _MOST_CROSSING = 8, 0.15
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
        pages = (in_columns(_lines(page)) for page in reader.pages)
        # Looked at first, so that a scan is told from a book before anything of it is learned.
        head: list[list[list[str]]] = []
        for page in pages:
            head.append(page)
            if len(head) >= _SEEN_PAGES and _letters(chain(*head)) >= _LEAST_LETTERS:
                break
        if _letters(chain(*head)) < _LEAST_LETTERS:
            raise UnreadableError(
                path, "holds pictures of pages but no text", "have their text recognised (OCR) first"
            )
        narrowest = _NARROWEST_COLUMN if any(len(page) > 1 for page in head) else NARROWEST
        yield from paragraphs_of(lines_of_pages(chain.from_iterable(chain(head, pages))), narrowest)
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
    return [line[margin:] for line in lines]


def in_columns(lines: list[str]) -> list[list[str]]:
    """A page's columns one after the other, with what goes over both before and between them.

    Lines set to an even width have wide spaces, which become single ones; a page's head keeps that between
    its title and the page's number.

    Args:
        lines: as they stand on the page, spaces included.
    """
    gutter = _gutter(lines)
    if gutter is None:
        last = len(lines) - _HEAD_LINES
        return [[line if not _HEAD_LINES <= at < last else _even(line) for at, line in enumerate(lines)]]
    parts: list[list[str]] = []
    left: list[str] = []
    right: list[str] = []

    def end_columns() -> None:
        for column in (left, right):
            margin = min((len(line) - len(line.lstrip()) for line in column if line), default=0)
            if any(column):
                parts.append([_even(line[margin:]) for line in column])
            column.clear()

    for line in lines:
        if _crosses(line, gutter):
            end_columns()
            parts.append([line])
        else:
            left.append(line[:gutter].rstrip())
            right.append(line[gutter:].rstrip())
    end_columns()
    return parts


def _gutter(lines: list[str]) -> int | None:
    """Where on a page a gap between two columns goes from top to bottom; None if there is none."""
    texts = [line for line in lines if line.strip()]
    width = max((len(line) for line in texts), default=0)
    best: tuple[int, int] | None = None
    for place in range(width // 4, width * 3 // 4):
        crossing = sum(_crosses(line, place) for line in texts)
        beside = sum(bool(line[:place].strip() and line[place:].strip()) for line in texts) - crossing
        is_gap = crossing <= _MOST_CROSSING * len(texts)
        if is_gap and beside >= max(_LEAST_BESIDE, len(texts) // 2) and (best is None or crossing < best[0]):
            best = crossing, place
    return best[1] if best else None


def _crosses(line: str, place: int) -> bool:
    return bool(line[max(0, place - 1) : place + 1].strip())


def _even(line: str) -> str:
    return _GAPS.sub(" ", line)


def _letters(pages: Iterable[list[str]]) -> int:
    return sum(character.isalpha() for page in pages for line in page for character in line)
