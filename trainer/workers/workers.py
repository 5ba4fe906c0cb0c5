"""What a training asks of those that share its work; whoever trains alone has only itself to ask."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Workers:
    """A process that trains alone, and what those that train together have to offer.

    Each of `count` workers has the same weights, takes its share of every batch's rows, and applies the mean
    of all gradients. What one of them calls here, all others call at the same time.

    Attributes:
        index: which worker this process is.
        count: how many there are.
        processes: how many processes call the methods; as many as there are workers, unless several compute
            one program, and are one worker together.
    """

    index, count = 0, 1

    @property
    def processes(self) -> int:
        """See the class."""
        return self.count

    @property
    def is_first(self) -> bool:
        """Whether this is the process that shows how the training goes on."""
        return self.index == 0

    def rows(self, rows: int, towers: int) -> NDArray[np.intp]:
        """Which rows of a batch this process makes; see `share_of_rows`."""
        return share_of_rows(rows, towers, self)

    def averaging(self, optimizer: Any) -> Any:
        """A Keras optimiser's class, made to apply the mean of all workers' gradients."""
        return optimizer

    def means(self, values: Sequence[float]) -> list[float]:
        """Mean of each value over all workers, to the bit the same for all."""
        return list(values)

    def gather(self, array: NDArray[Any]) -> NDArray[Any]:
        """The arrays of all workers, stacked: `[count, *array.shape]`."""
        return array[None]

    def from_worker(self, source: int, arrays: Sequence[NDArray[Any]]) -> list[NDArray[Any]]:
        """The arrays that one of the workers has; the others give arrays of the same shapes and types."""
        return list(arrays)

    def leave(self) -> None:
        """End together, after all else has been asked; what comes after is each one's own."""

    @contextmanager
    def watched(self, advice: Callable[[str], str]) -> Iterator[None]:
        """End with a sentence when another worker is lost.

        Args:
            advice: makes the sentence of the name of the worker.

        Raises:
            WorkersError: a worker was lost meanwhile.
        """
        yield


ALONE = Workers()


def share_of_rows(rows: int, towers: int, workers: Workers) -> NDArray[np.intp]:
    """Which rows of a batch are a worker's own.

    The rows of a batch are dealt out to the towers of all workers, as `rows[tower::all_towers]`; the first
    towers are those of the first worker. Dealt out once more, to its own towers only, a worker's rows come to
    the same towers.

    Args:
        rows: of the whole batch.
        towers: of each worker.
        workers: all of them.
    """
    everywhere = np.arange(rows) % (towers * workers.count)
    return np.flatnonzero(everywhere // towers == workers.index)
