"""Printed pages to running text: without the heads and numbers of the pages, and whole over their ends."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, islice

# So many pages are looked at before the first is given out, and so often a head comes on them.
_SEEN_PAGES, _LEAST_HEADS = 60, 3
_HEAD_LINES = 2
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_ONLY_NUMBER = re.compile(r"\W*(?:page\s+)?(?:\d{1,4}|[ivxlc]{1,7})\W*", re.IGNORECASE)
# A number, a wide gap and a title, or the other way round, stand at no line's place but a page's first.
_WITH_GAP = re.compile(r"\s*(?:\d{1,4}\s{3,}\S.{0,70}|\S.{0,70}?\s{3,}\d{1,4})\s*")
_ENDS_SENTENCE = re.compile(r"[.!?…:;。！？][\"'\u2018-\u201f»«)\]]*$")


def pages_of(lines: Iterable[str]) -> Iterator[list[str]]:
    """The pages of a text in which each but the first begins with a form feed."""
    page: list[str] = []
    for line in lines:
        if line.startswith("\f"):
            yield page
            page = []
        page.append(line.lstrip("\f"))
    yield page


def lines_of_pages(pages: Iterable[list[str]]) -> Iterator[str]:
    """The lines of pages, without running heads; a paragraph that goes on overleaf is not broken."""
    pages = iter(pages)
    first = list(islice(pages, _SEEN_PAGES))
    heads: Counter[str] = Counter(key for page in first for key in _keys(page))
    last = ""
    for number, page in enumerate(chain(first, pages)):
        if number >= _SEEN_PAGES:
            heads.update(_keys(page))
        lines = _without_heads(page, heads)
        if not lines:
            continue
        if last and (_ENDS_SENTENCE.search(last) or lines[0].startswith(("  ", "\t"))):
            yield ""
        yield from lines
        last = lines[-1].strip()


def _without_heads(page: list[str], heads: Counter[str]) -> list[str]:
    lines = list(page)
    for at in (0, -1):
        for _ in range(_HEAD_LINES):
            _strip_empty(lines)
            if lines and _is_head(lines[at], heads):
                del lines[at]
    _strip_empty(lines)
    return lines


def _is_head(line: str, heads: Counter[str]) -> bool:
    if _ONLY_NUMBER.fullmatch(line) or _WITH_GAP.fullmatch(line):
        return True
    return heads[_key(line)] >= _LEAST_HEADS


def _strip_empty(lines: list[str]) -> None:
    while lines and not lines[0].strip():
        del lines[0]
    while lines and not lines[-1].strip():
        del lines[-1]


def _keys(page: list[str]) -> set[str]:
    """What a page's first and last lines say, whatever the page's number."""
    lines = [line for line in page if line.strip()]
    return {_key(line) for line in (*lines[:_HEAD_LINES], *lines[-_HEAD_LINES:])}


def _key(line: str) -> str:
    return " ".join(_NUMBER.sub("#", line).lower().split())
