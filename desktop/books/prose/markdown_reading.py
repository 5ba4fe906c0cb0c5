"""Markdown as novelists write it, read into blocks.

Within paragraphs it is CommonMark. Of CommonMark's blocks, those are read that a novel has: headings, quotes,
scene breaks, code, with pandoc's footnotes and title lines. What begins with a dash or a number stays a
paragraph: in a novel it is speech. Indented lines are paragraphs, too, and lines may be wrapped, or one for a
paragraph with or without an empty one between (`wrapping`).
"""

import json
import re
from collections.abc import Iterator

from desktop.books.prose.book import Blank, Block, Book, Heading, Paragraph, SceneBreak, Span
from desktop.books.prose.left_out import LeftOut, Loss
from desktop.books.prose.markdown_spans import read_spans
from desktop.books.prose.notes_again import NotesAgain
from desktop.books.prose.tidying import is_scene_break, tidied
from desktop.books.prose.wrapping import STARTS_ANEW, LineEnd, joined, meaning_of_line_ends

# The looks behind keep a wide gap from being tried at each of its spaces.
HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:(?<![ \t])[ \t]+#+)?(?<![ \t])[ \t]*")
UNDERLINE = re.compile(r" {0,3}(?:(=)=+|(-)--+)[ \t]*")
QUOTE = re.compile(r" {0,3}(?:>[ ]?)+")
FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_NOTE = re.compile(r" {0,3}\[\^([^\[\]\s]+)\]:[ \t]*(.*)")
_INDENTED = re.compile(r"(?: {4}|\t)(.*)")
SETTING = re.compile(r"([A-Za-z][\w-]*):(?:[ \t]+(.*))?|[ \t]+.*|- .*|#.*|")
_HARD_BREAK = re.compile(r"(?:(?<! ) {2,}|(?<!\\)(?:\\\\)*\\)$")
PARAGRAPH_END = tuple(".!?…,;:\"'”\u2019»)*_")
# A footnote within a footnote's footnote is a circle, or a joke.
_DEEPEST_NOTE = 3


def read_markdown(text: str, left_out: LeftOut) -> Book:
    """Read a text in Markdown.

    Args:
        text: With newlines as line ends.
        left_out: Is told of pictures and comments.
    """
    lines = text.split("\n")
    settings, lines = _front_matter(lines)
    reading = _Reading(left_out)
    blocks = reading.read(lines)
    return Book(blocks, settings.get("title", ""), settings.get("author", ""), settings.get("lang", ""))


