"""The likely encoding of text that carries no sign of it: what it says in each decides."""

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from desktop.engine.documents.encodings import ENCODINGS, is_unicode, known_name

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
# Files have a stray byte or, of the bytes beyond ASCII, such a share; of all others an encoding makes sense.
_BAD_SHARE, _BAD_WEIGHT = 0.01, 20

_SAMPLE_BYTES = 1 << 16
_WINDOW_BYTES = 1 << 12
_HIGH = re.compile(rb"[\x80-\xff]")
_LINE_END = re.compile(rb"[\r\n]")


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


def detect_legacy(data: bytes) -> tuple[str, bool]:
    """The likely encoding of bytes that are not Unicode; a few of them may be no letters in it.

    Returns:
        One of `ENCODINGS`, and whether it is beyond reasonable doubt.
    """
    sample = _sample(data)
    evidence = max(1, len(_HIGH.findall(sample)))
    readings = _weighed(list(_readings(sample, data, evidence)))
    if not readings:
        return "cp1252", False
    best = max(readings, key=lambda reading: reading.weight)
    # Of encodings that give the same text the commonest, which has most of what may be typed yet.
    equals = [reading.encoding for reading in readings if reading.text == best.text]
    rival = max((reading.weight for reading in readings if reading.text != best.text), default=0.0)
    enough = evidence >= _SURE_BYTES and best.weight >= rival * (1 + _DOUBT / math.sqrt(evidence))
    return min(equals, key=ENCODINGS.index), enough and not best.bad


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
                yield name, clean, _Reading(known_name(encoding), text, bad / evidence)
                break


def _weighed(readings: list[tuple[str, bytes, _Reading]]) -> list[_Reading]:
    """How likely each is. What an encoding cannot read chardet must not see, or it does not consider it."""
    import chardet  # when it is needed: the desk starts without

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
