"""HTML read into blocks, as a browser would understand it (selectolax, which is lexbor)."""

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.books.importing.html_look import BLOCKS, PICTURES, SKIPPED, Classes
from desktop.books.importing.html_notes import Notes
from desktop.books.importing.white_space import FIRM, collapsed, soft
from desktop.books.prose.book import Blank, Block, Book, Heading, Paragraph, SceneBreak, Span, bare, plain
from desktop.books.prose.left_out import LeftOut, Loss
from desktop.books.prose.tidying import tidied
from desktop.engine.documents.decoding import decode
from desktop.engine.documents.encodings import ENCODINGS, known_name

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
# Names that mean more than they say, by the WHATWG's Encoding Standard.
_AS_BROWSERS_READ = {
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
}
_DECLARED_WITHIN = 4096
_EMPTY_TAG = re.compile(r"<([A-Za-z][\w:-]*)((?:\s[^<>]*)?)/>")
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "image",
        "use",
        "path",
    ]
)
_OUTSIDE = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
# Parts of an e-book that are made anew, by the names of the EPUB Structural Semantics Vocabulary.
_MADE_ANEW = re.compile(r"\b(?:titlepage|halftitlepage|cover|toc|landmarks|page-list|loi|lot|index)\b")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def read_html(path: Path, data: bytes, left_out: LeftOut) -> Book:
    """Read a web page."""
    text = decoded(data)
    page = parsed(text, is_xhtml=text.lstrip("\ufeff \n\r\t").startswith("<?xml"))
    blocks = list(Pages({"": page}, [], left_out).blocks())
    title, author = "", ""
    header = page.css_first("#title-block-header")
    if header is not None:
        heading = header.css_first("h1.title")
        title = " ".join(heading.text().split()) if heading is not None else ""
        author = ", ".join(" ".join(one.text().split()) for one in header.css(".author"))
    return Book(tidied(blocks, find_chapters=True), title, author)


def decoded(data: bytes) -> str:
    """The text of a page, in the encoding that it names or that it is found to have.

    What reads as UTF-8 and is not ASCII is UTF-8 whatever the page says: editors change that more often than
    what stands in the head.
    """
    if not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        if not data.isascii():
            with contextlib.suppress(UnicodeDecodeError):
                return data.decode()
        found = _CHARSET.search(data[:_DECLARED_WITHIN])
        name = known_name(found[1].decode("ascii")) if found else ""
        name = _AS_BROWSERS_READ.get(name, name)
        if name in ENCODINGS and not name.startswith(("utf-16", "utf-32")):
            return data.decode(name, "replace")
    return decode(data)[0]


def parsed(text: str, is_xhtml: bool) -> "LexborHTMLParser":
    """The tree of a page."""
    from selectolax.lexbor import LexborHTMLParser

    if is_xhtml:
        # In HTML <a/> opens a link that nothing closes.
        text = _EMPTY_TAG.sub(_with_end, text)
    return LexborHTMLParser(text)


def _with_end(found: re.Match[str]) -> str:
    name = found[1]
    return found[0] if name.lower() in _VOID else f"<{name}{found[2]}></{name}>"


class Pages:
    """One page or several that link to one another, such as an e-book's."""

    def __init__(
        self, pages: "Mapping[str, LexborHTMLParser]", sheets: Iterable[str], left_out: LeftOut
    ) -> None:
        """Prepare to read.

        Args:
            pages: By their paths, in their order.
            sheets: Style sheets beside those in the pages.
            left_out: Is told what is left out.
        """
        self._pages = pages
        own = [style.text() for page in pages.values() for style in page.css("style")]
        self._classes = Classes([*sheets, *own])
        self._notes = Notes.of(pages)
        self._left_out = left_out

    def blocks(self) -> Iterator[Block]:
        """The blocks of all pages."""
        for name, page in self._pages.items():
            kind = page.body.attributes.get("epub:type") if page.body is not None else None
            if page.body is not None and not _MADE_ANEW.search(kind or ""):
                yield from _Walk(self._classes, self._notes, self._left_out, name).read(page.body)


