"""How often words are used in general, as the tokenizer of a model knows it.

A BPE tokenizer learns its tokens in the order of their frequency, the most frequent first, so the rank of a
whole word among its tokens tells about how frequent it is (G. K. Zipf, *Human Behavior and the Principle of
Least Effort*, 1949, with Mandelbrot's shift). Against 1.15 million words of novels that the shipped English
tokenizer has not read, the estimate lies near the upper quartile at every rank: where it errs, a word counts
as more usual than it is, and is less readily called used too often. So no table of words is shipped.
"""

import json
from collections.abc import Mapping
from pathlib import Path

# p(rank) = SHARE / (rank + SHIFT); so all words together are about nine tenths of a text.
SHARE, SHIFT = 0.118, 2.7
# So many of the most usual words carry a sentence, not its sense (the, said, would): nobody notices them.
UNNOTICED = 150
_SPACE = "\u0120"  # a leading space, as byte-level tokenizers write it


class UsualWords:
    """Words, the most usual first."""

    def __init__(self, ranks: Mapping[str, int]) -> None:
        """Know these words, in small letters, by their rank; 0 is the most usual one."""
        self._ranks = ranks

    def __contains__(self, word: str) -> bool:
        return word in self._ranks

    def is_unnoticed(self, word: str) -> bool:
        """Whether a word is so usual that nobody notices how often it comes."""
        return self.rank(word) < UNNOTICED

    def rank(self, word: str) -> int:
        """How many words are more usual; of unknown ones, how many at least."""
        return self._ranks.get(word, len(self._ranks))

    def share(self, word: str) -> float:
        """The part of all words that a word usually is; of unknown ones, what it is at most."""
        return SHARE / (self.rank(word) + SHIFT)


def usual_words(tokenizer: Path) -> UsualWords | None:
    """The words of a model's tokenizer file, `tokenizer.json`.

    Returns:
        None if it is none of byte-level BPE, or cannot be read.
    """
    try:
        model = json.loads(tokenizer.read_bytes())["model"]
        if model["type"] != "BPE":
            return None
        tokens = sorted(model["vocab"].items(), key=lambda entry: entry[1])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    ranks: dict[str, int] = {}
    for token, _ in tokens:
        word = _spelled(token[len(_SPACE) :]).lower() if token.startswith(_SPACE) else ""
        if word.isalpha():
            ranks.setdefault(word, len(ranks))
    return UsualWords(ranks) if ranks else None


def _spelled(token: str) -> str:
    """What a token spells: byte-level tokenizers write bytes beyond ASCII as letters; "" for half ones."""
    if token.isascii():
        return token
    try:
        return bytes(_BYTES[letter] for letter in token).decode()
    except (KeyError, ValueError):
        return ""


def _byte_letters() -> dict[str, int]:
    """The letters that stand for bytes, as GPT-2's tokenizer chose them and all byte-level ones since."""
    plain = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(0x100) if byte not in plain]
    return {chr(byte): byte for byte in plain} | {chr(0x100 + n): byte for n, byte in enumerate(others)}


_BYTES = _byte_letters()
