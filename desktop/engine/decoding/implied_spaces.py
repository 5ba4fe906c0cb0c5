"""Spaces of models of whole words: each word's piece has one in front, whether the page wants it or not."""

import re

_OPENING = ("(", "[", "{")
_PIECES = re.compile(r"\n| ?[^ \n]+| +")


class ImpliedSpaces:
    """Leaves out spaces that only the vocabulary put before a word: in front of a line, inside of quotes."""

    def __init__(self, quoted: bool, bare: bool = False) -> None:
        """Go on inside of quotes if `quoted`; `bare` says that the next word needs no space."""
        self._quoted = quoted
        self._bare = bare

    def joined(self, piece: str) -> str:
        """The next piece as it joins those before it."""
        if not piece:
            return piece
        word = piece.lstrip(" ")
        is_quote = word == '"'
        closes = is_quote and self._quoted
        shown = word if self._bare or closes else piece
        self._quoted = self._quoted != is_quote and word != "\n"
        self._bare = word == "\n" or word in _OPENING or (is_quote and not closes)
        return shown

    def all_joined(self, text: str) -> str:
        """A text of several pieces as it joins what stands before it."""
        return "".join(map(self.joined, _PIECES.findall(text)))
