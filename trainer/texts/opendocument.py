"""Paragraphs of an OpenDocument text, as LibreOffice shows it with all changes accepted.

OASIS, "Open Document Format for Office Applications" 1.3, part 3.
"""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from trainer.errors import UnreadableError
from trainer.texts.packages import Package, attribute, local_name

_LEFT_OUT = {
    *("tracked-changes", "note", "annotation", "annotation-end", "ruby-text", "hidden-text"),
    *("table-of-content", "alphabetical-index", "bibliography", "illustration-index", "object-index"),
    *("sequence-decls", "variable-decls", "forms", "title", "desc", "event-listeners"),
}
_BLOCKS = ("p", "h")
_MARKS = {"tab": "\t", "line-break": "\n"}


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
    reader = _Reader(_hidden_styles(root))
    reader.read(body)
    for paragraph in reader.paragraphs:
        yield from paragraph.split("\n")


class _Reader:
    """Goes through a text's elements in order; `paragraphs` is what they show."""

    def __init__(self, hidden: set[str]) -> None:
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
                    self.read(frame)
            else:
                self.read(child)

    def _texts(self, element: etree._Element, frames: list[etree._Element]) -> Iterator[str]:
        """What a paragraph shows; what stands in frames inside of it comes after it."""
        yield _collapsed(element.text)
        for child in element:
            name = local_name(child)
            if name == "frame":
                frames.append(child)
            elif name == "s":
                yield " " * int(attribute(child, "c") or "1")
            elif name in _MARKS:
                yield _MARKS[name]
            elif name and name not in _LEFT_OUT and not self._is_hidden(child):
                yield from self._texts(child, frames)
            yield _collapsed(child.tail)

    def _is_hidden(self, element: etree._Element) -> bool:
        name = local_name(element)
        if name in ("hidden-paragraph", "section") and attribute(element, "display") == "none":
            return True
        return attribute(element, "style-name") in self._hidden


def _hidden_styles(root: etree._Element) -> set[str]:
    return {
        attribute(style, "name") or ""
        for style in root.iterfind(".//{*}style")
        if any(attribute(text, "display") == "none" for text in style.iterfind("{*}text-properties"))
    }


def _collapsed(text: str | None) -> str:
    """Line ends in the file are spaces; those of the text are elements."""
    return (text or "").replace("\n", " ")
