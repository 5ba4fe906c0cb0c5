"""What Keras computes with: named, found, or missed with one sentence."""

import sys

import numpy as np
import pytest

from trainer import devices
from trainer.backend import Backend
from trainer.devices import ONE_CPU, Devices, choose_backend, copied_ahead, use_tensorflow
from trainer.errors import BackendError


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A machine before Keras is imported: which packages it has, and whether there is a GPU."""

    def make(*installed, gpu=False, torch_version="2.13.0"):
        monkeypatch.delitem(sys.modules, "keras", raising=False)
        monkeypatch.setenv("KERAS_BACKEND", "")
        monkeypatch.setattr("importlib.util.find_spec", lambda name: name in installed or None)
        monkeypatch.setattr("importlib.metadata.version", lambda name: torch_version)
        monkeypatch.setattr(devices, "_NVIDIA", tmp_path if gpu else tmp_path / "none")

    return make


ALL = ("tensorflow", "jax", "torch")


@pytest.mark.parametrize(
    ("installed", "options", "chosen"),
    [
        (ALL, {}, "tensorflow"),
        (("jax", "torch"), {}, "jax"),
        (("torch",), {}, "torch"),
        ((*ALL, "jax_cuda13_plugin"), {"gpu": True}, "jax"),
        ((*ALL, "jax_cuda13_plugin"), {}, "tensorflow"),
        (ALL, {"gpu": True}, "torch"),
        (ALL, {"gpu": True, "torch_version": "2.13.0+cpu"}, "tensorflow"),
    ],
)
def test_the_backend_suits_the_machine(machine, installed, options, chosen):
    machine(*installed, **options)
    assert choose_backend() == chosen


def test_what_is_named_is_taken(machine, monkeypatch):
    machine(*ALL, "jax_cuda12_plugin", gpu=True)
    monkeypatch.setenv("KERAS_BACKEND", "torch")
    assert choose_backend() == "torch"


@pytest.mark.parametrize(
    ("installed", "named", "said"),
    [
        (ALL, "theano", "KERAS_BACKEND is 'theano'; set it to one of tensorflow, jax, torch, or unset it."),
        (
            ("tensorflow",),
            "jax",
            r"not installed; install it with pip install 'inkling-desk\[train,jax\]', or",
        ),
        ((), "", r"nothing to compute with; install it with pip install 'inkling-desk\[train\]'."),
    ],
)
def test_what_is_missing_is_told_in_a_sentence(machine, monkeypatch, installed, named, said):
    machine(*installed)
    monkeypatch.setenv("KERAS_BACKEND", named)
    with pytest.raises(BackendError, match=said):
        choose_backend()


def test_what_needs_tensorflow_says_so(machine, monkeypatch):
    machine("jax")
    with pytest.raises(
        BackendError, match=r"Exporting needs TensorFlow, which is not installed here; .* copy"
    ):
        use_tensorflow("Exporting")
    machine(*ALL)
    monkeypatch.setenv("KERAS_BACKEND", "jax")
    use_tensorflow("Exporting")
    assert choose_backend() == "tensorflow"


def test_a_program_that_has_begun_with_another_backend_is_told(monkeypatch):
    import keras

    monkeypatch.setattr(keras.backend, "backend", lambda: "jax")
    with pytest.raises(BackendError, match="this program has begun with jax; start a new one"):
        use_tensorflow("Exporting")


def test_devices_are_named():
    assert str(ONE_CPU) == "Keras on TensorFlow, CPU"
    assert str(Devices("jax", is_gpu=True, count=8, local=4)) == "Keras on JAX, 8 GPUs"


def test_on_a_cpu_batches_stay_where_they_are():
    batch = {"tokens": np.zeros((2, 3), np.int32)}
    assert copied_ahead(batch, ONE_CPU) is batch


def test_products_of_kerass_layers_are_in_bfloat16_on_gpus_only():
    assert Backend(None, 1, "").product_type("bfloat16") == "float32"
    gpu = Devices("torch", is_gpu=True)
    assert [Backend(None, 1, "", devices=gpu).product_type(kind) for kind in ("bfloat16", "float32")] == [
        *("bfloat16", "float32")
    ]
    assert Backend("kernels", 1, "").product_type("bfloat16") == "bfloat16"


def test_products_are_in_float32_where_the_processor_has_none_of_bfloat16():
    slow = Backend("kernels", 1, "", has_bfloat16=False)
    assert slow.product_type("bfloat16") == "float32"
