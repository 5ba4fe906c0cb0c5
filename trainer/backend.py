"""Chooses how Keras computes: our CPU kernels on TensorFlow by default, else what `KERAS_BACKEND` names."""

import os
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Backend:
    """How the training step is computed.

    Attributes:
        kernels: `trainer.model.cpu_kernels`, or None where Keras's own layers are used.
        towers: parts of a batch that run side by side.
        description: for the person at the terminal.
    """

    kernels: Any
    towers: int
    description: str


def start_backend(towers: int = 0) -> Backend:
    """Import Keras with its threads set for many small independent operations.

    One thread to an operation and one tower to a core: small recurrent products do not gain from being split.

    Args:
        towers: parts of a batch on a CPU; 0 takes one for each core.
    """
    os.environ.setdefault("KERAS_BACKEND", "tensorflow")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import keras

    if keras.backend.backend() != "tensorflow":
        return Backend(None, 1, f"Keras on {keras.backend.backend()}")
    import tensorflow as tf

    if tf.config.list_physical_devices("GPU"):
        return Backend(None, 1, "Keras on TensorFlow, GPU")
    towers = towers or _cores()
    try:
        tf.config.threading.set_inter_op_parallelism_threads(towers)
        tf.config.threading.set_intra_op_parallelism_threads(1)
    except RuntimeError:
        # TensorFlow has run already in this process (a notebook, a test): its threads stay as they are.
        pass
    from trainer.model import cpu_kernels

    return Backend(
        cpu_kernels, towers, f"TensorFlow on the CPU, {towers} {'tower' if towers == 1 else 'towers'}"
    )


def _cores() -> int:
    """Cores that this process may use, where the system tells; else all there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
