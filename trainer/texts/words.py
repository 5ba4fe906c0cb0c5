"""Words as people count them."""

import re

# Han characters with their iteration mark and zero, and kana.
IDEOGRAPH = re.compile(
    "[\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_WORD_AMONG_IDEOGRAPHS = re.compile(r"\S*\w\S*")


# Thai, Lao, Burmese and Khmer set spaces between clauses. Where their words end only a dictionary tells; in
# running text a word of Thai takes about four code points, its vowel signs and tones counted.
_UNPARTED = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0edf\u1000-\u103f\u1050-\u109f\u1780-\u17d3]+")
_UNPARTED_LENGTH = 4


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
