"""How surprising a word is in general, as a model's tokenizer knows it.

Tokenizers number their tokens in the order of their frequency, so that by Zipf's law, with Mandelbrot's
shift, the rank of a token among those that begin words tells about how frequent it is; what a longer word has
beside its first token costs about as much for each further one.
"""

from collections.abc import Sequence

import numpy as np

from desktop.engine.model.vocabulary import Vocabulary

# p(rank) = SHARE / (rank + SHIFT), as for whole words (`desktop.language.text_statistics.usual_words`).
SHARE, SHIFT = 0.118, 2.7
# Bits of each further token of a word, and of each letter of models that spell. So words of one, two and
# three tokens of fiction/valid surprise about equally often in their places, beside what is usual.
_FURTHER, _LETTER = 7.5, 2.2


class UsualBits:
    """The negative logarithms to the base 2 of how often words are used."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Know the words that begin with these tokens."""
        self._spells = vocabulary.is_characters and not vocabulary.is_ideographic
        begins = vocabulary.words if vocabulary.is_characters else vocabulary.words & vocabulary.spaced
        ranks = np.cumsum(begins) - 1.0
        ranks[~begins] = begins.sum()  # at least as rare as the rarest
        self._bits = -np.log2(SHARE / (ranks + SHIFT))

    def of(self, ids: Sequence[int]) -> float:
        """The bits of a word of these tokens."""
        if self._spells:
            return _LETTER * (1 + len(ids))
        return float(self._bits[ids[0]]) + _FURTHER * (len(ids) - 1)
