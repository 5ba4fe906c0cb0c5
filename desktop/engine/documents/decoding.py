"""Bytes of a text file to text and back, so that nothing is lost on the way: not even what is no text."""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from desktop.engine.documents.detection import detect_legacy
from desktop.engine.documents.encodings import MARKS, codec_of

# Bytes that an encoding cannot read, and half surrogate pairs, stand in the text as private characters: a
# block of 2,048 from `escapes` on, one for each surrogate. A byte b is the surrogate DC00 + b here, as in
# Python's own "surrogateescape", but for any byte. Qt drops surrogates themselves.
_SURROGATES = re.compile("[\ud800-\udfff]")
_FIRST_SURROGATE, _RAW_BYTE, _BLOCK = 0xD800, 0xDC00, 0x800
_BLOCKS = (*range(0x10F000, 0x100000, -_BLOCK), *range(0xFF000, 0xF0000, -_BLOCK))
_RAW = "inkling-raw"

# Control characters that no text has; a form feed or an escape may occur.
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1b")
_CONTROL_LETTERS = frozenset(_CONTROLS.decode("ascii"))
# With a mark any file is text. Without, valid UTF-8 is, unless most of it is control characters. In other
# encodings, where any byte means something, these are what tells a picture from a text.
_CONTROLS_IN_UTF_8, _CONTROLS_ELSEWHERE = 0.5, 0.01
# So many characters beyond ASCII for each bad byte, and a file is UTF-8; so many, and that is beyond doubt.
_GOOD_FOR_BAD, _SURELY_GOOD_FOR_BAD = 1, 10
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
# What texts of any script have: spaces, line ends, ASCII letters, the marks of Chinese and Japanese.
_COMMON = re.compile("[\t\n\r -~\u3000-\u303f\uff00-\uff20]")
_COMMON_SHARE, _STRANGE_SHARE = 0.02, 0.01
_ISO_2022 = re.compile(rb"\x1b(?:\$[@B]|\([JI])")


class NotTextError(ValueError):
    """The bytes are no text, or not in this encoding."""


@dataclass(frozen=True)
class Coding:
    """How the text of one file becomes bytes, and these text.

    Attributes:
        encoding: One of `ENCODINGS`.
        mark: What the file begins with: one byte order mark, several or none.
        escapes: The first of the characters that stand for what the encoding cannot read; None if there is
            nothing such.
        tail: Half a character at the file's end, which is not in the text.
    """

    encoding: str
    mark: bytes = b""
    escapes: int | None = None
    tail: bytes = b""

    @classmethod
    def new(cls, encoding: str) -> "Coding":
        """The coding of a new file; all of Unicode but plain UTF-8 gets its mark."""
        return cls(encoding, b"" if encoding == "gb18030" else MARKS.get(encoding, b""))

    def encode(self, text: str) -> bytes:
        """A piece of text as it stands in the file.

        Raises:
            UnicodeEncodeError: The encoding lacks a letter.
        """
        if self.escapes is not None:
            first = self.escapes
            text = _block(first).sub(lambda found: chr(ord(found[0]) - first + _FIRST_SURROGATE), text)
        errors = "surrogatepass" if self.encoding in _WIDE else _RAW
        return text.encode(codec_of(self.encoding), errors)

    def decode(self, data: bytes) -> str:
        """A piece of the file, without its mark, as text.

        Raises:
            UnicodeDecodeError: It is damaged in another way than the file was.
        """
        text = _decode(data, self.encoding)
        if self.escapes is None:
            return text
        first = self.escapes
        return _SURROGATES.sub(lambda found: chr(ord(found[0]) - _FIRST_SURROGATE + first), text)

    def has(self, letter: str) -> bool:
        """Whether the encoding has a letter."""
        try:
            self.encode(letter)
        except UnicodeEncodeError:
            return False
        return True

    def has_codec_of(self, other: "Coding") -> bool:
        """Whether both differ at most in their marks."""
        return codec_of(self.encoding) == codec_of(other.encoding)

    @property
    def is_certain(self) -> bool:
        """Whether its files can be told from all others, by a mark or by their bytes."""
        return self.encoding.startswith("utf-")

    def marked(self) -> "Coding | None":
        """The same with a byte order mark; None where there is none, or where it has one."""
        encoding = "utf-8-sig" if self.encoding == "utf-8" else self.encoding
        if self.mark or encoding not in MARKS:
            return None
        return Coding(encoding, MARKS[encoding], self.escapes, self.tail)

    def body(self, data: bytes) -> bytes:
        """What stands between the mark and the tail."""
        return data[len(self.mark) : len(data) - len(self.tail)]


def decode(data: bytes, encoding: str | None = None) -> tuple[str, Coding, bool]:
    """Read the bytes of a file.

    Args:
        data: All of them.
        encoding: One of `ENCODINGS`; found out if None.

    Returns:
        The text with its own line ends, how it is written, and whether that is beyond doubt.

    Raises:
        NotTextError: They are no text, or not in that encoding.
    """
    if encoding is not None:
        text, coding = _decode_as(data, encoding)
        return text, coding, True
    for marked, mark in MARKS.items():
        if data.startswith(mark):
            try:
                return *_decode_as(data, marked), True
            except NotTextError:
                continue
    encoding, certain = _detect(data)
    return *_decode_as(data, encoding), certain


