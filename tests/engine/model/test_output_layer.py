"""A head's output weights, found in its file and changed."""

from typing import Any

import numpy as np
import pytest
from onnx import TensorProto, helper, numpy_helper

from desktop.engine.devices.provider import CPU, create_session
from desktop.engine.model.output_layer import OutputLayer

HIDDEN, TOKENS = 6, 40
RANDOM = np.random.default_rng(3)
WEIGHTS = RANDOM.standard_normal((TOKENS, HIDDEN)).astype(np.float32)
NOTHING = np.zeros_like(WEIGHTS)
ROWS = RANDOM.standard_normal((3, HIDDEN)).astype(np.float32)


def file_of(nodes: list[Any], constants: list[TensorProto]) -> bytes:
    graph = helper.make_graph(
        nodes,
        "head",
        [helper.make_tensor_value_info("hidden", TensorProto.FLOAT, ["batch", HIDDEN])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", TOKENS])],
        constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    data: bytes = model.SerializeToString()
    return data


def float_head(weights: np.ndarray = WEIGHTS) -> bytes:
    # Another matrix of the same shape stands first.
    other = numpy_helper.from_array(np.ones((HIDDEN, TOKENS), np.float32), "other")
    matrix = numpy_helper.from_array(np.ascontiguousarray(weights.T), "weights")
    return file_of([helper.make_node("MatMul", ["hidden", "weights"], ["logits"])], [other, matrix])


def head_in_8_bits() -> bytes:
    """As ONNX Runtime's dynamic quantisation writes one: the scales as `float_data`."""
    scales = np.abs(WEIGHTS).max(axis=1) / 127
    matrix = np.rint(WEIGHTS / scales[:, None]).astype(np.int8).T
    nodes = [
        helper.make_node("DynamicQuantizeLinear", ["hidden"], ["bytes", "scale", "zero"]),
        helper.make_node("Mul", ["scale", "scales"], ["both"]),
        helper.make_node("MatMulInteger", ["bytes", "weights", "zero"], ["sums"]),
        helper.make_node("Cast", ["sums"], ["real"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["real", "both"], ["logits"]),
    ]
    return file_of(
        nodes,
        [
            helper.make_tensor("scales", TensorProto.FLOAT, [TOKENS], scales.tolist()),
            numpy_helper.from_array(np.ascontiguousarray(matrix), "weights"),
        ],
    )


def logits(file: bytes) -> np.ndarray:
    return create_session(file, 1, [CPU]).run(["logits"], {"hidden": ROWS})[0]


@pytest.fixture(params=[float_head, head_in_8_bits])
def file(request: pytest.FixtureRequest) -> bytes:
    made: bytes = request.param()
    return made


def test_the_weights_are_found(file: bytes) -> None:
    layer = OutputLayer.found_in(file, WEIGHTS + 0.001)
    assert layer
    np.testing.assert_allclose(layer.weights, WEIGHTS, atol=0.02)
    assert layer.contents(NOTHING) == file


def test_a_file_with_other_weights_gives_other_logits(file: bytes) -> None:
    layer = OutputLayer.found_in(file, WEIGHTS)
    assert layer
    change = NOTHING.copy()
    change[7] = -layer.weights[7]
    change[30] = 2.0 * layer.weights[30]  # more than its scale has room for
    np.testing.assert_allclose(logits(layer.contents(change)), ROWS @ (layer.weights + change).T, atol=0.15)
    assert layer.contents(NOTHING) == file


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(WEIGHTS * 2.0, id="others"),
        pytest.param(WEIGHTS[:-1], id="of another vocabulary"),
        pytest.param(WEIGHTS.T, id="the other way round"),
    ],
)
def test_what_is_not_there_is_not_found(file: bytes, told: np.ndarray) -> None:
    assert OutputLayer.found_in(file, told) is None


def test_weights_that_are_no_numbers_are_not_taken() -> None:
    broken = WEIGHTS.copy()
    broken[::16] = np.nan
    assert OutputLayer.found_in(float_head(broken), WEIGHTS) is None
