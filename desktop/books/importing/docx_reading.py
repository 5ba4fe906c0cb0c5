"""Word documents (Office Open XML, ECMA-376) read into a book: what Word shows with all changes accepted.

By hand: python-docx knows neither footnotes nor tracked changes;
mammoth knows both, but shows hidden text, and makes HTML, which would have to be read once more.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from desktop.books.importing.docx_look import ParagraphLook, Styles
from desktop.books.importing.front import Front, without_front
from desktop.books.markup.archives import Archive, damaged
from desktop.books.markup.xml_parts import attribute, child, children, local, parse_xml
from desktop.books.prose.book import Block, Book, Heading, Paragraph, SceneBreak, Span, bare
from desktop.books.prose.left_out import LeftOut, Loss
from desktop.books.prose.notes_again import NotesAgain
from desktop.books.prose.tidying import tidied

_CHANGES = ("ins", "del", "moveTo", "moveFrom")
# Elements whose text is not shown, or not part of the text.
_SKIPPED = frozenset(
    [
        "rPr",
        "pPr",
        "tblPr",
        "tblGrid",
        "trPr",
        "tcPr",
        "sectPr",
        "sdtPr",
        "sdtEndPr",
        "del",
        "moveFrom",
        "delText",
        "instrText",
        "delInstrText",
        "fldData",
        "footnoteRef",
        "endnoteRef",
        "annotationRef",
        "rubyPr",
        "Fallback",
    ]
)
_TEXTS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
_PICTURES = ("drawing", "pict", "object")
_PRIVATE = range(0xE000, 0xF900)


def read_docx(path: Path, data: bytes, left_out: LeftOut) -> Book:
    """Read a Word document.

    Raises:
        DocumentError, ElementTree.ParseError: It cannot be read.
    """
    archive = Archive(path, data)
    main = _main_part(archive)
    if main not in archive:
        raise damaged(path)
    return _Reading(archive, main, left_out).book()


def _main_part(archive: Archive) -> str:
    relations = archive.read_if_there("_rels/.rels")
    if relations is not None:
        for one in parse_xml(relations):
            if (attribute(one, "Type") or "").endswith("/officeDocument"):
                return (attribute(one, "Target") or "").lstrip("/")
    return "word/document.xml"


class _Reading:
    def __init__(self, archive: Archive, main: str, left_out: LeftOut) -> None:
        self._archive = archive
        self._left_out = left_out
        self._targets: dict[str, str] = {}
        self._parts: dict[str, str] = {}
        folder, name = posixpath.split(main)
        relations = archive.read_if_there(f"{folder}/_rels/{name}.rels".lstrip("/"))
        for one in parse_xml(relations) if relations is not None else ():
            kind = (attribute(one, "Type") or "").rpartition("/")[2]
            target = attribute(one, "Target") or ""
            if kind == "hyperlink":
                self._targets[attribute(one, "Id") or ""] = target
            else:
                self._parts[kind] = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
        self._document = parse_xml(archive.read(main))
        self._styles = Styles(self._part("styles"), self._part("numbering"))
        self._notes = {kind: self._notes_of(f"{kind}s") for kind in ("footnote", "endnote")}
        self._numbers = count(1)
        self._boxes: list[Element] = []
        self._in_note = False
        self._again = NotesAgain()

    def book(self) -> Book:
        body = child(self._document, "body")
        if body is None:
            raise ParseError("a part that is no text")
        blocks = list(self._blocks(body))
        if "header" in self._parts or "footer" in self._parts:
            self._note_headers()
        said, title, author = without_front(blocks)
        return Book(tidied(said, find_chapters=True), title, author)

    def _note_headers(self) -> None:
        """Tell of page headers, unless they hold no more than a page's number."""
        for kind in ("header", "footer"):
            for name in self._archive.names:
                if f"/{kind}" in name and name.endswith(".xml"):
                    root = parse_xml(self._archive.read(name))
                    words = "".join(one.text or "" for one in root.iter() if local(one) == "t")
                    if any(letter.isalpha() for letter in words):
                        self._left_out.add(Loss.HEADERS)
                        return

    def _part(self, kind: str) -> Element | None:
        name = self._parts.get(kind)
        data = self._archive.read_if_there(name) if name else None
        return parse_xml(data) if data is not None else None

    def _notes_of(self, kind: str) -> dict[str, Element]:
        root = self._part(kind)
        return {attribute(one, "id") or "": one for one in children(root)}

    def _blocks(self, parent: Element) -> Iterator[Block]:
        """The blocks of a body, a cell, a text box or a note."""
        pending: list[Span] = []  # of a paragraph whose end a tracked change deletes
        for element in parent:
            name = local(element)
            if name == "p":
                pictures = self._left_out.count(Loss.PICTURES)
                spans = pending + self._spans(element)
                pending = []
                properties = child(element, "pPr")
                if child(child(properties, "rPr"), "del") is not None:
                    self._left_out.add(Loss.CHANGES)
                    pending = spans
                    continue
                # Where only a picture stood there is nothing, not an empty line.
                if spans or self._left_out.count(Loss.PICTURES) == pictures:
                    yield from self._paragraph(self._styles.paragraph(properties), spans)
                boxes, self._boxes = self._boxes, []
                for box in boxes:
                    yield from self._blocks(box)
            elif name == "tbl":
                self._left_out.add(Loss.TABLES)
                yield from self._blocks(element)
            elif name == "tr" and child(child(element, "trPr"), "del") is not None:
                self._left_out.add(Loss.CHANGES)
            elif name == "sdt" and _is_contents(element):
                self._left_out.add(Loss.CONTENTS)
            elif name not in _SKIPPED:
                self._note_change(name)
                yield from self._blocks(element)
        if pending:
            yield Paragraph(tuple(pending))

    def _paragraph(self, look: ParagraphLook, spans: list[Span]) -> Iterator[Block]:
        if look.role == "own":
            return
        if look.role == "contents":
            self._left_out.add(Loss.CONTENTS)
        elif look.role in ("title", "author") and any(span.text.strip() for span in spans):
            yield Front(tuple(spans), role=look.role)
        elif look.role == "break" and spans:
            yield SceneBreak()
        elif look.hidden and spans:
            self._left_out.add(Loss.HIDDEN)
        elif look.heading:
            yield Heading(look.heading, tuple(spans))
        else:
            if look.role == "code":
                spans = [replace(span, code=True) if span.note is None else span for span in spans]
            if look.item and any(span.text.strip() for span in spans):
                self._left_out.add(Loss.LISTS)
                spans = [Span(look.item if look.item != "1" else f"{next(self._numbers)}. "), *spans]
            elif not look.item:
                self._numbers = count(1)
            yield Paragraph(tuple(spans), look.role == "quote")

    def _spans(self, paragraph: Element) -> list[Span]:
        return list(self._inline(paragraph, Span("")))

    def _inline(self, parent: Element, look: Span) -> Iterator[Span]:
        """The spans within an element; `look` is what is around it."""
        for element in parent:
            name = local(element)
            if name in _SKIPPED:
                self._note_change(name)
            elif name == "t":
                yield replace(look, text=element.text or "")
            elif name == "r":
                yield from self._run(element, look)
            elif name == "br" and attribute(element, "type") in ("page", "column"):
                continue
            elif name in _TEXTS:
                yield replace(look, text=_TEXTS[name])
            elif name == "sym":
                yield from self._symbol(element, look)
            elif name in ("footnoteReference", "endnoteReference"):
                yield from self._note(name.removesuffix("Reference"), attribute(element, "id") or "")
            elif name == "commentReference":
                self._left_out.add(Loss.COMMENTS)
            elif name == "hyperlink":
                target = self._targets.get(attribute(element, "id") or "", "")
                yield from self._inline(element, replace(look, link=target))
            elif name == "rt":
                yield replace(look, text="（")
                yield from self._inline(element, look)
                yield replace(look, text="）")
            elif name in _PICTURES:
                self._picture(element)
            else:
                self._note_change(name)
                yield from self._inline(element, look)

    def _run(self, element: Element, look: Span) -> Iterator[Span]:
        properties = child(element, "rPr")
        emphasis, strong, code, struck, hidden = self._styles.run(properties)
        if hidden:
            self._left_out.add(Loss.HIDDEN)
            return
        if struck:
            self._left_out.add(Loss.STRUCK)
        yield from self._inline(element, replace(look, emphasis=emphasis, strong=strong, code=code))

    def _symbol(self, element: Element, look: Span) -> Iterator[Span]:
        try:
            code = int(attribute(element, "char") or "", 16)
        except ValueError:
            return
        # A place in a font of symbols is no letter in any other.
        if code in _PRIVATE or not 0 < code < 0xD800:
            self._left_out.add(Loss.PICTURES)
        else:
            yield replace(look, text=chr(code))

    def _note(self, kind: str, identifier: str) -> Iterator[Span]:
        note = self._notes[kind].get(identifier)
        if note is None or self._in_note or not self._again.may_come((kind, identifier)):
            return
        self._in_note = True
        boxes, self._boxes = self._boxes, []
        blocks = tidied(self._blocks(note))
        self._boxes = boxes
        self._in_note = False
        self._again.came((kind, identifier), len(bare(blocks)))
        yield Span("", note=blocks or (Paragraph(()),))

    def _picture(self, element: Element) -> None:
        """Keep the words of text boxes, which come behind the paragraph that they are tied to."""
        boxes = [one for one in _shown(element) if local(one) == "txbxContent"]
        self._boxes += boxes
        if not boxes:
            self._left_out.add(Loss.PICTURES)

    def _note_change(self, name: str) -> None:
        if name in _CHANGES:
            self._left_out.add(Loss.CHANGES)


def _shown(element: Element) -> Iterator[Element]:
    """All elements within one, without what only programs see that cannot show the rest."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        yield one
        if local(one) != "txbxContent":
            waiting.extend(inner for inner in reversed(one) if local(inner) != "Fallback")


def _is_contents(element: Element) -> bool:
    gallery = child(child(child(element, "sdtPr"), "docPartObj"), "docPartGallery")
    return attribute(gallery, "val") == "Table of Contents"
