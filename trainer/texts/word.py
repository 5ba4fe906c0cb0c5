"""Paragraphs of a Word document as Word shows them with all changes accepted.

ECMA-376, "Office Open XML File Formats", part 1, chapter 17 (WordprocessingML).
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from lxml import etree

from trainer.errors import UnreadableError
from trainer.texts.html import paragraphs_of_html, paragraphs_of_saved_page
from trainer.texts.packages import Package, attribute, beside, local_name

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_DELETED = ("del", "moveFrom")
# Formulas are no prose; `rt` is the reading above a Chinese character.
_LEFT_OUT = {*_DELETED, "rt", "oMath", "oMathPara", "delText", "pPr", "rPr", "sdtPr", "tblPr"}
_LISTS = ("TOC", "INDEX", "TOA")
_OFF = ("0", "false", "off", "none")
_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Symbol fonts have their pictures here, which are no letters.
_PRIVATE = 0xF000


def docx_paragraphs(path: Path) -> Iterator[str]:
    """Paragraphs of a Word document's body: its tables, text boxes, fields and inserted text too.

    Hidden text, deleted text, tables of contents and placeholders are left out.

    Raises:
        UnreadableError: the file is no Word document, or damaged.
    """
    package = Package(path, "a Word document")
    main = _main_part(package)
    root = package.xml(main)
    if local_name(root) != "document":
        raise package.broken()
    folder = main.rpartition("/")[0]
    styles = f"{folder}/styles.xml" if folder else "styles.xml"
    hidden, parts = _hidden_styles(package, styles), _parts_put_in(package, main)
    reader = _Reader(hidden, parts)
    reader.read(root)
    if unclosed := reader.unclosed_fields():
        # All of the rest would be an instruction, or a table of contents: the field's end was lost.
        reader = _Reader(hidden, parts, unclosed)
        reader.read(root)
    for paragraph in reader.paragraphs:
        yield from paragraph.split("\n")


class _Reader:
    """Goes through a document's elements in order; `paragraphs` is what they show.

    Args:
        hidden_styles: names of the styles whose text is hidden.
        parts: the paragraphs of what was put in as a file of its own, by the name that it has here.
        unclosed: where fields begin that never end.
    """

    def __init__(
        self,
        hidden_styles: set[str],
        parts: Mapping[str, list[str]],
        unclosed: Sequence[etree._Element] = (),
    ) -> None:
        self.paragraphs: list[str] = []
        self._hidden_styles, self._put_in, self._unclosed = hidden_styles, parts, unclosed
        self._parts: list[str] = []
        self._boxes: list[etree._Element] = []
        # Fields may hold fields, and reach over paragraphs: of each where it begins, its instruction, and
        # whether that is over.
        self._fields: list[tuple[etree._Element, str, bool]] = []

    def unclosed_fields(self) -> list[etree._Element]:
        """Where the fields begin that have not ended."""
        return [begin for begin, _, _ in self._fields]

    def read(self, element: etree._Element) -> None:
        """Read an element that holds paragraphs."""
        for child in element:
            name = local_name(child)
            if name == "p" and _is_word(child):
                self._paragraph(child)
            elif name == "altChunk":
                self._end_paragraph()
                self.paragraphs += self._put_in.get(attribute(child, "id") or "", [])
            elif name not in _LEFT_OUT and not _is_dropped(child):
                if name == "tbl":
                    self._end_paragraph()
                self.read(_shown(child))
                if name in ("tc", "txbxContent", "body"):
                    self._end_paragraph()

    def _paragraph(self, element: etree._Element) -> None:
        style = element.find("./{*}pPr/{*}pStyle")
        hidden = style is not None and attribute(style, "val") in self._hidden_styles
        self._inline(element, hidden)
        if not _goes_on(element):
            self._end_paragraph()
        boxes, self._boxes = self._boxes, []
        if boxes:
            self._end_paragraph()
        for box in boxes:
            self.read(box)
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        if self._parts:
            self.paragraphs.append("".join(self._parts))
            self._parts = []

    def _inline(self, element: etree._Element, hidden: bool) -> None:
        for child in element:
            name = local_name(child)
            if name == "txbxContent":
                self._boxes.append(child)
            elif name == "fldChar":
                self._field_mark(child)
            elif name == "instrText":
                if self._fields:
                    begin, instruction, over = self._fields[-1]
                    self._fields[-1] = (begin, instruction + (child.text or ""), over)
            elif name == "fldSimple":
                self._fields.append((child, attribute(child, "instr") or "", True))
                self._inline(child, hidden)
                self._fields.pop()
            elif name in _LEFT_OUT or _is_dropped(child):
                continue
            elif name in ("t", "sym", *_MARKS) and _is_word(child):
                if not hidden and self._is_shown():
                    self._parts.append(_text(child, name))
            else:
                inside = hidden if name != "r" else self._is_hidden(child, hidden) or _is_note_mark(child)
                self._inline(_shown(child), inside)

    def _field_mark(self, mark: etree._Element) -> None:
        kind = attribute(mark, "fldCharType")
        if kind == "begin" and not any(mark is begin for begin in self._unclosed):
            self._fields.append((mark, "", False))
        elif kind == "separate" and self._fields:
            self._fields[-1] = (*self._fields[-1][:2], True)
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _is_shown(self) -> bool:
        """Whether this is no field's instruction, and in no table of contents."""
        return all(over and not _is_list(instruction) for _, instruction, over in self._fields)

    def _is_hidden(self, run: etree._Element, paragraph_is: bool) -> bool:
        own = run.find("./{*}rPr/{*}vanish")
        if own is not None:
            return _is_on(own)
        style = run.find("./{*}rPr/{*}rStyle")
        return paragraph_is or (style is not None and attribute(style, "val") in self._hidden_styles)


