"""Workers that compute one program together: JAX over several processes, each with devices of its own.

JAX's own coordination service brings them together and notices within a minute or two that one is lost; GPUs
talk through NCCL, CPUs through Gloo. What differs from `trainer.workers.collectives`: all devices of all
processes share each batch as one, so every process holds the same weights, carried states and random
numbers, those of the whole batch, and Keras's `DataParallel` averages the gradients by itself.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import jax
import numpy as np
from numpy.typing import NDArray

from trainer.errors import WorkersError
from trainer.workers.meeting import Meeting
from trainer.workers.workers import Workers

# What JAX says, in errors of several classes, when another process is gone, hangs or has itself lost one.
_LOST = re.compile("Gloo|NCCL|UNAVAILABLE|DEADLINE_EXCEEDED|ABORTED|CANCELLED|heartbeat")
# All have met already: what is left is their start.
_START_SECONDS = 120
_SILENT_SECONDS = 60


class JaxProcesses(Workers):
    """See `Workers`; to be made before Keras is imported and JAX computes anything.

    Args:
        meeting: of all workers; JAX gets its port, and they stay connected until all have ended.
    """

    def __init__(self, meeting: Meeting):
        self.process, self._processes = meeting.index, len(meeting.addresses)
        meeting.exchange({})
        self._meeting = meeting.hand_over()
        # Else a process that ends with a sentence, since another is lost, would wait for that one and abort.
        jax.config.update("jax_enable_recoverability", True)
        jax.distributed.initialize(
            meeting.addresses[0],
            self._processes,
            self.process,
            initialization_timeout=_START_SECONDS,
            heartbeat_timeout_seconds=_SILENT_SECONDS,
        )

    @property
    def processes(self) -> int:
        """See `Workers`."""
        return self._processes

    @property
    def is_first(self) -> bool:
        """See `Workers`."""
        return self.process == 0

    def rows(self, rows: int, towers: int) -> NDArray[np.intp]:
        """See `Workers`; one stretch, since JAX puts the processes' parts one after the other."""
        return np.array_split(np.arange(rows), self.processes)[self.process]

    def means(self, values: Sequence[float]) -> list[float]:
        """See `Workers`."""
        return [float(value) for value in self.gather(np.array(values, np.float64)).mean(axis=0)]

    def gather(self, array: NDArray[Any]) -> NDArray[Any]:
        """See `Workers`."""
        from jax.experimental.multihost_utils import process_allgather

        # As bytes: JAX would make numbers of 64 bits ones of 32.
        rows = np.ascontiguousarray(process_allgather(_bytes(array))).reshape(self.processes, -1)
        return rows.view(array.dtype).reshape(self.processes, *array.shape)

    def from_worker(self, source: int, arrays: Sequence[NDArray[Any]]) -> list[NDArray[Any]]:
        """See `Workers`."""
        from jax.experimental.multihost_utils import broadcast_one_to_all

        sent = broadcast_one_to_all([_bytes(array) for array in arrays], is_source=self.process == source)
        return [
            np.ascontiguousarray(given).view(array.dtype).reshape(array.shape)
            for given, array in zip(sent, arrays, strict=True)
        ]

    def leave(self) -> None:
        """See `Workers`; the first one goes last.

        JAX's service runs in that process, and aborts all others if it is gone before they have signed off.
        """
        if not self.is_first:
            jax.distributed.shutdown()
        # If another one is lost now: what there was to do is done and saved.
        with suppress(WorkersError):
            self._meeting.exchange({})
        self._meeting.close()

    @contextmanager
    def watched(self, advice: Callable[[str], str]) -> Iterator[None]:
        """See `Workers`; JAX does not say which worker it was."""
        try:
            yield
        except (jax.errors.JaxRuntimeError, ValueError) as error:
            if not _LOST.search(str(error)):
                raise
            raise WorkersError(advice("of another machine")) from error


def _bytes(array: NDArray[Any]) -> NDArray[np.uint8]:
    return np.frombuffer(np.ascontiguousarray(array).tobytes(), np.uint8)
