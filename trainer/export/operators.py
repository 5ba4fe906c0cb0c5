"""Recurrent cells as ONNX operators.

tf2onnx makes the operator `LSTM` of Keras's LSTM, and a loop of any other cell. So an LSTM of the same sizes
stands in for them, and in the graph that comes of it each `LSTM` becomes what the cell is: a `GRU`, or an
`LSTM` with the attribute `input_forget` or the input `P`, the peepholes.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import keras
import numpy as np
import onnx
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# The order of an LSTM's gates in ONNX: input, output, forget, candidate.
_LSTM_GATES = "iofc"


def stand_in(layer: keras.layers.RNN, cell: str, sequences: bool) -> Any:
    """What the converter is given for a layer; `put_in_place` has to follow.

    Args:
        layer: a built layer of `trainer.model.cells.recurrent_layer`, which may read backwards.
        cell: what it is made of.
        sequences: give all outputs and the last states, or else only the last output.

    Returns:
        A layer that reads forwards: vectors `[batch, time, features]` and optionally states -> outputs
        `[batch, time, units]` and states, or the last output `[batch, units]`.
    """
    features, units = layer.cell.kernel.shape[0], layer.cell.units
    plain = keras.layers.LSTM(units, return_sequences=sequences, return_state=sequences)
    plain.build((None, None, features))
    if cell == "lstm":
        plain.set_weights(layer.get_weights())
    if cell != "gru" or not sequences:
        return plain

    def without_cell_state(vectors: Any, initial_state: list[Any]) -> tuple[Any, ...]:
        # The operator has a place for a cell state until it becomes a GRU.
        return plain(vectors, initial_state=[*initial_state, *initial_state])[:2]

    return without_cell_state


def put_in_place(graph: onnx.ModelProto, cell: str, layers: Sequence[keras.layers.RNN]) -> None:
    """Turn the `LSTM` operators that stand in for layers, in the order of the graph, into what they are."""
    if cell == "lstm":
        return
    nodes = [node for node in graph.graph.node if node.op_type == "LSTM"]
    for number, (node, layer) in enumerate(zip(nodes, layers, strict=True)):
        weights = _WEIGHTS[cell](*(np.asarray(weight) for weight in layer.cell.trainable_variables))
        names = {part: f"{cell}_{number}_{part}" for part in weights}
        # Inputs are X, W, R, B, sequence_lens, initial_h, initial_c and P; an empty name leaves one out.
        node.input[1:4] = [names[part] for part in "WRB"]
        if cell == "gru":
            _become_gru(node)
        elif cell == "coupled":
            node.attribute.append(onnx.helper.make_attribute("input_forget", 1))
        else:
            node.input.append(names["P"])
        graph.graph.initializer.extend(
            onnx.numpy_helper.from_array(np.ascontiguousarray(weights[part]), name)
            for part, name in names.items()
        )
    used = {name for node in graph.graph.node for name in node.input}
    kept = [weight for weight in graph.graph.initializer if weight.name in used]
    del graph.graph.initializer[:]
    graph.graph.initializer.extend(kept)


def unquantized(graphs: Iterable[onnx.ModelProto]) -> list[str]:
    """Kinds of recurrent operators whose weights are float32: ONNX Runtime has no int8 `GRU`."""
    return sorted({node.op_type for graph in graphs for node in graph.graph.node} & {"GRU", "LSTM"})


def _become_gru(node: onnx.NodeProto) -> None:
    node.op_type = "GRU"
    del node.input[6:], node.output[2:]
    kept = [attribute for attribute in node.attribute if attribute.name != "activations"]
    del node.attribute[:]
    node.attribute.extend([*kept, onnx.helper.make_attribute("linear_before_reset", 1)])


def _gru(kernel: Floats, recurrent_kernel: Floats, bias: Floats) -> dict[str, Floats]:
    # Keras and ONNX have the same order: update, reset, candidate.
    return {"W": kernel.T[None], "R": recurrent_kernel.T[None], "B": bias.reshape(1, -1)}


def _coupled(kernel: Floats, recurrent_kernel: Floats, bias: Floats) -> dict[str, Floats]:
    return _lstm(kernel, recurrent_kernel, bias, "ico")


def _peephole(kernel: Floats, recurrent_kernel: Floats, bias: Floats, peepholes: Floats) -> dict[str, Floats]:
    in_gate, forget, out_gate = peepholes
    in_order = np.concatenate([in_gate, out_gate, forget])
    return {**_lstm(kernel, recurrent_kernel, bias, "ifco"), "P": in_order[None]}


def _lstm(kernel: Floats, recurrent_kernel: Floats, bias: Floats, gates: str) -> dict[str, Floats]:
    """Weights whose gates stand in the order `gates`, as the operator has them; zeros for one not there."""

    def in_order(weights: Floats) -> Floats:
        parts = dict(zip(gates, np.split(weights, len(gates), axis=-1), strict=True))
        blank = np.zeros_like(parts["i"])
        return np.concatenate([parts.get(gate, blank) for gate in _LSTM_GATES], axis=-1).T[None]

    ordered = in_order(bias)
    # The second half of B is the recurrent bias, which Keras has added to the first.
    both = np.concatenate([ordered, np.zeros_like(ordered)], axis=1)
    return {"W": in_order(kernel), "R": in_order(recurrent_kernel), "B": both}


_WEIGHTS: dict[str, Callable[..., dict[str, Floats]]] = {
    "gru": _gru,
    "coupled": _coupled,
    "peephole": _peephole,
}
