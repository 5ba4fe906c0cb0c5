"""Quotes of a continuation in Chinese, which stand on one side or the other by what is written before them.

A model that has learned straight quotes knows by its own count alone whether the next one opens or closes,
and loses count. The page counts what is written: a quote that would close comes to open where none is open,
and the other way round (`他来？“武松道：”`). Where it can only be such a slip, it is not written.
"""

import numpy as np

from desktop.engine.decoding.quotes import OpenQuotes
from desktop.engine.model.vocabulary import Vocabulary

# Behind the end of a sentence or clause speech is closed; what opens it there is a paragraph or a colon.
_ENDS = "。？！．，、；…?!.,;"
# Behind these it is opened.
_BEGINS = "：:"
_CURLY = "\N{LEFT DOUBLE QUOTATION MARK}".encode()
# What a model writes instead, where it may not write a quote.
_LIKE_QUOTES = (b'"', b"'", b"`")


class QuoteGuard:
    """Bars a straight quote that would stand on the wrong side."""

    def __init__(self, vocabulary: Vocabulary, left: str) -> None:
        """Go on from `left`; a model that writes no ideographs, or knows curly quotes, is not guarded."""
        pieces = vocabulary.pieces
        self._is_on = vocabulary.is_ideographic and _CURLY not in pieces
        self._tokens = [number for number, piece in enumerate(pieces) if piece in _LIKE_QUOTES]
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
        if not (self._is_on and self._is_slip):
            return logits
        guarded = logits.copy()
        guarded[self._tokens] = -np.inf
        return guarded

    @property
    def _is_slip(self) -> bool:
        if self._quotes.opening('"'):
            return self._quotes.is_behind or self._last in _BEGINS
        return self._last != "" and self._last in _ENDS