class _Walk:
    """Walks through a page or a note; the paragraph that is being read waits in `_spans`."""

    def __init__(
        self, classes: Classes, notes: Notes, left_out: LeftOut, page: str, in_note: bool = False
    ) -> None:
        self._classes = classes
        self._notes = notes
        self._left_out = left_out
        self._page = page
        self._in_note = in_note
        self.has_way_back = False
        self._blocks: list[Block] = []
        self._spans: list[Span] = []
        self._item = ""  # what stands before the next paragraph, as the first of a list's item
        self._numbers: dict[int, int] = {}  # of items that were read, by their `mem_id`
        self._heading = 0
        self._quoted = False
        self._verbatim = False

    def read(self, node: "LexborNode") -> list[Block]:
        self._inside(node, Span(""))
        self._end_paragraph()
        return self._blocks

    def _inside(self, node: "LexborNode", look: Span) -> None:
        inner = node.child
        while inner is not None:
            self._node(inner, look)
            inner = inner.next

    def _node(self, node: "LexborNode", look: Span) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self._text(node.text_content or "", look)
        elif (
            tag.startswith(("-", "!"))
            or tag in SKIPPED
            or (node.mem_id in self._notes.held and not self._in_note)
        ):
            return
        elif tag == "br":
            self._spans.append(replace(look, text="\n"))
        elif tag == "hr":
            self._end_paragraph()
            self._blocks.append(SceneBreak())
        elif tag in PICTURES:
            self._left_out.add(Loss.PICTURES)
        else:
            self._element(node, tag, look)

    def _text(self, text: str, look: Span) -> None:
        text = text.replace(" ", FIRM) if self._verbatim else soft(text)
        self._spans.append(replace(look, text=text))

    def _element(self, node: "LexborNode", tag: str, look: Span) -> None:
        attributes = node.attributes
        said = self._classes.look(tag, attributes)
        kind = attributes.get("epub:type") or ""
        role = attributes.get("role") or ""
        if said.hidden:
            if node.text().strip():
                self._left_out.add(Loss.HIDDEN)
            return
        if tag == "nav" or _MADE_ANEW.search(kind) or attributes.get("id") == "title-block-header":
            if tag == "nav" or "toc" in kind:
                self._left_out.add(Loss.CONTENTS)
            return
        if "pagebreak" in kind or role == "doc-pagebreak":
            return
        if tag == "a" and self._is_note(node):
            return
        if said.struck and node.text().strip():
            self._left_out.add(Loss.STRUCK)
        # The line under a link is no emphasis. To look for one takes the time of all that is inside.
        is_link = tag == "u" and (bool(look.link) or node.css_first("a[href]") is not None)
        look = replace(
            look,
            emphasis=look.emphasis if said.emphasis is None or is_link else said.emphasis,
            strong=look.strong if said.strong is None else said.strong,
            code=look.code or said.code,
        )
        if tag == "a":
            target = (attributes.get("href") or "").strip()
            look = replace(look, link=target if _OUTSIDE.match(target) else "")
        if tag == "rt":
            self._spans.append(replace(look, text="（"))
        if tag in BLOCKS:
            self._block(node, tag, look, said.quoted)
        else:
            self._inside(node, look)
        if tag == "rt":
            self._spans.append(replace(look, text="）"))

    def _block(self, node: "LexborNode", tag: str, look: Span, quoted: bool) -> None:
        self._end_paragraph()
        before = (self._heading, self._quoted, self._verbatim)
        self._heading = _HEADINGS.index(tag) + 1 if tag in _HEADINGS else self._heading
        self._quoted = self._quoted or quoted
        if tag == "pre":
            self._verbatim = True
            look = replace(look, code=True)
        elif tag == "table":
            self._left_out.add(Loss.TABLES)
        elif tag == "li" and node.mem_id not in self._notes.held:
            self._left_out.add(Loss.LISTS)
            self._item = self._mark(node)
        found = len(self._blocks) + self._left_out.count(Loss.PICTURES)
        self._inside(node, look)
        self._end_paragraph()
        if tag == "p" and len(self._blocks) + self._left_out.count(Loss.PICTURES) == found:
            self._blocks.append(Blank())
        self._heading, self._quoted, self._verbatim = before

    def _mark(self, item: "LexborNode") -> str:
        """What stands before a list's item."""
        if item.parent is None or item.parent.tag != "ol":
            return "• "
        number, before = 1, item.prev
        # The items of a list come in their order, and each goes on counting from the one before.
        while before is not None:
            if before.mem_id in self._numbers:
                number += self._numbers[before.mem_id]
                break
            number += before.tag == "li"
            before = before.prev
        self._numbers[item.mem_id] = number
        return f"{number}. "

    def _end_paragraph(self) -> None:
        spans = tuple(collapsed(self._spans))
        self._spans = []
        if not any(span.note is not None or span.text.strip(" \n\t") for span in spans):
            return
        if self._item:
            spans, self._item = (Span(self._item), *spans), ""
        if self._heading:
            self._blocks.append(Heading(self._heading, spans))
        else:
            self._blocks.append(Paragraph(spans, self._quoted))

    def _is_note(self, link: "LexborNode") -> bool:
        """Take a link as a footnote's mark, or as the way back from one, if it is that."""
        if self._in_note and self._notes.is_back(self._page, link):
            self.has_way_back = True
            return True
        target = self._notes.targets.get(link.mem_id)
        if target is None or self._in_note:
            return False
        if not self._notes.again.may_come(target.mem_id):
            return True
        page = self._notes.pages[target.mem_id]
        walk = _Walk(self._classes, self._notes, self._left_out, page, in_note=True)
        blocks = walk.read(target)
        if not walk.has_way_back:
            blocks = _without_number(blocks, link)
        said = tidied(blocks)
        self._notes.again.came(target.mem_id, len(bare(said)))
        self._spans.append(Span("", note=said or (Paragraph(()),)))
        return True


def _without_number(blocks: list[Block], link: "LexborNode") -> list[Block]:
    """A note without its own number in front, where that is no link."""
    mark = link.text().strip().strip("[]()")
    if blocks and isinstance(blocks[0], Paragraph) and mark and blocks[0].spans:
        first = blocks[0].spans[0]
        if first.note is None and plain(blocks[0].spans).startswith(mark):
            found = re.match(rf"\s*[\[(]?{re.escape(mark)}(?:[\])]|[.:)](?=\s)|\s|$)[.:]?\s*", first.text)
            if found:
                spans = (replace(first, text=first.text[found.end() :]), *blocks[0].spans[1:])
                return [replace(blocks[0], spans=spans), *blocks[1:]]
    return blocks
