"""Documents that hold the same text: the same story as two files, an anthology and one of its stories.

Shingles: Broder, "On the resemblance and containment of documents" (1997). Of all runs of ten words, those
whose hash is small are kept, the same ones of every document, so that what is shared of them tells what is
shared of the whole.
"""

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SHINGLE_WORDS = 10
# So much of the shorter document stands in the longer one: then they are copies. A word in twenty may differ.
COPIED_SHARE = 0.5
# Fewer shingles, of a title or a greeting, prove nothing.
_LEAST_SHARED = 5
_MOST_KEPT = 4_000_000
_FLUSH_CHARACTERS = 1 << 16
# What stands in many documents makes neighbours of them all; these find each other by and by.
_NEIGHBOURS = 8
_WORD = re.compile(r"[^\W_]+")
_FACTOR, _MIX = np.uint64(0x100000001B3), np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Copy:
    """Two documents that share text.

    Attributes:
        first: number of the one that comes first.
        second: number of the other.
        of_first: share of the first that stands in the second.
        of_second: share of the second that stands in the first.
    """

    first: int
    second: int
    of_first: float
    of_second: float


class Shingles:
    """Gathers the shingles of documents, which are offered one after the other.

    Args:
        most: how many to keep of all documents together; 12 bytes each.
    """

    def __init__(self, most: int = _MOST_KEPT) -> None:
        self._most = most
        self._highest = np.uint64(2**64 - 1)
        self._hashes: list[NDArray[np.uint64]] = []
        self._documents: list[NDArray[np.uint32]] = []
        self._kept = 0
        self._document = -1
        self._texts: list[str] = []
        self._characters = 0
        self._tail = np.zeros(0, np.uint64)

    def add(self, document: int, paragraph: str) -> None:
        """Offer the next paragraph of a document; documents come in the order of their numbers."""
        if document != self._document:
            self._flush()
            self._document, self._tail = document, np.zeros(0, np.uint64)
        self._texts.append(paragraph)
        self._characters += len(paragraph)
        if self._characters >= _FLUSH_CHARACTERS:
            self._flush()

    def forget_from(self, document: int) -> None:
        """Take back a document and those after it."""
        self._texts, self._characters = [], 0
        self._document = -1
        kept = [documents < document for documents in self._documents]
        self._filter(kept)

    def copies(self) -> list[Copy]:
        """All pairs of documents of which one stands in the other for the most part."""
        self._flush()
        if not self._kept:
            return []
        hashes, documents = np.concatenate(self._hashes), np.concatenate(self._documents)
        order = np.lexsort((documents, hashes))
        hashes, documents = hashes[order], documents[order].astype(np.int64)
        anew = np.append(True, (hashes[1:] != hashes[:-1]) | (documents[1:] != documents[:-1]))
        hashes, documents = hashes[anew], documents[anew]
        sizes = np.bincount(documents)
        pairs = [
            documents[:-apart][same] * len(sizes) + documents[apart:][same]
            for apart in range(1, min(_NEIGHBOURS, len(hashes) - 1) + 1)
            for same in [hashes[apart:] == hashes[:-apart]]
        ]
        found, shared = np.unique(np.concatenate(pairs or [np.zeros(0, np.int64)]), return_counts=True)
        copies = [
            Copy(int(first), int(second), count / sizes[first], count / sizes[second])
            for (first, second), count in zip(
                (divmod(pair, len(sizes)) for pair in found), shared, strict=True
            )
            if count >= _LEAST_SHARED
        ]
        return [copy for copy in copies if max(copy.of_first, copy.of_second) >= COPIED_SHARE]

    def _flush(self) -> None:
        words = _WORD.findall("\n".join(self._texts).lower())
        self._texts, self._characters = [], 0
        if not words:
            return
        numbers = np.fromiter((zlib.crc32(word.encode()) for word in words), np.uint64, len(words))
        numbers = np.concatenate([self._tail, numbers])
        self._tail = numbers[-(SHINGLE_WORDS - 1) :]
        count = len(numbers) - SHINGLE_WORDS + 1
        if count <= 0:
            return
        hashes = np.zeros(count, np.uint64)
        for place in range(SHINGLE_WORDS):
            hashes = hashes * _FACTOR + numbers[place : place + count]
        hashes = (hashes ^ (hashes >> np.uint64(29))) * _MIX
        hashes = hashes[hashes <= self._highest]
        self._hashes.append(hashes)
        self._documents.append(np.full(len(hashes), self._document, np.uint32))
        self._kept += len(hashes)
        while self._kept > self._most:
            self._highest >>= np.uint64(1)
            self._filter([kept <= self._highest for kept in self._hashes])

    def _filter(self, kept: list[NDArray[np.bool_]]) -> None:
        self._hashes = [hashes[which] for hashes, which in zip(self._hashes, kept, strict=True)]
        self._documents = [those[which] for those, which in zip(self._documents, kept, strict=True)]
        self._kept = sum(map(len, self._hashes))


def together(documents: int, copies: Iterable[Copy]) -> list[int]:
    """For each document the first of those that belong together with it; itself where none is before it."""
    first = list(range(documents))

    def leader(number: int) -> int:
        while first[number] != number:
            first[number] = number = first[first[number]]
        return number

    for copy in copies:
        low, high = sorted((leader(copy.first), leader(copy.second)))
        first[high] = low
    return [leader(number) for number in range(documents)]
