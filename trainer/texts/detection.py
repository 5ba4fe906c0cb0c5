"""The likely encoding of text that carries no sign of it: what it says in each decides."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

import chardet

# What files of one byte or a few a letter are written in, the commonest of each region first, as Python names
# them.
_ENCODINGS = (
    *("cp1252", "iso8859-1", "iso8859-15", "mac-roman", "cp850"),
    *("cp1250", "iso8859-2", "cp852", "mac-latin2", "cp1257", "iso8859-13"),
    *("cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866", "mac-cyrillic", "cp1253", "iso8859-7"),
    *("cp1254", "iso8859-9", "cp1255", "iso8859-8", "cp1256", "iso8859-6", "cp1258", "cp874"),
    *("gbk", "gb18030", "cp950", "big5hkscs", "cp932", "euc_jp", "cp949"),
)
# chardet's names for what has narrower encodings, which are tried in their place.
_NARROWER = {"gb18030": ("gbk", "gb18030"), "big5hkscs": ("cp950", "big5hkscs"), "euc_jis_2004": ("euc_jp",)}
_CANDIDATES = (
    *(name for name in _ENCODINGS if name not in ("gbk", "gb18030", "cp950", "big5hkscs", "euc_jp")),
    *_NARROWER,
)
# A text that mixes scripts within a word, or has lines to draw boxes or control characters of the 8-bit sets,
# is none. Chinese and Japanese may well stand beside a Latin letter.
_MIXED = re.compile(
    "[A-Za-z][\u0370-\u1fff]|[\u0370-\u1fff\uff61-\uff9f][A-Za-z]|[\u2500-\u259f\x80-\x84\x86-\x9f]"
)
# Nor does a symbol, or a capital letter, stand within a word.
_SYMBOLS, _MORE_SYMBOLS = {"Sm", "Sc", "So", "Sk", "No"}, "\u2020\u2021\u2022\u2030\u02c6\u02dc"
_LETTERS = re.compile("[^\x00-\x7f]")
_ODD_SHARE, _ODD_WEIGHT = 0.01, 0.2
# Quotation marks and apostrophes where they belong are no accident.
_QUOTES = re.compile(
    "(?<![^\\W_])[\u201c\u201e][^\\W_][^\u201c\u201d\u201e]{0,300}[\u201c\u201d](?![^\\W_])|[A-Za-z]\u2019[a-z]"
)
_QUOTES_WEIGHT = 2.0
# Files have a stray byte or, of the bytes beyond ASCII, such a share; of all others an encoding makes sense.
_BAD_SHARE, _BAD_WEIGHT = 0.01, 20
# What a page says of itself holds, unless it is so much less likely than another encoding. Of 21 languages,
# each in two to six encodings, the right one had 0.55 of the likeliest one's weight or more, a wrong one 0.4
# or less; fewer letters than these say little.
_UNLIKELY_SHARE, _LEAST_EVIDENCE = 0.35, 24
# Text of 8 bits a letter in which a few zeros were left has next to nothing but ASCII beside them.
_ASCII = bytes(range(32, 127)) + b"\t\n\r"
_ASCII_SHARE, _MOST_ZEROS = 0.95, 0.2

_SAMPLE_BYTES = 1 << 16
_WINDOW_BYTES = 1 << 12
_HIGH = re.compile(rb"[\x80-\xff]")
_LINE_END = re.compile(rb"[\r\n]")
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
# What texts of any script have: spaces, line ends, ASCII letters, the marks of Chinese and Japanese.
_COMMON = re.compile("[\t\n\r -~\u3000-\u303f\uff00-\uff20]")
_COMMON_SHARE, _STRANGE_SHARE = 0.02, 0.01


@dataclass(frozen=True)
class _Reading:
    """What one encoding makes of a text: how likely it is, and what share of its bytes it cannot read."""

    encoding: str
    text: str
    bad: float
    weight: float = 0.0

    @property
    def soundness(self) -> float:
        """How much the bytes that it cannot read speak against it: the more, the fewer there are."""
        return 1 / (1 + _BAD_WEIGHT * self.bad)


def detect_legacy(data: bytes) -> str:
    """The likely encoding of bytes that are not Unicode; a few of them may be no letters in it."""
    readings = _all_weighed(data)
    if not readings:
        return "cp1252"
    best = max(readings, key=lambda reading: reading.weight)
    # Of encodings that give the same text the commonest, which has most of what comes later.
    return min((reading.encoding for reading in readings if reading.text == best.text), key=_ENCODINGS.index)


def is_unlikely(data: bytes, encoding: str) -> bool:
    """Whether bytes that an encoding can read are far likelier to be written in another one."""
    if len(_HIGH.findall(_sample(data))) < _LEAST_EVIDENCE:
        return False
    weights = {reading.encoding: reading.weight for reading in _all_weighed(data)}
    return encoding in weights and weights[encoding] < _UNLIKELY_SHARE * max(weights.values())


def detect_wide(data: bytes) -> str | None:
    """Which of UTF-16 and UTF-32, without its mark, makes text of bytes that hold zeros; None if neither."""
    zeros = data.count(0)
    ascii_bytes = len(data) - len(data.translate(None, _ASCII))
    if zeros <= _MOST_ZEROS * len(data) and ascii_bytes >= _ASCII_SHARE * (len(data) - zeros):
        return None
    shares = {}
    for encoding in _WIDE:
        # What the sample's end cuts through is not counted.
        text = data[: len(data) // 4 * 4].decode(encoding, "replace")
        strange = sum(text.count(letter) for letter in set(text) if _is_strange(letter))
        common = len(_COMMON.findall(text))
        if text and strange <= _STRANGE_SHARE * len(text) and common >= _COMMON_SHARE * len(text):
            shares[encoding] = common / len(text)
    return max(shares, key=lambda encoding: shares[encoding]) if shares else None


def _all_weighed(data: bytes) -> list[_Reading]:
    sample = _sample(data)
    evidence = max(1, len(_HIGH.findall(sample)))
    return _weighed(list(_readings(sample, data, evidence)))


def _is_strange(letter: str) -> bool:
    return letter == "\ufffd" or (
        unicodedata.category(letter) in ("Cn", "Co", "Cc") and letter not in "\t\n\v\f\r\x1b"
    )


def _readings(sample: bytes, data: bytes, evidence: int) -> Iterator[tuple[str, bytes, _Reading]]:
    """For each of chardet's names what of the sample the encoding reads, as bytes and as text."""
    for name in _CANDIDATES:
        for encoding in _NARROWER.get(name, (name,)):
            text = sample.decode(encoding, "ignore")
            try:
                data.decode(encoding)
                clean, bad = sample, 0
            except UnicodeDecodeError:
                clean = text.encode(encoding, "ignore")
                bad = max(1, len(sample) - len(clean))
            if clean and bad <= max(1, _BAD_SHARE * evidence):
                yield name, clean, _Reading(encoding, text, bad / evidence)
                break


