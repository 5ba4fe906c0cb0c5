"""Memory of this story: what followed in it wherever the text looked, to the model, as it does now.

The continuous cache of Grave, Joulin and Usunier (2017, "Improving Neural Language Models with a Continuous
Cache"): the model's forward vector before each token of the story is kept as a key, together with the token.
A new place asks which keys resemble its own vector, and their tokens share out a part of the probability:

    p(w) = (1 - l) p_model(w) + l sum over places i with token w of exp(sharpness cos(h, h_i)) / Z

The part `l`, share * sigmoid(bias + slope max cos), grows with the best resemblance. A model that has learned
to recall (`Recall`) adds to both what it has learned. Nothing of a story is stored in a file.
"""

from collections.abc import Sequence

import numpy as np

from desktop.engine.bundles.memory_settings import USUAL_MEMORY, MemorySettings
from desktop.engine.bundles.recall import Recall
from desktop.engine.model.keys import make_keys
from desktop.engine.reading.pieces import Piece
from desktop.engine.story.left_out import LeftOut

# About 3,000 words. On fiction/valid they bring 95 % of what four times as many do; twice as many, with the
# model's weights, are too much for a processor's cache, and every step takes half as long again.
PLACES = 4096
# BLAS takes several threads for products of more than 2**18 multiplications. On a busy machine these wait for
# each other for whole time slices of 8 ms, so keys are compared in blocks that are small enough.
_BLOCK = 128
# Pieces are left out by so many at a time once there are too many, as the keys are then all laid out anew.
_STEP = 32
_SMALLEST = np.float32(1e-30)  # keeps the logarithm of a zero probability finite
# Less than any cosine: what is left out is like nothing.
_UNLIKE = np.float32(-8.0)


