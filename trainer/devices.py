"""What Keras computes with here: which backend, on which devices, and how batches get there."""

import importlib.metadata
import importlib.util
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainer.errors import BackendError

# In the order in which they are taken where there is no GPU: on most CPUs our kernels for TensorFlow are the
# fastest, for JAX there are none, and those for PyTorch are the faster ones with AMX only.
BACKENDS = ("tensorflow", "jax", "torch")
_NAMES = {"tensorflow": "TensorFlow", "jax": "JAX", "torch": "PyTorch"}
# The first Python that TensorFlow has no release for; pyproject.toml knows it too.
_WITHOUT_TENSORFLOW = (3, 14)
# What a run from its texts to a bundle imports, beside the packages that the command line needs itself.
_NEEDED = ("keras", "tensorflow", "tf2onnx", "onnx", "onnxruntime", "tokenizers", "matplotlib", "bs4", "lxml")
_NVIDIA = Path("/proc/driver/nvidia/version")


@dataclass(frozen=True)
class Devices:
    """What a backend computes on.

    Attributes:
        backend: one of `BACKENDS`.
        is_gpu: whether these are GPUs (or TPUs).
        count: how many share each batch, those of other processes included.
        local: how many of them are this process's.
    """

    backend: str
    is_gpu: bool = False
    count: int = 1
    local: int = 1

    def __str__(self) -> str:
        kind = "GPU" if self.is_gpu else "CPU"
        return f"Keras on {_NAMES[self.backend]}, " + (f"{self.count} {kind}s" if self.count > 1 else kind)


ONE_CPU = Devices("tensorflow")


def missing_packages() -> list[str]:
    """What it takes to train with TensorFlow and to export, and is not installed; nothing is imported."""
    return [name for name in _NEEDED if importlib.util.find_spec(name) is None]


def choose_backend() -> str:
    """Settle which backend Keras takes, before it is imported: `KERAS_BACKEND`, or what suits the machine.

    With a GPU that is the one installed with support for it, JAX before PyTorch; else TensorFlow.

    Raises:
        BackendError: none is installed, or not the one that is named.
    """
    if keras := sys.modules.get("keras"):
        return str(keras.backend.backend())
    named = os.environ.get("KERAS_BACKEND")
    installed = [name for name in BACKENDS if importlib.util.find_spec(name)]
    if named and named not in BACKENDS:
        raise BackendError(
            f"KERAS_BACKEND is {named!r}; set it to one of {', '.join(BACKENDS)}, or unset it."
        )
    if named and named not in installed:
        raise BackendError(
            f"KERAS_BACKEND is {named!r}, which is not installed; {_advice(named)}, or unset it."
        )
    if not installed:
        raise BackendError(f"Keras has nothing to compute with; {_advice('tensorflow')}.")
    backend = named or _with_gpu(installed) or installed[0]
    os.environ["KERAS_BACKEND"] = backend
    return backend


def use_tensorflow(purpose: str) -> None:
    """Let Keras compute with TensorFlow, whatever it does elsewhere.

    Args:
        purpose: what needs it, as the beginning of a sentence.

    Raises:
        BackendError: it is not installed, or Keras has begun with another one.
    """
    if not importlib.util.find_spec("tensorflow"):
        raise BackendError(
            f"{purpose} needs TensorFlow, which is not installed here; {_advice('tensorflow')}, or copy the "
            "run's folder to a machine that has TensorFlow."
        )
    if "keras" not in sys.modules:
        os.environ["KERAS_BACKEND"] = "tensorflow"
    elif (other := choose_backend()) != "tensorflow":
        raise BackendError(
            f"{purpose} needs Keras on TensorFlow, and this program has begun with {other}; start a new one."
        )


def find_devices(backend: str) -> Devices:
    """The devices of a backend that has been imported; on JAX, all of them share each batch from now on."""
    if backend == "tensorflow":
        import tensorflow as tf

        return Devices(backend, bool(tf.config.list_physical_devices("GPU")))
    if backend == "torch":
        # A thread that waits for the others soon sleeps: by itself it would spin for milliseconds, and take
        # the core from the very thread it waits for where another program has the other one. Two trainings
        # beside each other on two cores read a tenth of what they read so (tests/bench/README.md).
        os.environ.setdefault("GOMP_SPINCOUNT", "2000")
        import torch

        if torch.cuda.is_available():
            # TF32 in the matrix units, as TensorFlow and JAX have it by themselves.
            torch.set_float32_matmul_precision("high")
        return Devices(backend, torch.cuda.is_available())
    import jax
    import keras

    count = jax.device_count()
    if count > 1 and keras.distribution.distribution() is None:
        keras.distribution.set_distribution(keras.distribution.DataParallel(auto_shard_dataset=False))
    return Devices(backend, jax.default_backend() != "cpu", count, jax.local_device_count())


def copied_ahead(batch: dict[str, Any], devices: Devices) -> dict[str, Any]:
    """A batch on its way to the GPU; the copying goes on while the step before is computed.

    Where several devices share it, Keras deals it out itself.
    """
    if not devices.is_gpu or devices.count > 1:
        return batch
    if devices.backend == "jax":
        import jax

        return dict(jax.device_put(batch))
    if devices.backend == "torch":
        import torch

        return {
            name: torch.from_numpy(array).pin_memory().to("cuda", non_blocking=True)
            for name, array in batch.items()
        }
    return batch


def _with_gpu(installed: list[str]) -> str | None:
    """The backend whose build computes on the NVIDIA GPU of this machine, as far as that can be told."""
    if not _NVIDIA.exists():
        return None
    if "jax" in installed and any(importlib.util.find_spec(f"jax_cuda{n}_plugin") for n in (12, 13)):
        return "jax"
    if "torch" in installed and "+cpu" not in importlib.metadata.version("torch"):
        return "torch"
    return None


def _advice(backend: str) -> str:
    if backend == "tensorflow" and sys.version_info >= _WITHOUT_TENSORFLOW:
        return "TensorFlow has no release for this Python; use 3.13, or " + _advice("jax")
    extra = {"tensorflow": "train", "jax": "train,jax", "torch": "train,torch"}[backend]
    return f"install it with pip install 'inkling-desk[{extra}]'"
