"""Plain text read into blocks and written from them."""

from collections.abc import Iterator, Sequence

from desktop.books.prose.book import Blank, Block, Book, Heading, Paragraph, Span, Spans
from desktop.books.prose.left_out import LeftOut, Loss
from desktop.books.prose.tidying import is_scene_break, tidied
from desktop.books.prose.wrapping import STARTS_ANEW, LineEnd, joined, meaning_of_line_ends

SCENE_BREAK = "* * *"
_INDENT = "    "


def read_plain(text: str) -> Book:
    """Read plain text: a paragraph for each line, or for lines that were wrapped at a fixed width.

    Nothing in it is a mark but a line that parts scenes, and one that names a chapter.
    """
    lines = [line.replace("\f", "") for line in text.split("\n")]
    if meaning_of_line_ends(["" if is_scene_break(line) else line for line in lines]) is LineEnd.SPACE:
        lines = list(_unwrapped(lines))
        blanks = False
    else:
        blanks = True
    blocks: list[Block] = []
    for line in lines:
        if line.strip(" \t\r"):
            blocks.append(Paragraph((Span(line),)))
        elif blanks:
            blocks.append(Blank())
    return Book(tidied(blocks, find_chapters=True))


def _unwrapped(lines: Sequence[str]) -> Iterator[str]:
    together: list[str] = []
    for line in lines:
        if together and (not line.strip() or STARTS_ANEW.match(line) or is_scene_break(line)):
            yield joined(together)
            together = []
        if is_scene_break(line):
            yield line
        elif line.strip():
            together.append(line)
    if together:
        yield joined(together)


def plain_text(book: Book, left_out: LeftOut) -> str:
    """The book as plain text: a paragraph for each line, with an empty one between.

    Emphasis stands between `_`, strong words between `*`, as typists have them; footnotes are numbered and
    stand below.
    """
    writing = _Writing(left_out)
    parts = [" ".join(text.split()) for text in (book.title, book.author) if text]
    parts += writing.parts(book.blocks)
    number = 0
    while number < len(writing.notes):
        number += 1
        body = writing.parts(writing.notes[number - 1])
        parts.append("\n".join([f"[{number}] {body[0] if body else ''}".rstrip(), *body[1:]]))
    return "\n\n".join(parts) + "\n" if parts else ""


class _Writing:
    def __init__(self, left_out: LeftOut) -> None:
        self.notes: list[Sequence[Block]] = []
        self._left_out = left_out

    def parts(self, blocks: Sequence[Block]) -> list[str]:
        return [self._part(block) for block in blocks]

    def _part(self, block: Block) -> str:
        if not isinstance(block, (Heading, Paragraph)):
            return SCENE_BREAK
        text = self._text(block.spans)
        if isinstance(block, Paragraph) and block.quoted:
            return "\n".join(_INDENT + line for line in text.split("\n"))
        return text

    def _text(self, spans: Spans) -> str:
        parts: list[str] = []
        for place, span in enumerate(spans):
            if span.note is not None:
                self.notes.append(span.note)
                parts.append(f"[{len(self.notes)}]")
                continue
            # Spans next to each other may share a look.
            before = spans[place - 1] if place else Span("")
            after = spans[place + 1] if place + 1 < len(spans) else Span("")
            text = span.text
            for look, mark in (("emphasis", "_"), ("strong", "*")):
                if getattr(span, look):
                    self._left_out.add(Loss.FORMATTING)
                    text = mark * (not getattr(before, look)) + text + mark * (not getattr(after, look))
            parts.append(text)
        return "".join(parts)
