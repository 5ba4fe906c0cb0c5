"""Windows of text for many-to-one networks: each the tokens before a target."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

BLANK = -1

# Lengths of windows in a batch are rounded up to a multiple of this, so that few shapes occur.
_LENGTH_UNIT = 16
# Windows of about this range of lengths share a batch, so that batches differ from epoch to epoch.
_LENGTH_JITTER = 8


@dataclass(frozen=True)
class WindowSpec:
    """What a window holds.

    Attributes:
        length: tokens at most.
        restart: ids after which reading begins anew, with the token `begin` alone; always the end of a
            document, and the end of a line where lines are texts of their own.
        begin: id that a text begins with.
    """

    length: int
    restart: tuple[int, ...]
    begin: int


@dataclass(frozen=True)
class WindowBatch:
    """Samples of one step.

    Attributes:
        windows: int32 `[samples, time]`, shorter ones filled with `BLANK` in front.
        targets: int32 `[samples]`, the token after each.
    """

    windows: NDArray[np.int32]
    targets: NDArray[np.int32]


class WindowSamples:
    """Every token of a text as a target once an epoch, in batches of like length.

    Args:
        tokens: one-dimensional array of ids (a memory map).
        batch: samples a step.
        spec: what a window holds.
        short: whether windows shorter than `spec.length` are samples too. This keeps 8 bytes a token in
            memory to order the samples by length; without it nothing is kept.
        seed: of the order.
    """

    def __init__(self, tokens: NDArray[np.integer], batch: int, spec: WindowSpec, short: bool, seed: int):
        self.tokens, self.size, self.spec, self.seed = tokens, batch, spec, seed
        self._begins = np.flatnonzero(np.isin(tokens, spec.restart)) if short else None
        self.samples = len(self._targets()) if short else max(0, len(tokens) - spec.length)
        self.steps_in_epoch = max(1, math.ceil(self.samples / batch))
        self._epoch: tuple[int, NDArray[np.int64]] = (-1, np.zeros(0, np.int64))

    def batch(self, step: int) -> WindowBatch:
        """The batch of one step, counted from 0; the same step gives the same batch always."""
        epoch, place = divmod(step, self.steps_in_epoch)
        if self._begins is None:
            return self._full_windows(self._shuffled(epoch, place))
        return self._short_windows(self._ordered(epoch)[place])

    def _shuffled(self, epoch: int, place: int) -> NDArray[np.int64]:
        """Numbers of the samples of one step: an affine permutation, which needs no table."""
        rng = np.random.default_rng([self.seed, epoch])
        factor = int(rng.integers(1, self.samples + 1))
        while math.gcd(factor, self.samples) != 1:
            factor = factor % self.samples + 1
        offset = int(rng.integers(self.samples))
        numbers = range(place * self.size, (place + 1) * self.size)
        return np.array([(factor * number + offset) % self.samples for number in numbers], np.int64)

    def _full_windows(self, starts: NDArray[np.int64]) -> WindowBatch:
        ids = self.tokens[starts[:, None] + np.arange(self.spec.length + 1)].astype(np.int32)
        return WindowBatch(ids[:, :-1], ids[:, -1])

    def _targets(self) -> NDArray[np.int64]:
        """Places of all targets: every token but the ends of documents."""
        return np.flatnonzero(self.tokens != self.spec.begin)

    def _firsts(self, places: NDArray[np.int64]) -> NDArray[np.int64]:
        """For each place, where the last restarting token before it stands: each document begins with one."""
        assert self._begins is not None
        return self._begins[np.searchsorted(self._begins, places) - 1]

    def _ordered(self, epoch: int) -> NDArray[np.int64]:
        """Places of targets `[steps, batch]` of one epoch: like lengths together, steps in any order."""
        if self._epoch[0] != epoch:
            rng = np.random.default_rng([self.seed, epoch])
            places = self._targets()
            lengths = np.minimum(places - self._firsts(places), self.spec.length)
            order = np.argsort(lengths + rng.random(len(places)) * _LENGTH_JITTER)
            # What is missing from the last step are the longest windows once more.
            missing = self.steps_in_epoch * self.size - len(places)
            filled = np.pad(places[order], (0, missing), "symmetric")
            steps = filled.reshape(self.steps_in_epoch, self.size)
            self._epoch = (epoch, steps[rng.permutation(self.steps_in_epoch)])
        return self._epoch[1]

    def _short_windows(self, places: NDArray[np.int64]) -> WindowBatch:
        firsts = self._firsts(places)
        longest = min(int((places - firsts).max()), self.spec.length)
        longest = min(-(-longest // _LENGTH_UNIT) * _LENGTH_UNIT, self.spec.length)
        where = places[:, None] + np.arange(-longest, 0)
        windows = self.tokens[np.maximum(where, 0)].astype(np.int32)
        windows[where == firsts[:, None]] = self.spec.begin
        windows[where < firsts[:, None]] = BLANK
        return WindowBatch(windows, self.tokens[places].astype(np.int32))