def _front_matter(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """The settings that stand between `---` above a text, and the text."""
    if not lines or lines[0].rstrip() != "---":
        return {}, lines
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
    found = [SETTING.fullmatch(line) for line in lines[1:end]]
    if not end or not all(found) or not any(one and one[1] for one in found):
        return {}, lines
    settings = {one[1].lower(): _value(one[2] or "") for one in found if one and one[1]}
    return settings, lines[end + 1 :]


def _value(text: str) -> str:
    text = text.strip()
    if text.startswith('"'):
        try:
            return str(json.loads(text))
        except ValueError:
            return text
    return text[1:-1].replace("''", "'") if len(text) > 1 and text[0] == text[-1] == "'" else text


class _Reading:
    """One text's reading: what its line ends mean, and its footnotes."""

    def __init__(self, left_out: LeftOut) -> None:
        self._left_out = left_out
        self._notes: dict[str, list[str]] = {}
        self._used: set[str] = set()
        self._again = NotesAgain()
        self._depth = 0
        self._line_end = LineEnd.BREAK

    def read(self, lines: list[str]) -> tuple[Block, ...]:
        lines = self._without_notes(self._without_comments(lines))
        self._line_end = meaning_of_line_ends([_prose(line) for line in lines])
        blocks = list(self._blocks(lines))
        for label in self._notes.keys() - self._used:
            # Nothing points to it; it is kept as it stands.
            text = joined(self._notes[label])
            blocks.append(Paragraph(read_spans(f"[^{label}]: {text}", self._left_out)))
        return tidied(blocks)

    def _without_comments(self, lines: list[str]) -> list[str]:
        """Lines without the comments that begin one."""
        kept: list[str] = []
        number = 0
        last_end = max((at for at, line in enumerate(lines) if "-->" in line), default=-1)
        while number < len(lines):
            line = lines[number]
            fence = FENCE.match(line)
            if fence:  # in code a comment is code
                _, behind = _fenced(lines, number + 1, fence[1])
                kept += lines[number:behind]
                number = behind
                continue
            if number <= last_end and line.lstrip(" ").startswith("<!--"):
                end = next((at for at in range(number, len(lines)) if "-->" in lines[at]), None)
                if end is not None:
                    self._left_out.add(Loss.COMMENTS)
                    rest = lines[end].split("-->", 1)[1]
                    lines[end] = rest
                    number = end
                    if not rest.strip():
                        number += 1
                        # The empty lines around it part paragraphs once, not twice.
                        if (
                            kept
                            and not kept[-1].strip()
                            and number < len(lines)
                            and not lines[number].strip()
                        ):
                            number += 1
                    continue
            kept.append(line)
            number += 1
        return kept

    def _without_notes(self, lines: list[str]) -> list[str]:
        """Lines without the texts of footnotes, which may stand anywhere."""
        kept: list[str] = []
        label = ""
        code_ends = 0
        next_is_indented = [False] * len(lines)  # whether the next line that says something is
        for number in range(len(lines) - 1, 0, -1):
            line = lines[number]
            next_is_indented[number - 1] = (
                _INDENTED.match(line) is not None if line.strip() else next_is_indented[number]
            )
        for number, line in enumerate(lines):
            fence = FENCE.match(line)
            if number >= code_ends and fence:
                _, code_ends = _fenced(lines, number + 1, fence[1])
            if number < code_ends:
                label = ""
                kept.append(line)
                continue
            note = _NOTE.fullmatch(line)
            indented = _INDENTED.match(line)
            if note and note[1] not in self._notes:
                label = note[1]
                self._notes[label] = [note[2]]
            elif label and indented:
                self._notes[label].append(indented[1])
            elif label and not line.strip():
                if next_is_indented[number]:
                    self._notes[label].append("")
                else:
                    label = ""
                    kept.append(line)
            else:
                label = ""
                kept.append(line)
        return kept

    def _note(self, label: str) -> tuple[Block, ...] | None:
        """The blocks of a footnote."""
        if label not in self._notes or self._depth >= _DEEPEST_NOTE or not self._again.may_come(label):
            return None
        self._used.add(label)
        self._again.came(label, sum(len(line) for line in self._notes[label]))
        self._depth += 1
        blocks = tuple(self._blocks(self._notes[label]))
        self._depth -= 1
        return tidied(blocks) or (Paragraph(()),)

    def _blocks(self, lines: list[str]) -> Iterator[Block]:
        paragraph: list[str] = []
        quoted = False
        number = 0
        while number < len(lines):
            line = lines[number]
            number += 1
            quote = QUOTE.match(line)
            if quote:
                line = line[quote.end() :]
            if bool(quote) != quoted and not (quoted and paragraph and self._goes_on(line)):
                yield from self._paragraphs(paragraph, quoted)
                paragraph, quoted = [], bool(quote)
            fence = FENCE.match(line)
            if not line.strip(" \t\f\v\r"):
                yield from self._paragraphs(paragraph, quoted)
                paragraph = []
                if self._line_end is LineEnd.PARAGRAPH:
                    yield Blank()
            elif fence and not quote:
                yield from self._paragraphs(paragraph, quoted)
                paragraph = []
                code, number = _fenced(lines, number, fence[1])
                yield Paragraph((Span("\n".join(code), code=True),))
            elif self._underlines(line, paragraph) and not quoted:
                yield Heading(
                    1 if "=" in line else 2, read_spans(paragraph[0].strip(" \t"), self._left_out, self._note)
                )
                paragraph = []
            elif heading := HEADING.fullmatch(line):
                yield from self._paragraphs(paragraph, quoted)
                paragraph = []
                yield self._heading(heading, quoted)
            elif is_scene_break(line):
                yield from self._paragraphs(paragraph, quoted)
                paragraph = []
                yield SceneBreak()
            else:
                if self._line_end is LineEnd.SPACE and STARTS_ANEW.match(line):
                    yield from self._paragraphs(paragraph, quoted)
                    paragraph = []
                paragraph.append(line)
        yield from self._paragraphs(paragraph, quoted)

    def _goes_on(self, line: str) -> bool:
        """Whether a line behind a quoted one belongs to it without the mark."""
        return self._line_end is LineEnd.SPACE and bool(line.strip())

    def _underlines(self, line: str, paragraph: list[str]) -> bool:
        """Whether a line makes the one before a heading; "---" below a sentence is a scene break."""
        found = UNDERLINE.fullmatch(line)
        if not found or len(paragraph) != 1:
            return False
        return bool(found[1]) or not paragraph[0].rstrip().endswith(PARAGRAPH_END)

    def _heading(self, found: re.Match[str], quoted: bool) -> Block:
        if not found[2]:
            return SceneBreak()
        spans = read_spans(found[2].strip(" \t"), self._left_out, self._note)
        return Paragraph(spans, True) if quoted else Heading(len(found[1]), spans)

    def _paragraphs(self, lines: list[str], quoted: bool) -> Iterator[Block]:
        for text in self._texts(lines):
            yield Paragraph(read_spans(text, self._left_out, self._note), quoted)

    def _texts(self, lines: list[str]) -> Iterator[str]:
        """The Markdown of each paragraph of some lines, with a newline for a line break."""
        together: list[str] = []
        for place, line in enumerate(lines):
            hard = _HARD_BREAK.search(line) if place + 1 < len(lines) else None
            together.append(line[:-1] if hard and line.endswith("\\") else line)
            if hard or (self._line_end is LineEnd.BREAK and place + 1 < len(lines)):
                together.append("\n")
            elif self._line_end is LineEnd.PARAGRAPH:
                yield _with_breaks(together)
                together = []
        if together:
            yield _with_breaks(together)


def _with_breaks(parts: list[str]) -> str:
    lines: list[list[str]] = [[]]
    for part in parts:
        if part == "\n":
            lines.append([])
        else:
            lines[-1].append(part)
    return "\n".join(joined(line) for line in lines)


def _fenced(lines: list[str], number: int, fence: str) -> tuple[list[str], int]:
    """The lines of code up to the fence that closes, and the number of the line behind it."""
    code: list[str] = []
    while number < len(lines):
        line = lines[number].strip()
        number += 1
        if line.startswith(fence) and not line.strip(fence[0]):
            break
        code.append(lines[number - 1])
    return code, number


def _prose(line: str) -> str:
    """A line as it counts for what line ends mean: nothing, if it is a mark by itself or ends in a break."""
    quote = QUOTE.match(line)
    if quote:
        line = line[quote.end() :]
    if HEADING.fullmatch(line) or is_scene_break(line) or FENCE.match(line) or _HARD_BREAK.search(line):
        return ""
    return line
