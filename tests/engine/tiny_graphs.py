"""ONNX graphs with true LSTM operators whose weights are set by hand.

The LSTM is a shift register that remembers the codes of the last tokens. The head recognises the contexts
of a text (one to three tokens before the cursor, one on each side of it) and knows what followed them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper, save_model

CODE = 48  # numbers in a token's code: enough for unlike codes to stay far apart
MEMORY = 3  # tokens remembered
LEFT = CODE * MEMORY
SATURATED = float(np.tanh(np.tanh(3.0)))  # what a remembered 1 reads as
MARGIN = 0.3  # how far below a perfect match a context detector begins to answer
WINDOW = 12

Context = tuple[tuple[int, ...], tuple[int, ...]]  # ids before (nearest first), ids after (nearest first)


def codes_for(size: int) -> np.ndarray:
    """One code of +-1 per token, none too like another: float32 [size, CODE]."""
    random = np.random.default_rng(1)
    codes = np.zeros((size, CODE), np.float32)
    for row in range(size):
        code = random.choice([-1.0, 1.0], CODE)
        while row and np.abs(codes[:row] @ code).max() > (1 - MARGIN) * CODE:
            code = random.choice([-1.0, 1.0], CODE)
        codes[row] = code
    return codes


def count_tokens(ids: list[int], size: int) -> np.ndarray:
    return np.bincount(ids, minlength=size).astype(np.float32)


def find_followers(ids: list[int], with_right: bool) -> dict[Context, Counter[int]]:
    """What followed each context of the text, and how often."""
    followers: dict[Context, Counter[int]] = defaultdict(Counter)
    for position in range(1, len(ids)):
        before = tuple(reversed(ids[max(0, position - MEMORY) : position]))
        for length in range(1, len(before) + 1):
            followers[before[:length], ()][ids[position]] += 1
        if with_right and position + 1 < len(ids):
            followers[before[:1], (ids[position + 1],)][ids[position]] += 1
    return followers


def left_graph(codes: np.ndarray) -> ModelProto:
    nodes = [
        *_lstm_nodes("tokens", MEMORY, "state_0_h", "state_0_c"),
        helper.make_node("Squeeze", ["y", "axis_1"], ["y3"]),
        helper.make_node("Transpose", ["y3"], ["left"], perm=[1, 0, 2]),
        helper.make_node("Squeeze", ["y_h", "axis_0"], ["next_state_0_h"]),
        helper.make_node("Squeeze", ["y_c", "axis_0"], ["next_state_0_c"]),
    ]
    states = [("state_0_h", ["batch", LEFT]), ("state_0_c", ["batch", LEFT])]
    return _graph(
        nodes,
        [("tokens", ["batch", "time"]), *states],
        [("left", ["batch", "time", LEFT]), *((f"next_{name}", shape) for name, shape in states)],
        _lstm_weights(codes, MEMORY) | {"axis_1": np.array([1], np.int64)},
    )


def right_graph(codes: np.ndarray) -> ModelProto:
    nodes = [*_lstm_nodes("tokens", 1), helper.make_node("Squeeze", ["y_h", "axis_0"], ["right"])]
    return _graph(
        nodes, [("tokens", ["batch", "time"])], [("right", ["batch", CODE])], _lstm_weights(codes, 1)
    )


def head_graph(
    codes: np.ndarray, contexts: dict[Context, Counter[int]], counts: np.ndarray, can_learn: bool = False
) -> ModelProto:
    nodes = [
        helper.make_node("Mul", ["right", "present"], ["right_read"]),
        helper.make_node("Concat", ["left", "right_read"], ["both"], axis=1),
        *_detector_nodes("both", shift="shift" if can_learn else None),
    ]
    shift: list[tuple[str, list[Any]]] = [("shift", ["batch", len(contexts)])] if can_learn else []
    return _graph(
        nodes,
        [("left", ["batch", LEFT]), ("right", ["batch", CODE]), ("present", ["batch", 1]), *shift],
        [("logits", ["batch", len(counts)]), ("hidden", ["batch", len(contexts)])],
        _detector_weights(codes, contexts, counts, LEFT + CODE),
    )


def predict_graph(codes: np.ndarray, contexts: dict[Context, Counter[int]], counts: np.ndarray) -> ModelProto:
    nodes = [
        *_lstm_nodes("tokens", MEMORY),
        helper.make_node("Squeeze", ["y_h", "axis_0"], ["last"]),
        *_detector_nodes("last"),
        helper.make_node("Softmax", ["logits"], ["probabilities"], axis=1),
    ]
    weights = _lstm_weights(codes, MEMORY) | _detector_weights(codes, contexts, counts, LEFT)
    return _graph(
        nodes, [("tokens", ["batch", WINDOW])], [("probabilities", ["batch", len(counts)])], weights
    )


def _lstm_nodes(tokens: str, memory: int, *initial: str) -> Iterator[Any]:
    yield helper.make_node("Gather", ["codes", tokens], ["embedded"])
    yield helper.make_node("Transpose", ["embedded"], ["steps"], perm=[1, 0, 2])
    for state in initial:
        yield helper.make_node("Unsqueeze", [state, "axis_0"], [f"{state}_3d"])
    inputs = ["steps", "w", "r", "b", *([""] if initial else []), *(f"{state}_3d" for state in initial)]
    yield helper.make_node("LSTM", inputs, ["y", "y_h", "y_c"], hidden_size=CODE * memory)


def _lstm_weights(codes: np.ndarray, memory: int) -> dict[str, np.ndarray]:
    """A shift register: gates always write, never keep; each step moves the codes one place on."""
    hidden = CODE * memory
    w = np.zeros((1, 4 * hidden, CODE), np.float32)
    r = np.zeros((1, 4 * hidden, hidden), np.float32)
    b = np.zeros((1, 8 * hidden), np.float32)
    b[0, : 2 * hidden] = 20.0  # input and output gates open
    b[0, 2 * hidden : 3 * hidden] = -20.0  # forget gate shut
    w[0, 3 * hidden : 3 * hidden + CODE] = 3.0 * np.eye(CODE)
    for row in range(CODE, hidden):
        r[0, 3 * hidden + row, row - CODE] = 3.0 / SATURATED
    return {"codes": codes, "w": w, "r": r, "b": b, "axis_0": np.array([0], np.int64)}


def _detector_nodes(features: str, shift: str | None = None) -> Iterator[Any]:
    yield helper.make_node("Gemm", [features, "detect", "threshold"], ["match"])
    yield helper.make_node("Relu", ["match"], ["detected"])
    yield (
        helper.make_node("Add", ["detected", shift], ["hidden"])
        if shift
        else helper.make_node("Identity", ["detected"], ["hidden"])
    )
    yield helper.make_node("Gemm", ["hidden", "answer", "prior"], ["logits"])


def _detector_weights(
    codes: np.ndarray, contexts: dict[Context, Counter[int]], counts: np.ndarray, width: int
) -> dict[str, np.ndarray]:
    detect = np.zeros((width, len(contexts)), np.float32)
    threshold = np.zeros(len(contexts), np.float32)
    answer = np.zeros((len(contexts), len(counts)), np.float32)
    scale = 1.0 / (CODE * SATURATED * MARGIN)
    for column, ((before, after), following) in enumerate(contexts.items()):
        for place, token in enumerate(before):
            detect[place * CODE : (place + 1) * CODE, column] = codes[token] * scale
        for token in after:
            detect[LEFT : LEFT + CODE, column] = codes[token] * scale
        threshold[column] = 1 - (len(before) + len(after)) / MARGIN
        total = following.total()
        for token, count in following.items():
            answer[column, token] = (6.0 if after else 4.0) + np.log(count / total)
    prior = np.log((counts + 0.01) / (counts + 0.01).sum()).astype(np.float32)
    return {"detect": detect, "threshold": threshold, "answer": answer, "prior": prior}


def _graph(
    nodes: list[Any],
    inputs: list[tuple[str, list[Any]]],
    outputs: list[tuple[str, list[Any]]],
    weights: dict[str, np.ndarray],
) -> ModelProto:
    graph = helper.make_graph(
        nodes,
        "tiny",
        [
            helper.make_tensor_value_info(
                name, TensorProto.INT32 if name == "tokens" else TensorProto.FLOAT, shape
            )
            for name, shape in inputs
        ],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs],
        [numpy_helper.from_array(array, name) for name, array in weights.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


def save(path: Path, model: ModelProto) -> None:
    save_model(model, str(path))
