"""Words as Unicode counts them: the writer is told of these.

The rule is that of [UAX 29](https://www.unicode.org/reports/tr29/#Word_Boundaries): a word is what stands
between two boundaries and has a letter or a digit. So a dash or an asterisk is no word, a dash without spaces
parts two, a hyphen too, an apostrophe does not, and each ideograph is one. Where Thai, Lao, Khmer and Burmese
part their words a dictionary tells, if Qt finds one (libthai) on the machine.
"""

import re

from PySide6.QtCore import QTextBoundaryFinder

from desktop.engine.words import well_formed

# Qt takes the full stop for a mark that joins digits only; in Unicode's table it joins letters, too ("e.g").
# This one it has as the table does, in the same class.
_FULL_STOP, _OF_ITS_CLASS = ".", "\N{RIGHT SINGLE QUOTATION MARK}"

# Most paragraphs have nothing but these characters; a regular expression does the same to them in one call,
# where Qt takes one for each boundary.
_LETTER = "A-Za-zªµºÀ-ÖØ-öø-ɏΆΈ-ΊΌΎ-ΡΣ-ώЀ-ҁҊ-ԯ\u1e00-\u1eff\uac00-\ud7a3"
_IDEOGRAPH = "\u3007\u3041-\u3096\u3400-\u4dbf\u4e00-\u9fff"
_MARK = (
    "\t\n !-/:-@\\[-^`{-~\u00a0-\u00a9\u00ab-\u00ac\u00ae-\u00b1\u00b4\u00b6\u00b7\u00bb\u00bf\u00d7\u00f7"
)
_WIDE_MARK = "\u2010-\u2027\u2030-\u203e\u3000-\u3003\u3008-\u3020\u30fb\uff01\uff08-\uff0b\uff0d\uff1f"
_BEYOND_THE_BMP = re.compile("[\U00010000-\U0010ffff]")
_BOTH = ".'\u2018\u2019\u2024"  # join letters, and digits
_SIMPLE = re.compile(f"[{_LETTER}0-9_{_IDEOGRAPH}{_MARK}{_WIDE_MARK}]*")
_SIMPLE_WORD = re.compile(
    rf"[{_IDEOGRAPH}]"
    rf"|_*[{_LETTER}0-9][{_LETTER}0-9_]*"
    rf"(?:(?:(?<=[{_LETTER}])[{_BOTH}\u00b7\u2027](?=[{_LETTER}])|(?<=[0-9])[{_BOTH},;](?=[0-9]))[{_LETTER}0-9_]+)*"
)


def count_words(text: str) -> int:
    """How many words a text has."""
    if _SIMPLE.fullmatch(text):
        return len(_SIMPLE_WORD.findall(text))
    text, ends = _boundaries(text)
    words = begin = 0
    for end in ends:
        words += text[begin].isalnum() or (end > begin + 1 and any(map(str.isalnum, text[begin:end])))
        begin = end
    return words


def _boundaries(text: str) -> tuple[str, list[int]]:
    """A text in which each place is one of Qt's, UTF-16 units, and its boundaries but the first."""
    finder = QTextBoundaryFinder(
        QTextBoundaryFinder.BoundaryType.Word, well_formed(text).replace(_FULL_STOP, _OF_ITS_CLASS)
    )
    return in_units(text), list(iter(finder.toNextBoundary, -1))


def in_units(text: str) -> str:
    """A text in which each index is one of Qt's positions: what takes two units has another one behind it."""
    return text if text.isascii() else _BEYOND_THE_BMP.sub(r"\g<0>-", text)
