"""Paragraphs of an OpenDocument text, as LibreOffice shows it with all changes accepted.

OASIS, "Open Document Format for Office Applications" 1.3, part 3.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from trainer.errors import UnreadableError
from trainer.texts.packages import Package, attribute, local_name

_LEFT_OUT = {
    *("tracked-changes", "note", "annotation", "annotation-end", "ruby-text", "hidden-text"),
    *("table-of-content", "alphabetical-index", "bibliography", "illustration-index", "object-index"),
    *("user-index", "table-index", "placeholder"),
    *("sequence-decls", "variable-decls", "forms", "title", "desc", "event-listeners"),
}
_BLOCKS = ("p", "h")
_MARKS = {"tab": "\t", "line-break": "\n"}
# Shapes have their text beside the one that they are anchored in.
_DRAWING = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
_SPACE = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 100
_Style = tuple[str, str]


def odt_paragraphs(path: Path) -> Iterator[str]:
    """Paragraphs and headings of an OpenDocument text, those of its tables and frames too.

    Raises:
        UnreadableError: the file is no such text, damaged, or locked by a password.
    """
    package = Package(path, "an OpenDocument text")
    manifest = "META-INF/manifest.xml"
    if manifest in package and package.xml(manifest).find(".//{*}encryption-data") is not None:
        raise UnreadableError(path, "is locked by a password", "save it without one")
    root = package.xml("content.xml")
    body = root.find("./{*}body/{*}text")
    if body is None:
        raise package.broken()
    common = package.xml("styles.xml") if "styles.xml" in package else None
    reader = _Reader(_hidden_styles([root] if common is None else [common, root]))
    reader.read(body)
    for paragraph in reader.paragraphs:
        yield from paragraph.split("\n")


class _Reader:
    """Goes through a text's elements in order; `paragraphs` is what they show."""

    def __init__(self, hidden: set[_Style]) -> None:
        self.paragraphs: list[str] = []
        self._hidden = hidden

    def read(self, element: etree._Element) -> None:
        """Read an element that holds paragraphs."""
        for child in element:
            name = local_name(child)
            if not name or name in _LEFT_OUT or self._is_hidden(child):
                continue
            if name in _BLOCKS:
                frames: list[etree._Element] = []
                self.paragraphs.append("".join(self._texts(child, frames)))
                for frame in frames:
                    self.read_shape(frame)
            else:
                self.read(child)

    def read_shape(self, shape: etree._Element) -> None:
        """Read what stands in a frame or in another shape."""
        if not self._is_hidden(shape):
            self.read(shape)

    def _texts(self, element: etree._Element, frames: list[etree._Element]) -> Iterator[str]:
        """What a paragraph shows; what stands in frames inside of it comes after it."""
        yield _collapsed(element.text)
        for child in element:
            name = local_name(child)
            if name and etree.QName(child).namespace == _DRAWING:
                frames.append(child)
            elif name == "s":
                count = attribute(child, "c") or "1"
                yield " " * (min(int(count), _MOST_SPACES) if count.isdigit() else 1)
            elif name in _MARKS:
                yield _MARKS[name]
            elif name and name not in _LEFT_OUT and not self._is_hidden(child):
                yield from self._texts(child, frames)
            yield _collapsed(child.tail)

    def _is_hidden(self, element: etree._Element) -> bool:
        name = local_name(element)
        if name in ("hidden-paragraph", "section") and (
            attribute(element, "display") == "none" or attribute(element, "is-hidden") == "true"
        ):
            return True
        family = "text" if name in ("span", "a") else "paragraph"
        style = attribute(element, "style-name") or ""
        return (family, style) in self._hidden or ("", style) in self._hidden


def _hidden_styles(roots: list[etree._Element]) -> set[_Style]:
    """Families and names of the styles whose text is hidden, by themselves or by what they are based on."""
    own: dict[_Style, str | None] = {}
    based: dict[_Style, _Style] = {}
    for root in roots:
        for style in root.iterfind(".//{*}style"):
            family = attribute(style, "family") or ""
            key = (family, attribute(style, "name") or "")
            displays = (attribute(text, "display") for text in style.iterfind("{*}text-properties"))
            own[key] = next(displays, None)
            based[key] = (family, attribute(style, "parent-style-name") or "")
    hidden = set()
    for key in own:
        at, seen = key, set[_Style]()
        while at in own and at not in seen and own[at] is None:
            seen.add(at)
            at = based[at]
        if own.get(at) == "none":
            hidden.add(key)
    return hidden


def _collapsed(text: str | None) -> str:
    """White space in the file is one space; further ones of the text, and its line ends, are elements."""
    return _SPACE.sub(" ", text or "")
