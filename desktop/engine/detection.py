"""The likely encoding of text that carries no sign of it: what it says in each decides."""

import math
import re
import unicodedata
from collections.abc import Iterator

import chardet

from desktop.engine.encodings import ENCODINGS, is_unicode, known_name

# chardet's names for what has narrower encodings, which are tried in their place.
_NARROWER = {"gb18030": ("gbk", "gb18030"), "big5hkscs": ("cp950", "big5hkscs"), "euc_jis_2004": ("euc_jp",)}
_CANDIDATES = tuple(
    name
    for name in ENCODINGS
    if not is_unicode(name) and name not in ("gbk", "cp950", "euc_jp", "iso2022_jp")
) + tuple(name for name in _NARROWER if name != "big5hkscs")
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
# So many bytes beyond ASCII, and so much likelier than any other reading: then the guess is no longer one.
# The more there is to go by, the less chance there is in the difference.
_SURE_BYTES, _DOUBT = 24, 2.5

_SAMPLE_BYTES = 1 << 16
_WINDOW_BYTES = 1 << 12
_HIGH = re.compile(rb"[\x80-\xff]")
_LINE_END = re.compile(rb"[\r\n]")


def detect_legacy(data: bytes) -> tuple[str, bool]:
    """The likely encoding of bytes that are not Unicode.

    Returns:
        One of `ENCODINGS`, and whether it is beyond reasonable doubt.
    """
    sample = _sample(data)
    ranked = sorted(_readings(sample, data), key=lambda reading: -reading[0])
    if not ranked:
        return "cp1252", False
    best, _, text = ranked[0]
    # Of encodings that give the same text the commonest, which has most of what may be typed yet.
    encoding = min((name for _, name, other in ranked if other == text), key=ENCODINGS.index)
    rival = max((weight for weight, _, other in ranked if other != text), default=0.0)
    evidence = len(_HIGH.findall(sample))
    sure = evidence >= _SURE_BYTES and best >= rival * (1 + _DOUBT / math.sqrt(evidence))
    return encoding, sure


def _readings(sample: bytes, data: bytes) -> Iterator[tuple[float, str, str]]:
    """How likely each encoding is that has a letter for all of the data, and what it makes of the sample."""
    found = chardet.detect_all(
        sample, ignore_threshold=True, compat_names=False, include_encodings=_CANDIDATES
    )
    for entry in found:
        name = entry["encoding"]
        for encoding in _NARROWER.get(name, (name,)) if name else ():
            try:
                data.decode(encoding)
                text = sample.decode(encoding, "ignore")
            except UnicodeDecodeError:
                continue
            weight = entry["confidence"] * _plausibility(text)
            yield weight, known_name(encoding), text
            break


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
