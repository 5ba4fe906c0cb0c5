"""What the letters of one line are: heading, quote, code, emphasis, marks, in Python's indices."""

import re
from typing import NamedTuple

from desktop.books.prose.lines import BLANK, CHAPTER, COMMENT, FENCED, HEADING_1, PROSE, QUOTED, SCENE_BREAK
from desktop.books.prose.markdown_places import MARK, NOTE, Run, runs_in
from desktop.editor.structure.text_structure import TextStructure

ITEM = 64  # beside the flags of `markdown_places`: a list's mark
# Kinds of whole lines, beside the levels of headings, 1 to 6.
PLAIN, QUOTE, CODE_LINE, NOTHING_SAID, BREAK = 0, 7, 8, 9, 10
# So far from a line the paragraph that it belongs to is read, for emphasis that begins in one line and ends
# in another.
FARTHEST_LINES, LONGEST_PARAGRAPH = 40, 16_000
_HEADING_MARK = re.compile(r" {0,3}#{1,6}[ \t]+")
_CLOSING_MARK = re.compile(r"[ \t]+#+[ \t]*$")
_QUOTE_MARK = re.compile(r" {0,3}(?:>[ ]?)+")
_ITEM_MARK = re.compile(r"\s{0,9}(?:[-+*]|\d{1,3}[.)])[ \t]+(?=\S)")
_NOTE_MARK = re.compile(r" {0,3}\[\^[^\]\s]+\]:[ \t]*")


class Line(NamedTuple):
    """A line of a text as it is to be shown.

    Attributes:
        kind: What all of it is: a heading's level, or one of `PLAIN`, `QUOTE` and so on.
        runs: What letters in it are, in order; what is missing is only what all of it is.
        hang: How many letters of a list's mark further lines of the paragraph stand in by.
    """

    kind: int
    runs: tuple[Run, ...] = ()
    hang: int = 0


def line_of(structure: TextStructure, number: int, text: str, with_runs: bool = True) -> Line:
    """What a line is to be shown as.

    Args:
        structure: Of the text.
        number: The line's.
        text: The line.
        with_runs: Read what stands in it, too; else a line of prose has no runs but its first mark.
    """
    kind, found = structure.kind(number), structure.structure
    apart = found.apart_at(number) if found.apart else PROSE
    if apart == FENCED:
        is_fence = kind == FENCED and (found.apart_at(number - 1) != FENCED or _closes(structure, number))
        return Line(CODE_LINE, _all(text, MARK) if is_fence else ())
    if apart == COMMENT:
        return Line(NOTHING_SAID)
    if kind >= HEADING_1:
        return _heading(kind - HEADING_1 + 1, text)
    if number in found.underlines:
        return Line(NOTHING_SAID)
    if kind == BLANK:
        return Line(PLAIN)
    if number + 1 in found.underlines:
        level = next((one.level for one in found.headings_at(number)), 2)
        return Line(level, runs_in(text))
    if kind not in (PROSE, CHAPTER, QUOTED):
        is_break = kind == SCENE_BREAK or bool(found.headings_at(number))
        return Line(BREAK) if is_break else Line(PLAIN)
    return _prose(structure, number, text, kind, with_runs)


def _closes(structure: TextStructure, number: int) -> bool:
    return structure.structure.apart_at(number + 1) != FENCED


def _all(text: str, flags: int) -> tuple[Run, ...]:
    return (Run(0, len(text), flags),) if text else ()


def _heading(level: int, text: str) -> Line:
    opening, closing = _HEADING_MARK.match(text), _CLOSING_MARK.search(text)
    start = opening.end() if opening else 0
    end = closing.start() if closing and closing.start() >= start else len(text)
    runs = [Run(0, start, MARK), *_moved(runs_in(text[start:end]), start)]
    if end < len(text):
        runs.append(Run(end, len(text), MARK))
    return Line(level, tuple(runs))


def _prose(structure: TextStructure, number: int, text: str, kind: int, with_runs: bool) -> Line:
    mark = (_QUOTE_MARK if kind == QUOTED else _NOTE_MARK).match(text)
    start = mark.end() if mark else 0
    runs: list[Run] = [Run(0, start, NOTE if kind != QUOTED else MARK)] if start else []
    item = None if start else _ITEM_MARK.match(text)
    if item:
        runs.append(Run(0, item.end(), ITEM))
        start = item.end()
    if with_runs:
        runs += _inline(structure, number, text, start, kind)
    return Line(QUOTE if kind == QUOTED else PLAIN, tuple(runs), item.end() if item else 0)


def _inline(structure: TextStructure, number: int, text: str, start: int, kind: int) -> list[Run]:
    """The runs of a line, which may begin in a line above or end in one below."""
    own = text[start:]
    if structure.lines_are_paragraphs:
        return _moved(runs_in(own), start)
    above: list[str] = []
    length = len(own)
    for at in range(number - 1, max(-1, number - FARTHEST_LINES), -1):
        if not _goes_on(structure, at, kind) or length > LONGEST_PARAGRAPH:
            break
        above.append(_said(structure.line(at), kind))
        length += len(above[-1])
    below: list[str] = []
    for at in range(number + 1, number + FARTHEST_LINES):
        if not _goes_on(structure, at, kind) or length > LONGEST_PARAGRAPH:
            break
        below.append(_said(structure.line(at), kind))
        length += len(below[-1])
    before = "".join(f"{line}\n" for line in reversed(above))
    if not above and not below:
        return _moved(runs_in(own), start)
    runs = runs_in("\n".join([before + own, *below]))
    first, last = len(before), len(before) + len(own)
    inside = [Run(max(run.start, first), min(run.end, last), run.flags) for run in runs]
    return _moved([run for run in inside if run.start < run.end], start - first)


def _goes_on(structure: TextStructure, number: int, kind: int) -> bool:
    """Whether a line belongs to the paragraph of one of that kind beside it."""
    if not 0 <= number < structure.line_count:
        return False
    other = structure.kind(number)
    if (other == QUOTED) != (kind == QUOTED) or other not in (PROSE, CHAPTER, QUOTED):
        return False
    found = structure.structure
    return number + 1 not in found.underlines and not (found.apart and found.apart_at(number))


def _said(line: str, kind: int) -> str:
    mark = (_QUOTE_MARK if kind == QUOTED else _ITEM_MARK).match(line)
    return line[mark.end() :] if mark else line


def _moved(runs: "tuple[Run, ...] | list[Run]", by: int) -> list[Run]:
    return [Run(run.start + by, run.end + by, run.flags) for run in runs]
