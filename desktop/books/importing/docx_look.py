"""What the styles of a Word document mean: headings, quotes, emphasis, hidden text, list items."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from desktop.books.markup.xml_parts import attribute, child, children, local
from desktop.books.prose.book import DEEPEST_HEADING

_OFF = ("0", "false", "off", "none")
_HEADING = re.compile(r"heading (\d)")
# As Word, LibreOffice, pandoc and Google's documents name them, without case.
_QUOTES = re.compile(r"(intense )?quote|quotations?|block ?(text|quote|quotation)s?|(poetry|verse|epigraph)")
_CODE = re.compile(r"(source|verbatim|html code|code|preformatted)\b.*|html preformatted")
_EMPHASIS = re.compile(r"(subtle |intense )?emphasis")
_CONTENTS = re.compile(r"(toc|contents|table of (figures|contents)) ?(heading|\d*)")
# What this program writes on a manuscript's title page and at its end.
_OWN = ("manuscript contact", "manuscript words", "the end")
_DEEPEST_CHAIN = 20


@dataclass(frozen=True)
class ParagraphLook:
    """What a paragraph is.

    Attributes:
        heading: Its level; 0 for none.
        role: "title", "author", "quote", "break", "code", "contents", "own" or "".
        item: "• " or "1" for a list's item, bulleted or numbered; else "".
        hidden: Whether the style hides it.
    """

    heading: int = 0
    role: str = ""
    item: str = ""
    hidden: bool = False


class Styles:
    """The styles of a document, and what they and direct formatting mean."""

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        self._styles = {
            attribute(style, "styleId") or "": style for style in children(styles) if local(style) == "style"
        }
        self._bulleted = _bulleted_lists(numbering)

    def paragraph(self, properties: Element | None) -> ParagraphLook:
        """What a paragraph with these properties (`w:pPr`) is."""
        chain = self._chain(attribute(child(properties, "pStyle"), "val"))
        heading, role, hidden = 0, "", False
        for style in chain:
            name = (attribute(child(style, "name"), "val") or "").lower()
            own_properties = child(style, "pPr")
            found = _HEADING.fullmatch(name)
            heading = heading or (int(found[1]) if found else _outline(own_properties))
            role = role or _role(name)
            hidden = hidden or bool(is_on(child(style, "rPr"), "vanish"))
        heading = _outline(properties) or heading
        if role:
            heading = 0
        return ParagraphLook(min(heading, DEEPEST_HEADING), role, self._item(properties, chain), hidden)

    def run(self, properties: Element | None) -> tuple[bool, bool, bool, bool, bool]:
        """Whether a run with these properties (`w:rPr`) is emphasised, strong, code, struck through, hidden.

        What its paragraph's style says does not count: a quote set in italics is no emphasis.
        """
        chain = self._chain(attribute(child(properties, "rStyle"), "val"))
        names = [(attribute(child(style, "name"), "val") or "").lower() for style in chain]
        looks = [properties, *(child(style, "rPr") for style in chain)]

        def first_said(*names: str) -> bool:
            for look in looks:
                for name in names:
                    said = is_on(look, name)
                    if said is not None:
                        return said
            return False

        emphasis = first_said("i", "u") or any(_EMPHASIS.fullmatch(name) for name in names)
        is_link = any("hyperlink" in name for name in names)
        if is_link and not is_on(properties, "i"):
            emphasis = False  # the line under a link
        return (
            emphasis,
            first_said("b") or "strong" in names,
            any(_CODE.fullmatch(name) for name in names),
            first_said("strike", "dstrike"),
            first_said("vanish", "webHidden"),
        )

    def _item(self, properties: Element | None, chain: list[Element]) -> str:
        for look in (properties, *(child(style, "pPr") for style in chain)):
            number = child(look, "numPr")
            if number is not None:
                identifier = attribute(child(number, "numId"), "val") or "0"
                if identifier == "0":
                    return ""
                level = attribute(child(number, "ilvl"), "val") or "0"
                return "• " if (identifier, level) in self._bulleted else "1"
        return ""

    def _chain(self, identifier: str | None) -> list[Element]:
        """A style and those that it is based on."""
        chain: list[Element] = []
        while identifier in self._styles and len(chain) < _DEEPEST_CHAIN:
            chain.append(self._styles[identifier or ""])
            identifier = attribute(child(chain[-1], "basedOn"), "val")
        return chain


def is_on(look: Element | None, name: str) -> bool | None:
    """Whether a property that is on or off is on; None if the look does not say."""
    found = child(look, name)
    if found is None:
        return None
    return (attribute(found, "val") or "1").lower() not in _OFF


def _outline(properties: Element | None) -> int:
    value = attribute(child(properties, "outlineLvl"), "val") or ""
    # 9 is body text.
    return int(value) + 1 if value in tuple("012345678") else 0


def _role(name: str) -> str:
    if name in ("title", "author"):
        return name
    if name in _OWN:
        return "own"
    if name == "scene break":
        return "break"
    for pattern, role in ((_QUOTES, "quote"), (_CODE, "code"), (_CONTENTS, "contents")):
        if pattern.fullmatch(name):
            return role
    return ""


def _bulleted_lists(numbering: Element | None) -> set[tuple[str, str]]:
    """The numbers and levels of lists that have bullets."""
    if numbering is None:
        return set()
    bullets: dict[str, set[str]] = {}
    for one in numbering:
        if local(one) == "abstractNum":
            bullets[attribute(one, "abstractNumId") or ""] = {
                attribute(level, "ilvl") or "0"
                for level in one
                if local(level) == "lvl" and attribute(child(level, "numFmt"), "val") == "bullet"
            }
    return {
        (attribute(one, "numId") or "", level)
        for one in numbering
        if local(one) == "num"
        for level in bullets.get(attribute(child(one, "abstractNumId"), "val") or "", ())
    }
