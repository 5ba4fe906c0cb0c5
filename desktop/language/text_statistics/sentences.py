"""Where sentences end, well enough for their lengths.

A full stop does not end one behind an abbreviation or an initial, nor does any mark before a small letter
(“Stop!” he said). The full-width marks of Chinese and Japanese end one without a space.
"""

import re

from desktop.engine.words import ends_in_abbreviation

_CLOSING = "\"')\\]\u201d\u2019\u00bb\u203a\u300d\u300f\uff09\u3011"
_MARKS = re.compile(rf"[.!?\u2026]+[{_CLOSING}]*(?=\s|$)|[\u3002\uff01\uff1f]+[{_CLOSING}]*")
_NEXT = re.compile(r"[^\s\"'(\[\u201c\u2018\u201e\u00ab\u2014\u2013-]")
# What a number may follow.
_NUMBERED = re.compile(r"(?<![^\W_])(?:nos?|nr|fig|p)\.$", re.IGNORECASE)
_LOOKED_BACK = 16  # characters, in which an abbreviation has room


def sentence_ends(line: str) -> list[int]:
    """The indices behind each sentence that ends within a paragraph, or at its end."""
    return [mark.end() for mark in _MARKS.finditer(line) if _ends(line, mark)]


def _ends(line: str, mark: re.Match[str]) -> bool:
    if line[mark.start()] > "\u2fff":
        return True
    following = _NEXT.search(line, mark.end())
    if following is None:
        return True
    if following.group().islower():
        return False
    if mark.group() != ".":
        return True
    before = line[max(0, mark.end() - _LOOKED_BACK) : mark.end()]
    return not (ends_in_abbreviation(before) or (following.group().isdigit() and _NUMBERED.search(before)))
