"""The bytes of an edited text: those of the file as it was, but for the lines that were edited."""

import re

from desktop.engine.documents.decoding import Coding
from desktop.engine.documents.line_ends import LinePairs, split_lines

_BYTE_END = re.compile(rb"\r\n|[\r\n]")


def rewritten(text: str, old_text: str, data: bytes, old: Coding, new: Coding, newline: str) -> bytes:
    """A text as a file.

    Args:
        text: With newlines as line ends.
        old_text: The same of the file as it was.
        data: What the file held.
        old: How it was written.
        new: How to write it now; the same, or another encoding.
        newline: The line end of lines that are new.

    Raises:
        UnicodeEncodeError: The new encoding lacks a letter.
    """
    body = old.body(data)
    raw = old.decode(body)
    keeps = old.has_codec_of(new) and old.escapes == new.escapes
    is_exact = old.encode(raw) == body if keeps else newline.isascii()
    if is_exact and raw == old_text.replace("\n", newline):
        return new.mark + new.encode(text.replace("\n", newline)) + new.tail
    old_lines, ends = split_lines(raw)
    known = _bytes_of(old_lines, body, old) if keeps else None
    lines = text.split("\n")
    pairs = LinePairs(old_lines, lines)
    coded_ends = {end: _coded_end(end, new, newline) for end in {*ends, newline} if end}
    pieces = [new.mark]
    for number, line in enumerate(lines):
        same, source = pairs.same[number], pairs.source[number]
        pieces.append(known[same] if known and same >= 0 else new.encode(line))
        if number + 1 < len(lines):
            pieces.append(coded_ends[(ends[source] if source >= 0 else "") or newline])
    return b"".join([*pieces, new.tail])


def _bytes_of(lines: list[str], body: bytes, coding: Coding) -> list[bytes]:
    """The bytes of each line, without its end."""
    coded = [coding.encode(line) for line in lines]
    if coding.encode(coding.decode(body)) == body:
        return coded
    # Some encodings have two codes for one letter; the file's own have to be found in it.
    found = _BYTE_END.split(body)
    if len(found) != len(lines):
        return coded
    return [
        piece if coding.decode(piece) == line else one
        for piece, one, line in zip(found, coded, lines, strict=True)
    ]


def _coded_end(end: str, coding: Coding, newline: str) -> bytes:
    for choice in (end, newline, "\n"):
        try:
            return coding.encode(choice)
        except UnicodeEncodeError:
            continue
    raise ValueError(f"{coding.encoding} has no line ends")
