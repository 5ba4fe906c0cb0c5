"""Words as people count them."""

import re

# Han characters with their iteration mark and zero, and kana.
_IDEOGRAPHS = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
IDEOGRAPH = re.compile(f"[{_IDEOGRAPHS}]")
_WORD_AMONG_IDEOGRAPHS = re.compile(r"\S*\w\S*")


# Thai, Lao, Burmese and Khmer set spaces between clauses. Where their words end only a dictionary tells; in
# running text a word of Thai takes about four code points, its vowel signs and tones counted.
_UNPARTED_LETTERS = "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0edf\u1000-\u103f\u1050-\u109f\u1780-\u17d3"
_UNPARTED = re.compile(f"[{_UNPARTED_LETTERS}]+")
_UNPARTED_LENGTH = 4

# Letters, and wide marks, between which a line may end without a space; and marks that may stand beside them,
# which other scripts have too.
_UNSPACED = f"[{_IDEOGRAPHS}{_UNPARTED_LETTERS}\u3001-\u3004\u3008-\u301f\u30fb\uff01-\uff65]"
_SHARED_MARKS = "[\u2014\u2018-\u201d\u2026\u00b7]*"
_ENDS_UNSPACED = re.compile(f"{_UNSPACED}{_SHARED_MARKS}$")
_BEGINS_UNSPACED = re.compile(f"{_SHARED_MARKS}{_UNSPACED}")
_LINE_ENDS = re.compile(rf"({_UNSPACED}{_SHARED_MARKS})[ \t]*[\r\n][ \t\r\n]*(?={_SHARED_MARKS}{_UNSPACED})")
# Where a line may end at the soonest after it has begun; what closes stays with the character before it.
_CLOSING = "[\u3001\u3002\u3009\u300b\u300d\u300f\uff01\uff09\uff0c\uff1a\uff1b\uff1f\u201d]"
_FIRST_PIECE = re.compile(
    rf"{_SHARED_MARKS}[\u3008-\u3011\uff08]?[{_IDEOGRAPHS}]{_CLOSING}*"
    rf"|[{_UNPARTED_LETTERS}]{{1,{2 * _UNPARTED_LENGTH}}}|\S+?(?=[{_IDEOGRAPHS}\s]|$)"
)


def count_words(text: str) -> int:
    """Words between white space; each Chinese or Japanese character is one, their punctuation is none.

    Of scripts that part no words, such as Thai, they are estimated by their length.
    """
    if text.isascii():
        return len(text.split())
    estimated = sum(max(1, round(len(run) / _UNPARTED_LENGTH)) for run in _UNPARTED.findall(text))
    rest, ideographs = IDEOGRAPH.subn(" ", _UNPARTED.sub(" ", text) if estimated else text)
    if not ideographs and not estimated:
        return len(text.split())
    return estimated + ideographs + len(_WORD_AMONG_IDEOGRAPHS.findall(rest))


def first_piece(line: str) -> str:
    """What of a line could have stood on the one before it, had there been room: a word, or a character."""
    found = _FIRST_PIECE.match(line.lstrip())
    return found[0] if found else ""


def are_unspaced(line: str, following: str) -> bool:
    """Whether no space belongs between two lines, as in Chinese and Thai."""
    return bool(_ENDS_UNSPACED.search(line) and _BEGINS_UNSPACED.match(following))


def with_single_spaces(text: str) -> str:
    """A text whose white space says nothing: single spaces, and none where a line of Chinese or Thai ends."""
    return " ".join((text if text.isascii() else _LINE_ENDS.sub(r"\1", text)).split())
