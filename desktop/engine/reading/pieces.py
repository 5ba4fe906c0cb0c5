"""Text read with a model, piece by piece: the reading at the end of each, and what is remembered of it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from desktop.engine.model.model import Model, State
from desktop.engine.model.vocabulary import Vocabulary


@dataclass(eq=False)
class Piece:
    """A stretch of the story as the model has read it.

    Attributes:
        text: The stretch.
        tokens: int64 [tokens].
        keys: float16 [tokens, key size], what `Model.keys` makes of the model's vector before each token.
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

    @cached_property
    def without_first(self) -> "Piece":
        """This piece without its first token, always the same object."""
        vectors = None if self.vectors is None else self.vectors[1:]
        return Piece(self.text, self.tokens[1:], self.keys[1:], self.after, vectors)


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
        keys = model.keys(vectors).astype(np.float16)
        piece = Piece(chunk, np.array(ids, np.int64), keys, reading, vectors.astype(np.float16))
    return Mark(end, reading, start.is_start and not ids, piece)


def read_past(start: Mark, left: str, end: int, model: Model, vocabulary: Vocabulary) -> Mark:
    """Read on from a place that is no checkpoint."""
    mark = read_chunk(start, left, end, model, vocabulary)
    if mark is not start and start.piece:
        mark.piece = start.piece.joined(mark.piece) if mark.piece else start.piece
    return mark
