"""OpenDocument texts (ISO/IEC 26300) read into a book: what LibreOffice shows with all changes accepted."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

from desktop.books.importing.front import Front, without_front
from desktop.books.importing.odt_look import Styles
from desktop.books.importing.white_space import FIRM, collapsed, soft
from desktop.books.markup.archives import Archive, damaged, locked
from desktop.books.markup.xml_parts import attribute, child, local, parse_xml
from desktop.books.prose.book import DEEPEST_HEADING, Block, Book, Heading, Paragraph, SceneBreak, Span
from desktop.books.prose.left_out import LeftOut, Loss
from desktop.books.prose.tidying import tidied

# Elements whose text is no part of what is read.
_SKIPPED = frozenset(
    [
        "note-citation",
        "annotation-end",
        "bookmark",
        "sequence-decls",
        "variable-decls",
        "user-field-decls",
        "forms",
        "hidden-text",
        "ruby-text",
    ]
)
_CONTENTS = re.compile(
    r"table-of-content|illustration-index|table-index|alphabetical-index|user-index|bibliography"
)
_LONGEST_SPACE = 1000


def read_odt(path: Path, data: bytes, left_out: LeftOut) -> Book:
    """Read an OpenDocument text.

    Raises:
        DocumentError, ElementTree.ParseError: It cannot be read.
    """
    archive = Archive(path, data)
    manifest = archive.read_if_there("META-INF/manifest.xml")
    if manifest is not None and b"encryption-data" in manifest:
        raise locked(path)
    content = parse_xml(archive.read("content.xml"))
    styles = archive.read_if_there("styles.xml")
    shared = [parse_xml(styles)] if styles is not None else []
    text = child(child(content, "body"), "text")
    if text is None:
        raise damaged(path)
    if any(_has_words(root) for root in shared):
        left_out.add(Loss.HEADERS)
    reading = _Reading(Styles([*shared, content]), left_out)
    blocks, title, author = without_front(reading.blocks(text))
    return Book(tidied(blocks, find_chapters=True), title, author)


def _has_words(styles: Element) -> bool:
    """Whether pages have headers or footers with more than a number."""
    margins = (one for one in styles.iter() if local(one) in ("header", "footer"))
    return any(letter.isalpha() for one in margins for text in one.itertext() for letter in text)


class _Reading:
    def __init__(self, styles: Styles, left_out: LeftOut) -> None:
        self._styles = styles
        self._left_out = left_out
        self._boxes: list[Element] = []
        self._in_note = False

    def blocks(self, parent: Element, item: str = "") -> Iterator[Block]:
        """The blocks within an element; `item` stands before the first paragraph of a list's item."""
        for element in parent:
            name = local(element)
            if name in ("p", "h"):
                yield from self._paragraph(element, item)
                item = ""
                boxes, self._boxes = self._boxes, []
                for box in boxes:
                    yield from self.blocks(box)
            elif name == "tracked-changes":
                self._left_out.add(Loss.CHANGES, len(element))
            elif name == "list":
                yield from self._list(element)
            elif name == "table":
                self._left_out.add(Loss.TABLES)
                yield from self.blocks(element)
            elif name == "section" and attribute(element, "display") == "none":
                self._left_out.add(Loss.HIDDEN)
            elif _CONTENTS.fullmatch(name):
                self._left_out.add(Loss.CONTENTS)
            elif name == "frame":
                self._frame(element)
                boxes, self._boxes = self._boxes, []
                for box in boxes:
                    yield from self.blocks(box)
            elif name not in _SKIPPED:
                yield from self.blocks(element)

    def _list(self, element: Element) -> Iterator[Block]:
        for item in element:
            if local(item) in ("list-item", "list-header"):
                inner = list(self.blocks(item, "• " if local(item) == "list-item" else ""))
                # LibreOffice numbers headings by lists, too.
                if not any(isinstance(block, Heading) for block in inner):
                    self._left_out.add(Loss.LISTS)
                yield from inner

    def _paragraph(self, element: Element, item: str) -> Iterator[Block]:
        name = attribute(element, "style-name")
        if self._styles.is_hidden("paragraph", name) or child(element, "hidden-paragraph") is not None:
            self._left_out.add(Loss.HIDDEN)
            return
        pictures = self._left_out.count(Loss.PICTURES)
        spans = tuple(collapsed(self._inline(element, Span(""))))
        if not spans and self._left_out.count(Loss.PICTURES) > pictures:
            return  # where only a picture stood there is nothing, not an empty line
        role = self._styles.role(name)
        level = self._styles.heading(name)
        if local(element) == "h":
            level = int(attribute(element, "outline-level") or level or 1)
        if role == "own":
            return
        if role == "contents":
            self._left_out.add(Loss.CONTENTS)
        elif role in ("title", "author") and any(span.text.strip() for span in spans):
            yield Front(spans, role=role)
        elif role == "break":
            yield SceneBreak()
        elif level and role != "quote":
            yield Heading(min(level, DEEPEST_HEADING), spans)
        else:
            if role == "code":
                spans = tuple(replace(span, code=True) if span.note is None else span for span in spans)
            if item and any(span.text.strip() for span in spans):
                spans = (Span(item), *spans)
            yield Paragraph(spans, role == "quote")

    def _inline(self, parent: Element, look: Span) -> Iterator[Span]:
        """The spans within an element; white space in its text is not yet collapsed."""
        if parent.text:
            yield replace(look, text=soft(parent.text))
        for element in parent:
            yield from self._element(element, look)
            if element.tail:
                yield replace(look, text=soft(element.tail))

    def _element(self, element: Element, look: Span) -> Iterator[Span]:
        name = local(element)
        if name == "span":
            yield from self._span(element, look)
        elif name == "s":
            count = attribute(element, "c") or "1"
            yield replace(look, text=FIRM * min(int(count), _LONGEST_SPACE))
        elif name == "tab":
            yield replace(look, text="\t")
        elif name == "line-break":
            yield replace(look, text="\n")
        elif name == "a":
            target = attribute(element, "href") or ""
            yield from self._inline(element, replace(look, link="" if target.startswith("#") else target))
        elif name == "note":
            yield from self._note(element)
        elif name == "annotation":
            self._left_out.add(Loss.COMMENTS)
        elif name in ("hidden-text", "conditional-text"):
            self._left_out.add(Loss.HIDDEN)
        elif name == "ruby":
            for part in element:
                if local(part) == "ruby-text":
                    yield replace(look, text=f"（{''.join(part.itertext())}）")
                else:
                    yield from self._inline(part, look)
        elif name in ("frame", "custom-shape", "rect", "line", "path", "g", "object"):
            self._frame(element)
        elif name and name not in _SKIPPED:
            yield from self._inline(element, look)

    def _span(self, element: Element, look: Span) -> Iterator[Span]:
        name = attribute(element, "style-name")
        if self._styles.is_hidden("text", name):
            self._left_out.add(Loss.HIDDEN)
            return
        emphasis, strong, code, struck = self._styles.look(name)
        if struck:
            self._left_out.add(Loss.STRUCK)
        yield from self._inline(
            element,
            replace(
                look,
                emphasis=look.emphasis or emphasis,
                strong=look.strong or strong,
                code=look.code or code,
            ),
        )

    def _note(self, element: Element) -> Iterator[Span]:
        body = child(element, "note-body")
        if body is None or self._in_note:
            return
        self._in_note = True
        boxes, self._boxes = self._boxes, []
        blocks = tidied(self.blocks(body))
        self._boxes = boxes
        self._in_note = False
        yield Span("", note=blocks or (Paragraph(()),))

    def _frame(self, element: Element) -> None:
        boxes = list(_boxes(element))
        self._boxes += boxes
        if not boxes:
            self._left_out.add(Loss.PICTURES)


def _boxes(frame: Element) -> Iterator[Element]:
    """The text boxes in a frame, but those that are in one of them, whose turn comes when it is read."""
    waiting = [frame]
    while waiting:
        one = waiting.pop()
        if local(one) == "text-box":
            yield one
        else:
            waiting.extend(reversed(one))
