"""Paragraphs of web pages, and of the pages that books are made of."""

import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from trainer.texts.decoding import decode_page, read_bytes
from trainer.texts.unwrapping import paragraphs_of
from trainer.texts.words import with_single_spaces

# fmt: off
_BLOCKS = (
    "address", "article", "aside", "blockquote", "br", "caption", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "ol", "option", "p", "section", "summary", "table", "td", "th", "tr", "ul",
)
# fmt: on
_HIDDEN = ("head", "script", "style", "template", "noscript", "svg", "math", "nav", "title")
# Parts of a book that the publisher wrote, by the names of the EPUB Structural Semantics Vocabulary, or the
# roles of DPUB-ARIA.
_HIDDEN_PARTS = re.compile(
    r"\b(?:doc-)?(titlepage|imprint|colophon|copyright-page|toc|landmarks|index|noteref)\b"
)
# The number of a printed page, or of a note, in the midst of a sentence. Some books call whole chapters so.
_NUMBERS = re.compile(
    r"\b(?:pagenum|pageno|page-?number|page|(?:doc-)?pagebreak|fnanchor|noteref|footnote-?ref)\b", re.I
)
_PAGE_ID = re.compile(r"^(?:p|pg|page)[-_.]?\w{1,6}$", re.I)
_PAGE_NUMBER = re.compile(r"\W*(?:p|pg|page)?\W*(?:\d+|[ivxlc]+)\W*", re.I)
_NOTE_MARK = re.compile(r"[\[({]?(?:\d{1,4}|[*†‡§]{1,3})[\])}]?")
_BREAK, _AS_TYPED = "\f", "\x01"


def html_paragraphs(path: Path, encoding: str | None = None) -> Iterator[str]:
    """Paragraphs of an HTML file: its blocks and table cells, each with its white space collapsed.

    Args:
        path: the file.
        encoding: of the text; found out if None.

    Raises:
        UnreadableError: the file cannot be opened or is damaged.
    """
    yield from paragraphs_of_html(read_bytes(path), encoding)


def paragraphs_of_html(data: bytes, encoding: str | None = None) -> Iterator[str]:
    """Paragraphs of a page; where lines stand as they were typed (`pre`), they are read as a text's are."""
    from bs4 import BeautifulSoup

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        soup = BeautifulSoup(decode_page(data, encoding), "lxml")
    _drop_hidden(soup)
    for typed in soup.find_all("pre"):
        for line_break in typed.find_all("br"):
            line_break.replace_with("\n")
        typed.replace_with(f"{_BREAK}{_AS_TYPED}{typed.get_text().replace(_BREAK, '')}{_BREAK}")
    for block in soup.find_all(_BLOCKS):
        if block.is_empty_element:
            block.replace_with(_BREAK)
        else:
            block.insert(0, _BREAK)
            block.append(_BREAK)
    for text in soup.get_text().split(_BREAK):
        if text.startswith(_AS_TYPED):
            yield from paragraphs_of(text[1:].split("\n"))
        elif words := with_single_spaces(text):
            yield words


def _drop_hidden(soup: Any) -> None:
    hidden = soup.find_all(_HIDDEN)
    for name in ("epub:type", "role"):
        hidden += soup.find_all(True, attrs={name: _HIDDEN_PARTS})
    for name in ("epub:type", "role", "class"):
        hidden += [part for part in soup.find_all(True, attrs={name: _NUMBERS}) if _is_number(part)]
    hidden += [link for link in soup.find_all("a") if _is_page_number(link) or _is_note_mark(link)]
    for part in hidden:
        part.decompose()


def _is_number(part: Any) -> bool:
    text = part.get_text().strip()
    return not text or any(kind.fullmatch(text) for kind in (_PAGE_NUMBER, _NOTE_MARK))


def _is_page_number(link: Any) -> bool:
    """Whether this only says where a printed page began, as in `<a id="page12">12</a>`."""
    name = link.get("id") or link.get("name") or ""
    return bool(_PAGE_ID.match(name)) and bool(_PAGE_NUMBER.fullmatch(link.get_text().strip()))


def _is_note_mark(link: Any) -> bool:
    """Whether this is the raised number of a note."""
    raised = link.parent is not None and (link.parent.name == "sup" or link.find("sup") is not None)
    return raised and "#" in (link.get("href") or "") and bool(_NOTE_MARK.fullmatch(link.get_text().strip()))
