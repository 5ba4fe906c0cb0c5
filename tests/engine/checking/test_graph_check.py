"""Graphs that could do more than a model of ours does are refused before ONNX Runtime sees them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import ModelProto, TensorProto, helper, numpy_helper

from desktop.engine.checking.graph_check import check_graph
from desktop.engine.folders import resources_folder
from tests.engine.mood_bundle import make_mood_bundle


def graph(*nodes: onnx.NodeProto, domain: str = "") -> ModelProto:
    """Of int32 `tokens` [batch, time], with the constants `one` and `many`."""
    constants = [
        numpy_helper.from_array(np.array([1], np.int64), "one"),
        numpy_helper.from_array(np.array([10**6, 10**6], np.int64), "many"),
    ]
    tokens = helper.make_tensor_value_info("tokens", TensorProto.INT32, ["batch", "time"])
    out = helper.make_tensor_value_info("out", TensorProto.FLOAT, None)
    body = helper.make_graph(list(nodes), "hostile", [tokens], [out], constants)
    return helper.make_model(body, opset_imports=[helper.make_opsetid(domain, 17)], ir_version=8)


def node(operator: str, inputs: list[str], outputs: list[str], **attributes: Any) -> onnx.NodeProto:
    return helper.make_node(operator, inputs, outputs, **attributes)


def refused(model: ModelProto | bytes, reason: str = r"\w") -> None:
    with pytest.raises(ValueError, match=reason):
        check_graph(model if isinstance(model, bytes) else model.SerializeToString())


@pytest.mark.parametrize("name", ["english", "chinese"])
def test_shipped_graphs_pass(name: str) -> None:
    for path in (resources_folder() / "models" / name).glob("*.onnx"):
        check_graph(path.read_bytes())


def test_small_graphs_pass(stream_bundle: Path, word_bundle: Path, tmp_path: Path) -> None:
    for folder in (stream_bundle, word_bundle, make_mood_bundle(tmp_path)):
        for path in folder.glob("*.onnx"):
            check_graph(path.read_bytes())


@pytest.mark.parametrize(
    "operator", ["Loop", "If", "Scan", "NonZero", "RandomNormal", "Range", "Tile", "StringNormalizer", ""]
)
def test_other_operators_are_refused(operator: str) -> None:
    refused(graph(node(operator, ["tokens"], ["out"])), f"has the operator '{operator}'")


def test_operators_of_others_are_refused() -> None:
    refused(graph(node("Relu", ["tokens"], ["out"]), domain="evil"), "operators of 'evil'")
    refused(graph(node("EPContext", ["tokens"], ["out"], domain="com.microsoft")), "operator 'EPContext'")
    # Another set's operator by the name of one that is known.
    refused(graph(node("LSTM", ["tokens"], ["out"], domain="com.microsoft")), "operator 'LSTM'")


def with_graph_inside(model: ModelProto) -> None:
    inside = helper.make_graph([], "inside", [], [])
    model.graph.node[0].attribute.append(helper.make_attribute("body", inside))


def with_function(model: ModelProto) -> None:
    function = helper.make_function("f", "Relu", ["x"], ["y"], [], [helper.make_opsetid("", 17)])
    model.functions.append(function)


def with_sparse_weights(model: ModelProto) -> None:
    values = helper.make_tensor("v", TensorProto.FLOAT, [1], [1.0])
    places = helper.make_tensor("i", TensorProto.INT64, [1], [0])
    model.graph.sparse_initializer.append(helper.make_sparse_tensor(values, places, [10**12]))


def with_weights_elsewhere(model: ModelProto) -> None:
    weights = model.graph.initializer[0]
    weights.ClearField("raw_data")
    weights.data_location = TensorProto.EXTERNAL
    for key, value in (("location", "../../secret"), ("length", "8")):
        weights.external_data.add(key=key, value=value)


def with_a_place_alone(model: ModelProto) -> None:
    model.graph.initializer[0].external_data.add(key="location", value="secret")


@pytest.mark.parametrize(
    "change",
    [with_graph_inside, with_function, with_sparse_weights, with_weights_elsewhere, with_a_place_alone],
)
def test_what_no_graph_of_ours_has_is_refused(change: Callable[[ModelProto], None]) -> None:
    model = graph(node("Relu", ["tokens"], ["out"]))
    check_graph(model.SerializeToString())
    change(model)
    refused(model)


def test_words_are_no_numbers() -> None:
    model = graph(node("Relu", ["tokens"], ["out"]))
    model.graph.initializer.append(numpy_helper.from_array(np.array(["x"], object), "w"))
    refused(model, "no graph of Inkling's")


@pytest.mark.parametrize("shape", [[10**6, 10**6], [2], [0], [-1], [1] * 20, [2**62, 4]])
def test_a_shape_promises_what_is_there(shape: list[int]) -> None:
    model = graph(node("Relu", ["tokens"], ["out"]))
    del model.graph.initializer[0].dims[:]
    model.graph.initializer[0].dims.extend(shape)
    refused(model, "shape")
    constant = helper.make_tensor("c", TensorProto.FLOAT, [1], [1.0])
    del constant.dims[:]
    constant.dims.extend(shape)
    refused(graph(node("Constant", [], ["out"], value=constant)), "shape")


def test_sizes_come_from_sizes_alone() -> None:
    long = node("Cast", ["tokens"], ["long"], to=TensorProto.INT64)
    refused(graph(long, node("Expand", ["one", "long"], ["out"])), "its Expand gives depends on the text")
    refused(graph(long, node("ConstantOfShape", ["long"], ["out"])), "ConstantOfShape")
    sliced = node("Slice", ["tokens", "one", "long"], ["part"])
    counted = [node("Shape", ["part"], ["size"]), node("ConstantOfShape", ["size"], ["out"])]
    refused(graph(long, sliced, *counted), "Slice")
    # In another order than that of the wires, too.
    refused(graph(node("ConstantOfShape", ["long"], ["out"]), long), "ConstantOfShape")
    # How much is given may be asked, and what is known may be used.
    check_graph(
        graph(
            node("Shape", ["tokens"], ["size"]),
            node("Mul", ["size", "one"], ["twice"]),
            node("ConstantOfShape", ["twice"], ["zeros"]),
            node("Expand", ["zeros", "size"], ["out"]),
        ).SerializeToString()
    )


def test_a_constant_that_can_be_fed_is_none() -> None:
    model = graph(node("ConstantOfShape", ["many"], ["out"]))
    check_graph(model.SerializeToString())
    model.graph.input.append(helper.make_tensor_value_info("many", TensorProto.INT64, [2]))
    refused(model, "ConstantOfShape")


def test_nothing_is_said_twice() -> None:
    """Readers differ in which word they take."""
    model = graph(node("Relu", ["tokens"], ["out"])).SerializeToString()
    hidden = graph(node("Loop", ["tokens"], ["out"])).SerializeToString()
    refused(model + hidden, "twice")
    twice = helper.make_node("Relu", ["tokens"], ["out"]).SerializeToString()
    twice += helper.make_node("Loop", [], []).SerializeToString()
    nodes = b"\x0a" + bytes([len(twice)]) + twice
    refused(b"\x3a" + bytes([len(nodes)]) + nodes, "twice")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00",
        b"\xff" * 30,
        b"\x3a\xff\xff\xff\xff\x0f",
        b"\x0b\x0c",
        b"PK\x03\x04",
        b"\x08" + b"\x80" * 12,
    ],
)
def test_what_is_no_file_of_onnx_is_refused(data: bytes) -> None:
    refused(data)
