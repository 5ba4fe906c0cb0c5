"""What tags, classes and styles in HTML mean: emphasis, quotes, what is hidden."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# fmt: off
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hgroup", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))
SKIPPED = frozenset((
    "head", "script", "style", "template", "noscript", "title", "datalist", "select", "button", "input",
    "textarea", "rp", "colgroup", "map",
))
PICTURES = frozenset((
    "img", "svg", "math", "video", "audio", "canvas", "object", "embed", "iframe", "picture",
))
# fmt: on
_EMPHASIS = frozenset(("em", "i", "cite", "dfn", "var", "u"))
_STRONG = frozenset(("strong", "b"))
_CODE = frozenset(("code", "kbd", "samp", "tt"))
_STRUCK = frozenset(("s", "strike", "del"))
_QUOTES = frozenset(("quote", "blockquote", "epigraph", "extract"))
_SELECTOR = re.compile(r"(?:^|[\s>+~])\w*\.([\w-]+)$")
_LONGEST_CSS = 2_000_000


@dataclass(frozen=True)
class Look:
    """What a tag says of its inside; None for nothing."""

    emphasis: bool | None = None
    strong: bool | None = None
    code: bool = False
    struck: bool = False
    hidden: bool = False
    quoted: bool = False


class Classes:
    """What the classes of a style sheet mean; of selectors, only a class at their end counts."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self._rules: dict[str, dict[str, str]] = {}
        for sheet in sheets:
            for rule in _without_comments(sheet[:_LONGEST_CSS]).split("}"):
                selectors, _, body = rule.rpartition("{")
                # What stands before is the head of an @media.
                said = _declarations(body)
                for selector in selectors.rpartition("{")[2].split(","):
                    found = _SELECTOR.search(selector.strip())
                    if found and said:
                        self._rules.setdefault(found[1], {}).update(said)

    def look(self, tag: str, attributes: Mapping[str, str | None]) -> Look:
        """What an element says of its inside."""
        classes = (attributes.get("class") or "").split()
        said: dict[str, str] = {}
        for name in classes:
            said.update(self._rules.get(name, {}))
        said.update(_declarations(attributes.get("style") or ""))
        slant, weight = said.get("font-style"), said.get("font-weight")
        emphasis: bool | None = tag in _EMPHASIS or None
        strong: bool | None = tag in _STRONG or None
        if tag not in BLOCKS:
            # A whole paragraph in italics is the look of a letter or a quote, not emphasis.
            if slant:
                emphasis = slant in ("italic", "oblique")
            if weight:
                strong = weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600)
        return Look(
            emphasis,
            strong,
            tag in _CODE,
            tag in _STRUCK or "line-through" in said.get("text-decoration", ""),
            "hidden" in attributes or said.get("display") == "none" or said.get("visibility") == "hidden",
            tag == "blockquote" or any(name.lower() in _QUOTES for name in classes),
        )


def _declarations(body: str) -> dict[str, str]:
    found = {}
    for part in body.split(";"):
        name, colon, value = part.partition(":")
        if colon:
            found[name.strip().lower()] = value.replace("!important", "").strip().lower()
    return found


def _without_comments(sheet: str) -> str:
    kept = []
    at = 0
    while (start := sheet.find("/*", at)) >= 0:
        end = sheet.find("*/", start + 2)
        if end < 0:
            break
        kept.append(sheet[at:start])
        at = end + 2
    return "".join([*kept, sheet[at:]])
