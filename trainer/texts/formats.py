"""Paragraphs out of Markdown, HTML, EPUB and Word files."""

import io
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from trainer.errors import CorpusError
from trainer.texts.decoding import read_bytes, unreadable
from trainer.texts.streams import take

# fmt: off
_BLOCKS = (
    "address", "article", "aside", "blockquote", "br", "caption", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "ol", "option", "p", "pre", "section", "summary", "table", "td", "th", "tr", "ul",
)
# fmt: on
_HIDDEN = ("head", "script", "style", "template", "noscript", "svg", "math", "nav", "title")
# Parts of a book that the publisher wrote, by the names of the EPUB Structural Semantics Vocabulary.
_HIDDEN_PARTS = re.compile(r"\b(titlepage|imprint|colophon|copyright-page|toc|landmarks|index|noteref)\b")
_BREAK = "\f"
FRONT_MATTER_LINES = 200

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_RULE = re.compile(r"\s{0,3}(?:(?:[-*_]\s*){3,}|=+|-+|\|?[\s:|-]*-[\s:|-]*)$")
_DEFINITION = re.compile(r"\s{0,3}\[[^\]]+\]:\s")
_SETTING = re.compile(r"[\w-]+\s*:|\s*#|\s+\S|- |$")
_HEADING = re.compile(r"\s{0,3}#{1,6}(?:\s+|$)(.*?)[\s#]*$")
_MARKER = re.compile(r"\s*(?:>\s?|[-*+]\s+|\d{1,9}[.)]\s+)")
_INLINE = (
    (re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>"), ""),
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\[[^\]]*\])"), r"\1"),
    (re.compile(r"(`+)(.+?)\1"), r"\2"),
    (re.compile(r"(?<!\\)(\*{1,3})(?=\S)(.+?)(?<=[^\s\\])\1"), r"\2"),
    (re.compile(r"(?<![\w\\])(_{1,3})(?=\S)(.+?)(?<=[^\s\\])\1(?!\w)"), r"\2"),
    (re.compile(r"~~(.+?)~~"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!~>|\"'])"), r"\1"),
)


def plain_lines(lines: Iterable[str]) -> Iterator[str]:
    """Lines of Markdown without their markup; headings and list items stand between empty lines.

    Code in fences, front matter, rules, images, tags and link addresses are dropped.
    """
    fence = ""
    for line in _without_front_matter(iter(lines)):
        opening = _FENCE.match(line)
        if fence:
            closed = opening and opening[1].startswith(fence) and not line.strip().strip(fence[0])
            fence = "" if closed else fence
            continue
        if opening:
            fence = opening[1]
            yield ""
        elif heading := _HEADING.match(line):
            yield from ("", _without_inline(heading[1]), "")
        elif _DEFINITION.match(line) or _RULE.match(line):
            yield ""
        else:
            marker = _MARKER.match(line)
            if marker and not line.lstrip().startswith(">"):
                yield ""
            yield _without_inline(_without_markers(line))


def html_paragraphs(path: Path) -> Iterator[str]:
    """Paragraphs of an HTML file: its blocks and table cells, each with its white space collapsed."""
    yield from _paragraphs_of_html(read_bytes(path))


def epub_paragraphs(path: Path) -> Iterator[str]:
    """Paragraphs of an EPUB book, in the order of its spine, without its table of contents."""
    from ebooklib import ITEM_DOCUMENT, epub

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = _parsed(path, "an EPUB book", lambda: epub.read_epub(str(path), {"ignore_ncx": True}))
    for identifier, _ in book.spine:
        item = book.get_item_with_id(identifier)
        if item is not None and item.get_type() == ITEM_DOCUMENT and not isinstance(item, epub.EpubNav):
            yield from _paragraphs_of_html(item.content)


def docx_paragraphs(path: Path) -> Iterator[str]:
    """Paragraphs of a Word document's body."""
    import docx

    data = read_bytes(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        document = _parsed(path, "a Word document", lambda: docx.Document(io.BytesIO(data)))
    for paragraph in document.paragraphs:
        yield from paragraph.text.split("\n")


def _parsed(path: Path, kind: str, parse: Callable[[], Any]) -> Any:
    # Broken files make these libraries raise whatever their insides meet: KeyError, zip and XML errors.
    try:
        return parse()
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise unreadable(error, path) from error
        message = f"{path} cannot be read as {kind}; open it in the program that made it and save it again."
        raise CorpusError(message) from error


def _paragraphs_of_html(data: bytes) -> Iterator[str]:
    from bs4 import BeautifulSoup

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        soup = BeautifulSoup(data, "lxml")
    for hidden in (*soup.find_all(_HIDDEN), *soup.find_all(True, attrs={"epub:type": _HIDDEN_PARTS})):
        hidden.decompose()
    for block in soup.find_all(_BLOCKS):
        if block.is_empty_element:
            block.replace_with(_BREAK)
        else:
            block.insert(0, _BREAK)
            block.append(_BREAK)
    for text in soup.get_text().split(_BREAK):
        if words := text.split():
            yield " ".join(words)


def _without_front_matter(lines: Iterator[str]) -> Iterator[str]:
    head = take(lines, FRONT_MATTER_LINES)
    if head and head[0].strip() == "---":
        end = next((number for number, line in enumerate(head[1:], 1) if line.strip() in ("---", "...")), 0)
        if all(_SETTING.match(line) for line in head[1:end]):
            head = head[end + 1 :]
    yield from chain(head, lines)


def _without_markers(line: str) -> str:
    while marker := _MARKER.match(line):
        line = line[marker.end() :]
    return line


def _without_inline(text: str) -> str:
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text
