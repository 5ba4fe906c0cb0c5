"""Bytes of a text file of any common encoding to lines of text, in a stream."""

import bz2
import codecs
import gzip
import io
import lzma
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from trainer.errors import PresetError, UnreadableError
from trainer.texts.detection import detect_legacy, detect_wide, is_unlikely

BLOCK_BYTES = 1 << 20
# A file without line ends must not be gathered in memory as a whole: such a line is cut at a space.
LONGEST_LINE = 1 << 20
# So few letters beyond ASCII tell little; where all of them make sense in the commonest encoding, it is that.
_FEW_BYTES = 24
WESTERN = frozenset(
    "ÀÂÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØÚÛÜßàáâãäåæçèéêëíîïñòóôõöøùúûüŒœ¡¿£€°«»\u2018\u2019\u201c\u201d\u2013—…"
)
# What a page says of its encoding stands among its first bytes.
_HEAD_BYTES = 4096
_DECLARED = re.compile(
    rb"""<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)|<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
# Pages say the one and use the other, which has more letters, as browsers have it: WHATWG, "Encoding".
_LARGER = {
    **dict.fromkeys(("ascii", "iso8859-1"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift_jisx0213"), "cp932"),
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "iso8859-9": "cp1254",
    **dict.fromkeys(("tis-620", "iso8859-11"), "cp874"),
}
# In which order the bytes of their letters come, each file says for itself, or shows.
_OF_BOTH_ORDERS = ("utf-16", "utf-32")
_TAG = re.compile(rb"<[^<>]*>")
# So few letters of a page that cannot be read in the encoding that it declares are accidents.
_BAD_SHARE = 0.01

_OPENERS: dict[str, Callable[[Path], Any]] = {".gz": gzip.open, ".xz": lzma.open, ".bz2": bz2.open}
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(range(1, 9)) + bytes(range(14, 26)) + bytes(range(28, 32)) + b"\x7f"
# Encodings of letters in bytes of ASCII, by what they begin with.
_SEVEN_BIT = (
    (re.compile(rb"\x1b\$\)C"), "iso2022_kr"),
    (re.compile(rb"\x1b\$[@B]|\x1b\$\([@BD]"), "iso2022_jp_2"),
    (re.compile(rb"~\{(?:[!-w][!-~]){2,}~\}"), "hz"),
)
# Of so many bytes beyond ASCII in text of one byte or two a letter, fewer make letters of UTF-8 by accident.
_MIXED_SHARE = 0.5


def open_binary(path: Path) -> BinaryIO:
    """Open a file for reading; `.gz`, `.xz` and `.bz2` are unpacked on the way."""
    opener = _OPENERS.get(path.suffix.lower())
    return path.open("rb") if opener is None else cast(BinaryIO, opener(path))


def read_bytes(path: Path) -> bytes:
    """The whole of a file, unpacked; for formats that cannot be read in a stream.

    Raises:
        UnreadableError: the file cannot be opened or is damaged.
    """
    return b"".join(_blocks(path))


def read_lines(path: Path, encoding: str | None = None) -> Iterator[str]:
    """Lines of a text file without their line ends, in constant memory.

    The encoding comes from the byte order mark, else from the first block that is not plain ASCII: UTF-8 when
    it is valid UTF-8, else what `detect_encoding` finds.

    Args:
        path: the file.
        encoding: of the text, where it is known.

    Raises:
        UnreadableError: the file cannot be opened, is damaged, or is not text.
    """
    newlines = io.IncrementalNewlineDecoder(None, translate=True)
    rest = ""
    for text in _decoded(path, encoding):
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
    # Texts of two encodings may have been put together to one file.
    if broken <= _MIXED_SHARE * foreign:
        return "utf-8"
    high = bytes(byte for byte in sample if byte > 0x7F)
    if len(high) < _FEW_BYTES and not set(high.decode("cp1252", "replace")) - WESTERN:
        return "cp1252"
    return detect_legacy(sample)


def decode_page(data: bytes, encoding: str | None = None) -> str:
    """The text of a page: as its byte order mark says, as UTF-8 if it is that, or as it says if it is so.

    Args:
        data: the whole page.
        encoding: where it is known.
    """
    if encoding and encoding not in _OF_BOTH_ORDERS:
        return data.decode(encoding, _errors(encoding))
    if marked := _marked_or_wide(data):
        return data.decode(marked, "replace")
    data = data.replace(b"\0", b"")
    declared = _declared(data) or _seven_bit(data)
    if declared is None or not declared.startswith(("iso2022", "hz")):
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    # Tags say nothing of the language, but what a page says of itself, which may be wrong.
    words = _TAG.sub(b" ", data)
    if declared:
        text = data.decode(declared, "replace")
        foreign = sum(1 for character in text if character > "\x7f")
        if text.count("\ufffd") <= _BAD_SHARE * foreign and not is_unlikely(words, declared):
            return text
    found = detect_encoding(words)
    return data.decode(found, _errors(found))


def known_encoding(name: str) -> str:
    """Python's name of an encoding of texts.

    Raises:
        PresetError: there is none of that name.
    """
    try:
        found = codecs.lookup(name)
        if not isinstance("".encode(found.name), bytes):
            raise LookupError
    # Codecs of Python's that are no encodings, such as "rot13", raise either.
    except (LookupError, TypeError, ValueError) as error:
        raise PresetError(
            f"There is no encoding {name!r}; use a name such as cp1250, iso8859-2, koi8-r or shift_jis."
        ) from error
    return found.name


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data, 0, _HEAD_BYTES)
    try:
        name = codecs.lookup((found[1] or found[2]).decode("ascii")).name if found else None
    except LookupError:
        return None
    # Had it a zero in every letter, this could not have been read.
    return None if name is None or name.startswith(("utf-16", "utf-32")) else _LARGER.get(name, name)


def unreadable(error: OSError, path: Path) -> UnreadableError:
    """What to raise when the system does not let a file or folder be read."""
    place = Path(error.filename or path)
    reason = error.strerror or str(error)
    return UnreadableError(place, f"cannot be read ({reason})", "check its name and its permissions")


def is_binary(block: bytes) -> bool:
    """Whether so many control characters stand in bytes that these can be no text."""
    if _marked_or_wide(block) or _seven_bit(block):
        return False
    # Zeros alone stand where a file was not written to its end before a crash, and are no letters.
    written = block.rstrip(b"\0")
    controls = len(written) - len(written.translate(None, _CONTROLS))
    zeros = written.count(0)
    return not written or (controls + zeros) * 20 > len(written) or (controls > 0 and b"\0" in block)


def not_text(path: Path) -> UnreadableError:
    """What to raise when a file that should hold text holds something else."""
    return UnreadableError(
        path, "is not a text file (it holds binary data)", "remove it, or save it as UTF-8 text"
    )


def not_in(path: Path, encoding: str | None) -> UnreadableError:
    """What to raise when a file cannot be read in the encoding that was named."""
    return UnreadableError(path, f"is not written in {encoding}", "name another --encoding, or none")


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
        reason = "is damaged" if path.suffix.lower() in _OPENERS else "cannot be read"
        raise UnreadableError(path, reason, "fetch or compress it again") from error


def _decoded(path: Path, encoding: str | None) -> Iterator[str]:
    decoder = _decoder(encoding) if encoding and encoding not in _OF_BOTH_ORDERS else None
    # Of letters of several bytes, or in escapes, any byte may be a part.
    any_bytes = encoding is not None and encoding.startswith(("utf-16", "utf-32", "iso2022"))
    for number, block in enumerate(_blocks(path)):
        if decoder is None:
            found = (_marked_or_wide(block) if number == 0 else None) or _seven_bit(block)
            if found:
                decoder, any_bytes = _decoder(found), found != "utf-8-sig"
        if not any_bytes and is_binary(block):
            raise not_text(path)
        if decoder is None:
            if block.isascii():
                yield block.decode("ascii")
                continue
            decoder = _decoder(detect_encoding(block))
        try:
            yield decoder.decode(block)
        # Some encodings have no way to go on after what is none of their letters.
        except ValueError as error:
            raise not_in(path, encoding) from error
    if decoder is not None:
        yield decoder.decode(b"", final=True)


def _marked_or_wide(data: bytes) -> str | None:
    """What the byte order mark says, or the zeros in letters of several bytes."""
    marked = next((encoding for mark, encoding in _BOMS if data.startswith(mark)), None)
    return marked or (detect_wide(data) if b"\0" in data else None)


def _decoder(encoding: str) -> codecs.IncrementalDecoder:
    return codecs.getincrementaldecoder(encoding)(_errors(encoding))


def _errors(encoding: str) -> str:
    return "inkling_western" if codecs.lookup(encoding).name.startswith("utf-8") else "replace"


def _seven_bit(block: bytes) -> str | None:
    return next((name for marks, name in _SEVEN_BIT if block.isascii() and marks.search(block)), None)


def _decode_as_western(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    return stray.decode("cp1252", "replace"), error.end


# A UTF-8 file into which somebody pasted a few Windows characters is common; they are read as what they were.
codecs.register_error("inkling_western", _decode_as_western)
