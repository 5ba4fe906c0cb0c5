"""Markdown to plain lines."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from trainer.texts.streams import take

FRONT_MATTER_LINES = 200

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_RULE = re.compile(r"\s{0,3}(?:(?:[-*_]\s*){3,}|=+|-+|\|?[\s:|-]*-[\s:|-]*)$")
_DEFINITION = re.compile(r"\s{0,3}\[[^\]]+\]:\s")
_SETTING = re.compile(r"[\w-]+\s*:|\s*#|\s+\S|- |$")
_HEADING = re.compile(r"\s{0,3}#{1,6}(?:\s+|$)(.*?)[\s#]*$")
_MARKER = re.compile(r"\s*(?:>\s?|[-*+]\s+|\d{1,9}[.)]\s+)")
_INLINE = (
    (re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>"), ""),
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\[[^\]]*\])"), r"\1"),
    (re.compile(r"(`+)(.+?)\1"), r"\2"),
    (re.compile(r"(?<!\\)(\*{1,3})(?=\S)(.+?)(?<=[^\s\\])\1"), r"\2"),
    (re.compile(r"(?<![\w\\])(_{1,3})(?=\S)(.+?)(?<=[^\s\\])\1(?!\w)"), r"\2"),
    (re.compile(r"~~(.+?)~~"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!~>|\"'])"), r"\1"),
)


def plain_lines(lines: Iterable[str]) -> Iterator[str]:
    """Lines of Markdown without their markup; headings and list items stand between empty lines.

    Code in fences, front matter, rules, images, tags and link addresses are dropped.
    """
    fence = ""
    for line in _without_front_matter(iter(lines)):
        opening = _FENCE.match(line)
        if fence:
            closed = opening and opening[1].startswith(fence) and not line.strip().strip(fence[0])
            fence = "" if closed else fence
            continue
        if opening:
            fence = opening[1]
            yield ""
        elif heading := _HEADING.match(line):
            yield from ("", _without_inline(heading[1]), "")
        elif _DEFINITION.match(line) or _RULE.match(line):
            yield ""
        else:
            marker = _MARKER.match(line)
            if marker and not line.lstrip().startswith(">"):
                yield ""
            yield _without_inline(_without_markers(line))


def _without_front_matter(lines: Iterator[str]) -> Iterator[str]:
    head = take(lines, FRONT_MATTER_LINES)
    if head and head[0].strip() == "---":
        end = next((number for number, line in enumerate(head[1:], 1) if line.strip() in ("---", "...")), 0)
        if all(_SETTING.match(line) for line in head[1:end]):
            head = head[end + 1 :]
    yield from chain(head, lines)


def _without_markers(line: str) -> str:
    while marker := _MARKER.match(line):
        line = line[marker.end() :]
    return line


def _without_inline(text: str) -> str:
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text
