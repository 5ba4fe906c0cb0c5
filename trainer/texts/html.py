"""Paragraphs of web pages, and of the pages that books are made of."""

import email
import email.policy
import re
import warnings
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path
from typing import Any

from trainer.errors import UnreadableError
from trainer.texts.decoding import BLOCK_BYTES, decode_page, is_binary, not_in, not_text, read_bytes
from trainer.texts.unwrapping import SAMPLE_LINES, is_wrapped, paragraphs_of, unwrap
from trainer.texts.words import with_single_spaces

# fmt: off
_BLOCKS = (
    "address", "article", "aside", "blockquote", "br", "caption", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "ol", "option", "p", "section", "summary", "table", "td", "th", "tr", "ul",
)
# fmt: on
_HIDDEN = (
    *("head", "script", "style", "template", "noscript", "svg", "math", "title", "rt", "rtc", "rp", "del"),
    *("iframe", "noframes", "button", "select", "textarea", "datalist"),
)
# Of what is out of sight by such a style or attribute; some pages show all of their text by a program only.
_OUT_OF_SIGHT = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_MOST_HIDDEN = 0.5
# A list of links has as much of its text in them; what a page forgot to close has less.
_LINKED_SHARE = 0.5
_LINES = ("pre", "listing", "xmp", "plaintext")
# A section whose text stands as it is, which only pages of XML may have.
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
# Parts of a book that the publisher wrote, by the names of the EPUB Structural Semantics Vocabulary, or the
# roles of DPUB-ARIA.
_HIDDEN_PARTS = re.compile(
    r"\b(?:doc-)?(titlepage|imprint|colophon|copyright-page|toc|page-list|landmarks|index|noteref|backlink)\b"
)
# The number of a printed page, or of a note, in the midst of a sentence. Some books call whole chapters so.
_NUMBERS = re.compile(
    r"\b(?:pagenum|pageno|page-?number|page|(?:doc-)?pagebreak|fnanchor|noteref|footnote-?ref)\b", re.I
)
_PAGE_ID = re.compile(r"^(?:p|pg|page)[-_.]?\w{1,6}$", re.I)
_PAGE_NUMBER = re.compile(r"\W*(?:p|pg|page)?\W*(?:\d+|[ivxlc]+)\W*", re.I)
_NOTE_MARK = re.compile(r"[\[({]?(?:\d{1,4}|[*†‡§]{1,3})[\])}]?")
_BACK_MARK = re.compile(r"[\u2190-\u2193\u21a9\u21b5\u21d1\u21e7\u23ce\u2934^]\ufe0e?")
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_BREAK, _AS_TYPED, _LINE_BREAK = "\f", "\x01", "\x02"


def html_paragraphs(path: Path, encoding: str | None = None) -> Iterator[str]:
    """Paragraphs of an HTML file: its blocks and table cells, each with its white space collapsed.

    Args:
        path: the file.
        encoding: of the text; found out if None.

    Raises:
        UnreadableError: the file cannot be opened, is damaged, or is no text.
    """
    data = read_bytes(path)
    if is_binary(data[:BLOCK_BYTES]):
        raise not_text(path)
    try:
        yield from paragraphs_of_html(data, encoding)
    except UnicodeError as error:
        raise not_in(path, encoding) from error


def saved_page_paragraphs(path: Path, encoding: str | None = None) -> Iterator[str]:
    """Paragraphs of a page that a browser has saved with its pictures in one file (MHTML, RFC 2557).

    Args:
        path: the file.
        encoding: of the text; found out if None.

    Raises:
        UnreadableError: the file cannot be opened, is damaged, or holds no page.
    """
    found = list(paragraphs_of_saved_page(read_bytes(path), encoding))
    if not found:
        raise UnreadableError(
            path, "holds no page", "open it in the browser that saved it and save it as .html"
        )
    yield from found


