"""How a training step is computed: our CPU kernels (TensorFlow, PyTorch), or Keras's layers on any device."""

import ctypes
import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from trainer.devices import ONE_CPU, Devices, choose_backend, copied_ahead, find_devices
from trainer.errors import WorkersError
from trainer.workers.workers import ALONE, Workers

if TYPE_CHECKING:
    from trainer.workers.meeting import Meeting

Batch = TypeVar("Batch")

# Of <malloc.h>.
_M_TRIM_THRESHOLD, _M_MMAP_MAX = -1, -4


@dataclass(frozen=True)
class Backend:
    """How the training step is computed.

    Attributes:
        kernels: `trainer.model.cpu_kernels` or `torch_kernels`, or None where Keras's own layers are used.
        towers: parts of a batch that run side by side in this process.
        description: for the person at the terminal.
        workers: the processes that share each batch.
        devices: what Keras computes on.
        has_bfloat16: whether the kernels multiply bfloat16 at least as fast as float32 on this processor.
    """

    kernels: Any
    towers: int
    description: str
    workers: Workers = ALONE
    devices: Devices = ONE_CPU
    has_bfloat16: bool = True

    @property
    def all_towers(self) -> int:
        """Parts of a batch, those of other workers included."""
        return self.towers * self.workers.count

    @property
    def parts(self) -> int:
        """What the streams of a batch must be a multiple of: the parts that towers and devices share."""
        return self.all_towers * self.devices.count

    def own_part(self, batch: Batch) -> Batch:
        """This process's part of a batch, a dataclass of arrays that all have its rows."""
        arrays = vars(batch)
        rows = self.workers.rows(len(next(iter(arrays.values()))), self.towers)
        return type(batch)(**{name: values[rows] for name, values in arrays.items()})

    def product_type(self, asked: str) -> str:
        """The type of the matrix products' inputs, where `asked` is a preset's `training.precision`.

        Keras's layers on a CPU have nothing to gain from bfloat16.
        """
        is_fast = self.has_bfloat16 if self.kernels else self.devices.is_gpu
        return asked if is_fast else "float32"

    def copied_ahead(self, batch: dict[str, Any]) -> dict[str, Any]:
        """A batch on its way to where it is needed; to be called while the step before is computed."""
        return copied_ahead(batch, self.devices)


def start_backend(towers: int = 0, meeting: "Meeting | None" = None) -> Backend:
    """Import Keras, on TensorFlow with its threads set for many small independent operations.

    One thread to an operation and one tower to a core: small recurrent products do not gain from being split.

    Args:
        towers: parts of a batch on a CPU, or PyTorch's threads; 0 takes one for each core.
        meeting: of all workers that share each batch; none to train alone.

    Raises:
        BackendError: Keras has nothing to compute with.
        WorkersError: there are workers, but what Keras computes with cannot share a batch with others.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    name = choose_backend()
    workers = _jax_processes(meeting) if meeting and name == "jax" else ALONE
    devices = find_devices(name)
    if name == "jax":
        return Backend(None, 1, f"{devices}{_number(meeting)}", workers, devices)
    if name == "torch" or devices.is_gpu:
        if meeting:
            raise WorkersError(
                f"--workers needs JAX, or TensorFlow on the CPU, but this is {devices}; on all machines set "
                "KERAS_BACKEND=jax, or KERAS_BACKEND=tensorflow and CUDA_VISIBLE_DEVICES=-1, or leave out "
                "--workers."
            )
        if devices.is_gpu:
            return Backend(None, 1, str(devices), ALONE, devices)
        return _torch_on_a_cpu(devices, towers_of(towers))
    import tensorflow as tf

    _keep_freed_memory()
    towers = towers_of(towers)
    try:
        tf.config.threading.set_inter_op_parallelism_threads(towers)
        tf.config.threading.set_intra_op_parallelism_threads(1)
    except RuntimeError:
        # TensorFlow has run already in this process (a notebook, a test): its threads stay as they are.
        pass
    workers = _joined(meeting) if meeting else ALONE
    from trainer.model import cpu_kernels

    description = f"TensorFlow on the CPU, {towers} {'tower' if towers == 1 else 'towers'}{_number(meeting)}"
    return Backend(cpu_kernels, towers, description, workers, devices)


def _torch_on_a_cpu(devices: Devices, threads: int) -> Backend:
    """Our kernels for PyTorch, whose threads share each operation."""
    import torch

    from trainer.model import torch_kernels

    _keep_freed_memory()
    torch.set_num_threads(threads)
    # Without AVX-512, oneDNN has no products of bfloat16, and PyTorch's own take eighty times as long as
    # those of float32 (measured on an AMD EPYC with AVX2).
    has_bfloat16 = torch.ops.mkldnn._is_mkldnn_bf16_supported()
    return Backend(torch_kernels, 1, str(devices), ALONE, devices, has_bfloat16)


def _keep_freed_memory() -> None:
    """Let the C library keep what a step frees for the next one, where it is glibc.

    Every step takes and frees the same arrays of megabytes, which the system would hand out anew each time,
    page by page, cleared: a quarter of a step's time with PyTorch, a twentieth with TensorFlow.
    """
    with suppress(OSError, AttributeError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_M_MMAP_MAX, 0)
        mallopt(_M_TRIM_THRESHOLD, 2**31 - 1)


def towers_of(towers: int) -> int:
    """As many towers as asked for, 0 meaning one for each core."""
    return towers or _cores()


def _number(meeting: "Meeting | None") -> str:
    return f", worker {meeting.index} of {len(meeting.addresses)}" if meeting else ""


def _jax_processes(meeting: "Meeting") -> Workers:
    # Imports JAX.
    from trainer.workers.processes import JaxProcesses

    return JaxProcesses(meeting)


def _joined(meeting: "Meeting") -> Workers:
    # Imports TensorFlow.
    from trainer.workers.collectives import CollectiveWorkers

    return CollectiveWorkers(meeting)


def _cores() -> int:
    """Cores that this process may use, where the system tells; else all there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