class Places:
    """The places of the story that are compared with the one at the cursor.

    Attributes:
        version: Another number after each change.
        settings: How much they count.
    """

    def __init__(
        self, most: int = PLACES, settings: MemorySettings = USUAL_MEMORY, recall: Recall | None = None
    ) -> None:
        """Compare with so many places at most.

        Args:
            most: How many.
            settings: How much they count.
            recall: What the model has learned of it, if anything.
        """
        self.settings = settings
        self._recall = recall
        self._ages = recall.by_age(most) if recall else np.zeros(most, np.float32)
        self._left_out: LeftOut | None = None
        self._shown = np.ones(most, bool)  # False for places that are to be left out
        # [blocks, key size, _BLOCK], made when the first piece comes; each block is one product.
        self._keys = np.zeros((0, 0, _BLOCK), np.float32)
        self._tokens = np.zeros(most, np.int64)
        self._pieces: list[Piece] = []
        self._now = self._ages[:0]  # by the place, of all that are compared
        self._count = 0  # places of `_pieces`
        self._last: Piece | None = None  # behind them
        self._end = 0
        self.version = 0

    def __len__(self) -> int:
        return self._end

    def leave_out(self, left_out: LeftOut | None) -> None:
        """Let these tokens count nowhere from now on."""
        self._left_out = left_out or None
        self._pieces, self._last, self._count, self._end = [], None, 0, 0  # written anew with the next call
        self.version += 1

    def put(
        self,
        before: Sequence[Piece],
        last: Piece | None,
        behind: Sequence[Piece] = (),
        anywhere: Sequence[Piece] = (),
    ) -> None:
        """Compare with these pieces from now on.

        Args:
            before: What stands before the cursor. Adding some at the end of the last call's is cheap.
            last: The unfinished piece at the cursor, another one after each word.
            behind: What stands behind the cursor, the nearest first. Left out before `before` is, if there
                are too many, but after `anywhere`.
            anywhere: What is as far away as can be, wherever the cursor is.
        """
        all_pieces = [*anywhere, *behind, *before]
        pieces = _fitting(all_pieces, len(self._tokens) - _BLOCK)
        if not len(self._keys) and (some := [*pieces[:1], *([last] if last else [])]):
            size = some[0].keys.shape[1]
            self._keys = np.zeros((-(-len(self._tokens) // _BLOCK), size, _BLOCK), np.float32)
        stand = len(self._pieces)
        if pieces[:stand] != self._pieces:
            stand = self._count = 0
        elif len(pieces) == stand and last is self._last:
            return
        for piece in pieces[stand:]:
            self._count = self._write(self._count, piece)
        self._pieces, self._last = pieces, last
        self._end = self._write(self._count, last) if last and len(last.tokens) <= _BLOCK else self._count
        left_out = _tokens(all_pieces) - self._count
        self._now = self._aged(_tokens(anywhere) - left_out, _tokens(behind))
        self.version += 1

    def _aged(self, first: int, behind: int) -> np.ndarray:
        """What each place's score has for how far it is from the cursor, float32 [places].

        Args:
            first: Where the places behind the cursor begin; below 0, so many of these are left out.
            behind: How many they are, the nearest first.
        """
        ages = self._ages[len(self._ages) - self._end :]
        last = first + behind
        if behind and last > 0:
            ages = ages.copy()
            distances = self._ages[::-1][max(-first, 0) : behind]
            ages[max(first, 0) : last] = distances
        return ages

    def blend(
        self,
        probabilities: np.ndarray,
        vectors: np.ndarray,
        weight: float = 1.0,
        followed: np.ndarray | float = 0.0,
    ) -> np.ndarray:
        """Mix what followed at like places into the model's distribution.

        Args:
            probabilities: float32 [rows, vocabulary].
            vectors: float32 [rows, size], the model's vectors before the token in question.
            weight: How much of the usual part the places get, 0 to 1.
            followed: [rows], 1 where text stands behind the cursor, else 0.

        Returns:
            float32 [rows, vocabulary]; each row sums to one, as before.
        """
        if not self._end or (self._left_out and not self._shown[: self._end].any()):
            return probabilities
        recall, settings, end = self._recall, self.settings, self._end
        likeness = self._compare(make_keys(vectors, recall))
        if self._left_out:
            likeness = np.where(self._shown[:end], likeness, _UNLIKE)
        trust = settings.bias + settings.slope * likeness.max(axis=1) + settings.behind * followed
        scores = likeness
        scores *= settings.sharpness
        if recall:
            trust += vectors @ recall.gate
            scores += self._now
            scores += recall.likelihood * np.log(np.maximum(probabilities[:, self._tokens[:end]], _SMALLEST))
        scores -= scores.max(axis=1, keepdims=True)
        weights = np.exp(scores, out=scores)
        part = weight * settings.share / (1.0 + np.exp(-trust))
        weights *= (part / weights.sum(axis=1))[:, None]
        blended: np.ndarray = probabilities * (1.0 - part)[:, None]
        tokens = self._tokens[:end]
        for row, shares in zip(blended, weights, strict=True):
            np.add.at(row, tokens, shares)
        return blended

    def _compare(self, vectors: np.ndarray) -> np.ndarray:
        """The cosines with all places, float32 [rows, places]."""
        blocks = -(-self._end // _BLOCK)
        cosines = np.matmul(vectors, self._keys[:blocks])
        return cosines.transpose(1, 0, 2).reshape(len(vectors), -1)[:, : self._end]

    def _write(self, start: int, piece: Piece) -> int:
        """Put a piece's places from `start` on; returns the place after them."""
        end, done = start + len(piece.tokens), 0
        self._tokens[start:end] = piece.tokens
        if self._left_out:
            self._shown[start:end] = ~self._left_out.mask(piece.tokens.tolist())
        while start < end:
            block, column = divmod(start, _BLOCK)
            width = min(_BLOCK - column, end - start)
            self._keys[block, :, column : column + width] = piece.keys[done : done + width].T
            start, done = start + width, done + width
        return end


def _tokens(pieces: Sequence[Piece]) -> int:
    return sum(len(piece.tokens) for piece in pieces)


def _fitting(pieces: Sequence[Piece], room: int) -> list[Piece]:
    """The last pieces of no more than `room` tokens."""
    first = len(pieces)
    while first and room >= len(pieces[first - 1].tokens):
        first -= 1
        room -= len(pieces[first].tokens)
    return list(pieces[-(-first // _STEP) * _STEP :])