def joined_coding(one: Coding, text: str, other: Coding, other_text: str) -> tuple[Coding, str]:
    """How two texts are written as one file, as the first one was.

    Returns:
        The coding, and the second text in it: what stands there for bytes becomes the same bytes.

    Raises:
        NotTextError: Bytes that the second one's encoding cannot read would become others.
    """
    if other.tail or (other.escapes is not None and not one.has_codec_of(other)):
        raise NotTextError("other bytes")
    if one.escapes is None and other.escapes is None:
        return one, other_text
    for first in _BLOCKS if one.escapes is None else (one.escapes,):
        in_first = first != one.escapes and _block(first).search(text)
        in_second = first != other.escapes and _block(first).search(other_text)
        if not in_first and not in_second:
            break
    else:
        raise NotTextError("no private characters are left")
    if other.escapes is not None:
        shift = first - other.escapes
        other_text = _block(other.escapes).sub(lambda found: chr(ord(found[0]) + shift), other_text)
    return replace(one, escapes=first), other_text


def is_control(letter: str) -> bool:
    """Whether a letter is one that no text has, such as a zero."""
    return letter in _CONTROL_LETTERS


def _detect(data: bytes) -> tuple[str, bool]:
    """The encoding of bytes without a mark."""
    controls = len(data) - len(data.translate(None, _CONTROLS))
    try:
        data.decode("utf-8")
        share, is_utf_8 = _CONTROLS_IN_UTF_8, True
    except UnicodeDecodeError:
        share, is_utf_8 = _CONTROLS_ELSEWHERE, False
    if controls and (wide := _detect_wide(data)):
        return wide, True
    if controls > share * len(data) or (b"\0" in data and not is_utf_8):
        raise NotTextError("no text")
    if is_utf_8:
        return ("iso2022_jp", True) if _is_iso_2022(data) else ("utf-8", True)
    text = data.decode("utf-8", "surrogateescape")
    bad = len(_SURROGATES.findall(text))
    good = sum(1 for character in text if character > "\x7f") - bad
    if good >= _GOOD_FOR_BAD * bad:
        return "utf-8", good >= _SURELY_GOOD_FOR_BAD * bad
    return detect_legacy(data)


def _detect_wide(data: bytes) -> str | None:
    """Which of UTF-16 and UTF-32 makes text of bytes that have control characters."""
    shares = {}
    for encoding in _WIDE:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        strange = sum(text.count(letter) for letter in set(text) if _is_strange(letter))
        common = len(_COMMON.findall(text))
        if text and strange <= _STRANGE_SHARE * len(text) and common >= _COMMON_SHARE * len(text):
            shares[encoding] = common / len(text)
    return max(shares, key=lambda encoding: shares[encoding]) if shares else None


def _is_strange(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cn", "Co", "Cc") and letter not in "\t\n\v\f\r\x1b"


def _is_iso_2022(data: bytes) -> bool:
    if not _ISO_2022.search(data):
        return False
    try:
        return data.decode("iso2022_jp").encode("iso2022_jp") == data
    except UnicodeError:
        return False


def _decode_as(data: bytes, encoding: str) -> tuple[str, Coding]:
    unit = MARKS.get("utf-8-sig" if encoding == "utf-8" else encoding, b"")
    mark = b"".join(_repeats(data, unit)) if unit else b""
    if codec_of(encoding) == "utf-8":
        encoding = "utf-8-sig" if mark else "utf-8"
    width = 4 if encoding.startswith("utf-32") else 2 if encoding.startswith("utf-16") else 1
    tail = data[len(data) - (len(data) - len(mark)) % width :]
    coding = Coding(encoding, mark, tail=tail)
    try:
        text = _decode(coding.body(data), encoding)
    except UnicodeDecodeError as error:
        raise NotTextError(str(error)) from error
    if _SURROGATES.search(text):
        free = next((first for first in _BLOCKS if not _block(first).search(text)), None)
        if free is None:
            raise NotTextError("no private characters are left")
        coding = Coding(encoding, mark, free, tail)
        text = coding.decode(coding.body(data))
    return text, coding


def _repeats(data: bytes, unit: bytes) -> Iterator[bytes]:
    position = 0
    while data.startswith(unit, position):
        yield unit
        position += len(unit)


def _decode(data: bytes, encoding: str) -> str:
    """Text in which surrogates stand for what cannot be read."""
    return data.decode(codec_of(encoding), "surrogatepass" if encoding in _WIDE else _RAW)


def _block(first: int) -> re.Pattern[str]:
    return re.compile(f"[{chr(first)}-{chr(first + _BLOCK - 1)}]")


def _keep_raw(error: UnicodeError) -> tuple[str | bytes, int]:
    if isinstance(error, UnicodeDecodeError):
        # One byte at a time: the next may begin a letter, or be a line end.
        return chr(_RAW_BYTE + error.object[error.start]), error.start + 1
    if isinstance(error, UnicodeEncodeError):
        raw = [ord(letter) - _RAW_BYTE for letter in error.object[error.start : error.end]]
        if all(0 <= byte < 0x100 for byte in raw):
            return bytes(raw), error.end
    raise error


codecs.register_error(_RAW, _keep_raw)
