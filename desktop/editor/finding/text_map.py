"""A text as it is searched, and where its characters stand in Qt's document."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import regex

Numbers = npt.NDArray[np.int32]
_BEYOND_THE_BMP = regex.compile("[\U00010000-\U0010ffff]")


class TextMap:
    """Turns places in a text into Qt's positions and back.

    Qt counts characters beyond the BMP as two and the separators between pieces of a long paragraph as one,
    which in the text are nothing at all.

    Args:
        in_pieces: The text with a newline for each of Qt's separators.
        seams: Qt's positions of the separators that are nothing in the text, in order.

    Attributes:
        text: The text as it is searched.
    """

    def __init__(self, in_pieces: str, seams: Sequence[int] = ()):
        self._wide: Numbers = np.empty(0, np.int32)  # indices, in pieces, of characters that Qt counts as two
        if not in_pieces.isascii():
            self._wide = np.array([one.start() for one in _BEYOND_THE_BMP.finditer(in_pieces)], np.int32)
        self._wide_positions: Numbers = (self._wide + np.arange(len(self._wide))).astype(np.int32)
        positions: Numbers = np.array(seams, np.int32)
        self._seams = positions - _count_before(self._wide_positions, positions)  # indices, in pieces
        bounds = [-1, *self._seams.tolist(), len(in_pieces)]
        self.text = "".join(in_pieces[start + 1 : end] for start, end in pairwise(bounds))
        self._seams_in_text = self._seams - np.arange(len(self._seams), dtype=np.int32)

    def starts(self, indices: Numbers) -> Numbers:
        """Qt's positions of characters, by their indices."""
        return self._positions(indices + np.searchsorted(self._seams_in_text, indices, "right"))

    def ends(self, indices: Numbers) -> Numbers:
        """Qt's positions behind the last characters of stretches, before the separator where a piece ends."""
        return self._positions(indices + np.searchsorted(self._seams_in_text, indices, "left"))

    def index(self, position: int) -> int:
        """The index at which the text is parted by one of Qt's positions."""
        in_pieces = position - int(self._wide_positions.searchsorted(position))
        return in_pieces - int(self._seams.searchsorted(in_pieces))

    def indices(self, positions: Numbers) -> Numbers:
        """The indices at which the text is parted by Qt's positions."""
        in_pieces = positions - _count_before(self._wide_positions, positions)
        return in_pieces - _count_before(self._seams, in_pieces)

    def _positions(self, in_pieces: Numbers) -> Numbers:
        return (in_pieces + _count_before(self._wide, in_pieces)).astype(np.int32)


def _count_before(sorted_numbers: Numbers, numbers: Numbers) -> Numbers:
    """How many of the sorted numbers are less than each number."""
    return sorted_numbers.searchsorted(numbers).astype(np.int32)
