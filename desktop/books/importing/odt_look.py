"""What the styles of an OpenDocument text mean: headings, quotes, emphasis, hidden text."""

import re
from xml.etree.ElementTree import Element

from desktop.books.markup.xml_parts import attribute, child, local

# As LibreOffice and others name them, without case; in names a space is written _20_.
_ROLES = (
    (re.compile(r"title"), "title"),
    (re.compile(r"author"), "author"),
    (re.compile(r"scene break|horizontal line"), "break"),
    (re.compile(r"manuscript contact|manuscript words|the end"), "own"),
    (
        re.compile(r"quotations?|(intense )?quote|block ?(text|quote|quotation)s?|poetry|verse|epigraph"),
        "quote",
    ),
    (re.compile(r"preformatted text|source code|code"), "code"),
    (re.compile(r"contents (heading|\d+)"), "contents"),
)
_CODE = re.compile(r"source text|verbatim.*|code|teletype")
_HEADING = re.compile(r"heading (\d+)")
_SPELT = re.compile(r"_([0-9a-f]{2,4})_")
_DEEPEST_CHAIN = 20


class Styles:
    """The styles of a text, its own and those made for single paragraphs, and what they mean."""

    def __init__(self, roots: list[Element]) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        for root in roots:
            for group in root:
                if local(group) in ("styles", "automatic-styles"):
                    for one in group:
                        if local(one) == "style":
                            key = (attribute(one, "family") or "", attribute(one, "name") or "")
                            self._styles[key] = one

    def role(self, name: str | None) -> str:
        """What paragraphs of this style are: "title", "author", "break", "own", "quote", "code" or ""."""
        for shown in self._names("paragraph", name):
            for pattern, role in _ROLES:
                if pattern.fullmatch(shown):
                    return role
        return ""

    def heading(self, name: str | None) -> int:
        """The level of headings of this style; 0 for none."""
        for style in self._chain("paragraph", name):
            level = attribute(style, "default-outline-level") or ""
            if level.isdigit() and int(level):
                return int(level)
        found = [_HEADING.fullmatch(shown) for shown in self._names("paragraph", name)]
        return next((int(one[1]) for one in found if one), 0)

    def is_hidden(self, family: str, name: str | None) -> bool:
        """Whether text of this style is hidden."""
        return self._said(family, name, "display") == "none"

    def look(self, name: str | None) -> tuple[bool, bool, bool, bool]:
        """Whether a span of this style is emphasised, strong, code, struck through.

        What its paragraph's style says does not count: a quote set in italics is no emphasis.
        """
        slant = self._said("text", name, "font-style") in ("italic", "oblique")
        line = (self._said("text", name, "text-underline-style") or "none") != "none"
        weight = self._said("text", name, "font-weight") or ""
        names = self._names("text", name)
        is_link = any("internet link" in shown for shown in names)
        return (
            slant or (line and not is_link),
            weight == "bold" or (weight.isdigit() and int(weight) >= 600),
            any(_CODE.fullmatch(shown) for shown in names),
            (self._said("text", name, "text-line-through-style") or "none") != "none",
        )

    def _said(self, family: str, name: str | None, what: str) -> str | None:
        for style in self._chain(family, name):
            value = attribute(child(style, "text-properties"), what)
            if value is not None:
                return value
        return None

    def _chain(self, family: str, name: str | None) -> list[Element]:
        chain: list[Element] = []
        while (family, name or "") in self._styles and len(chain) < _DEEPEST_CHAIN:
            chain.append(self._styles[family, name or ""])
            name = attribute(chain[-1], "parent-style-name")
        return chain

    def _names(self, family: str, name: str | None) -> list[str]:
        """The shown names of a style and of those that it is based on, in small letters."""
        chain = self._chain(family, name)
        names = [name, *(attribute(style, "parent-style-name") for style in chain)]
        shown = [attribute(style, "display-name") for style in chain]
        return [_spelt(one).lower() for one in [*shown, *names] if one]


def _spelt(name: str) -> str:
    return _SPELT.sub(lambda found: chr(int(found[1], 16)), name)
