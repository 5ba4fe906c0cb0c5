# ruff: noqa: RUF001
"""What a typed character becomes: curly quotes, dashes, ellipses, capitals, single spaces."""

import re
from dataclasses import dataclass

from desktop.engine.decoding.quotes import CURLY, QuoteStyle, is_elision
from desktop.engine.decoding.typography import Typography
from desktop.engine.habits.code import is_in_code
from desktop.engine.words import (
    ends_in_abbreviation,
    is_ideograph,
    is_in_address,
    is_letter,
    is_mostly_ideographs,
)
from desktop.language.punctuation.conventions import dashes_of, is_french, quotes_of

PAGE, ON, OFF = "page", "on", "off"

_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_EN, _EM = "\N{EN DASH}", "\N{EM DASH}"
_NARROW, _NO_BREAK = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
_HIGH_MARKS = {";": _NARROW, "!": _NARROW, "?": _NARROW, ":": _NO_BREAK}
_OPENING = "\"'“‘„‚«‹»›¿¡(["
# What begins a sentence: nothing, or the end of the last one with its closing quotes.
_BEGINS = re.compile(rf"(?:^\s*|(?P<end>[.!?])(?P<closed>[\"'”’»«›‹)\]]*)\s+)[{re.escape(_OPENING)}—–-]*\s?$")
_ELIDED = re.compile(r"(?:^|[\s(\[—–-])(?P<quote>‘)(?P<word>\w{1,6})$")
_DASHED = re.compile(r"(?P<before>^|.)--?$", re.DOTALL)
_RECENT, _NEAR = 2000, 200


@dataclass(frozen=True)
class Wishes:
    """What is wanted, each by itself.

    Attributes:
        quotes: `ON`, `OFF`, or `PAGE` to do as the page does.
        dashes: The same.
        ellipses: The same.
        capitals: Begin sentences with a capital.
        single_spaces: Let no space follow another one.
    """

    quotes: str = PAGE
    dashes: str = PAGE
    ellipses: str = PAGE
    capitals: bool = False
    single_spaces: bool = False


@dataclass(frozen=True)
class Change:
    """What stands in the end where a character was typed.

    Attributes:
        taken: So many characters before it go.
        text: This takes their place and its own.
    """

    taken: int
    text: str


def improved(left: str, typed: str, right: str, language: str, wishes: Wishes) -> Change | None:
    """What a typed character becomes, if anything else.

    Args:
        left: The text before it.
        typed: One character.
        right: The text behind it.
        language: Code of the text's language, such as "de_DE".
        wishes: What is wanted.
    """
    if is_in_address(left) or is_in_code(left, right):
        return None
    if language[:2] not in ("zh", "ja") and is_mostly_ideographs(left[-_NEAR:] + right[:_NEAR]):
        language = "zh"  # which has no dictionary that could tell
    change = None
    if typed in ("'", '"'):
        change = _quote(left, typed, right, language, wishes)
    elif typed == "-":
        change = _dash(left, right, language, wishes)
    elif typed == ".":
        change = _ellipsis(left, right, wishes)
    elif typed == " " and wishes.single_spaces:
        change = _single_space(left)
    elif typed.isalpha() and wishes.capitals:
        change = _capital(left, typed, language)
    if change is None and not is_letter(typed):
        change = _high_mark(left, typed, right, language, wishes) or _elision(left, typed, right, wishes)
    return None if change == Change(0, typed) else change


def may_be_improved(typed: str, wishes: Wishes) -> bool:
    """Whether a character can become anything else; tells most of them apart with no look at the text."""
    if len(typed) != 1:
        return False
    if is_letter(typed):
        return wishes.capitals and typed.islower()
    if typed == " ":
        return wishes.single_spaces or wishes.quotes != OFF
    return typed.isprintable() and not is_ideograph(typed)


def _curly_style(left: str, right: str, language: str, wish: str) -> QuoteStyle | None:
    """The quotes to write; None to write what is typed."""
    if wish == OFF:
        return None
    page, usual = Typography(left, right).style, quotes_of(language)
    if page.is_shown and not page.outer.is_straight:
        # One that nothing has closed yet does not show what closes it.
        is_begun = page.outer.opening == usual.outer.opening and page.outer.closing not in left + right
        return usual if is_begun else page
    is_curly = page.apostrophe != "'" and (not page.is_shown or page.outer == CURLY)
    return usual if wish == ON or is_curly else None


