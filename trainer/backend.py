"""Chooses how Keras computes: our CPU kernels on TensorFlow by default, else what `KERAS_BACKEND` names."""

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from trainer.errors import WorkersError
from trainer.workers.workers import ALONE, Workers, share_of_rows

if TYPE_CHECKING:
    from trainer.workers.meeting import Meeting

Batch = TypeVar("Batch")


@dataclass(frozen=True)
class Backend:
    """How the training step is computed.

    Attributes:
        kernels: `trainer.model.cpu_kernels`, or None where Keras's own layers are used.
        towers: parts of a batch that run side by side in this process.
        description: for the person at the terminal.
        workers: the processes that share each batch.
    """

    kernels: Any
    towers: int
    description: str
    workers: Workers = ALONE

    @property
    def all_towers(self) -> int:
        """Parts of a batch, those of other workers included."""
        return self.towers * self.workers.count

    def own_part(self, batch: Batch) -> Batch:
        """This worker's part of a batch, a dataclass of arrays that all have its rows."""
        arrays = vars(batch)
        rows = share_of_rows(len(next(iter(arrays.values()))), self.towers, self.workers)
        return type(batch)(**{name: values[rows] for name, values in arrays.items()})


def start_backend(towers: int = 0, meeting: "Meeting | None" = None) -> Backend:
    """Import Keras with its threads set for many small independent operations.

    One thread to an operation and one tower to a core: small recurrent products do not gain from being split.

    Args:
        towers: parts of a batch on a CPU; 0 takes one for each core.
        meeting: of all workers that share each batch; none to train alone.

    Raises:
        WorkersError: there are workers, but Keras does not compute with TensorFlow on the CPU here.
    """
    os.environ.setdefault("KERAS_BACKEND", "tensorflow")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import keras

    if keras.backend.backend() != "tensorflow":
        return _alone(meeting, f"Keras on {keras.backend.backend()}")
    import tensorflow as tf

    if tf.config.list_physical_devices("GPU"):
        return _alone(meeting, "Keras on TensorFlow, GPU")
    towers = towers_of(towers)
    try:
        tf.config.threading.set_inter_op_parallelism_threads(towers)
        tf.config.threading.set_intra_op_parallelism_threads(1)
    except RuntimeError:
        # TensorFlow has run already in this process (a notebook, a test): its threads stay as they are.
        pass
    workers = _joined(meeting) if meeting else ALONE
    from trainer.model import cpu_kernels

    description = f"TensorFlow on the CPU, {towers} {'tower' if towers == 1 else 'towers'}"
    if meeting:
        description += f", worker {workers.index} of {workers.count}"
    return Backend(cpu_kernels, towers, description, workers)


def towers_of(towers: int) -> int:
    """As many towers as asked for, 0 meaning one for each core."""
    return towers or _cores()


def _alone(meeting: "Meeting | None", description: str) -> Backend:
    if meeting:
        raise WorkersError(
            f"--workers needs TensorFlow on the CPU, but this is {description}; unset KERAS_BACKEND and set "
            "CUDA_VISIBLE_DEVICES=-1 on all machines, or leave --workers out."
        )
    return Backend(None, 1, description)


def _joined(meeting: "Meeting") -> Workers:
    # Imports TensorFlow.
    from trainer.workers.collectives import CollectiveWorkers

    return CollectiveWorkers(meeting)


def _cores() -> int:
    """Cores that this process may use, where the system tells; else all there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
