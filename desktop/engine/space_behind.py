# ruff: noqa: RUF001
"""The space behind words that were taken: it comes by itself, and goes again where a mark follows.

Behind four of five words that a writer takes another word follows, so that the space is the likeliest next
key; telephones and macOS put it there, too. What stands behind a word without a space takes its place.
"""

import re

from desktop.engine.decoding.quotes import APOSTROPHES
from desktop.engine.decoding.typography import Typography
from desktop.engine.habits.code import is_in_code
from desktop.engine.habits.dashes import EM_DASH, dash_style
from desktop.engine.words import (
    UNSPACED_LETTERS,
    begins_word,
    is_in_address,
    is_letter,
    is_mostly_ideographs,
    is_unspaced,
)

_RECENT, _NEAR = 2000, 200
_EN_DASH = "\N{EN DASH}"
_NO_SPACES = re.compile(f"[{UNSPACED_LETTERS}]")
_ENDS = frozenset(",;:.!?…)]}%\"'”’»›“‘")
_TIGHT = frozenset(",;:.!?…)]}%/-\n")
_QUOTES = frozenset("\"'“”‘’«»‹›")
_HIGH = ";:!?»›"
_SET_OFF = re.compile(f"[^\\W_][ \u00a0\u202f][{_HIGH}]")
# What opens and closes emphasis or code in Markdown.
_PAIRED = frozenset("*_`~")


def is_due(left: str, right: str, rest: str = "") -> bool:
    """Whether a space is to come behind words that were taken.

    Args:
        left: The text before the cursor, the words at its end.
        right: The text behind it: where anything but a word stands there, it has the space that it needs.
        rest: What else was offered behind these words: where that begins with a mark, a space is in its way.
    """
    last = left[-1:]
    is_free = right[:1] in ("", "\n") or begins_word(right)
    if not is_free or rest[:1] not in ("", " ") or not last or last.isspace():
        return False
    if is_unspaced(last) or _NO_SPACES.match(last) or is_mostly_ideographs(left[-_NEAR:]):
        return False
    if is_in_address(left) or is_in_code(left, right):
        return False
    if last in (EM_DASH, _EN_DASH):
        return left[-2:-1].isspace()
    return last.isalnum() or last in _ENDS


def gives_way(typed: str, left: str, right: str) -> bool:
    """Whether what is typed behind such a space takes its place.

    Args:
        typed: The character.
        left: The text before the space.
        right: The text behind the cursor.
    """
    recent = left[-_RECENT:]
    if typed in APOSTROPHES and is_letter(left[-1:]):
        return True
    if typed in _HIGH and _SET_OFF.search(recent):
        return False
    if typed in _QUOTES:
        return Typography(left, right).may_close(typed, left)
    if typed in (EM_DASH, _EN_DASH):
        return not dash_style(recent).before
    if typed in _PAIRED:
        runs = re.findall(re.escape(typed) + "+", recent.rpartition("\n")[2])
        return len(runs) % 2 == 1
    return typed in _TIGHT
