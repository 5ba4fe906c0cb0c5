"""Markdown to paragraphs, as CommonMark has it, with the notes, links and remarks of note-taking programs."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import chain

from trainer.texts.streams import take
from trainer.texts.unwrapping import paragraphs_of

FRONT_MATTER_LINES = 200
# A fence that is not closed after so many lines is none, nor a remark.
_LONGEST_FENCE, _LONGEST_REMARK = 2000, 200

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_LONE_FENCE = re.compile(r"\s{0,3}(?:`{3,}|~{3,})\s*[\w+-]*\s*$")
_RULE = re.compile(r"\s{0,3}(?:(?:[-*_]\s*){3,}|=+|-+|\|?[\s:|-]*-[\s:|-]*)$")
_DEFINITION = re.compile(r"\s{0,3}\[[^\]]+\]:\s")
_NOTE = re.compile(r"\s{0,3}\[\^[^\]]+\]:\s")
_SETTING = re.compile(r"[\w-]+\s*[:=]|\s*[#\[\]]|\s+\S|- |$")
_HEADING = re.compile(r"\s{0,3}#{1,6}(?:\s+|$)(.*?)[\s#]*$")
# A year that begins a line begins no list.
_MARKER = re.compile(r"\s*(?:>\s?|[-*+]\s+(?:\[[ xX]\]\s+)?|\d{1,3}[.)]\s+)")
_ROW = re.compile(r"\s*\|(.*)\|\s*$")
_REMARKS = (("<!--", "-->"), ("%%", "%%"))
_ENDS_SENTENCE = re.compile(r"[.!?\u2026\"\u201d'\u2019*_]\s*$")
_INLINE = (
    (re.compile(r"<!--.*?-->|%%.*?%%"), ""),
    (re.compile(r"<br\s*/?>", re.IGNORECASE), " "),
    (re.compile(r"</?[A-Za-z][^<>]*>"), ""),
    (re.compile(r"!\[\[[^\]]*\]\]|!\[[^\]]*\]\((?:[^()]|\([^()]*\))*\)"), ""),
    (re.compile(r"\[\^[^\]]+\]"), ""),
    (re.compile(r"\[\[(?:[^\]|]*\|)?([^\]|]+)\]\]"), r"\1"),
    (re.compile(r"\[([^\]]+)\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\])"), r"\1"),
    (re.compile(r"(`+)(.+?)\1"), r"\2"),
    (re.compile(r"(?<!\\)(\*{1,3})(?=\S)(.+?)(?<=[^\s\\])\1"), r"\2"),
    (re.compile(r"(?<![\w\\])(_{1,3})(?=\S)(.+?)(?<=[^\s\\])\1(?!\w)"), r"\2"),
    (re.compile(r"~~(.+?)~~"), r"\1"),
    (re.compile(r"==(?=\S)(.+?)(?<=\S)=="), r"\1"),
)
_ESCAPES = re.compile(r"\\([\\`*_{}\[\]()#+\-.!~>|\"'=])|\\$")
_ENTITY = re.compile(r"&#?\w{1,31};")


def markdown_paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Paragraphs of a text in Markdown without its markup.

    Code in fences, front matter, rules, images, notes, remarks, tags and link addresses are dropped.
    """
    # Emphasis may go over a line's end, so that lines are joined before.
    for paragraph in paragraphs_of(plain_lines(lines)):
        if text := _without_inline(paragraph).strip():
            yield text


def plain_lines(lines: Iterable[str]) -> Iterator[str]:
    """Lines without what makes blocks of them; headings, list items and cells stand between empty lines."""
    waiting: deque[str] = deque()
    lines = _without_front_matter(iter(lines))
    in_note = False
    while (line := waiting.popleft() if waiting else next(lines, None)) is not None:
        if in_note and line.startswith(("  ", "\t")) and line.strip():
            continue
        in_note = _NOTE.match(line) is not None
        fence = _FENCE.match(line)
        ends = _fence_ends(fence[1], line, waiting, lines) if fence else 0
        if ends := ends or _remark_ends(line, waiting, lines):
            for _ in range(ends):
                waiting.popleft()
            yield ""
        elif _LONE_FENCE.match(line):
            yield ""
        elif heading := _HEADING.match(line):
            yield from ("", heading[1], "")
        elif _DEFINITION.match(line) or _RULE.match(line):
            yield ""
        elif row := _ROW.match(line):
            yield from (text for cell in row[1].split("|") for text in ("", cell.strip()))
            yield ""
        else:
            marker = _MARKER.match(line)
            if marker and not line.lstrip().startswith(">"):
                yield ""
            yield _without_markers(line)


def _fence_ends(fence: str, line: str, waiting: deque[str], lines: Iterator[str]) -> int:
    """After how many lines a fence is closed that opens here; 0 if none is opened.

    Writers set three tildes between scenes, too, and what stands between these is prose.
    """
    waiting.extend(take(lines, _LONGEST_FENCE - len(waiting)))
    for number, later in enumerate(waiting, start=1):
        closing = _FENCE.match(later)
        if closing and closing[1].startswith(fence) and not later.strip().strip(fence[0]):
            inside = [text for text in list(waiting)[: number - 1] if text.strip()]
            sentences = sum(_ENDS_SENTENCE.search(text) is not None for text in inside)
            is_scene = line.strip().strip("~") == "" and sentences * 2 > len(inside)
            return 0 if is_scene else number
    return 0


def _remark_ends(line: str, waiting: deque[str], lines: Iterator[str]) -> int:
    """After how many lines a remark ends that begins with this one and takes several; 0 if there is none."""
    for begin, end in _REMARKS:
        if line.lstrip().startswith(begin) and end not in line.lstrip()[len(begin) :]:
            waiting.extend(take(lines, _LONGEST_REMARK - len(waiting)))
            for number, later in zip(range(1, _LONGEST_REMARK), waiting, strict=False):
                if later.rstrip().endswith(end):
                    return number
    return 0


def _without_front_matter(lines: Iterator[str]) -> Iterator[str]:
    head = take(lines, FRONT_MATTER_LINES)
    if head and head[0].strip() in ("---", "+++"):
        ends = (head[0].strip(), "...")
        end = next((number for number, line in enumerate(head[1:], 1) if line.strip() in ends), 0)
        if all(_SETTING.match(line) for line in head[1:end]):
            head = head[end + 1 :]
    yield from chain(head, lines)


def _without_markers(line: str) -> str:
    while marker := _MARKER.match(line):
        line = line[marker.end() :]
    return line


def _without_inline(text: str) -> str:
    before = None
    # Emphasis may stand inside of other emphasis.
    while text != before:
        before = text
        for pattern, replacement in _INLINE:
            text = pattern.sub(replacement, text)
    text = _ESCAPES.sub(r"\1", text)
    return unescape(text) if _ENTITY.search(text) else text
