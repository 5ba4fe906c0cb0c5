"""Graphs of every cell answer as Keras does, as real operators, whatever the weights."""

from typing import Any

import numpy as np
import onnx
import pytest

from trainer.bundles.bundle import OnnxPredictor
from trainer.export.exporter import check_parity
from trainer.export.graphs import build_graphs, quantize
from trainer.export.operators import unquantized
from trainer.model.cells import STATES
from trainer.model.cursor_model import CursorModel, CursorShape
from trainer.predicting.keras_predictor import KerasPredictor
from trainer.predicting.predictor import log_softmax

VOCABULARY, EMBEDDING, UNITS, RIGHT = 60, 12, 16, 9


def make_model(cell: str, backward: bool) -> CursorModel:
    """A model whose weights are all random: peepholes and many biases would begin as zeros."""
    model = CursorModel(CursorShape(VOCABULARY, EMBEDDING, UNITS, 2, backward, cell))
    rng = np.random.default_rng(0)
    for variable in model.trainable_variables:
        variable.assign(rng.normal(0, 0.4, variable.shape))
    return model


def predictor(model: CursorModel, graphs: dict[str, onnx.ModelProto]) -> OnnxPredictor:
    states = [{"name": name, "next": f"next_{name}", "size": UNITS} for name in model.state_names]
    config = {"states": states, "right_tokens": RIGHT if model.shape.backward else 0}
    return OnnxPredictor({name: graph.SerializeToString() for name, graph in graphs.items()}, config)


def probabilities(asked: Any, tokens: np.ndarray) -> np.ndarray:
    left, _ = asked.read_left(tokens, asked.initial_states(len(tokens)))
    return np.exp(log_softmax(asked.logits(left[:, -1], None)))


@pytest.mark.parametrize("backward", [True, False])
@pytest.mark.parametrize("cell", STATES)
def test_the_graphs_of_a_cell_equal_keras(cell, backward):
    model = make_model(cell, backward)
    graphs = build_graphs(model)
    tokens = np.random.default_rng(1).integers(0, VOCABULARY, 200).astype(np.int32)
    check_parity(KerasPredictor(model, RIGHT), predictor(model, graphs), tokens)
    nodes = [node for graph in graphs.values() for node in graph.graph.node]
    operator = "GRU" if cell == "gru" else "LSTM"
    assert [node.op_type for node in nodes if node.op_type in ("LSTM", "GRU", "Loop", "Scan")] == [
        operator
    ] * (3 if backward else 2)

    small = {name: quantize(graph) for name, graph in graphs.items()}
    assert unquantized(small.values()) == (["GRU"] if cell == "gru" else [])
    plain, rounded = (
        probabilities(predictor(model, kind), tokens.reshape(20, 10)) for kind in (graphs, small)
    )
    assert 0.0 < np.abs(rounded - plain).max() < 0.05


@pytest.mark.parametrize("cell", STATES)
def test_a_graph_holds_nothing_that_is_not_used(cell):
    for graph in build_graphs(make_model(cell, True)).values():
        used = {name for node in graph.graph.node for name in node.input}
        wanted = used | {output.name for output in graph.graph.output}
        assert all(wanted & set(node.output) for node in graph.graph.node)
        assert {weight.name for weight in graph.graph.initializer} <= used
