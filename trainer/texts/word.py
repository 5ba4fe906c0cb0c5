"""Paragraphs of a Word document as Word shows them with all changes accepted.

ECMA-376, "Office Open XML File Formats", part 1, chapter 17 (WordprocessingML).
"""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from trainer.texts.packages import Package, attribute, local_name

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
    reader = _Reader(_hidden_styles(package.xml(styles)) if styles in package else set())
    reader.read(root)
    for paragraph in reader.paragraphs:
        yield from paragraph.split("\n")


class _Reader:
    """Goes through a document's elements in order; `paragraphs` is what they show."""

    def __init__(self, hidden_styles: set[str]) -> None:
        self.paragraphs: list[str] = []
        self._hidden_styles = hidden_styles
        self._parts: list[str] = []
        self._boxes: list[etree._Element] = []
        # Fields may hold fields, and reach over paragraphs: of each its instruction, and whether it is over.
        self._fields: list[tuple[str, bool]] = []

    def read(self, element: etree._Element) -> None:
        """Read an element that holds paragraphs."""
        for child in element:
            name = local_name(child)
            if name == "p" and _is_word(child):
                self._paragraph(child)
            elif name not in _LEFT_OUT and not _is_dropped(child):
                self.read(_shown(child))
                if name in ("tc", "txbxContent", "body"):
                    self._end_paragraph()

    def _paragraph(self, element: etree._Element) -> None:
        style = element.find("./{*}pPr/{*}pStyle")
        hidden = style is not None and attribute(style, "val") in self._hidden_styles
        self._inline(element, hidden)
        # A paragraph whose end was deleted goes on with the next one.
        if not any(element.find(f"./{{*}}pPr/{{*}}rPr/{{*}}{name}") is not None for name in _DELETED):
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
                self._field_mark(attribute(child, "fldCharType"))
            elif name == "instrText":
                if self._fields:
                    instruction, over = self._fields[-1]
                    self._fields[-1] = (instruction + (child.text or ""), over)
            elif name == "fldSimple":
                self._fields.append((attribute(child, "instr") or "", True))
                self._inline(child, hidden)
                self._fields.pop()
            elif name in _LEFT_OUT or _is_dropped(child):
                continue
            elif name in ("t", "sym", *_MARKS) and _is_word(child):
                if not hidden and self._is_shown():
                    self._parts.append(_text(child, name))
            else:
                inside = hidden if name != "r" else self._is_hidden(child, hidden)
                self._inline(_shown(child), inside)

    def _field_mark(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(("", False))
        elif kind == "separate" and self._fields:
            self._fields[-1] = (self._fields[-1][0], True)
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _is_shown(self) -> bool:
        """Whether this is no field's instruction, and in no table of contents."""
        return all(over and not _is_list(instruction) for instruction, over in self._fields)

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


def _hidden_styles(root: etree._Element) -> set[str]:
    """The names of the styles whose text is hidden, by themselves or by what they are based on."""
    own: dict[str, bool | None] = {}
    based: dict[str, str] = {}
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
    """Of an element that holds the same several times, for newer and older programs, the newest."""
    if local_name(element) != "AlternateContent":
        return element
    choice = element.find("{*}Choice")
    return choice if choice is not None else element


def _is_dropped(element: etree._Element) -> bool:
    """Whether an accepted change took this row or cell away, or it is a placeholder or table of contents."""
    name = local_name(element)
    if name == "tr":
        return element.find("./{*}trPr/{*}del") is not None
    if name == "tc":
        return element.find("./{*}tcPr/{*}cellDel") is not None
    if name == "sdt":
        gallery = element.find("./{*}sdtPr/{*}docPartObj/{*}docPartGallery")
        is_contents = gallery is not None and attribute(gallery, "val") == "Table of Contents"
        placeholder = element.find("./{*}sdtPr/{*}showingPlcHdr")
        return is_contents or (placeholder is not None and _is_on(placeholder))
    return False


def _is_word(element: etree._Element) -> bool:
    return etree.QName(element).namespace in _WORD


def _is_on(switch: etree._Element) -> bool:
    return (attribute(switch, "val") or "true") not in _OFF


def _is_list(instruction: str) -> bool:
    return instruction.split()[:1] in ([name] for name in _LISTS)


def _text(element: etree._Element, name: str) -> str:
    if name == "t":
        return element.text or ""
    if name == "sym":
        number = int(attribute(element, "char") or "0", 16)
        return chr(number) if 0 < number < _PRIVATE else ""
    return _MARKS[name]
