"""Where sentences end, well enough for their lengths.

A full stop does not end one behind an abbreviation or an initial, nor does any mark before a small letter
(“Stop!” he said). The full-width marks of Chinese and Japanese end one without a space.
"""

import re

from desktop.engine.words import is_abbreviation

_CLOSING = "\"')\\]\u201d\u2019\u00bb\u203a\u300d\u300f\uff09\u3011"
_MARKS = re.compile(rf"[.!?\u2026]+[{_CLOSING}]*(?=\s|$)|[\u3002\uff01\uff1f]+[{_CLOSING}]*")
_WORD_BEFORE = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*$")
_NEXT = re.compile(r"[^\s\"'(\[\u201c\u2018\u201e\u00ab\u2014\u2013-]")
_LONGEST_ABBREVIATION = 8
_NUMBERED = ("no", "nos", "nr", "fig", "p")  # what a number may follow


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
    before = _WORD_BEFORE.search(line, max(0, mark.start() - _LONGEST_ABBREVIATION), mark.start())
    word = before.group() if before else ""
    return not (is_abbreviation(word) or (following.group().isdigit() and word.lower() in _NUMBERED))
