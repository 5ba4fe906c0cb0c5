"""Blocks written as Markdown that reads well: a paragraph a line, a backslash only where needed."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from desktop.books.prose.book import Block, Book, Heading, Paragraph, Span, Spans, merged
from desktop.books.prose.left_out import LeftOut
from desktop.books.prose.markdown_spans import read_spans
from desktop.books.prose.tidying import is_scene_break
from desktop.engine.words import is_unspaced

SCENE_BREAK = "***"
_MARKS = {"strong": ("**", "**"), "emphasis": ("*", "*")}
_TAGS = {"strong": ("<strong>", "</strong>"), "emphasis": ("<em>", "</em>")}
# What means something anywhere in a line, and in what surroundings.
_SPECIAL = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|\n|$)"
    r"|(?<!\s)\*|\*(?!\s|$)"
    r"|(?<![^\W_])_(?=\S)|(?<=\S)_(?![^\W_])"
    r"|`|\[(?=\^)|\^(?=\[)|<(?=[A-Za-z/!?])|&(?=#?\w{1,32};)"
)
_SPECIAL_NEAR_LINKS = re.compile(_SPECIAL.pattern + r"|[\[\]^]")
# What means something at the beginning of a line.
_AT_START = re.compile(r"(#{1,6})(?=\s|$)|>|~{3,}|=+\s*$")
_LIKE_A_NOTE = re.compile(r"(\[\^\d+\]):")


def markdown(book: Book) -> str:
    """The book in Markdown, with an empty line between paragraphs; title and author stand above it."""
    parts = [_front_matter(book)] if book.title or book.author else []
    writing = _Writing()
    text = writing.blocks(book.blocks)
    parts += [text] if text else []
    parts += writing.notes()
    return "\n\n".join(parts) + "\n" if parts else ""


def _front_matter(book: Book) -> str:
    settings = {"title": book.title, "author": book.author, "lang": book.language}
    lines = [f"{name}: {_value(value)}" for name, value in settings.items() if value]
    return "\n".join(["---", *lines, "---"])


def _value(text: str) -> str:
    text = " ".join(text.split())
    is_simple = re.fullmatch(r"\w[^:#\"']*", text) and not re.fullmatch(
        r"(?i)[\d.]+|true|false|yes|no|null", text
    )
    return text if is_simple else json.dumps(text, ensure_ascii=False)


class _Writing:
    def __init__(self) -> None:
        self._notes: list[Sequence[Block]] = []

    def blocks(self, blocks: Sequence[Block]) -> str:
        parts: list[str] = []
        before: Block | None = None
        for block in blocks:
            if before is not None:
                parts.append("\n>\n" if _is_quoted(before) and _is_quoted(block) else "\n\n")
            parts.append(self._block(block))
            before = block
        return "".join(parts)

    def notes(self) -> Iterator[str]:
        """The texts of all footnotes; while they are written, more may come."""
        number = 0
        while number < len(self._notes):
            body = self.blocks(self._notes[number])
            number += 1
            yield f"[^{number}]: " + "\n".join(
                "    " + line if at and line else line for at, line in enumerate(body.split("\n"))
            )

    def _block(self, block: Block) -> str:
        if isinstance(block, Heading):
            text = self._text(block.spans).replace("\\\n", "<br>")
            return "#" * block.level + " " + re.sub(r"(?<=[ #])#$|^#$", r"\\#", text)
        if isinstance(block, Paragraph):
            if is_fenced(block.spans):
                return self._fenced(block.spans[0].text)
            lines = [_protected(line) for line in self._text(block.spans).split("\n")]
            return "\n".join("> " + line for line in lines) if block.quoted else "\n".join(lines)
        return SCENE_BREAK

    def _fenced(self, code: str) -> str:
        longest = max((len(run) for run in re.findall("`+", code)), default=0)
        fence = "`" * max(3, longest + 1)
        return f"{fence}\n{code}\n{fence}"

    def _text(self, spans: Spans) -> str:
        """Markdown of some spans, with a backslash in front of each line break."""
        first = len(self._notes)
        self._notes += [span.note for span in spans if span.note is not None]
        text = _inline(spans, first)
        if any(span.emphasis or span.strong for span in spans) and not _reads_back(text, spans):
            text = _inline(spans, first, only_tags=True)
        return text


def _is_quoted(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.quoted


def is_fenced(spans: Spans) -> bool:
    """Whether a paragraph is lines of code and nothing else."""
    return len(spans) == 1 and spans[0].code and "\n" in spans[0].text


def _inline(spans: Spans, notes: int, only_tags: bool = False) -> str:
    """Spans between stars, or between tags where stars cannot say it, behind so many `notes`."""
    parts: list[str] = []
    opened: list[str] = []
    closing: list[str] = []

    def close(until: int) -> None:
        while len(opened) > until:
            opened.pop()
            parts.append(closing.pop())

    def guard() -> None:
        """Keep "!" and "^" from making a picture or a note of the bracket that comes."""
        if parts and re.search(r"(?<!\\)[!^]$", parts[-1]):
            parts[-1] = parts[-1][:-1] + "\\" + parts[-1][-1]

    ends: dict[str, int] = {}

    def lasts(place: int, name: str) -> int:
        """For how many spans a look goes on, from a place."""
        if ends.get(name, 0) <= place:
            ends[name] = _end(spans, place, name)
        return ends[name] - place

    whole = "".join(span.text for span in spans if not span.code)
    near_links = any(span.link for span in spans) or -1 < whole.find("[") < whole.rfind("](")
    for place, span in enumerate(spans):
        if span.note is not None:
            notes += 1
            # The mark takes no looks, and so need not end those around it; in a link it would be another one.
            close(next((at for at, name in enumerate(opened) if name not in _MARKS), len(opened)))
            guard()
            parts.append(f"[^{notes}]")
            continue
        wanted = [name for name in (span.link, *_looks(span)) if name]
        # What is open and stays open longest is outside.
        keep = 0
        while keep < len(opened) and opened[keep] in wanted:
            keep += 1
        close(keep)
        rest = [name for name in wanted if name not in opened]
        rest.sort(key=lambda name: (name != span.link, -lasts(place, name)))
        for name in rest:
            opened.append(name)
            if name in _MARKS:
                run = range(place, place + lasts(place, name))
                marks = _MARKS if not only_tags and _stars_can_say(spans, run) else _TAGS
                parts.append(marks[name][0])
                closing.append(marks[name][1])
            else:
                guard()
                parts.append("[")
                closing.append(f"]({_target(name)})")
        parts.append(_code(span.text) if span.code else _escaped(span.text, near_links))
    close(0)
    return "".join(parts)


def _stars_can_say(spans: Spans, run: range) -> bool:
    """Whether stars around some spans open and close, by CommonMark's rules of left- and right-flanking runs.

    They do not between a quotation mark and a letter, unless that is Chinese (`markdown_spans`).
    """
    outside = [
        _edge(spans[run.start - 1], -1) if run.start else " ",
        _edge(spans[run.stop], 0) if run.stop < len(spans) else " ",
    ]
    inside = [_edge(spans[run.start], 0), _edge(spans[run.stop - 1], -1)]
    return all(
        one.isalnum() or not other.isalnum() or is_unspaced(other)
        for one, other in zip(inside, outside, strict=True)
    )


def _edge(span: Span, place: int) -> str:
    return "]" if span.note is not None or span.code or span.link else span.text[place]


def _looks(span: Span) -> list[str]:
    return [name for name in ("strong", "emphasis") if getattr(span, name)]


def _end(spans: Spans, since: int, name: str) -> int:
    """The index of the first span, from a place, in which a look does not go on."""
    for place in range(since, len(spans)):
        span = spans[place]
        if span.note is None and name not in (span.link, *_looks(span)):
            return place
    return len(spans)


def _target(link: str) -> str:
    return f"<{link}>" if re.search(r"[\s()]", link) else link


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    text = text.replace("\n", " ")
    inner = f" {text} " if text[:1] in ("`", " ") or text[-1:] in ("`", " ") else text
    return fence + inner + fence


def _escaped(text: str, near_links: bool) -> str:
    special = _SPECIAL_NEAR_LINKS if near_links else _SPECIAL
    return special.sub(lambda found: "\\" + found[0], text).replace("\n", "\\\n")


def _protected(line: str) -> str:
    """A line that cannot be taken for a heading, a quote, a fence or a scene break."""
    if is_scene_break(line.rstrip("\\")) or re.fullmatch(r"-{2,}\\?", line):
        first = line[0]
        return f"&#{ord(first)};{line[1:]}" if not first.isascii() or first.isspace() else "\\" + line
    return "\\" + line if _AT_START.match(line) else _LIKE_A_NOTE.sub(r"\1\\:", line)


def _reads_back(text: str, spans: Spans) -> bool:
    wanted = merged(replace(span, note=()) if span.note is not None else span for span in spans)
    read = read_spans(text.replace("\\\n", "\n"), LeftOut(), lambda label: ())
    return read == wanted
