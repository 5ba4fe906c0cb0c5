"""Very long paragraphs, laid out in pieces.

Qt breaks a paragraph's lines anew, all of them, at every key: a paragraph of 300,000 letters costs a tenth of
a second each time, a line of ten megabytes more than a minute. So a paragraph beyond `LONGEST` stands in the
document as several of Qt's blocks, its pieces. The separator between two pieces carries a mark in its own
character format: where it is deleted the mark goes with it, where it comes back by undo the mark does, too.
In the text such a separator is nothing at all. `plain_text` and `text_between` leave it out, and whoever
edits calls `tidy` in the same undo step, which cuts what has grown too long and joins what has shrunk.
"""

import re
import unicodedata
from collections.abc import Iterator

from PySide6.QtGui import (
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from desktop.engine.utf16 import utf16_length

LONGEST = 8000  # characters that are laid out in a few milliseconds; longer paragraphs are cut
PIECE = 4000  # about so many characters make a piece
SEARCHED = 1000  # so far back from there, a sentence's end or a space is looked for to cut behind
PARAGRAPH_SEPARATOR = "\N{PARAGRAPH SEPARATOR}"
LINE_SEPARATOR = "\N{LINE SEPARATOR}"
SOFT_PROPERTY = QTextFormat.Property.UserProperty.value + 0x62
# Behind which a paragraph is cut: the line before ends early, which is best seen behind a sentence.
_LAST_ENDS = (
    re.compile(r".*(?:[.!?…][^\w\s]*\s+|[\u3002\uff01\uff1f][^\w\s]*)", re.DOTALL),
    re.compile(r".*\s", re.DOTALL),
)
_JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"


def is_continuation(block: QTextBlock) -> bool:
    """Whether a block goes on with the paragraph of the block before it."""
    return block.charFormat().hasProperty(SOFT_PROPERTY)


def plain_text(document: QTextDocument) -> str:
    """Return the whole text as it goes into a file.

    `QTextDocument.toPlainText` would turn no-break spaces, which French needs, into plain ones.
    """
    text = document.toRawText()
    if may_have_pieces(document):
        text = _with_line_ends(text, document.firstBlock())
    return text.replace(PARAGRAPH_SEPARATOR, "\n").replace(LINE_SEPARATOR, "\n")


def cursor_between(document: QTextDocument, start: int, end: int) -> QTextCursor:
    """Return a cursor that selects from one of Qt's positions to another, where it stands."""
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def text_between(document: QTextDocument, start: int, end: int, in_pieces: bool = False) -> str:
    """Return the text between two of Qt's positions.

    Args:
        document: The document.
        start: The first position.
        end: The position behind the last character.
        in_pieces: End the line behind every piece of a long paragraph, too.
    """
    text = cursor_between(document, start, end).selectedText()
    if not in_pieces and may_have_pieces(document):
        text = _with_line_ends(text, document.findBlock(start))
    return text.replace(PARAGRAPH_SEPARATOR, "\n").replace(LINE_SEPARATOR, "\n")


def line_end(block: QTextBlock) -> str:
    """What stands behind a block in the text: a newline, or nothing if its paragraph goes on."""
    return "" if is_continuation(block.next()) else "\n"


def same_place(document: QTextDocument, position: int, other: int) -> bool:
    """Whether two of Qt's positions are one in the text: both sides of a separator between pieces."""
    first, second = sorted((position, other))
    if first == second:
        return True
    block = document.findBlock(second)
    return second - first == 1 and block.position() == second and is_continuation(block)


def has_long_paragraph(text: str) -> bool:
    """Whether a text has a paragraph that has to be cut."""
    return len(text) > LONGEST and max(map(len, text.split("\n"))) > LONGEST


def tidy(document: QTextDocument, start: int, end: int) -> list[tuple[int, int, int]]:
    """Cut what has grown too long between two positions and join what has shrunk, by cursor edits alone.

    To be called inside the edit block of what was edited there.

    Returns:
        The separators that went or came, one after the other: where, how many went, how many came.
    """
    changes: list[tuple[int, int, int]] = []
    first, last = document.findBlock(start), document.findBlock(end)
    if first == last and first.length() <= LONGEST and not _is_piece(first):
        return changes  # as nearly always
    has_pieces = may_have_pieces(document)
    if not has_pieces:
        around = text_between(document, first.position(), last.position() + last.length() - 1)
        if not has_long_paragraph(around):
            return changes  # known without a walk through what may be a million paragraphs
    # From the end on, since cutting and joining move what is behind.
    block = last
    while block.isValid() and block.position() >= first.position():
        before = block.previous()
        if block.length() > LONGEST:
            changes += _cut(block)
        elif has_pieces:
            changes += _join_next(block)
        block = before
    if has_pieces and block.isValid():
        changes += _join_next(block)
    return changes


def cuts(paragraph: str) -> Iterator[int]:
    """The indices at which a paragraph is cut; none in one that is not too long."""
    start = 0
    if len(paragraph) <= LONGEST:
        return
    while len(paragraph) - start > PIECE * 3 // 2:
        ideal = start + PIECE
        found = (end.match(paragraph, ideal - SEARCHED, ideal) for end in _LAST_ENDS)
        last = next(filter(None, found), None)
        start = last.end() if last else _between_letters(paragraph, ideal)
        yield start


def _between_letters(text: str, index: int) -> int:
    """The place at or before an index where no letter is parted from its marks."""
    lowest = index - SEARCHED
    while index > lowest and (
        unicodedata.category(text[index])[0] == "M"
        or text[index] in _JOINERS
        or text[index - 1] in _JOINERS
        or "\U0001f3fb" <= text[index] <= "\U0001f3ff"  # skin tones
        or "\U0001f1e6" <= text[index] <= "\U0001f1ff"  # halves of flags
    ):
        index -= 1
    return index


def _cut(block: QTextBlock) -> Iterator[tuple[int, int, int]]:
    text = block.text()
    cursor = QTextCursor(block)
    start = block.position()
    offsets = list(cuts(text))
    if len(text) != block.length() - 1:  # Qt counts characters beyond the BMP as two
        offsets = [utf16_length(text[:cut]) for cut in offsets]
    for offset in reversed(offsets):
        cursor.setPosition(start + offset)
        cursor.insertBlock(QTextBlockFormat(), _soft_format())
        yield start + offset, 0, 1


def _join_next(block: QTextBlock) -> Iterator[tuple[int, int, int]]:
    """Join a block with its continuation if both are short, or one is empty."""
    following = block.next()
    if not following.isValid() or not is_continuation(following):
        return
    together = block.length() + following.length() - 2
    if together <= PIECE or block.length() == 1 or following.length() == 1:
        cursor = QTextCursor(following)
        cursor.deletePreviousChar()
        yield cursor.position(), 1, 0


def _is_piece(block: QTextBlock) -> bool:
    return is_continuation(block) or is_continuation(block.next())


def _soft_format() -> QTextCharFormat:
    soft = QTextCharFormat()
    soft.setProperty(SOFT_PROPERTY, True)
    return soft


def may_have_pieces(document: QTextDocument) -> bool:
    """Whether the document has, or once had, a paragraph in pieces: hardly any ever has."""
    return any(known.hasProperty(SOFT_PROPERTY) for known in document.allFormats())


def _with_line_ends(raw: str, block: QTextBlock) -> str:
    """Take the separators between pieces out of a raw text that begins in this block."""
    parts: list[str] = []
    for line in raw.split(PARAGRAPH_SEPARATOR):
        if parts:
            block = block.next()
            if not is_continuation(block):
                parts.append("\n")
        parts.append(line)
    return "".join(parts)
