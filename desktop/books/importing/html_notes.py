"""Footnotes in HTML: links with a mark that lead to a paragraph, which links back."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from desktop.books.importing.html_look import BLOCKS
from desktop.books.prose.notes_again import NotesAgain

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_MARK = re.compile(r"[\[(]?\s*(?:\d{1,4}|[*†‡§¶]{1,4}|[a-z])\s*[\])]?")
_LIKE_A_NOTE = re.compile(r"_?(?:sd)?(?:ftn|edn|fn|en|note|footnote|endnote)[\w.:-]*", re.IGNORECASE)
_BACK = re.compile(r"\b(?:backlink|footnote-back|footnotesym|doc-backlink)|footnotesym")
_ARROWS = frozenset("↩↑^⏎←\ufe0e ")


@dataclass
class Notes:
    """The footnotes of some pages.

    Attributes:
        targets: The element that holds a note's text, by the `mem_id` of the link to it.
        held: The `mem_id`s of all these elements.
        pages: The page that each of these elements is on, by its `mem_id`.
        marks: The places of the links: page and id.
        again: What limits notes that many links lead to.
    """

    targets: "dict[int, LexborNode]" = field(default_factory=dict)
    held: set[int] = field(default_factory=set)
    pages: dict[int, str] = field(default_factory=dict)
    marks: set[tuple[str, str]] = field(default_factory=set)
    again: NotesAgain = field(default_factory=NotesAgain)

    @classmethod
    def of(cls, pages: "Mapping[str, LexborHTMLParser]") -> "Notes":
        """Find all footnotes of some pages; their names are paths."""
        ids: dict[tuple[str, str], LexborNode] = {}
        for name, page in pages.items():
            for node in page.css("[id], a[name]"):
                for key in (node.attributes.get("id"), node.attributes.get("name")):
                    if key:
                        ids.setdefault((name, key), node)
        notes = cls()
        for name, page in pages.items():
            for link in page.css("a[href]"):
                place = resolved(name, link.attributes.get("href") or "")
                if place in ids and _is_note_mark(link, place[1]):
                    target = _around(ids[place])
                    if target is None or _is_inside(link, target):
                        continue
                    notes.targets[link.mem_id] = target
                    notes.held.add(target.mem_id)
                    notes.pages[target.mem_id] = place[0]
                    notes.marks |= {(name, one) for one in _ids_about(link)}
        return notes

    def is_back(self, page: str, link: "LexborNode") -> bool:
        """Whether a link in a note leads back to its mark."""
        attributes = link.attributes
        words = " ".join(str(attributes.get(key) or "") for key in ("role", "class", "epub:type"))
        return (
            bool(_BACK.search(words))
            or resolved(page, attributes.get("href") or "") in self.marks
            or bool(set(link.text()) and set(link.text()) <= _ARROWS)
        )


def resolved(page: str, target: str) -> tuple[str, str]:
    """Page and id that a link leads to."""
    path, _, fragment = target.partition("#")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path))) if path else page
    return path, unquote(fragment)


def _is_note_mark(link: "LexborNode", fragment: str) -> bool:
    attributes = link.attributes
    if "noteref" in (attributes.get("epub:type") or "") or attributes.get("role") == "doc-noteref":
        return True
    if _BACK.search(f"{attributes.get('role')} {attributes.get('class')}"):
        return False
    if not _MARK.fullmatch(link.text().strip()):
        return False
    raised = link.css_first("sup") is not None or (link.parent is not None and link.parent.tag == "sup")
    return raised or (_LIKE_A_NOTE.fullmatch(fragment) is not None and "ref" not in fragment.lower())


def _around(node: "LexborNode") -> "LexborNode | None":
    """The block that an element is or is in."""
    found: LexborNode | None = node
    while found is not None and found.tag not in BLOCKS:
        found = found.parent
    if found is None or found.tag in ("body", "html", "h1", "h2", "h3", "section", "article", "main"):
        return None
    return found


def _is_inside(node: "LexborNode", outer: "LexborNode") -> bool:
    found = node.parent
    while found is not None:
        if found.mem_id == outer.mem_id:
            return True
        found = found.parent
    return False


def _ids_about(link: "LexborNode") -> set[str]:
    near = [link, *([link.parent] if link.parent is not None else []), *link.css("[id]")]
    return {str(one.attributes[key]) for one in near for key in ("id", "name") if one.attributes.get(key)}
