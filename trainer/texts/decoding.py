"""Bytes of a text file of any common encoding to lines of text, in a stream."""

import bz2
import codecs
import gzip
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from charset_normalizer import from_bytes

from trainer.errors import CorpusError

BLOCK_BYTES = 1 << 20
# A file without line ends must not be gathered in memory as a whole: such a line is cut at a space.
LONGEST_LINE = 1 << 20
# charset-normalizer reads its input several times; more than this does not change its mind.
DETECTION_BYTES = 1 << 17
# Up to this share of bytes beyond ASCII a text is in Latin letters; in Greek or Cyrillic most bytes are.
LATIN_SHARE = 0.2
# With so few bytes to go by, charset-normalizer takes French for Baltic. What cp1252 makes of a Western text
# is nearly all in this list; what it makes of Polish or Czech is not.
WESTERN = frozenset(
    "ÀÂÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØÚÛÜßàáâãäåæçèéêëíîïñòóôõöøùúûüŒœ¡¿£€°«»\u2018\u2019\u201c\u201d\u2013—…"
)
WESTERN_SHARE = 0.95
EASTERN_ENCODINGS = ["cp1250", "iso8859_2", "cp1254", "cp1257"]

_OPENERS: dict[str, Callable[[Path], Any]] = {".gz": gzip.open, ".xz": lzma.open, ".bz2": bz2.open}
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(range(1, 9)) + bytes(range(14, 26)) + bytes(range(28, 32)) + b"\x7f"


def open_binary(path: Path) -> BinaryIO:
    """Open a file for reading; `.gz`, `.xz` and `.bz2` are unpacked on the way."""
    opener = _OPENERS.get(path.suffix.lower())
    return path.open("rb") if opener is None else cast(BinaryIO, opener(path))


def read_bytes(path: Path) -> bytes:
    """The whole of a file, unpacked; for formats that cannot be read in a stream.

    Raises:
        CorpusError: the file cannot be opened or is damaged.
    """
    return b"".join(_blocks(path))


def read_lines(path: Path) -> Iterator[str]:
    """Lines of a text file without their line ends, in constant memory.

    The encoding comes from the byte order mark, else from the first block that is not plain ASCII: UTF-8 when
    it is valid UTF-8, else what `detect_encoding` finds.

    Raises:
        CorpusError: the file cannot be opened, is damaged, or is not text.
    """
    newlines = io.IncrementalNewlineDecoder(None, translate=True)
    rest = ""
    for text in _decoded(path):
        lines = (rest + newlines.decode(text)).split("\n")
        rest = lines.pop()
        yield from lines
        while len(rest) > LONGEST_LINE:
            line, rest = _cut(rest)
            yield line
    rest += newlines.decode("", final=True)
    yield from rest.split("\n") if rest else ()


def detect_encoding(sample: bytes) -> str:
    """The likely encoding of bytes that are not valid UTF-8 (or that are, but for a few stray bytes)."""
    # Not as the whole of a text: the sample may end within a character.
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(sample)
    broken = text.count("\ufffd")
    foreign = sum(1 for character in text if character > "\x7f")
    if broken * 10 <= foreign:
        return "utf-8"
    high = bytes(byte for byte in sample[:DETECTION_BYTES] if byte > 0x7F)
    latin = len(high) <= LATIN_SHARE * len(sample[:DETECTION_BYTES])
    western = sum(character in WESTERN for character in high.decode("cp1252", "replace"))
    if latin and western >= WESTERN_SHARE * len(high):
        return "cp1252"
    best = from_bytes(sample[:DETECTION_BYTES], cp_isolation=EASTERN_ENCODINGS if latin else None).best()
    return "cp1252" if best is None or best.encoding == "utf_8" else best.encoding


def unreadable(error: OSError, path: Path) -> CorpusError:
    """What to raise when the system does not let a file or folder be read."""
    place = error.filename or path
    return CorpusError(f"{place} cannot be read ({error.strerror}); check its name and its permissions.")


def _cut(text: str) -> tuple[str, str]:
    space = text.rfind(" ", 0, LONGEST_LINE)
    end = space if space > 0 else LONGEST_LINE
    return text[:end], text[end:].lstrip(" ")


def _blocks(path: Path) -> Iterator[bytes]:
    try:
        with open_binary(path) as file:
            while block := file.read(BLOCK_BYTES):
                yield block
    except (OSError, EOFError, lzma.LZMAError, zlib.error) as error:
        # What the system refuses has a number; what gzip and bz2 find wrong inside a file has none.
        if isinstance(error, OSError) and error.errno is not None:
            raise unreadable(error, path) from error
        raise CorpusError(f"The compressed file {path} is damaged; fetch or compress it again.") from error


def _decoded(path: Path) -> Iterator[str]:
    decoder: codecs.IncrementalDecoder | None = None
    wide = False
    for number, block in enumerate(_blocks(path)):
        if number == 0 and (marked := _encoding_of_mark(block)):
            decoder = _decoder(marked)
            wide = marked != "utf-8-sig"
        if not wide and _is_binary(block):
            raise CorpusError(
                f"{path} is not a text file (it holds binary data); remove it, or save it as UTF-8 text."
            )
        if decoder is None:
            if block.isascii():
                yield block.decode("ascii")
                continue
            decoder = _decoder(detect_encoding(block))
        yield decoder.decode(block)
    if decoder is not None:
        yield decoder.decode(b"", final=True)


def _encoding_of_mark(block: bytes) -> str | None:
    return next((encoding for mark, encoding in _BOMS if block.startswith(mark)), None)


def _decoder(encoding: str) -> codecs.IncrementalDecoder:
    errors = "inkling_western" if encoding.startswith("utf-8") else "replace"
    return codecs.getincrementaldecoder(encoding)(errors)


def _is_binary(block: bytes) -> bool:
    if b"\0" in block:
        return True
    controls = len(block) - len(block.translate(None, _CONTROLS))
    return controls * 20 > len(block)


def _decode_as_western(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    return stray.decode("cp1252", "replace"), error.end


# A UTF-8 file into which somebody pasted a few Windows characters is common; they are read as what they were.
codecs.register_error("inkling_western", _decode_as_western)
