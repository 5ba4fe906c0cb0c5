"""Where a ghost is welcome that nobody has asked for: not in another language.

A text in a language that the model has not learned falls into many small and rare tokens. A byte-level BPE
has learned its tokens in the order of how often they occur, so that by Zipf's law the logarithm of a token's
number tells how many bits it is worth: 24 words of English cost the English model 2.9 bits a letter and
hardly ever more than 3.8, those of German, French or Polish 4 and more. That takes no time, where the model's
own perplexity would take a step for each token.

Two kinds of words tell little and cost much: names, which are anyone's, and words in capitals, which a
tokenizer of prose has hardly seen. The first are left out, the others are counted as if they were in small
letters. So 4 places of 4,000 in fiction/valid are taken for another language, and not 9; a cast of names, a
screenplay or a notice in capitals are English, too.
"""

import math
import re
from functools import lru_cache

from desktop.engine.model.vocabulary import Vocabulary

# So many words before the cursor tell the language, those of the last paragraph if it has enough of them.
# With twelve words, one stretch of English in a hundred is taken for another language.
WORDS = 24
LEAST_WORDS = 12
# So many of them that are no names.
_LEAST_TELLING = 8
# Enough characters for them in any language with spaces.
_TAIL = 600
_WORD = re.compile(r"[^\W\d_]+")
# Behind what a word has a capital although it is no name.
_BEGINS_SENTENCE = re.compile(
    "(?:^|[.!?:\u2026\n])[\"'\u2018-\u201f\u00ab\u00bb)\\]]*\\s*[\"'\u2018-\u201f\u00ab\u00bb(\\[\u00a1\u00bf]*$"
)
_LOOK_BACK = 8
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
        bits = lru_cache(_KNOWN_WORDS)(
            lambda word: sum(math.log2(1 + token) for token in vocabulary.encode(" " + word))
        )

        @lru_cache(maxsize=4)  # for one key it is asked twice
        def is_foreign(tail: str, most: float) -> bool:
            words = _telling_words(tail)
            return sum(map(bits, words)) > most * sum(map(len, words))

        self._is_foreign = is_foreign

    def is_foreign(self, left: str) -> bool:
        """Whether the text before the cursor is in another language."""
        return self._most is not None and self._is_foreign(left[-_TAIL:], self._most)


def _telling_words(tail: str) -> list[str]:
    """The last complete words but for names, of the last paragraph if it has enough; [] where too few are."""
    for text in (tail.rpartition("\n")[2], tail):
        found = [match for match in _WORD.finditer(text) if match.end() < len(text)]
        if len(found) >= LEAST_WORDS:
            words = [_in_small_letters(match.group()) for match in found if not _is_name(match)]
            return words[-WORDS:] if len(words) >= _LEAST_TELLING else []
    return []


def _in_small_letters(word: str) -> str:
    return word.lower() if len(word) > 1 and word.isupper() else word


def _is_name(match: re.Match[str]) -> bool:
    """Whether a word has a capital, and no others, in mid-sentence."""
    word, text = match.group(), match.string
    if not (len(word) > 1 and word[0].isupper() and not word.isupper()):
        return False
    return not _BEGINS_SENTENCE.search(text[max(0, match.start() - _LOOK_BACK) : match.start()])
