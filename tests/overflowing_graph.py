"""A graph whose 8-bit products overflow wherever pairs of them are added in 16 bits."""

import numpy as np
from onnx import TensorProto, helper, numpy_helper

SIZE = 64
# 255 times 127, `SIZE` times.
EXACT = 2_072_640.0


def overflowing_graph() -> bytes:
    """Takes int32 `tokens` [rows, SIZE], all ones for `EXACT`; gives float32 `mood` [rows, 1]."""
    weights = numpy_helper.from_array(np.full((SIZE, 1), 127, np.int8), "weights")
    nodes = [
        helper.make_node("Cast", ["tokens"], ["inputs"], to=TensorProto.FLOAT),
        helper.make_node("DynamicQuantizeLinear", ["inputs"], ["quantized", "scale", "zero"]),
        helper.make_node("MatMulInteger", ["quantized", "weights", "zero"], ["products"]),
        helper.make_node("Cast", ["products"], ["mood"], to=TensorProto.FLOAT),
    ]
    graph = helper.make_graph(
        nodes,
        "overflowing",
        [helper.make_tensor_value_info("tokens", TensorProto.INT32, ["rows", SIZE])],
        [helper.make_tensor_value_info("mood", TensorProto.FLOAT, ["rows", 1])],
        [weights],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    return made.SerializeToString()
