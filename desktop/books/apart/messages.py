"""What the desk and the process that works on books say to each other: JSON, one object a line.

The desk sends a job, and then its texts in pieces, each a line of its own. The process answers with
`{"share": 0.5}` as it goes on and `{"blocks": [...]}` for each chapter of a book that is asked for; where it
reads several books, with `{"reads": path}` before each and `{"book": {...}}` behind it. It ends with
`{"result": {...}}`, `{"error": {...}}` for a sentence to the writer, or `{"failed": "..."}` for the log.
"""

import json
from collections.abc import Iterator
from typing import IO, Any

from desktop.books.prose.book import Block, Heading, Paragraph, SceneBreak, Span

APART_FLAG = "--books"  # as `desktop.cli` knows it
PIECE = 200_000  # characters: to encode more at once would keep others from Python's lock


def line_of(message: object) -> bytes:
    """A message as a line; half a surrogate pair goes through, too."""
    return json.dumps(message, ensure_ascii=True).encode("ascii") + b"\n"


def pieces_of(text: str) -> Iterator[str]:
    """A text in pieces, each short enough for a line."""
    for start in range(0, len(text), PIECE):
        yield text[start : start + PIECE]


def read_message(stream: IO[bytes]) -> Any:
    """The next message.

    Raises:
        EOFError: There is none.
        ValueError: It is none.
    """
    line = stream.readline()
    if not line:
        raise EOFError
    return json.loads(line)


def packed(block: Block) -> list[Any]:
    """A block for JSON."""
    if isinstance(block, Heading):
        return ["heading", block.level, [_packed_span(span) for span in block.spans]]
    if isinstance(block, Paragraph):
        return ["paragraph", block.quoted, [_packed_span(span) for span in block.spans]]
    return ["break"]


def unpacked(data: list[Any]) -> Block:
    """The block that `packed` has packed."""
    if data[0] == "heading":
        return Heading(int(data[1]), tuple(_unpacked_span(span) for span in data[2]))
    if data[0] == "paragraph":
        return Paragraph(tuple(_unpacked_span(span) for span in data[2]), bool(data[1]))
    return SceneBreak()


def _packed_span(span: Span) -> list[Any]:
    note = None if span.note is None else [packed(block) for block in span.note]
    return [span.text, span.emphasis, span.strong, span.code, span.link, note]


def _unpacked_span(data: list[Any]) -> Span:
    text, emphasis, strong, code, link, note = data
    blocks = None if note is None else tuple(unpacked(block) for block in note)
    return Span(str(text), bool(emphasis), bool(strong), bool(code), str(link), blocks)
