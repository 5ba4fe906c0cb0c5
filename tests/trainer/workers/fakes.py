"""Workers of one process that meet in memory: threads in place of machines."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from trainer.workers.workers import Workers


class Threads(Workers):
    """One of several workers, each of which is a thread."""

    def __init__(self, index: int, places: list[Any], barrier: threading.Barrier):
        self.index, self.count = index, len(places)
        self._places, self._barrier = places, barrier

    def gather(self, array):
        self._places[self.index] = array
        self._barrier.wait()
        gathered = np.stack(self._places)
        self._barrier.wait()
        return gathered

    def from_worker(self, source, arrays):
        self._places[self.index] = list(arrays)
        self._barrier.wait()
        given = list(self._places[source])
        self._barrier.wait()
        return given


class Part(Workers):
    """One of several workers that never meets the others."""

    def __init__(self, index: int, count: int):
        self.index, self.count = index, count


def side_by_side(tasks: Sequence[Callable[[Workers], Any]]) -> list[Any]:
    """What tasks give back that run at the same time, each as one worker; else the error of one of them."""
    barrier = threading.Barrier(len(tasks), timeout=60)
    places: list[Any] = [None] * len(tasks)

    def run(index: int) -> Any:
        try:
            return tasks[index](Threads(index, places, barrier))
        except threading.BrokenBarrierError:
            # Another one has failed.
            return None
        except BaseException:
            barrier.abort()
            raise

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, range(len(tasks))))
