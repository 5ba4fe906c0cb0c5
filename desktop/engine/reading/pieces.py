"""Text read with a model, piece by piece: the reading at the end of each, and what is remembered of it."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from desktop.engine.model.model import Model, State
from desktop.engine.model.vocabulary import Vocabulary

# Vectors are folded to so many numbers, which costs next to nothing: the keys are 4 MB of float32 then.
KEY_SIZE = 256
_SMALLEST = np.float32(1e-9)


@dataclass(eq=False)
class Piece:
    """A stretch of the story as the model has read it.

    Attributes:
        text: The stretch.
        tokens: int64 [tokens].
        keys: float16 [tokens, key size], made by `fold` of the model's vector before each token.
        after: The model's reading at the end.
        vectors: float16 [tokens, size], the model's vectors themselves, until something was learned of them.
    """

    text: str
    tokens: np.ndarray
    keys: np.ndarray
    after: State
    vectors: np.ndarray | None = None

    def joined(self, other: "Piece") -> "Piece":
        """This piece and the one that follows it."""
        both = self.vectors, other.vectors
        return Piece(
            self.text + other.text,
            np.concatenate([self.tokens, other.tokens]),
            np.concatenate([self.keys, other.keys]),
            other.after,
            None if both[0] is None or both[1] is None else np.concatenate([both[0], both[1]]),
        )


@dataclass(eq=False)
class Mark:
    """The model's reading of the text up to `place`.

    Attributes:
        place: Where.
        reading: What the model has read.
        is_start: No text was read yet.
        piece: What was read since the checkpoint before; None if the model has no vectors to remember.
    """

    place: int
    reading: State
    is_start: bool = False
    piece: Piece | None = None


def read_chunk(start: Mark, left: str, end: int, model: Model, vocabulary: Vocabulary) -> Mark:
    """Read `left` on from a checkpoint to `end`."""
    if end == start.place:
        return start
    chunk = left[start.place : end]
    # A text begins with its first word, whatever white space stands before.
    ids = vocabulary.encode(chunk.lstrip() if start.is_start else chunk)
    reading, vectors = model.trace(start.reading, ids)
    piece = None
    if ids and vectors is not None:
        keys = fold(vectors).astype(np.float16)
        piece = Piece(chunk, np.array(ids, np.int64), keys, reading, vectors.astype(np.float16))
    return Mark(end, reading, start.is_start and not ids, piece)


def read_past(start: Mark, left: str, end: int, model: Model, vocabulary: Vocabulary) -> Mark:
    """Read on from a place that is no checkpoint."""
    mark = read_chunk(start, left, end, model, vocabulary)
    if mark is not start and start.piece:
        mark.piece = start.piece.joined(mark.piece) if mark.piece else start.piece
    return mark


def fold(vectors: np.ndarray) -> np.ndarray:
    """Vectors of length 1 with nearly the same cosines and at most `KEY_SIZE` numbers.

    Each of the result's numbers is a sum, with random signs, of some of the vector's (Weinberger et al. 2009,
    "Feature Hashing for Large Scale Multitask Learning").

    Args:
        vectors: float32 [rows, size].
    """
    size = vectors.shape[1]
    if size > KEY_SIZE:
        signs = _signs(size)
        folded = vectors[:, :KEY_SIZE] * signs[:KEY_SIZE]
        for start in range(KEY_SIZE, size, KEY_SIZE):
            width = min(KEY_SIZE, size - start)
            folded[:, :width] += vectors[:, start : start + width] * signs[start : start + width]
        vectors = folded
    lengths = np.sqrt(np.einsum("rs,rs->r", vectors, vectors))
    result: np.ndarray = vectors / np.maximum(lengths, _SMALLEST)[:, None]
    return result


@cache
def _signs(size: int) -> np.ndarray:
    return np.random.default_rng(0).choice(np.array([-1, 1], np.float32), size)
