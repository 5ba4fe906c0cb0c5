"""Takes and replaces stretches of a document's text, to the last UTF-16 unit.

Qt counts UTF-16 units; Python counts characters. An edit may leave half of a pair of surrogates, which Qt
keeps and PySide leaves out of every string that it hands over.
"""

from PySide6.QtGui import QTextDocument

from desktop.editor.page.long_paragraphs import (
    PARAGRAPH_SEPARATOR,
    cursor_between,
    is_continuation,
    may_have_pieces,
)
from desktop.editor.page.page import Page
from desktop.engine.recovery.journal import SEAM
from desktop.engine.utf16 import utf16_length

HALF = "\N{REPLACEMENT CHARACTER}"  # stands for half a pair of surrogates


def exact_text(document: QTextDocument, start: int, end: int) -> str:
    """Return the text from `start` to `end`, as long as that is.

    Half a pair of surrogates is made visible, and so is a seam between two pieces of a long paragraph.

    Args:
        document: The text.
        start: Where it begins, in UTF-16 units.
        end: Where it ends.
    """
    if end <= start:
        return ""
    text = _selected(document, start, end)
    if utf16_length(text) == end - start:
        return _with_line_ends(document, start, text)
    if end - start == 1:
        return HALF
    middle = (start + end) // 2
    middle += parts_pair(document, middle)
    return exact_text(document, start, middle) + exact_text(document, middle, end)


def parts_pair(document: QTextDocument, position: int) -> bool:
    """Whether a position is between the two halves of a pair of surrogates."""
    if not 0 < position < document.characterCount() - 1:
        return False
    around = _selected(document, position - 1, position + 1)
    return len(around) == 1 and utf16_length(around) == 2


def place_near(document: QTextDocument, position: int) -> int:
    """The place in a text that is nearest to a position of another one: in it, and not within a pair."""
    position = min(position, document.characterCount() - 1)
    return position - parts_pair(document, position)


def _with_line_ends(document: QTextDocument, start: int, text: str) -> str:
    if not may_have_pieces(document):
        return text.replace(PARAGRAPH_SEPARATOR, "\n")
    first, *others = text.split(PARAGRAPH_SEPARATOR)
    parts, block = [first], document.findBlock(start)
    for line in others:
        parts += [SEAM if is_continuation(block.next()) else "\n", line]
        block = block.next()
    return "".join(parts)


def _selected(document: QTextDocument, start: int, end: int) -> str:
    return cursor_between(document, start, end).selectedText()


def replace_text(page: Page, text: str) -> None:
    """Put another text on the page as one undo step that touches only what differs; the cursor stays."""
    document = page.document()
    exact = exact_text(document, 0, document.characterCount() - 1)
    old = exact.replace(SEAM, "")
    start = _common(old, text, 1)
    end = _common(old[start:], text[start:], -1)
    first, last = _place(exact, start), _place(exact, len(old) - end)
    was_at = page.textCursor().position()
    cursor = cursor_between(document, first, last)
    page.edits.replace(cursor, text[start : len(text) - end])
    if first < was_at < last:
        # It was in what went; now it would be behind all of what came.
        cursor.setPosition(place_near(document, min(was_at, cursor.position())))
        page.setTextCursor(cursor)


def _place(exact: str, index: int) -> int:
    """The position in the document that has so many characters of its text before it."""
    place = 0
    for piece in exact.split(SEAM):
        if index <= len(piece):
            return place + utf16_length(piece[:index])
        index -= len(piece)
        place += utf16_length(piece) + 1
    return place


def _common(one: str, other: str, direction: int) -> int:
    """How many characters two texts share at their beginning (1) or end (-1)."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if direction > 0:
            alike = one[low:middle] == other[low:middle]
        else:
            alike = one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]
        low, high = (middle, high) if alike else (low, middle - 1)
    return low
