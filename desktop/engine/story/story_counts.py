"""What was counted in a story: which token followed which, as far as the pieces that are remembered tell."""

from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from desktop.engine.reading.pieces import Piece
from desktop.engine.story.left_out import LeftOut

Run = tuple[int, ...]
# What the writer wants to be known counts like so many uses.
KEPT_USES = 4


class StoryCounts(ABC):
    """Knows what followed a run of tokens, and gives that its part of a distribution.

    A path, a row of int32, holds the tokens that decide what may follow, and NOTHING where there are fewer.
    """

    NOTHING = -1

    def __init__(self) -> None:
        self._next: dict[Run, Counter[int]] = defaultdict(Counter)
        self._pieces: dict[int, Piece] = {}
        self._left_out: LeftOut | None = None

    def leave_out(self, left_out: LeftOut | None) -> None:
        """Know nothing, and from now on nothing of these words and phrases."""
        self.forget()
        self._left_out = left_out or None

    @abstractmethod
    def keep(self, text: str) -> None:
        """Know a word or a phrase until all is forgotten, as well as if it had been used a few times."""

    def forget(self) -> None:
        """Know nothing."""
        self._next.clear()
        self._pieces.clear()

    def put(self, pieces: Iterable[Piece]) -> None:
        """Know what is in these pieces, and in no others, from now on."""
        wanted = {id(piece): piece for piece in pieces}
        for key in [key for key in self._pieces if key not in wanted]:
            self._count(self._pieces.pop(key), -1)
        for key, piece in wanted.items():
            if key not in self._pieces:
                self._count(piece, 1)
                self._pieces[key] = piece

    @abstractmethod
    def blank(self) -> np.ndarray:
        """The path at the beginning of a text, one row."""

    @abstractmethod
    def spell(self, path: np.ndarray, ids: Sequence[int]) -> np.ndarray:
        """The path, one row, after these tokens."""

    @abstractmethod
    def spell_rows(self, paths: np.ndarray, tokens: Sequence[int]) -> np.ndarray:
        """Each row's path after its token."""

    @abstractmethod
    def blend(self, probabilities: np.ndarray, paths: np.ndarray) -> np.ndarray:
        """Give what is known its part of float32 [rows, vocabulary]; each row's sum stays."""

    @abstractmethod
    def _count(self, piece: Piece, times: int) -> None:
        """Count what is in a piece, or (-1) take it back."""

    def _add(self, run: Run, token: int, times: int) -> None:
        followers = self._next[run]
        followers[token] += times
        if not followers[token]:
            del followers[token]
        if not followers:
            del self._next[run]
