"""The words of the machine's in a text that is being edited, by their places.

Places are numbers, whatever they count. A key costs a few microseconds, however many words there are, since
all that stand behind the edit are moved at once.

A word that another one joins, by a letter or for want of a space, is asleep: it does not count until it
stands alone again. So one can write in front of it without making it the writer's.
"""

from collections.abc import Iterable, Iterator, Set
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from desktop.engine.origins.origin import ORIGINS, Origin, Word

Numbers = npt.NDArray[np.int32]
_NUMBER = {origin: number for number, origin in enumerate(ORIGINS)}
_ASLEEP = 64  # a bit of the number of an origin


class Words(NamedTuple):
    """Some words, in order, none of which overlap.

    Attributes:
        starts: Where they begin.
        ends: Where they end.
        origins: How they came, as numbers of `ORIGINS`; more than those of words that are asleep.
    """

    starts: Numbers
    ends: Numbers
    origins: Numbers

    @classmethod
    def of(cls, words: Iterable[Word]) -> "Words":
        """Words as arrays."""
        rows = [(start, end, _NUMBER[origin]) for start, end, origin in words]
        table = np.array(rows, np.int32).reshape(-1, 3)
        return cls(table[:, 0].copy(), table[:, 1].copy(), table[:, 2].copy())

    def each(self) -> Iterator[Word]:
        """Them one by one, but for those that are asleep."""
        rows = zip(self.starts.tolist(), self.ends.tolist(), self.origins.tolist(), strict=True)
        return (Word(start, end, ORIGINS[number]) for start, end, number in rows if number < _ASLEEP)

    @property
    def awake(self) -> "Words":
        """Those that are not asleep."""
        is_awake = self.origins < _ASLEEP
        return self if is_awake.all() else Words(*(column[is_awake] for column in self))

    @property
    def number(self) -> int:
        """How many there are."""
        return len(self.starts)

    def moved(self, by: int) -> "Words":
        """The same so much further on."""
        return Words(self.starts + np.int32(by), self.ends + np.int32(by), self.origins)

    def counts(self) -> dict[Origin, int]:
        """How many there are of each origin, but for those that are asleep."""
        numbers = np.bincount(self.origins, minlength=len(ORIGINS))[: len(ORIGINS)].tolist()
        return {origin: number for origin, number in zip(ORIGINS, numbers, strict=True) if number}


NO_WORDS = Words.of(())


class WordMap:
    """Words that move along with edits, and go where they are edited themselves."""

    def __init__(self) -> None:
        self.words = NO_WORDS

    def __bool__(self) -> bool:
        return self.words.number > 0

    def clear(self) -> None:
        """Know none."""
        self.words = NO_WORDS

    def touching(self, first: int, last: int) -> Words:
        """The words that are between two places, reach over one, or end or begin there."""
        return self._part(*self._range(first, last))

    def inside(self, first: int, last: int) -> Words:
        """The words that are between two places as a whole."""
        begin = _before(self.words.starts, first)
        end = _before(self.words.ends, last, "right")
        return self._part(begin, max(begin, end))

    def edit(self, position: int, removed: int, added: int) -> None:
        """Follow an edit: words of which something was removed, or into which something was put, go."""
        starts, ends, origins = self.words
        first = _before(ends, position, "right")
        last = _before(starts, position + removed)
        if last > first:
            keep = np.r_[0:first, last : len(starts)]
            starts, ends, origins = starts[keep], ends[keep], origins[keep]
        if added != removed:
            starts, ends = starts.copy(), ends.copy()
            starts[first:] += added - removed
            ends[first:] += added - removed
        self.words = Words(starts, ends, origins)

    def wake(self, first: int, last: int, whole: Set[tuple[int, int]]) -> list[Word]:
        """Let the words that touch a stretch be awake if they are whole words of the text, else asleep.

        Returns:
            Those that fell asleep.
        """
        begin, end = self._range(first, last)
        turned, fallen = [], []
        for at, (start, stop, number) in enumerate(
            zip(*(part.tolist() for part in self._part(begin, end)), strict=True)
        ):
            is_whole = (start, stop) in whole
            if is_whole != (number < _ASLEEP):
                turned.append(begin + at)
                if not is_whole:
                    fallen.append(Word(start, stop, ORIGINS[number]))
        if turned:
            origins = self.words.origins.copy()
            origins[turned] ^= _ASLEEP
            self.words = self.words._replace(origins=origins)
        return fallen

    def put(self, words: Words) -> None:
        """Know some more, in place of those with which they overlap."""
        if not words.number:
            return
        known = self.words
        following = words.ends.searchsorted(known.starts, "right")  # the first that ends behind a beginning
        beginnings = np.append(words.starts, np.iinfo(np.int32).max)[following]
        known = Words(*(column[beginnings >= known.ends] for column in known))
        at = known.starts.searchsorted(words.starts)
        self.words = Words(
            np.insert(known.starts, at, words.starts),
            np.insert(known.ends, at, words.ends),
            np.insert(known.origins, at, words.origins),
        )

    def replace(self, position: int, removed: int, added: int, words: Words) -> None:
        """Follow an edit after which a stretch has just these words."""
        self.edit(position, removed, added)
        self.put(words)

    def _range(self, first: int, last: int) -> tuple[int, int]:
        begin = _before(self.words.ends, first)
        return begin, max(begin, _before(self.words.starts, last, "right"))

    def _part(self, begin: int, end: int) -> Words:
        starts, ends, origins = self.words
        return Words(starts[begin:end], ends[begin:end], origins[begin:end])


def _before(numbers: Numbers, number: int, side: Literal["left", "right"] = "left") -> int:
    """How many sorted numbers are less than one, or not greater; of another type, all would be converted."""
    return int(numbers.searchsorted(np.int32(number), side))
