"""What followed in the story behind the same few characters, for models that spell.

Such a model has to guess a name that it has never seen character by character. What followed its first ones
in the story tells how it goes on, the more surely the more often it did, and the fewer other ways there were
(as in Witten and Bell 1991, "The Zero-Frequency Problem", method C):

    p(c) = (1 - l) p_model(c) + l n(run, c) / n(run)
    l = sigmoid(bias + USES ln n(run) - KINDS ln d(run))

for the longest run that is known, n being how often it was used and d how many different characters followed.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.reading.pieces import Piece
from desktop.engine.story.story_counts import KEPT_USES, Run, StoryCounts

# A part that is no more than this makes no difference.
_LEAST = 0.005


@dataclass(frozen=True)
class Trust:
    """How much to trust the runs of a script.

    Attributes:
        bias: For each length of a run, the longest first.
        uses: Weight of the logarithm of n.
        kinds: Weight of the logarithm of d.
    """

    bias: dict[int, float]
    uses: float
    kinds: float

    def part(self, length: int, uses: int, kinds: int) -> float:
        """The part of the probability, 0 to 1."""
        score = self.bias[length] + self.uses * math.log(uses) - self.kinds * math.log(kinds)
        return 1.0 / (1.0 + math.exp(-score))


# Fitted behind the places of `memory.py`: on the end of a Chinese novel, its names replaced by others, and on
# scenes of Shakespeare. The perplexity falls by another 3.5 % a character, and by 1.9 % a letter; longer runs
# bring no more. Fewer letters than five say too little.
IDEOGRAPHS = Trust({2: -1.9, 1: -2.9}, uses=2.0, kinds=2.8)
LETTERS = Trust({5: -3.2}, uses=3.3, kinds=15.0)


class StoryRuns(StoryCounts):
    """Runs of the story's characters and what followed them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._trust = IDEOGRAPHS if vocabulary.is_ideographic else LETTERS
        self._vocabulary = vocabulary
        self._longest = max(self._trust.bias)

    def blank(self) -> np.ndarray:
        """No characters, one row."""
        return np.full((1, self._longest), self.NOTHING, np.int32)

    def spell(self, path: np.ndarray, ids: Sequence[int]) -> np.ndarray:
        """The last characters, one row."""
        return np.concatenate([path, np.array([ids], np.int32).reshape(1, -1)], axis=1)[:, -self._longest :]

    def spell_rows(self, paths: np.ndarray, tokens: Sequence[int]) -> np.ndarray:
        """The last characters of each row."""
        return np.concatenate([paths[:, 1:], np.array(tokens, np.int32)[:, None]], axis=1)

    def blend(self, probabilities: np.ndarray, paths: np.ndarray) -> np.ndarray:
        """Give what followed the longest known run its part of float32 [rows, vocabulary]."""
        if not self._next:
            return probabilities
        blended = probabilities.copy()
        for row, path in zip(blended, paths.tolist(), strict=True):
            self._go_on(row, tuple(path))
        return blended

    def _go_on(self, row: np.ndarray, path: Run) -> None:
        for length in self._trust.bias:
            followers = self._next.get(path[-length:])
            if not followers:
                continue
            uses = followers.total()
            part = self._trust.part(length, uses, len(followers))
            if part > _LEAST:
                row *= 1.0 - part
                for token, count in followers.items():
                    row[token] += part * count / uses
            return

    def keep(self, text: str) -> None:
        """Know how a word or a phrase goes on."""
        self._count_tokens(tuple(self._vocabulary.encode(text)), KEPT_USES)

    def _count(self, piece: Piece, times: int) -> None:
        self._count_tokens(tuple(piece.tokens.tolist()), times)

    def _count_tokens(self, tokens: Run, times: int) -> None:
        is_out = self._left_out.mask(tokens) if self._left_out else None
        for length in self._trust.bias:
            for place in range(length, len(tokens)):
                if is_out is not None and is_out[place]:
                    continue
                self._add(tokens[place - length : place], tokens[place], times)
