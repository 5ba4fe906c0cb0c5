"""Marks and looks up words that stand outside of Qt's objects, which have `tr` for that; puts words together.

`pyside6-lupdate` knows `translate` and `QT_TRANSLATE_NOOP` by their names, called without a module in front.
"""

import re
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

# The mark of a letter to press, which Chinese writes behind the words, as in "(&F)", and the dots.
_MARKS = re.compile(r"\(&.\)|&|…$")
_NEEDS_NO_SPACE = ("。", "？", "：")  # behind it, in Chinese


def QT_TRANSLATE_NOOP(context: str, words: str) -> str:
    """Mark words that `translate` is to look up later, in the same context; returns them as they are."""
    return words


def plain(words: str) -> str:
    """Return the words of a menu's entry or of a button as a sentence says them, without marks and dots."""
    return _MARKS.sub("", words)


def listed(parts: Iterable[str]) -> str:
    """Put several things into one line; empty ones are none."""
    return translate("Wording", ", ", "between the parts of an enumeration").join(filter(None, parts))


def about(what: str, said: str) -> str:
    """Put what is spoken of before what is said of it."""
    return translate("Wording", "{what}: {said}").format(what=what, said=said)


def in_a_row(sentences: Iterable[str]) -> str:
    """Put sentences into one line, with spaces between them where their language has spaces."""
    line = ""
    for sentence in filter(None, sentences):
        line += sentence if not line or line.endswith(_NEEDS_NO_SPACE) else f" {sentence}"
    return line
