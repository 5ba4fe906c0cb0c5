"""Where the sentence at a place begins and ends.

The rule is that of [UAX 29](https://www.unicode.org/reports/tr29/#Sentence_Boundaries), but for what its
table cannot know: common titles and initials end no sentence, nor does a question or a cry that goes on in a
small letter (“Stop!” she said).
"""

import re

from PySide6.QtCore import QTextBoundaryFinder

from desktop.editor.counting.unicode_words import in_units
from desktop.engine.words import ends_in_abbreviation, well_formed

_OPENING = "\"'(\N{LEFT DOUBLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}«„"
_GOES_ON = re.compile(rf"[\s{_OPENING}\u2013\u2014-]*[^\W\d_]")
_ENDED = re.compile(r"(?:[.!?…][^\w\s]*\s*|[。！？][^\w\s]*\s*)$")
_LOOKED_BACK = 24  # characters, in which a title has room


def sentence_around(text: str, position: int) -> tuple[int, int]:
    """Return where a sentence of one paragraph begins and ends, in Qt's positions (UTF-16 units).

    Args:
        text: The paragraph.
        position: A place in it; where two sentences meet, the later one is meant, at the end the last one.
    """
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Sentence, well_formed(text))
    text = in_units(text)
    finder.setPosition(position)
    start = position
    if position >= len(text) or not finder.isAtBoundary():
        start = max(0, finder.toPreviousBoundary())
    while start > 0 and not _is_end(text, start):
        finder.setPosition(start)
        start = max(0, finder.toPreviousBoundary())
    finder.setPosition(start)
    end = finder.toNextBoundary()
    while 0 <= end < len(text) and not (end > position and _is_end(text, end)):
        end = finder.toNextBoundary()
    return start, len(text) if end < 0 else end


def is_ended(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return bool(_ENDED.search(text[-_LOOKED_BACK:]))


def _is_end(text: str, index: int) -> bool:
    """Whether what Unicode takes for a sentence's end is one."""
    if ends_in_abbreviation(text[max(0, index - _LOOKED_BACK) : index]):
        return False
    found = _GOES_ON.match(text, index, index + _LOOKED_BACK)
    return not (found and text[found.end() - 1].islower())