def _weighed(readings: list[tuple[str, bytes, _Reading]]) -> list[_Reading]:
    """How likely each is. What an encoding cannot read chardet must not see, or it does not consider it."""
    weights = {
        clean: {
            entry["encoding"]: entry["confidence"]
            for entry in chardet.detect_all(
                clean, ignore_threshold=True, compat_names=False, include_encodings=_CANDIDATES
            )
        }
        for clean in {clean for _, clean, _ in readings}
    }
    return [
        replace(reading, weight=weights[clean][name] * _plausibility(reading.text) * reading.soundness)
        for name, clean, reading in readings
        if name in weights[clean]
    ]


def _plausibility(text: str) -> float:
    foreign = [letter for letter in set(text) if letter > "\x7f"]
    symbols = "".join(
        letter for letter in foreign if unicodedata.category(letter) in _SYMBOLS or letter in _MORE_SYMBOLS
    )
    capitals = "".join(letter for letter in foreign if letter.isupper())
    odd = len(_MIXED.findall(text))
    if symbols:
        odd += len(re.findall(rf"[^\W\d_][{symbols}]|[{symbols}][^\W\d_]", text))
    if capitals:
        odd += len(re.findall(f"[a-z][{capitals}]", text))
    weight = _QUOTES_WEIGHT if _QUOTES.search(text) else 1.0
    return weight * _ODD_WEIGHT if odd > _ODD_SHARE * len(_LETTERS.findall(text)) else weight


def _sample(data: bytes) -> bytes:
    """The lines that tell the most: those with letters beyond ASCII, wherever in the text they are."""
    if len(data) <= _SAMPLE_BYTES:
        return data
    pieces: list[bytes] = []
    length, position = 0, 0
    while length < _SAMPLE_BYTES and (found := _HIGH.search(data, position)):
        begin = max(data.rfind(b"\n", position, found.start()) + 1, position)
        if found.start() - begin > _WINDOW_BYTES:
            begin = found.start()
        line_end = _LINE_END.search(data, begin, begin + _WINDOW_BYTES)
        position = line_end.end() if line_end else min(begin + _WINDOW_BYTES, len(data))
        pieces.append(data[begin:position])
        length += position - begin
    return b"".join(pieces)
