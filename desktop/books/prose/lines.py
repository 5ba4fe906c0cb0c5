"""What each line of a text is, as far as it can be told from that line alone, and what follows for headings.

`markdown_reading` reads a text into blocks. Here its lines only get a kind each, in one byte, so that whoever
shows a text while it is written can keep up with it: a kind is found anew where a line was edited, and a walk
over the few lines that are no prose tells which of them are headings, code or comments.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from desktop.books.prose.markdown_reading import FENCE, HEADING, PARAGRAPH_END, QUOTE, SETTING, UNDERLINE
from desktop.books.prose.tidying import is_scene_break, names_a_chapter

PROSE, BLANK, SCENE_BREAK, CHAPTER, EQUALS, DASHES, QUOTED, FENCED, COMMENT = range(9)
HEADING_1 = 16  # the kind of a heading of level 1; that of level 6 is 21
END_OF_COMMENT = 64  # added where a comment may end
_LEVELS = 6
# Lines that begin otherwise are prose, unless they name a chapter.
_MARKS = frozenset("#=-*_~•·\u2013—◆◇○●☆★\uff0a⁂❖❦☙§\uff03⸻>`<")
_CHAPTER_LETTERS = frozenset("CcPpBbEeIi第序终尾楔")
_SPECIAL = re.compile(rb"[^\x00\x01]")
_COMMENT_END = re.compile(rb"[\x40-\xff]")
_OPENING = re.compile(r" {0,3}#{1,6}[ \t]+")


def kind_of(line: str) -> int:
    """The kind of a line."""
    stripped = line.lstrip(" ")
    first = stripped[:1]
    if first in _MARKS and first:
        kind = _marked(line, stripped)
    elif not stripped.strip():
        return BLANK
    elif first in _CHAPTER_LETTERS and names_a_chapter(stripped.rstrip()):
        kind = CHAPTER
    else:
        kind = PROSE
    return kind | END_OF_COMMENT if "-->" in line else kind


def _marked(line: str, stripped: str) -> int:
    first = stripped[0]
    if first == "#":
        heading = HEADING.fullmatch(line)
        if heading and heading[2]:
            return HEADING_1 - 1 + len(heading[1])
        if heading:
            return SCENE_BREAK
    elif first == ">":
        return QUOTED if QUOTE.match(line) else PROSE
    elif first in "`~" and FENCE.match(line):
        return FENCED
    elif first == "<":
        return COMMENT if stripped.startswith("<!--") else PROSE
    elif first in "=-" and UNDERLINE.fullmatch(line):
        return EQUALS if first == "=" else DASHES
    return SCENE_BREAK if is_scene_break(line) else PROSE


@dataclass(frozen=True)
class Heading:
    """A heading of a text, or a pause between its scenes.

    Attributes:
        line: Its number, from 0.
        level: 1 for the highest, 6 for the deepest; 0 for a scene break.
    """

    line: int
    level: int


@dataclass
class Structure:
    """What lines are, seen together.

    Attributes:
        headings: Headings, and scene breaks, in order.
        underlines: Lines that make the one before a heading.
        apart: From which line up to which one (not included) there is code, a comment, or what stands above
            a text; no marks count there.
    """

    headings: list[Heading] = field(default_factory=list)
    underlines: set[int] = field(default_factory=set)
    apart: list[tuple[int, int, int]] = field(default_factory=list)

    def headings_at(self, line: int) -> list[Heading]:
        """The heading in a line, or the scene break, if there is one."""
        at = bisect_left(self.headings, line, key=lambda one: one.line)
        return [one for one in self.headings[at : at + 1] if one.line == line]

    def apart_at(self, line: int) -> int:
        """`FENCED` or `COMMENT` for a line in such a stretch, else `PROSE`."""
        at = bisect_right(self.apart, (line, 1 << 60, 0)) - 1
        return self.apart[at][2] if at >= 0 and line < self.apart[at][1] else PROSE


def structure_of(kinds: bytes | bytearray, line: Callable[[int], str], is_markdown: bool) -> Structure:
    """Find the headings of a text.

    Args:
        kinds: The kind of each line.
        line: Gives a line by its number; asked for few.
        is_markdown: Whether marks are Markdown. In plain text what is marked as a heading is one all the
            same, and so is a line that names a chapter; in Markdown that is one only if nothing else is.
    """
    found = Structure()
    end = 0  # of what stands apart
    if is_markdown:
        end = _front_matter(kinds, line)
        if end:
            found.apart.append((0, end, COMMENT))
    chapters: list[Heading] = []
    is_closed = True  # whether a comment that begins here may end
    for number, kind in _special(kinds):
        if number < end:
            continue
        if kind == SCENE_BREAK:
            found.headings.append(Heading(number, 0))
        elif HEADING_1 <= kind < HEADING_1 + _LEVELS:
            found.headings.append(Heading(number, kind - HEADING_1 + 1))
        elif kind == CHAPTER:
            chapters.append(Heading(number, 1))
        elif kind in (EQUALS, DASHES):
            _underline(found, kinds, line, number, kind)
        elif kind == FENCED and is_markdown:
            end = _end_of_code(kinds, line, number)
            found.apart.append((number, end, FENCED))
        elif kind == COMMENT and is_markdown and is_closed:
            last = _COMMENT_END.search(kinds, number)
            is_closed = last is not None
            if last:
                end = last.end()
                found.apart.append((number, end, COMMENT))
    if not is_markdown or not any(one.level for one in found.headings):
        found.headings = sorted([*found.headings, *chapters], key=lambda one: one.line)
    return found


def said_by(line: str) -> str:
    """A heading's words, without the marks of a heading."""
    opening = _OPENING.match(line)
    said = line[opening.end() if opening else 0 :].rstrip(" \t")
    without_closing = said.rstrip("#")
    return (without_closing if without_closing.endswith((" ", "\t")) else said).strip()


