"""What a line end in a plain text means: nothing, a new paragraph, or a line break inside of one."""

import enum
import re
from collections.abc import Sequence
from itertools import pairwise

from desktop.engine.words import is_unspaced

# Wrapped text is seldom narrower (a verse is) and seldom wider than this, in characters.
_NARROWEST, _WIDEST = 45, 120
# Chinese takes twice the width.
_NARROWEST_UNSPACED = 20
# How many lines must be as long as the next word allows, and how full such a line is at least.
_FULL_SHARE, _FULL = 0.75, 0.93
# In fewer lines than these chance may do that; then no line may end like a paragraph.
_FEW = 4
_SENTENCE_END = re.compile(r"[.!?…:。！？：」』”\u2019\"')\]*_]\s*$")
# A line that begins like this is no continuation: an item, or speech after a dash.
STARTS_ANEW = re.compile(r"\s*(?:[-+*\u2013—]|\d{1,3}[.)])\s+\S|\s{2,}\S|\t")


class LineEnd(enum.Enum):
    """What the end of a line means that another line follows at once."""

    SPACE = enum.auto()  # the text is wrapped at a fixed width
    PARAGRAPH = enum.auto()  # one line a paragraph
    BREAK = enum.auto()  # empty lines part paragraphs, so what is without one is verse, an address, ...


def meaning_of_line_ends(lines: Sequence[str]) -> LineEnd:
    """What line ends mean in a text.

    Args:
        lines: Its lines of prose, empty ones among them; without headings and other marks.
    """
    pairs = [(a.rstrip(), b) for a, b in pairwise(lines) if a.strip() and b.strip()]
    if not pairs:
        return LineEnd.BREAK
    if _is_wrapped([pair for pair in pairs if not STARTS_ANEW.match(pair[1])], lines):
        return LineEnd.SPACE
    gaps = sum(bool(a.strip()) and not b.strip() for a, b in pairwise(lines))
    return LineEnd.PARAGRAPH if len(pairs) > gaps else LineEnd.BREAK


def _is_wrapped(pairs: list[tuple[str, str]], lines: Sequence[str]) -> bool:
    """Whether each line is full: the next one's first word would not have fitted."""
    if not pairs or len(pairs) * 3 < sum(bool(line.strip()) for line in lines):
        return False
    widths = sorted(len(line) for line, _ in pairs)
    width = widths[int(len(widths) * 0.95)]
    is_spaced = sum(" " in line for line, _ in pairs) * 2 > len(pairs)
    if not (_NARROWEST if is_spaced else _NARROWEST_UNSPACED) <= width <= _WIDEST:
        return False
    if len(pairs) < _FEW and any(_SENTENCE_END.search(line) for line, _ in pairs):
        return False
    # A page with a paragraph on each line has some of one length only by chance.
    ends = sum(_SENTENCE_END.search(line) is not None for line, _ in pairs)
    full = sum(len(line) + 1 + _first_word(following) >= _FULL * width for line, following in pairs)
    return full >= _FULL_SHARE * len(pairs) and ends * 2 <= len(pairs)


def _first_word(line: str) -> int:
    word = line.split(maxsplit=1)[0]
    return 1 if is_unspaced(word[0]) else len(word)


def joined(lines: Sequence[str]) -> str:
    """Wrapped lines as one; no space where the language has none, nor behind a dash that stood without."""
    text = ""
    for line in (line.strip(" \t") for line in lines):
        if (
            not text
            or not line
            or (is_unspaced(text[-1]) and is_unspaced(line[0]))
            or re.search(r"\w-$|--$|—$", text[-2:])
        ):
            text += line
        else:
            text += " " + line
    return text
