"""Each cell against the formulas that were published, written out in numpy."""

from collections.abc import Callable

import keras
import numpy as np
import pytest

from trainer.model.cells import STATES, recurrent_layer
from trainer.model.cursor_model import CursorModel, CursorShape

BATCH, TIME, FEATURES, UNITS = 3, 6, 5, 4


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))


def columns(weights):
    """The columns of the last axis that belong to each gate."""
    return np.split(weights, weights.shape[-1] // UNITS, axis=-1)


def lstm(x, h, c, kernel, recurrent, bias):
    # Gers, Schmidhuber, Cummins 2000.
    (wi, wf, wz, wo), (ri, rf, rz, ro), (bi, bf, bz, bo) = map(columns, (kernel, recurrent, bias))
    i = sigmoid(x @ wi + h @ ri + bi)
    f = sigmoid(x @ wf + h @ rf + bf)
    c = f * c + i * np.tanh(x @ wz + h @ rz + bz)
    o = sigmoid(x @ wo + h @ ro + bo)
    return o * np.tanh(c), c


def coupled(x, h, c, kernel, recurrent, bias):
    # Greff et al. 2017, "Coupled Input and Forget Gate": f = 1 - i.
    (wi, wz, wo), (ri, rz, ro), (bi, bz, bo) = map(columns, (kernel, recurrent, bias))
    i = sigmoid(x @ wi + h @ ri + bi)
    c = (1.0 - i) * c + i * np.tanh(x @ wz + h @ rz + bz)
    o = sigmoid(x @ wo + h @ ro + bo)
    return o * np.tanh(c), c


def peephole(x, h, c, kernel, recurrent, bias, peepholes):
    # Gers, Schmidhuber 2000: the output gate sees the new cell state, the others the one before.
    (wi, wf, wz, wo), (ri, rf, rz, ro), (bi, bf, bz, bo) = map(columns, (kernel, recurrent, bias))
    pi, pf, po = peepholes
    i = sigmoid(x @ wi + h @ ri + pi * c + bi)
    f = sigmoid(x @ wf + h @ rf + pf * c + bf)
    c = f * c + i * np.tanh(x @ wz + h @ rz + bz)
    o = sigmoid(x @ wo + h @ ro + po * c + bo)
    return o * np.tanh(c), c


def gru(x, h, kernel, recurrent, bias):
    # Cho et al. 2014, version 1: the reset gate multiplies the recurrent product.
    (wz, wr, wh), (rz, rr, rh) = columns(kernel), columns(recurrent)
    (bz, br, bh), (cz, cr, ch) = columns(bias[0]), columns(bias[1])
    z = sigmoid(x @ wz + bz + h @ rz + cz)
    r = sigmoid(x @ wr + br + h @ rr + cr)
    return (z * h + (1.0 - z) * np.tanh(x @ wh + bh + r * (h @ rh + ch)),)


PUBLISHED: dict[str, Callable[..., tuple[np.ndarray, ...]]] = {
    "lstm": lstm,
    "gru": gru,
    "coupled": coupled,
    "peephole": peephole,
}


@pytest.mark.parametrize("cell", PUBLISHED)
def test_a_layer_computes_what_was_published(cell):
    rng = np.random.default_rng(1)
    layer = recurrent_layer(cell, UNITS, "layer")
    layer.build((None, None, FEATURES))
    weights = [rng.normal(0, 0.7, weight.shape) for weight in layer.trainable_variables]
    for variable, weight in zip(layer.trainable_variables, weights, strict=True):
        variable.assign(weight)
    inputs = rng.normal(size=(BATCH, TIME, FEATURES))
    states = [rng.normal(size=(BATCH, UNITS)) for _ in STATES[cell]]
    outputs, *last = layer(
        inputs.astype(np.float32), initial_state=[state.astype(np.float32) for state in states]
    )
    for t in range(TIME):
        states = list(PUBLISHED[cell](inputs[:, t], *states, *weights))
        np.testing.assert_allclose(outputs[:, t], states[0], atol=1e-5)
    for got, expected in zip(last, states, strict=True):
        np.testing.assert_allclose(got, expected, atol=1e-5)


@pytest.mark.parametrize("cell", ["lstm", "coupled", "peephole"])
def test_a_new_cell_forgets_slowly(cell):
    layer = recurrent_layer(cell, UNITS, "layer")
    layer.build((None, None, FEATURES))
    before = [np.zeros((1, UNITS), np.float32), np.ones((1, UNITS), np.float32)]
    _, _, after = layer(np.zeros((1, 1, FEATURES), np.float32), initial_state=before)
    np.testing.assert_allclose(after, sigmoid(1.0) * before[1], atol=1e-6)


@pytest.mark.parametrize("cell", PUBLISHED)
def test_both_directions_and_the_upper_layers_are_of_the_cell(cell):
    model = CursorModel(CursorShape(20, FEATURES, UNITS, 2, cell=cell))
    shapes = [
        [tuple(weight.shape) for weight in layer.trainable_variables]
        for layer in (*model.forward_layers, model.around.backward_layer)
    ]
    width = {"lstm": 4, "gru": 3, "coupled": 3, "peephole": 4}[cell] * UNITS
    assert [shape[0] for shape in shapes] == [(FEATURES, width), (UNITS, width), (FEATURES, width)]
    assert [len(shape) for shape in shapes] == [4 if cell == "peephole" else 3] * 3
    assert model.around.backward_layer.go_backwards
    assert model.state_names == [f"state_{n}_{part}" for n in range(2) for part in STATES[cell]]


def test_a_checkpoint_of_an_lstm_keeps_its_order():
    # Runs and bundles that people have hold their weights so.
    def layer(name):
        weights = [f"{name}/lstm_cell/{part}" for part in ("kernel", "recurrent_kernel", "bias")]
        return [*weights, "seed"]

    model = CursorModel(CursorShape(20, FEATURES, UNITS, 2))
    assert ["seed" if "seed" in variable.path else variable.path for variable in model.variables] == [
        "embedding/embeddings",
        *layer("around/forward_lstm"),
        *layer("around/backward_lstm"),
        *layer("upper_1"),
        "nothing_follows/vector",
        "join_left/kernel",
        "join_left/bias",
        "join_both/kernel",
        "join_both/bias",
        "join_out/kernel",
    ]


@pytest.mark.parametrize("cell", ["lstm", "gru"])
def test_cudnn_is_left_out_where_several_devices_share_a_batch(cell, monkeypatch):
    assert recurrent_layer(cell, 4, "alone").use_cudnn == "auto"
    monkeypatch.setattr(keras.distribution, "distribution", lambda: "several")
    assert recurrent_layer(cell, 4, "shared").use_cudnn is False
