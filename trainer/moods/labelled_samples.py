"""Labelled texts as a classifier reads them: their last tokens, padded in front."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trainer.corpus.tokenizer import END_ID, PADDING_ID


@dataclass(frozen=True)
class LabelledBatch:
    """Samples of one step.

    Attributes:
        tokens: int32 `[samples, length]`.
        labels: uint8 `[samples]`.
    """

    tokens: NDArray[np.int32]
    labels: NDArray[np.uint8]


class LabelledSamples:
    """The texts of a split.

    Args:
        tokens: one-dimensional array of ids (a memory map), each text begun by the end token.
        labels: one for each text.
        length: ids of a text that are read, the last ones.
        seed: of the order of the batches.
    """

    def __init__(self, tokens: NDArray[np.integer], labels: NDArray[np.uint8], length: int, seed: int = 0):
        self.tokens, self.labels, self.length, self.seed = tokens, labels, length, seed
        ends = np.flatnonzero(tokens == END_ID)
        self._first, self._end = ends + 1, np.append(ends, len(tokens))[1:]
        self._epoch: tuple[int, NDArray[np.int64]] = (-1, np.zeros(0, np.int64))

    def __len__(self) -> int:
        return len(self.labels)

    def steps_in_epoch(self, size: int) -> int:
        """Batches of `size` texts that hold each text once."""
        return max(1, math.ceil(len(self) / size))

    def batch(self, step: int, size: int) -> LabelledBatch:
        """The batch of one step, counted from 0; the same step gives the same batch always.

        What is missing from the last batch of an epoch are texts of its first one.
        """
        epoch, place = divmod(step, self.steps_in_epoch(size))
        if self._epoch[0] != epoch:
            rng = np.random.default_rng([self.seed, epoch])
            self._epoch = (epoch, rng.permutation(len(self)))
        places = np.arange(place * size, (place + 1) * size) % len(self)
        chosen = self._epoch[1][places]
        return LabelledBatch(self.rows(chosen), self.labels[chosen])

    def rows(self, chosen: NDArray[np.int64]) -> NDArray[np.int32]:
        """Texts by their numbers, int32 `[texts, length]`."""
        return padded_rows([self.tokens[self._first[n] : self._end[n]] for n in chosen], self.length)


def padded_rows(texts: Sequence[NDArray[np.integer]], length: int) -> NDArray[np.int32]:
    """The last `length` ids of texts, shorter ones padded in front: int32 `[texts, length]`."""
    rows = np.full((len(texts), length), PADDING_ID, np.int32)
    for row, ids in zip(rows, texts, strict=True):
        kept = ids[-length:]
        row[length - len(kept) :] = kept
    return rows
