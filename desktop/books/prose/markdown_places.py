"""Where in a paragraph of Markdown its marks stand, and what the letters between them are.

The same parser reads a paragraph for an export, so that what is shown while one writes is what comes out.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from desktop.books.prose.markdown_spans import has_marks, inline_tokens

if TYPE_CHECKING:
    from markdown_it.token import Token

# What letters are; they add up.
MARK, EMPHASIS, STRONG, CODE, LINK, NOTE = 1, 2, 4, 8, 16, 32
REMEMBERED = 256  # paragraphs: a screen's, and those around it
MOST_MARKS = 300  # in a paragraph: to find which belong together may take the square of their number
_MARKS = re.compile(r"[*_`\[<\\^]")
_TAG = re.compile(r"<(/?)(em|i|strong|b)\s*/?>", re.IGNORECASE)
_TAG_FLAGS = {"em": EMPHASIS, "i": EMPHASIS, "strong": STRONG, "b": STRONG}


class Run(NamedTuple):
    """A stretch of letters that are alike.

    Attributes:
        start: The index of the first one.
        end: The index behind the last one.
        flags: What they are: `MARK`, `EMPHASIS` and so on, added up.
    """

    start: int
    end: int
    flags: int


@lru_cache(maxsize=REMEMBERED)
def runs_in(text: str) -> tuple[Run, ...]:
    """The stretches of a paragraph that are more than plain words, in order.

    Args:
        text: Its Markdown; each newline is a line break.
    """
    if not has_marks(text) or len(_MARKS.findall(text)) > MOST_MARKS:
        return ()
    places = [place for place in _places(inline_tokens(text), len(text)) if place[0] < place[1]]
    return tuple(_parted(places)) if places else ()


def _parted(places: list[tuple[int, int, int]]) -> Iterator[Run]:
    """Stretches that may lie in each other, as runs that do not."""
    bounds = sorted({bound for start, end, _ in places for bound in (start, end)})
    at = {bound: number for number, bound in enumerate(bounds)}
    flags = [0] * len(bounds)
    for start, end, flag in places:
        for number in range(at[start], at[end]):
            flags[number] |= flag
    last = Run(0, 0, 0)
    for start, end, flag in zip(bounds, bounds[1:], flags, strict=False):
        if flag == last.flags and start == last.end:
            last = Run(last.start, end, flag)
            continue
        if last.flags:
            yield last
        last = Run(start, end, flag)
    if last.flags:
        yield last


def _places(tokens: "list[Token]", length: int) -> Iterator[tuple[int, int, int]]:
    opened: list[int] = []  # where the words of what is not closed yet begin
    by_tag: dict[int, list[int]] = {EMPHASIS: [], STRONG: []}
    for token in tokens:
        place = token.meta.get("place")
        if place is None or token.type == "text":
            continue
        start, end = place
        match token.type:
            case "em_open":
                yield start, end, MARK
                opened.append(end)
            case "strong_open":
                yield start - 1, end, MARK
                opened.append(end)
            case "em_close" | "strong_close":
                is_strong = token.type == "strong_close"
                yield start, end + is_strong, MARK
                yield opened.pop(), start, STRONG if is_strong else EMPHASIS
            case "link_open" if token.markup != "autolink":
                yield start, end, MARK
                opened.append(end)
            case "link_close" if token.markup != "autolink":
                yield start, end, MARK
                yield opened.pop(), start, LINK
            case "link_open":
                yield start, start + 1, MARK
                yield start + 1, end - 1, LINK
                yield end - 1, end, MARK
            case "code_inline":
                ticks = len(token.markup)
                yield start, start + ticks, MARK
                yield start + ticks, end - ticks, CODE
                yield end - ticks, end, MARK
            case "html_inline":
                yield start, end, MARK
                tag = _TAG.fullmatch(token.content)
                since = by_tag[_TAG_FLAGS[tag[2].lower()]] if tag else []
                if tag and not tag[1]:
                    since.append(end)
                elif since:
                    assert tag
                    yield since.pop(), start, _TAG_FLAGS[tag[2].lower()]
            case "text_special" if token.content == token.markup:
                pass  # a backslash before a letter that means nothing
            case "text_special" | "hardbreak":
                yield start, start + 1, MARK
            case "note_mark" | "note_here":
                yield start, end, NOTE
            case "image":
                yield start, end, MARK
    for flag, places in by_tag.items():
        for start in places:
            yield start, length, flag
