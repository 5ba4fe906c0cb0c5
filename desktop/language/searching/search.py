"""Finds words and expressions in a text, and says what is to stand in their place.

The expressions are those of the library [regex](https://github.com/mrabarnett/mrab-regex). It lets other
threads run while it searches and gives up after a time, both of which Python's own `re` cannot: an expression
such as `(\\w+)+!` would hold the whole program for longer than anyone waits.
"""

import time
import unicodedata
from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt
import regex

from desktop.engine.errors import SearchError
from desktop.language.searching.query import Change, Query, Replacement
from desktop.language.searching.search_errors import expression_error

SECONDS = 5.0  # of computing, after which a search with an expression gives up
CHECKED_EVERY = 500  # found places between two looks at whether the answer is still wanted

# Typed on a keyboard, and what typography makes of it.
_ALSO = {"'": "'\u2018\u2019\u02bc", '"': '"\u201c\u201d\u201e', " ": " \u00a0\u202f"}

Indices = npt.NDArray[np.int32]


class StaleError(Exception):
    """The answer is not wanted any more."""


class Search:
    """One query, which can be put to several texts.

    Args:
        query: What is looked for; not empty.
        seconds: See `SECONDS`.

    Raises:
        SearchError: It is an expression that means nothing.
    """

    def __init__(self, query: Query, seconds: float = SECONDS):
        self._query = query
        self._seconds = seconds
        flags = regex.MULTILINE if query.case else regex.MULTILINE | regex.IGNORECASE
        pattern = query.words if query.expression else _literal(query.words)
        if query.whole_words:
            flags |= regex.WORD
            pattern = rf"\b(?:{pattern})\b"
        try:
            if query.expression:
                regex.compile(query.words, flags)  # first, so that an error is told at its place
            self._pattern = regex.compile(pattern, flags)
        except (regex.error, ValueError, OverflowError, RecursionError) as error:
            raise expression_error(query.words, error) from error

    def places(
        self, text: str, start: int = 0, end: int | None = None, is_stale: Callable[[], bool] = lambda: False
    ) -> tuple[Indices, Indices]:
        """Find all places, from the left, none of which overlaps another.

        Args:
            text: The text, a paragraph on each line.
            start: Search from here on.
            end: Find nothing that ends behind this.
            is_stale: Asked now and then whether to give up.

        Returns:
            The places' first indices, and those behind their last characters; an expression may find nothing
            at a place, such as between two letters.

        Raises:
            SearchError: The expression takes too long in this text.
            StaleError: `is_stale` said so.
        """
        spans = [match.span() for match in self._matches(text, start, end, is_stale)]
        found = np.array(spans, dtype=np.int32).reshape(-1, 2)
        return found[:, 0].copy(), found[:, 1].copy()

    def changes(
        self,
        text: str,
        replacement: Replacement,
        start: int = 0,
        end: int | None = None,
        is_stale: Callable[[], bool] = lambda: False,
    ) -> list[Change]:
        """Say what is to be changed for all places that `places` finds, in order.

        Raises:
            SearchError: As `places`, or the replacement is a template that means nothing.
            StaleError: `is_stale` said so.
        """
        return [
            Change(match.start(), match.end(), self._words_for(match, replacement))
            for match in self._matches(text, start, end, is_stale)
        ]

    def change_at(self, text: str, replacement: Replacement, start: int, end: int) -> Change | None:
        """The same for one place only; None if text[start:end] is not what is looked for.

        Raises:
            SearchError: As `changes`.
        """
        for match in self._matches(text, start, None, lambda: False):
            if match.span() == (start, end):
                return Change(start, end, self._words_for(match, replacement))
            break
        return None

    def _matches(
        self, text: str, start: int, end: int | None, is_stale: Callable[[], bool]
    ) -> "Iterator[regex.Match[str]]":
        last = len(text) if end is None else end
        begun, waited = time.thread_time(), 0
        timeout = self._seconds if self._query.expression else None
        try:
            for match in self._pattern.finditer(text, pos=start, concurrent=True, timeout=timeout):
                if match.start() > last:
                    break
                waited += 1
                if waited % CHECKED_EVERY == 0 and is_stale():
                    raise StaleError
                if match.end() <= last:
                    yield match
        except TimeoutError:
            seconds = round(max(time.thread_time() - begun, self._seconds))
            raise SearchError(
                "This expression takes too long here (more than {seconds} s); make it more precise.",
                seconds=seconds,
            ) from None

    def _words_for(self, match: "regex.Match[str]", replacement: Replacement) -> str:
        words = replacement.words
        if self._query.expression:
            try:
                words = match.expand(words)
            except (regex.error, IndexError, ValueError, OverflowError) as error:
                raise SearchError(
                    "The replacement “{words}” has a backslash with no meaning; \\1 is what the first group "
                    "found, \\\\ a backslash.",
                    words=words,
                ) from error
        return with_capitals_of(match.group(), words) if replacement.keep_capitals else words


def with_capitals_of(found: str, words: str) -> str:
    """Write words in capitals if what is found is, with one in front if it has one, else as they are."""
    letters = [letter for letter in found if letter.isalpha()]
    if len(letters) > 1 and found.isupper():
        return words.upper()
    if letters and (letters[0].isupper() or letters[0].istitle()):
        return words[:1].upper() + words[1:]
    return words


def _literal(words: str) -> str:
    """The expression for some words: plain quotes and spaces find those of typography, accents both forms."""
    composed = unicodedata.normalize("NFC", words)
    expression = "".join(_one(letter) for letter in composed)
    return expression if composed == words else f"(?:{regex.escape(words)}|{expression})"


def _one(letter: str) -> str:
    if letter in _ALSO:
        return f"[{_ALSO[letter]}]"
    parts = unicodedata.normalize("NFD", letter)
    if parts == letter:
        return str(regex.escape(letter))
    return f"(?:{regex.escape(letter)}|{regex.escape(parts)})"
