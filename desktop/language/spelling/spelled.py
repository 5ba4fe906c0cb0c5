"""Which stretches of a text are words that a dictionary may know, and which stand around a ghost."""

import re
from functools import lru_cache
from typing import NamedTuple

from desktop.engine.decoding.quotes import is_elision
from desktop.engine.words import IDEOGRAPHS, UNSPACED_LETTERS

_APOSTROPHES = "'\N{RIGHT SINGLE QUOTATION MARK}"
_LEFT = "\N{LEFT SINGLE QUOTATION MARK}"
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0900-\u0903\u093a-\u094f"  # that stand on letters
_LETTER = rf"[^\W\d_{IDEOGRAPHS}]"
_INNER = f"[{_APOSTROPHES}{_SOFT_HYPHEN}{_JOINERS}-]"
_PART = rf"(?:[^\W{IDEOGRAPHS}]|[{_MARKS}])"
_WORD = re.compile(rf"{_LETTER}(?:{_PART}|{_INNER}(?={_PART}))*")
# What stands between white space and is no prose: addresses of the web and of mail, paths, names with @ or #.
_NO_PROSE = re.compile(
    r"\S*://\S*|\bwww\.\S*|\S*\w@\w\S*|(?<!\S)[@#]\w\S*|\S*\\\S*|(?<!\S)~?/\w\S*|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S*",
    re.IGNORECASE,
)
_DIGIT_OR_LINE = re.compile(r"[\d_]")
_NO_SPACES = re.compile(f"[{IDEOGRAPHS}{UNSPACED_LETTERS}]")
_DRAWN_OUT = re.compile(r"(\w)\1\1", re.IGNORECASE)  # Nooo, aaargh
_CAMEL = re.compile(r"[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ]")  # iPhone
_LONGEST_ACRONYM = 4
# The end of a text that is a word, or a word with the white space behind it.
_BEGUN = re.compile(rf"{_LETTER}(?:{_PART}|{_INNER})*$")
_SENTENCE_END = re.compile(
    r"(?:^|[.!?…:\n\"\u201c\u201d\u201e«»\u2013\u2014-])[\"'\u2018-\u201f)\]»]*\s*[\"'\u2018-\u201f(\[«]*$"
)
_FAR = 200


class Spelled(NamedTuple):
    """A word of a text.

    Attributes:
        start: Where it begins, in characters.
        end: Where it ends.
        text: The word.
    """

    start: int
    end: int
    text: str


class GhostWord(NamedTuple):
    """The word that a ghost builds on.

    Attributes:
        text: The word, with what the ghost adds to it.
        is_name: It has a capital that no sentence's beginning asks for.
    """

    text: str
    is_name: bool


@lru_cache(maxsize=512)  # of the paragraphs in sight, each key changes one
def spelled_words(text: str) -> tuple[Spelled, ...]:
    """The words of a paragraph that a dictionary can be asked about.

    Left out are single letters, what has digits, addresses, acronyms, names like iPhone, what is drawn out
    (“Nooo”), the rest of a word whose beginning an apostrophe stands for (“'em”), and what is written in
    scripts without spaces.
    """
    skipped = [found.span() for found in _NO_PROSE.finditer(text)]
    words = []
    for found in _WORD.finditer(text):
        start, end = found.span()
        word = found.group()
        if word.endswith("in") and text[end : end + 1] in tuple(_APOSTROPHES):
            end += 1  # goin'
            word = text[start:end]
        if _is_word(word, text[start - 1 : start]) and not any(a < end and start < b for a, b in skipped):
            words.append(Spelled(start, end, word))
    return tuple(words)


def ghost_word(left: str, ghost: str) -> GhostWord | None:
    """The word before the cursor that a ghost goes on with, or follows; None if there is none.

    Args:
        left: The text before the cursor.
        ghost: What is offered there.
    """
    paragraph = left[-_FAR:].rpartition("\n")[2]
    finished = paragraph.rstrip(" \t\u00a0")
    begun = _BEGUN.search(finished)
    if begun is None or (finished == paragraph and not ghost):
        return None
    word = begun.group().rstrip(_APOSTROPHES + "-")
    if finished == paragraph and word == begun.group():
        added = _WORD.match("a" + ghost)
        word += added.group()[1:] if added else ""
    elif finished == paragraph:
        return None  # behind a hyphen or an apostrophe
    words = spelled_words(word)
    if len(words) != 1 or words[0].text != word:
        return None
    before = finished[: begun.start()]
    return GhostWord(word, word[0].isupper() and not _SENTENCE_END.search(before))


def _is_word(word: str, before: str) -> bool:
    if len(word) < 2 or _DIGIT_OR_LINE.search(word) or _DIGIT_OR_LINE.match(before):
        return False
    if _NO_SPACES.search(word) or _DRAWN_OUT.search(word) or _CAMEL.search(word):
        return False
    if word.isupper() and len(word) <= _LONGEST_ACRONYM:
        return False
    return not (before in (*_APOSTROPHES, _LEFT) and is_elision(word))