def _special(kinds: bytes | bytearray, since: int = 0) -> Iterator[tuple[int, int]]:
    for found in _SPECIAL.finditer(kinds, since):
        yield found.start(), kinds[found.start()] & ~END_OF_COMMENT


def _underline(
    found: Structure, kinds: bytes | bytearray, line: Callable[[int], str], number: int, kind: int
) -> None:
    """Take a line of `=` or `-` for what it is."""
    is_alone = number > 0 and kinds[number - 1] in (PROSE, CHAPTER)
    is_alone = is_alone and (number == 1 or kinds[number - 2] not in (PROSE, CHAPTER))
    if is_alone and (kind == EQUALS or not line(number - 1).rstrip().endswith(PARAGRAPH_END)):
        found.headings.append(Heading(number - 1, 1 if kind == EQUALS else 2))
        found.underlines.add(number)
    elif is_scene_break(line(number)):
        found.headings.append(Heading(number, 0))


def _end_of_code(kinds: bytes | bytearray, line: Callable[[int], str], number: int) -> int:
    """The number of the line behind the code that begins with a fence."""
    opened = FENCE.match(line(number))
    fence = opened[1] if opened else "```"
    for at, kind in _special(kinds, number + 1):
        if kind == FENCED:
            closing = line(at).strip()
            if closing.startswith(fence) and not closing.strip(fence[0]):
                return at + 1
    return len(kinds)


def _front_matter(kinds: bytes | bytearray, line: Callable[[int], str]) -> int:
    """The number of the line behind the settings that stand above a text; 0 if there are none."""
    if not kinds or kinds[0] != DASHES or line(0).rstrip() != "---":
        return 0
    said = False
    for number in range(1, len(kinds)):
        text = line(number)
        if text.rstrip() in ("---", "..."):
            return number + 1 if said else 0
        setting = SETTING.fullmatch(text)
        if not setting:
            return 0
        said = said or bool(setting[1])
    return 0
