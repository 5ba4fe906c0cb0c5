"""Where a ghost is welcome that nobody has asked for: not in another language.

A text in a language that the model has not learned falls into many small and rare tokens. A byte-level BPE
has learned its tokens in the order of how often they occur, so that by Zipf's law the logarithm of a token's
number tells how many bits it is worth: 24 words of English cost the English model 2.9 bits a letter and
hardly ever more than 3.8, those of German, French or Polish 4 and more. That takes no time, where the model's
own perplexity would take a step for each token.
"""

import math
import re
from functools import lru_cache

from desktop.engine.model.vocabulary import Vocabulary

# So many words before the cursor tell the language, those of the last paragraph if it has enough of them.
# With twelve words, one stretch of English in a hundred is taken for another language.
WORDS = 24
LEAST_WORDS = 12
# Enough characters for them in any language with spaces.
_TAIL = 600
_WORD = re.compile(r"[^\W\d_]+")
_KNOWN_WORDS = 4096


class Familiarity:
    """Tells the language that a model has learned from others, by the tokens that its words take."""

    def __init__(self, vocabulary: Vocabulary, bits_per_letter: float | None) -> None:
        """Know the language.

        Args:
            vocabulary: The model's.
            bits_per_letter: What the language has at most; see `Calibration`. None takes every text for it.
        """
        self._most = bits_per_letter
        self._bits = lru_cache(_KNOWN_WORDS)(
            lambda word: sum(math.log2(1 + token) for token in vocabulary.encode(" " + word))
        )

    def is_foreign(self, left: str) -> bool:
        """Whether the text before the cursor is in another language."""
        if self._most is None:
            return False
        words = _last_words(left)
        if len(words) < LEAST_WORDS:
            return False
        return sum(map(self._bits, words)) > self._most * sum(map(len, words))


def _last_words(left: str) -> list[str]:
    """The last complete words, of the last paragraph if it has enough of them."""
    tail = left[-_TAIL:]
    here = _complete_words(tail.rpartition("\n")[2])
    words = here if len(here) >= LEAST_WORDS else _complete_words(tail)
    return words[-WORDS:]


def _complete_words(text: str) -> list[str]:
    return [match.group() for match in _WORD.finditer(text) if match.end() < len(text)]