def paragraphs_of_saved_page(data: bytes, encoding: str | None = None) -> Iterator[str]:
    """Paragraphs of the first page that stands in such a file."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        page = part.get_payload(decode=True) if part.get_content_type() in _PAGE_TYPES else None
        if isinstance(page, bytes):
            yield from paragraphs_of_html(page, encoding)
            return


def paragraphs_of_html(data: bytes, encoding: str | None = None) -> Iterator[str]:
    """Paragraphs of a page; where lines stand as they were typed (`pre`), they are read as a text's are."""
    from bs4 import BeautifulSoup

    text = decode_page(data, encoding)
    if "<" not in text:
        # No page, but what somebody has called one.
        yield from paragraphs_of(unescape(text).split("\n"))
        return
    text = _CDATA.sub(lambda section: escape(section[1]), text)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        soup = BeautifulSoup(text, "lxml")
    _drop_hidden(soup)
    for quotation in soup.find_all("q"):
        quotation.insert(0, "\u201c")
        quotation.append("\u201d")
    for typed in soup.find_all(_LINES):
        for line_break in typed.find_all("br"):
            line_break.replace_with("\n")
        typed.replace_with(f"{_BREAK}{_AS_TYPED}{typed.get_text().replace(_BREAK, '')}{_BREAK}")
    for block in soup.find_all(_BLOCKS):
        if block.is_empty_element:
            block.replace_with(_LINE_BREAK if block.name == "br" else _BREAK)
        else:
            block.insert(0, _BREAK)
            block.append(_BREAK)
    yield from _paragraphs(soup.get_text().split(_BREAK))


def _paragraphs(blocks: list[str]) -> Iterator[str]:
    """What blocks of text hold; where `br` only breaks lines at a width, they are joined again."""
    lines = {
        number: [with_single_spaces(line) for line in block.split(_LINE_BREAK)]
        for number, block in enumerate(blocks)
        if _LINE_BREAK in block
    }
    are_wrapped = is_wrapped([line for block in lines.values() for line in (*block, "")][:SAMPLE_LINES])
    for number, block in enumerate(blocks):
        if block.startswith(_AS_TYPED):
            yield from paragraphs_of(block[1:].split("\n"))
        elif number in lines:
            yield from unwrap(lines[number]) if are_wrapped else filter(None, lines[number])
        elif words := with_single_spaces(block):
            yield words


def _drop_hidden(soup: Any) -> None:
    hidden = soup.find_all(_HIDDEN)
    hidden += [part for part in soup.find_all("nav") if _is_list_of_links(part)]
    for name in ("epub:type", "role"):
        hidden += soup.find_all(True, attrs={name: _HIDDEN_PARTS})
    for name in ("epub:type", "role", "class"):
        hidden += [part for part in soup.find_all(True, attrs={name: _NUMBERS}) if _is_number(part)]
    hidden += [link for link in soup.find_all("a") if _is_page_number(link) or _is_note_mark(link)]
    for part in hidden:
        part.decompose()
    unseen = [part for part in soup.find_all(True) if _is_out_of_sight(part)]
    if sum(len(part.get_text()) for part in unseen) <= _MOST_HIDDEN * len(soup.get_text()):
        for part in unseen:
            part.decompose()


def _is_out_of_sight(part: Any) -> bool:
    return part.has_attr("hidden") or bool(_OUT_OF_SIGHT.search(part.get("style") or ""))


def _is_list_of_links(part: Any) -> bool:
    if not part.find("p"):
        return True
    linked = sum(len(link.get_text().strip()) for link in part.find_all("a"))
    return linked >= _LINKED_SHARE * len("".join(part.get_text().split()))


def _is_number(part: Any) -> bool:
    text = part.get_text().strip()
    return not text or any(kind.fullmatch(text) for kind in (_PAGE_NUMBER, _NOTE_MARK))


def _is_page_number(link: Any) -> bool:
    """Whether this only says where a printed page began, as in `<a id="page12">12</a>`."""
    name = link.get("id") or link.get("name") or ""
    return bool(_PAGE_ID.match(name)) and bool(_PAGE_NUMBER.fullmatch(link.get_text().strip()))


def _is_note_mark(link: Any) -> bool:
    """Whether this is the raised number of a note, or the arrow that leads back from it."""
    raised = link.parent is not None and (link.parent.name == "sup" or link.find("sup") is not None)
    text = link.get_text().strip()
    is_mark = bool(raised and _NOTE_MARK.fullmatch(text)) or bool(_BACK_MARK.fullmatch(text))
    return is_mark and "#" in (link.get("href") or "")
