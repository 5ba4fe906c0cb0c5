"""Interpolated modified Kneser-Ney over sequences of ids, of any order, on sorted arrays.

Chen and Goodman, "An Empirical Study of Smoothing Techniques for Language Modeling" (1998): three discounts
an order, and below the highest order the number of different ids before an n-gram in place of its count.

An n-gram is a number: the number of its first n - 1 ids, times the vocabulary's size, plus its last id. What
follows a context is therefore one stretch of a sorted array.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Shares = NDArray[np.float32]
# For texts so small that counts of counts are missing, as `lmplz --discount_fallback` has it.
_FALLBACK = (0.5, 1.0, 1.5)
_NONE = -1


@dataclass(frozen=True)
class _Order:
    """The n-grams of one order: where the text has them is forgotten, what they extend is not."""

    keys: Ids
    suffixes: NDArray[np.int32]
    counts: NDArray[np.int64]


class KneserNey:
    """A model of ids from 0 to `size` - 1.

    Attributes:
        size: How many ids there are.
        order: The longest n-grams.
    """

    def __init__(self, size: int, keys: list[Ids], shares: list[Shares], backoffs: list[Shares]) -> None:
        """Join the parts.

        Args:
            size: How many ids there are.
            keys: Sorted n-grams of order 2, 3 and so on.
            shares: Their probabilities, those of single ids `[size]` first.
            backoffs: For each n-gram but the longest, the share of what was never seen after it.
        """
        self.size = size
        self.order = len(shares)
        self._keys = keys
        self._shares = shares
        self._backoffs = backoffs

    @classmethod
    def train(cls, ids: NDArray[np.integer], size: int, order: int) -> "KneserNey":
        """Learn from one sequence `[time]` of ids below `size`."""
        counted, keys = _count(ids, size, order), []
        counts = np.bincount(counted[0].suffixes, minlength=size)
        shares, _ = _shares_after(counts, np.zeros(size, np.int32), 1, np.full(size, 1 / size))
        all_shares, backoffs = [shares], []
        for number, one in enumerate(counted):
            is_last = number == len(counted) - 1
            counts = (
                one.counts if is_last else np.bincount(counted[number + 1].suffixes, minlength=len(one.keys))
            )
            lower = all_shares[-1]
            prefixes = (one.keys // size).astype(np.int32)
            shares, backoff = _shares_after(counts, prefixes, len(lower), lower[one.suffixes])
            keys.append(one.keys)
            all_shares.append(shares)
            backoffs.append(backoff)
        return cls(size, keys, all_shares, backoffs)

    def save(self, folder: Path) -> None:
        """Write the model as arrays into `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, arrays in self._parts().items():
            for number, array in enumerate(arrays):
                np.save(folder / f"{name}{number}.npy", array)

    @classmethod
    def load(cls, folder: Path) -> "KneserNey":
        """Read what `save` has written; the arrays stay on the disk until they are looked at."""
        parts: dict[str, list[NDArray]] = {}
        for name in ("keys", "shares", "backoffs"):
            files = sorted(folder.glob(f"{name}*.npy"))
            parts[name] = [np.load(file, mmap_mode="r") for file in files]
        return cls(len(parts["shares"][0]), parts["keys"], parts["shares"], parts["backoffs"])

    @property
    def bytes(self) -> int:
        """What the arrays take."""
        return sum(array.nbytes for arrays in self._parts().values() for array in arrays)

    def probabilities(self, ids: NDArray[np.integer]) -> NDArray[np.float64]:
        """Of each id `[time]`, given those before it in the sequence."""
        ids = ids.astype(np.int64)
        grams = ids
        found = self._shares[0][ids].astype(np.float64)
        for keys, shares, backoff in zip(self._keys, self._shares[1:], self._backoffs, strict=True):
            # `grams[i]` is the n-gram, one longer in each round, that ends with `ids[i]`.
            contexts = np.concatenate([[_NONE], grams[:-1]])
            grams = _find(keys, np.where(contexts >= 0, contexts * self.size + ids, _NONE))
            backed = np.where(contexts >= 0, backoff[np.maximum(contexts, 0)], 1.0) * found
            found = np.where(grams >= 0, shares[np.maximum(grams, 0)], backed)
        return found

    def contexts(self, ids: Sequence[int]) -> list[int]:
        """The numbers of the last 1, 2 and so on of `ids`, as far as the text has them; for `after`."""
        ids = list(ids)[max(0, len(ids) - self.order + 1) :]
        found: list[int] = []
        for length in range(1, len(ids) + 1):
            gram = self._number(ids[-length:])
            if gram == _NONE:
                break
            found.append(gram)
        return found

    def after(self, contexts: Sequence[int], first: int = 0, end: int | None = None) -> Shares:
        """Probabilities of the ids from `first` to `end` after a context from `contexts`."""
        end = self.size if end is None else end
        found = np.array(self._shares[0][first:end])
        for keys, shares, backoff, context in zip(
            self._keys, self._shares[1:], self._backoffs, contexts, strict=False
        ):
            begin, stop = np.searchsorted(keys, [context * self.size + first, context * self.size + end])
            found *= backoff[context]
            found[keys[begin:stop] - context * self.size - first] = shares[begin:stop]
        return found

    def seen_after(self, contexts: Sequence[int]) -> Ids:
        """The ids that the text has after the longest of `contexts`."""
        context = contexts[-1]
        keys = self._keys[len(contexts) - 1]
        begin, stop = np.searchsorted(keys, [context * self.size, (context + 1) * self.size])
        return np.asarray(keys[begin:stop]) - context * self.size

    def _number(self, ids: Sequence[int]) -> int:
        gram = ids[0]
        for keys, one in zip(self._keys, ids[1:], strict=False):
            gram = int(_find(keys, np.array([gram * self.size + one]))[0])
            if gram == _NONE:
                return _NONE
        return gram

    def _parts(self) -> dict[str, list]:
        return {"keys": self._keys, "shares": self._shares, "backoffs": self._backoffs}


def _count(ids: NDArray[np.integer], size: int, order: int) -> list[_Order]:
    """The n-grams of each order from 2 on."""
    ids = ids.astype(np.int64)
    grams, counted = ids, []
    for _ in range(2, order + 1):
        keys, inverse, counts = np.unique(
            grams[:-1] * size + ids[len(ids) - len(grams) + 1 :], return_inverse=True, return_counts=True
        )
        suffixes = np.empty(len(keys), np.int32)
        suffixes[inverse] = grams[1:]
        counted.append(_Order(keys, suffixes, counts))
        grams = inverse
    return counted


def _shares_after(
    counts: NDArray[np.int64], prefixes: NDArray[np.int32], contexts: int, lower: NDArray
) -> tuple[Shares, Shares]:
    """Probabilities of n-grams and what is left of each context, after the probabilities one order below."""
    discounts = _discounts(counts)[np.minimum(counts, 3)]
    totals = np.bincount(prefixes, weights=counts, minlength=contexts)
    left = np.bincount(prefixes, weights=discounts, minlength=contexts)
    # Only the very first n-grams of a sequence have nothing before them to be counted by.
    backoff = np.where(totals > 0, left / np.maximum(totals, 1), 1.0)
    shares = (counts - discounts) / np.maximum(totals, 1)[prefixes]
    shares += backoff[prefixes] * lower
    return shares.astype(np.float32), backoff.astype(np.float32)


def _discounts(counts: NDArray[np.int64]) -> NDArray[np.float64]:
    """For counts of 0, 1, 2, and 3 or more."""
    ones, twos, threes, fours = (int(np.count_nonzero(counts == number)) for number in (1, 2, 3, 4))
    if not (ones and twos and threes and fours):
        return np.array([0.0, *_FALLBACK])
    share = ones / (ones + 2 * twos)
    pairs = ((ones, twos), (twos, threes), (threes, fours))
    wanted = [number - (number + 1) * share * more / few for number, (few, more) in enumerate(pairs, start=1)]
    return np.array([0.0, *(float(np.clip(one, 0, number)) for number, one in enumerate(wanted, start=1))])


def _find(keys: Ids, wanted: Ids) -> Ids:
    """Where each wanted key stands; -1 if it is not there."""
    places = np.searchsorted(keys, wanted)
    places[places == len(keys)] = 0
    return np.where(keys[places] == wanted, places, _NONE) if len(keys) else np.full(len(wanted), _NONE)
