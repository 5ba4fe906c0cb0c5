"""Quotes of a continuation in Chinese, which stand on one side or the other by what is written before them.

A model that has learned straight quotes knows by its own count alone whether the next one opens or closes,
and loses count. The page counts what is written: a quote that would close comes to open where none is open,
and the other way round (`他来？“武松道：”`). Where it can only be such a slip, it is not written. A
model of both quotes says which it means, but loses count, too: it closes what nobody has opened.
"""

import numpy as np

from desktop.engine.decoding.quotes import OpenQuotes, Role
from desktop.engine.model.vocabulary import Vocabulary

# Behind the end of a sentence or clause speech is closed; what opens it there is a paragraph or a colon.
_ENDS = "。？！．，、；…?!.,;"
# Behind these it is opened.
_BEGINS = ("：", ":")
# Each pair with the straight mark that is of its kind.
_PAIRS = (("\u201c", "\u201d", '"'), ("\u2018", "\u2019", "'"))
# What a model writes instead, where it may not write a quote.
_LIKE_QUOTES = (b'"', b"'", b"`")


def misplaces_quotes(text: str, before: str) -> bool:
    """Whether a Chinese text closes a quote that is not open, or opens one within another of its kind.

    Args:
        text: The text.
        before: What stands in front of it.
    """
    quotes = OpenQuotes(is_chinese=True)
    for _ in quotes.read(before.rpartition("\n")[2]):
        pass
    for mark in quotes.read(text):
        if mark.role is Role.CLOSES and mark.opened_at < 0:
            return True
        if mark.role is Role.OPENS and [one for one, _ in quotes.marks].count(mark.text) > 1:
            return True
    return False


class QuoteGuard:
    """Bars a quote that would stand on the wrong side."""

    def __init__(self, vocabulary: Vocabulary, left: str) -> None:
        """Go on from `left`; a model that writes no ideographs is not guarded."""
        numbers = {piece: number for number, piece in enumerate(vocabulary.pieces)}
        self._is_on = vocabulary.is_ideographic
        self._tokens = [numbers[piece] for piece in _LIKE_QUOTES if piece in numbers]
        self._pairs = [
            (numbers[opening.encode()], numbers[closing.encode()], mark)
            for opening, closing, mark in _PAIRS
            if opening.encode() in numbers and closing.encode() in numbers
        ]
        self._quotes = OpenQuotes(is_chinese=True)
        self._last = ""
        self.observe(left.rpartition("\n")[2])

    def observe(self, text: str) -> None:
        """Take note of text that was written."""
        if not (self._is_on and text):
            return
        for _ in self._quotes.read(text):
            pass
        self._last = text[-1]

    def apply(self, logits: np.ndarray) -> np.ndarray:
        """The logits, float32 [vocabulary], with quotes at minus infinity where they would be a slip."""
        slips = self._slips() if self._is_on else []
        if not slips:
            return logits
        guarded = logits.copy()
        guarded[slips] = -np.inf
        return guarded

    def _slips(self) -> list[int]:
        slips = list(self._tokens) if self._is_slip else []
        for opening, closing, mark in self._pairs:
            is_open = self._quotes.opening(mark) != ""
            if is_open:
                slips.append(opening)
            if not is_open or self._quotes.is_behind or self._last in _BEGINS:
                slips.append(closing)
        return slips

    @property
    def _is_slip(self) -> bool:
        if self._quotes.opening('"'):
            return self._quotes.is_behind or self._last in _BEGINS
        return self._last != "" and self._last in _ENDS
