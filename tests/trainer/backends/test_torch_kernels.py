"""PyTorch's kernels: values and gradients of TensorFlow's, which are held against Keras's layers."""

import json
import os
import subprocess
import sys

import numpy as np
import pytest
import tensorflow as tf

from tests.trainer.backends.steps import SETTINGS, first_losses, outputs
from trainer.fit_commands import fit_command
from trainer.model import cpu_kernels

torch = pytest.importorskip("torch", reason="pip install 'inkling-desk[train,torch]' brings it")
torch_kernels = pytest.importorskip("trainer.model.torch_kernels")

BATCH, TIME, FEATURES, UNITS, VOCABULARY = 3, 7, 5, 6, 40


def random(*shape, seed=0, scale=1.0):
    return np.random.default_rng(seed).normal(0, scale, shape).astype(np.float32)


def by_tensorflow(function, arrays):
    """What a kernel gives, and the gradient of its first result's sum, weighted at random."""
    inputs = [tf.constant(array) for array in arrays]
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        first, *others = function(*inputs)
        score = tf.reduce_sum(first * random(*first.shape, seed=9))
    return [one.numpy() for one in (first, *others)], [one.numpy() for one in tape.gradient(score, inputs)]


def by_torch(function, arrays):
    inputs = [torch.tensor(array, requires_grad=True) for array in arrays]
    first, *others = function(*inputs)
    (first * torch.tensor(random(*first.shape, seed=9))).sum().backward()
    return [one.detach().numpy() for one in (first, *others)], [one.grad.numpy() for one in inputs]


def hold_against(one, other, tolerance):
    for found, expected in zip(
        (*one[0], *one[1]), (*other[0], *other[1]), strict=True
    ):  # results, then gradients
        np.testing.assert_allclose(found, expected, atol=tolerance * max(1.0, float(np.abs(expected).max())))


@pytest.mark.parametrize(("dtype", "tolerance"), [("float32", 1e-5), ("bfloat16", 0.12)])
def test_the_lstm_has_the_values_and_gradients_of_tensorflows(dtype, tolerance):
    weights = [
        random(FEATURES, 4 * UNITS, seed=1, scale=0.5),
        random(UNITS, 4 * UNITS, seed=2, scale=0.5),
        random(4 * UNITS, seed=3, scale=0.5),
    ]
    hidden, cell = random(BATCH, UNITS, seed=4, scale=0.5), random(BATCH, UNITS, seed=5, scale=0.5)
    arrays = [random(BATCH, TIME, FEATURES), *weights]
    expected = by_tensorflow(
        lambda x, k, r, b: cpu_kernels.lstm(x, k, r, b, tf.constant(hidden), tf.constant(cell), dtype), arrays
    )
    states = torch.tensor(hidden), torch.tensor(cell)
    hold_against(
        by_torch(lambda *given: torch_kernels.lstm(*given, *states, dtype), arrays), expected, tolerance
    )


@pytest.mark.parametrize("dtype", ["float32", "bfloat16"])
def test_a_product_has_the_values_and_gradients_of_tensorflows(dtype):
    arrays = [random(BATCH, TIME, FEATURES), random(FEATURES, UNITS, seed=1)]
    found = by_torch(lambda x, k: [torch_kernels.dense(x, k, dtype)], arrays)
    expected = by_tensorflow(lambda x, k: [cpu_kernels.dense(x, k, dtype)], arrays)
    hold_against(found, expected, 1e-6 if dtype == "float32" else 0.02)


@pytest.mark.parametrize("some", [False, True])
@pytest.mark.parametrize("rows", [4, torch_kernels.SOFTMAX_ROWS + 3])
@pytest.mark.parametrize(("dtype", "tolerance"), [("float32", 1e-5), ("bfloat16", 0.02)])
def test_cross_entropy_has_the_value_and_gradients_of_tensorflows(rows, some, dtype, tolerance):
    arrays = [random(rows, FEATURES), random(VOCABULARY, FEATURES, seed=1)]
    places = VOCABULARY // 2 if some else VOCABULARY
    candidates = 2 * np.arange(places, dtype=np.int32) if some else None
    offsets = random(places, seed=3) if some else None
    targets = np.random.default_rng(2).integers(0, places, rows).astype(np.int32)

    def of(kernels, tensor):
        chosen = [None if array is None else tensor(array) for array in (candidates, offsets)]
        return lambda *given: [kernels.cross_entropy(*given, tensor(targets), dtype, *chosen)]

    found = by_torch(of(torch_kernels, torch.tensor), arrays)
    hold_against(found, by_tensorflow(of(cpu_kernels, tf.constant), arrays), tolerance)


def test_an_impossible_target_has_a_finite_loss():
    hidden = torch.tensor([[200.0]], requires_grad=True)
    loss = torch_kernels.cross_entropy(hidden, torch.tensor([[1.0], [-1.0]]), torch.tensor([1]), "float32")
    loss.backward()
    assert 80.0 < loss.item() < 400.0
    assert hidden.grad.isfinite().all()


@pytest.mark.parametrize("cell", ["gru", "coupled", "peephole"])
def test_a_run_of_another_cell_has_the_same_first_losses(tmp_path, corpus, cell):
    run = tmp_path / "run"
    settings = [*SETTINGS, f"model.cell={cell}", "training.towers=1", "training.tokens=400"]
    fit_command([corpus], run, [], [], None, settings, None, resume=False)
    environment = {**os.environ, "KERAS_BACKEND": "torch", "TF_CPP_MIN_LOG_LEVEL": "3"}
    (printed,) = outputs([["losses", str(run)]], environment)
    np.testing.assert_allclose(json.loads(printed.splitlines()[-1]), first_losses(run), atol=2e-3)


@pytest.mark.parametrize(("towers", "threads"), [(1, 1), (2, 2)])
def test_towers_are_threads_that_soon_sleep_while_they_wait(towers, threads):
    code = (
        "import os; from trainer.backend import start_backend;"
        f"start_backend({towers}); import torch;"
        "print(torch.get_num_threads(), os.environ['GOMP_SPINCOUNT'])"
    )
    environment = {**os.environ, "KERAS_BACKEND": "torch", "TF_CPP_MIN_LOG_LEVEL": "3"}
    environment.pop("GOMP_SPINCOUNT", None)
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [str(threads), "2000"]