def _quote(left: str, mark: str, right: str, language: str, wishes: Wishes) -> Change | None:
    style = _curly_style(left, right, language, wishes.quotes)
    if style is None:
        return None
    if mark == "'" and not (style.inner.is_single or style.outer.is_single):
        return Change(0, style.apostrophe)  # nothing is quoted with it
    text = Typography(left, right, style).quote(mark, left)
    opening, closing, space = style.outer
    paragraph = left.rpartition("\n")[2]
    # Where spaces stand inside of quotes, they stand before one that closes, too.
    is_open = paragraph.count(opening) > paragraph.count(closing)
    if mark == '"' and space and left[-1:] == " " and (text == closing or is_open):
        return Change(1, space + closing)
    return Change(0, text)


def _dash(left: str, right: str, language: str, wishes: Wishes) -> Change | None:
    line = left.rpartition("\n")[2]
    if line[-1:] in (_EN, _EM) and _wants_dashes(left[:-1], right, wishes):
        return Change(1, _EM)  # three hyphens
    if line[-1:] != "-" or line[-2:-1] == "-" or not _wants_dashes(left, right, wishes):
        return None
    dashes, before = dashes_of(language), line[:-1]
    if not before.strip():
        return Change(1, dashes.speech) if dashes.speech else None  # a line of hyphens parts scenes
    dash = dashes.spaced if before[-1].isspace() else dashes.tight
    shown = _dash_of_page(left, right, is_spaced=before[-1].isspace())
    return Change(1, shown or dash)


def _wants_dashes(left: str, right: str, wishes: Wishes) -> bool:
    near = left[-_RECENT:] + right[:_RECENT]
    return wishes.dashes == ON or (wishes.dashes == PAGE and (_EN in near or _EM in near))


def _dash_of_page(left: str, right: str, is_spaced: bool) -> str:
    """The dash that the page has at such places; "" for none."""
    near = left[-_RECENT:] + right[:_RECENT]
    counts = {
        dash: len(re.findall(rf"\s{dash}\s" if is_spaced else rf"\S{dash}(?=\D)", near))
        for dash in (_EN, _EM)
    }
    best = max(counts, key=lambda dash: counts[dash])
    return best if counts[best] and counts[_EN] != counts[_EM] else ""


def _ellipsis(left: str, right: str, wishes: Wishes) -> Change | None:
    if not left.endswith("..") or left.endswith("...") or wishes.ellipses == OFF:
        return None
    if wishes.ellipses == PAGE and _ELLIPSIS not in left[-_RECENT:] + right[:_RECENT]:
        return None
    return Change(2, Typography(left[:-2], right).ellipsis or _ELLIPSIS)


def _single_space(left: str) -> Change | None:
    line = left.rpartition("\n")[2]
    return Change(1, " ") if line.endswith(" ") and line.strip() else None


def _capital(left: str, letter: str, language: str) -> Change | None:
    line = left.rpartition("\n")[2]
    found = _BEGINS.search(line)
    if found is None or not letter.islower():
        return None
    if found["end"]:
        before = line[: found.end("end")]
        if found["end"] != "." and found["closed"]:
            return None  # “Go!” he said
        if before.endswith("..") or ends_in_abbreviation(before):
            return None
    capital = "İ" if letter == "i" and language[:2] in ("tr", "az") else letter.upper()
    return Change(0, capital) if len(capital) == 1 else None


def _high_mark(left: str, mark: str, right: str, language: str, wishes: Wishes) -> Change | None:
    """French has a no-break space before high marks."""
    if mark not in _HIGH_MARKS or left[-1:] != " " or not left[-2:-1].strip() or not is_french(language):
        return None
    if _curly_style(left, right, language, wishes.quotes) is None:
        return None
    return Change(1, _HIGH_MARKS[mark] + mark)


def _elision(left: str, typed: str, right: str, wishes: Wishes) -> Change | None:
    """What was taken for a quote that opens was an apostrophe, as in "'tis"."""
    found = _ELIDED.search(left)
    if found is None or wishes.quotes == OFF or not is_elision(found["word"]):
        return None
    style = Typography(left, right).style
    if style.outer.opening == "‘":  # here a single quote opens what is said
        return None
    return Change(len(found["word"]) + 1, "’" + found["word"] + typed)
