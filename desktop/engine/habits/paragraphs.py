"""How a text parts its paragraphs: by blank lines or by line ends alone.

Models know one line end for a paragraph's end, whatever the page has.
"""

import re
from itertools import pairwise

# A shorter line that no mark ends is a title, a line of verse or of an address, or a speaker's name.
_LONG_LINE = 60
_ITEM = re.compile(r"\s*(?:[-*+\u2022\u2013\u2014]\s|\(?\w{1,3}[.)]\s|[>#|])")
_GOES_ON = ",\uff0c\u3001"


def parted_by_blank_lines(left: str, right: str) -> bool:
    """Whether more paragraphs are parted by a blank line than are not.

    Args:
        left: The text just before the cursor.
        right: The text just after it.
    """
    # The cursor's line is none that is blank. But where a paragraph has ended and Enter was pressed but once,
    # none may have begun yet.
    cursor = "" if _stands_between(left, right) else "."
    lines = [bool(line.strip()) for line in f"{left}{cursor}{right}".lstrip("\n").split("\n")]
    parted = sum(not before and here for before, here in pairwise(lines))
    return parted > sum(before and here for before, here in pairwise(lines))


def missing_line_ends(left: str, right: str) -> tuple[str, str]:
    """What a new paragraph needs before and behind it, so that blank lines part it from those around it.

    Verse, lists, addresses and the names of a play are left as they are: a line of theirs follows another, or
    is short and ends with no mark.

    Args:
        left: The text just before the cursor.
        right: The text just after it.
    """
    if not _stands_between(left, right) or not parted_by_blank_lines(left, right):
        return "", ""
    following = right.split("\n")[1:]
    return "\n", "\n" if following and following[0].strip() else ""


def _stands_between(left: str, right: str) -> bool:
    """Whether the cursor's line is empty, and the one above it a paragraph that has just ended."""
    return _ends_paragraph(left) and not right.partition("\n")[0].strip()


def _ends_paragraph(left: str) -> bool:
    """Whether a text ends with a paragraph of one line and one line end."""
    *before, last, here = ["", "", *left.split("\n")][-3:]
    if here.strip() or not last.strip() or before[-1].strip() or _ITEM.match(last):
        return False
    end = last.rstrip()[-1]
    return len(last) > _LONG_LINE or not (end.isalnum() or end in _GOES_ON)