def _main_part(package: Package) -> str:
    for relation in package.xml("_rels/.rels") if "_rels/.rels" in package else ():
        kind = attribute(relation, "Type") or ""
        if kind.endswith("/officeDocument"):
            return (attribute(relation, "Target") or "").lstrip("/")
    return "word/document.xml"


def _parts_put_in(package: Package, main: str) -> dict[str, list[str]]:
    """The paragraphs of pages that converters put into a document whole, and Word shows in their place."""
    folder, _, name = main.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    parts: dict[str, list[str]] = {}
    for relation in package.xml(relations) if relations in package else ():
        target = beside(main, attribute(relation, "Target") or "")
        if (attribute(relation, "Type") or "").endswith("/aFChunk") and target in package:
            is_saved = target.lower().endswith((".mht", ".mhtml"))
            paragraphs = paragraphs_of_saved_page if is_saved else paragraphs_of_html
            parts[attribute(relation, "Id") or ""] = list(paragraphs(package.read(target)))
    return parts


def _hidden_styles(package: Package, file: str) -> set[str]:
    """The names of the styles whose text is hidden, by themselves or by what they are based on."""
    own: dict[str, bool | None] = {}
    based: dict[str, str] = {}
    try:
        root = package.xml(file)
    except UnreadableError:
        # A document has its words without.
        return set()
    for style in root.iterfind("{*}style"):
        name = attribute(style, "styleId") or ""
        vanish, above = style.find("./{*}rPr/{*}vanish"), style.find("{*}basedOn")
        own[name] = None if vanish is None else _is_on(vanish)
        based[name] = "" if above is None else attribute(above, "val") or ""
    hidden = set()
    for name in own:
        at, seen = name, {""}
        while at not in seen and own.get(at) is None:
            seen.add(at)
            at = based.get(at, "")
        if own.get(at):
            hidden.add(name)
    return hidden


def _shown(element: etree._Element) -> etree._Element:
    """Of an element that holds the same several times, for newer and older programs, the newest with text."""
    if local_name(element) != "AlternateContent":
        return element
    texts = (way for way in element if next(way.iter("{*}t"), None) is not None)
    return next(texts, element)


def _is_dropped(element: etree._Element) -> bool:
    """Whether an accepted change took this row or cell away, or it is a placeholder or table of contents."""
    name = local_name(element)
    if name == "tr":
        hidden = element.find("./{*}trPr/{*}hidden")
        return element.find("./{*}trPr/{*}del") is not None or (hidden is not None and _is_on(hidden))
    if name == "tc":
        return element.find("./{*}tcPr/{*}cellDel") is not None
    if name == "sdt":
        gallery = element.find("./{*}sdtPr/{*}docPartObj/{*}docPartGallery")
        is_contents = gallery is not None and attribute(gallery, "val") == "Table of Contents"
        placeholder = element.find("./{*}sdtPr/{*}showingPlcHdr")
        return is_contents or (placeholder is not None and _is_on(placeholder))
    return False


def _goes_on(paragraph: etree._Element) -> bool:
    """Whether the next paragraph stands on the same line: this one's end is deleted or hidden, or it is an
    initial that is set larger."""
    marks = [paragraph.find(f"./{{*}}pPr/{{*}}rPr/{{*}}{name}") for name in (*_DELETED, "vanish")]
    if any(mark is not None and _is_on(mark) for mark in marks):
        return True
    frame = paragraph.find("./{*}pPr/{*}framePr")
    return frame is not None and (attribute(frame, "dropCap") or "none") != "none"


def _is_note_mark(run: etree._Element) -> bool:
    """Whether a run is the mark of a note that its writer has chosen, such as an asterisk."""
    notes = (run.find(f"{{*}}{name}") for name in ("footnoteReference", "endnoteReference"))
    return any(note is not None and _is_on_at(note, "customMarkFollows") for note in notes)


def _is_word(element: etree._Element) -> bool:
    return etree.QName(element).namespace in _WORD


def _is_on(switch: etree._Element) -> bool:
    return (attribute(switch, "val") or "true") not in _OFF


def _is_on_at(element: etree._Element, name: str) -> bool:
    return (attribute(element, name) or "false") not in _OFF


def _is_list(instruction: str) -> bool:
    return instruction.split()[:1] in ([name] for name in _LISTS)


def _text(element: etree._Element, name: str) -> str:
    if name == "t":
        return element.text or ""
    if name == "sym":
        try:
            number = int(attribute(element, "char") or "0", 16)
        except ValueError:
            return ""
        return chr(number) if 0 < number < _PRIVATE else ""
    return _MARKS[name]
