"""Words as people count them."""

import re

# Han characters with their iteration mark and zero, and kana.
IDEOGRAPH = re.compile(
    "[\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_WORD_AMONG_IDEOGRAPHS = re.compile(r"\S*\w\S*")


def count_words(text: str) -> int:
    """Words between white space; each Chinese or Japanese character is one, their punctuation is none."""
    rest, ideographs = ("", 0) if text.isascii() else IDEOGRAPH.subn(" ", text)
    if not ideographs:
        return len(text.split())
    return ideographs + len(_WORD_AMONG_IDEOGRAPHS.findall(rest))
