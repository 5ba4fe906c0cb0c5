"""From a file of token ids to training batches: parallel streams of text, cut into windows, cut into gaps."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trainer.batches.distances import UNKNOWN, steps_of

NOTHING_FOLLOWS = -1

# At a window's start this share of the streams forgets its state and reads the end-of-document token, as the
# desk does when it opens a text somewhere in the middle. Otherwise a state of zeros would hardly occur in
# training.
FRESH_START_SHARE = 0.02

# Of this share of the gaps the model is told how far their end is; of the others it has to do without.
TOLD_SHARE = 0.5
_TOLD_SEED = 3


@dataclass(frozen=True)
class Batch:
    """One training step's windows.

    Attributes:
        tokens: int32 `[streams, window]`, what the forward direction reads.
        targets: int32 `[streams, window]`, the token after each; the backward direction reads these.
        right: int32 `[streams, window]`: how many targets, counted from the window's end, the backward
            direction has read at the end of this target's gap, less one; or `NOTHING_FOLLOWS`.
        carried: float32 `[streams, 1]`, 1 where the forward state goes on from the previous window, else 0.
        distances: int32 `[streams, window]`, the step of `distances` that the way from this target to
            its gap's end falls into, or `UNKNOWN`.
    """

    tokens: NDArray[np.int32]
    targets: NDArray[np.int32]
    right: NDArray[np.int32]
    carried: NDArray[np.float32]
    distances: NDArray[np.int32]


def longest_gap(window: int) -> int:
    """Tokens of the longest gap that is cut into windows of so many."""
    return max(1, window // 2)


def sample_gaps(rng: np.random.Generator, streams: int, window: int) -> NDArray[np.int32]:
    """Cut every window into gaps and say, for each target, what has been read on the other side of its gap.

    The logarithm of a gap's length is uniform, up to half a window: with windows of 64, a fifth of the gaps
    hold one token, a third eleven or more. (With half of them of one token, the model learns that the text
    after the cursor is but a word away, and does worse with it than without where eight words are missing.)
    The target at place p of the gap [start, end) may see the targets from `end` on, never those inside the
    gap. A gap that reaches the window's end sees nothing.

    Returns:
        int32 `[streams, window]`, as `Batch.right`.
    """
    lengths = np.exp(rng.random((streams, window)) * np.log(longest_gap(window) + 1)).astype(np.int64)
    ends = np.minimum(np.cumsum(lengths, axis=1), window)
    is_end = np.zeros((streams, window + 1), dtype=bool)
    np.put_along_axis(is_end, ends, True, axis=1)
    places = np.where(is_end[:, 1:], np.arange(1, window + 1), window)
    next_end = np.minimum.accumulate(places[:, ::-1], axis=1)[:, ::-1]
    return (window - next_end - 1).astype(np.int32)


def told_distances(rng: np.random.Generator, right: NDArray[np.int32]) -> NDArray[np.int32]:
    """How far the end of each target's gap is, where the model is told; counted down inside the gap.

    Args:
        rng: chooses the gaps that it is told of.
        right: int32 `[streams, window]`, as `Batch.right`.

    Returns:
        int32 `[streams, window]`, as `Batch.distances`.
    """
    window = right.shape[1]
    ends = window - 1 - right
    told = np.take_along_axis(rng.random((len(right), window + 1)) < TOLD_SHARE, ends, axis=1)
    told &= right != NOTHING_FOLLOWS
    return np.where(told, steps_of(ends - np.arange(window)), UNKNOWN).astype(np.int32)


class TokenStreams:
    """Endless parallel streams through a token file; any step's batch can be made on its own, so a run can
    resume.

    Args:
        tokens: one-dimensional array of ids (a memory map: only the windows in use are read).
        streams: number of streams, each reading its own stretch of the file from front to back.
        window: tokens a stream moves on by at each step.
        both_sides: share of the streams, from the first on, whose gaps see the text after them; the others
            learn that nothing follows. Which text falls to which changes from epoch to epoch.
        end_token: id that separates documents.
        seed: of the gaps, the epochs' offsets and the fresh starts.
    """

    def __init__(
        self,
        tokens: NDArray[np.integer],
        streams: int,
        window: int,
        both_sides: float,
        end_token: int,
        seed: int,
    ):
        self.tokens = tokens
        self.streams = streams
        self.window = window
        self.rows_with_right = round(streams * both_sides)
        self.end_token = end_token
        self.seed = seed
        self.steps_in_epoch = max(1, len(tokens) // (streams * window))

    def batch(self, step: int) -> Batch:
        """The batch of one step, counted from 0; the same step gives the same batch always."""
        rng = np.random.default_rng([self.seed, step])
        epoch, place = divmod(step, self.steps_in_epoch)
        offset = int(np.random.default_rng([self.seed, epoch, 1]).integers(len(self.tokens))) if epoch else 0
        stride = self.steps_in_epoch * self.window
        starts = offset + np.arange(self.streams) * stride + place * self.window
        where = (starts[:, None] + np.arange(self.window + 1)) % len(self.tokens)
        ids = self.tokens[where].astype(np.int32)
        right = np.full((self.streams, self.window), NOTHING_FOLLOWS, np.int32)
        right[: self.rows_with_right] = sample_gaps(rng, self.rows_with_right, self.window)
        carried = (rng.random((self.streams, 1)) >= FRESH_START_SHARE).astype(np.float32)
        if place == 0:
            carried[:] = 0.0
        tokens = ids[:, :-1].copy()
        tokens[carried[:, 0] == 0.0, 0] = self.end_token
        distances = told_distances(np.random.default_rng([self.seed, step, _TOLD_SEED]), right)
        return Batch(tokens, ids[:, 1:], right, carried, distances)


class SkippingWindows:
    """Windows that each begin anew, one after the other through the text and round again.

    So batches are made for a model that learns every token of a window from the tokens before it in that
    window alone; nothing follows any of them.

    Args:
        tokens: one-dimensional array of ids.
        windows: windows of a step.
        window: tokens of each.
        skip: tokens from the beginning of one to that of the next.
    """

    rows_with_right = 0

    def __init__(self, tokens: NDArray[np.integer], windows: int, window: int, skip: int):
        self.tokens, self.windows, self.window, self.skip = tokens, windows, window, skip
        self.steps_in_epoch = max(1, len(tokens) // (windows * window))

    def batch(self, step: int) -> Batch:
        """The batch of one step, counted from 0."""
        # The last token is a target only; a text shorter than a window is read round and round.
        places = max(1, -(-(len(self.tokens) - self.window) // self.skip))
        starts = (np.arange(step * self.windows, (step + 1) * self.windows) % places) * self.skip
        ids = self.tokens[(starts[:, None] + np.arange(self.window + 1)) % len(self.tokens)].astype(np.int32)
        right = np.full((self.windows, self.window), NOTHING_FOLLOWS, np.int32)
        distances = np.full((self.windows, self.window), UNKNOWN, np.int32)
        return Batch(ids[:, :-1], ids[:, 1:], right, np.zeros((self.windows, 1), np.float32), distances)
