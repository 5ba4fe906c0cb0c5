"""Models as ONNX graphs; the flagship as three that share no work: read left, read right, join both.

The design sketched a graph that reads and predicts in one step. Cut between the two, text is read without
computing a prediction for every token of it, and one reading can be joined with several right sides.
"""

import logging
import tempfile
from pathlib import Path
from typing import Any

import onnx

from trainer.errors import ExportError
from trainer.export.operators import put_in_place, stand_in
from trainer.model.cursor_model import CursorModel
from trainer.model.mood_model import MoodModel
from trainer.model.window_model import WindowModel

OPSET = 17


def build_graphs(model: CursorModel | WindowModel | MoodModel) -> dict[str, onnx.ModelProto]:
    """Convert a model with tf2onnx.

    Returns:
        Of a `WindowModel`, `predict`: tokens `[batch, time]` -> probabilities `[batch, vocabulary]`.
        Of a `MoodModel`, `mood`: tokens `[batch, length]` -> mood `[batch, 1]`.
        Of a `CursorModel`,
        `left`: tokens `[batch, time]` and states -> forward vectors `[batch, time, units]` and next states;
        `right`: tokens after the cursor, last first, `[batch, time]` -> right vector `[batch, units]`;
        `head`: left and right vector `[batch, units]`, present `[batch, 1]`, shift `[batch, hidden size]`,
        which is added to the hidden vector -> logits `[batch, vocabulary]`, hidden. A model without a
        backward direction has no `right`, and its `head` takes `left` and `shift` alone.

    Raises:
        ExportError: the converter does not do what is expected of it.
    """
    if isinstance(model, WindowModel):
        return {"predict": _window(model)}
    if isinstance(model, MoodModel):
        return {"mood": _mood(model)}
    import tensorflow as tf

    units = model.shape.units
    cell, layers = model.shape.cell, model.forward_layers
    readers = [stand_in(layer, cell, sequences=True) for layer in layers]
    tokens = tf.TensorSpec((None, None), tf.int32, name="tokens")
    states = [tf.TensorSpec((None, units), tf.float32, name=name) for name in model.state_names]

    def left(tokens: Any, *states: Any) -> dict[str, Any]:
        vectors, new_states = model.read_left(tokens, list(states), readers)
        names = [f"next_{name}" for name in model.state_names]
        return {"left": vectors, **dict(zip(names, new_states, strict=True))}

    names = [f"next_{name}" for name in model.state_names]
    graphs = {"left": _convert(left, [tokens, *states], ["left", *names])}
    put_in_place(graphs["left"], cell, layers)
    left_vector = tf.TensorSpec((None, units), tf.float32, name="left")
    shift = tf.TensorSpec((None, model.hidden_size), tf.float32, name="shift")
    outputs = ["logits", "hidden"]
    if not model.shape.backward:
        return graphs | {
            "head": _convert(
                lambda left, shift: _head(model, model.join(left, None, None) + shift),
                [left_vector, shift],
                outputs,
            )
        }
    behind = [
        tf.TensorSpec((None, units), tf.float32, name="right"),
        tf.TensorSpec((None, 1), tf.float32, name="present"),
    ]
    return graphs | {
        "right": _right(model, tokens),
        "head": _convert(
            lambda left, right, present, shift: _head(model, model.join(left, right, present) + shift),
            [left_vector, *behind, shift],
            outputs,
        ),
    }


def _window(model: WindowModel) -> onnx.ModelProto:
    import tensorflow as tf

    def predict(tokens: Any) -> dict[str, Any]:
        return {"probabilities": model(tokens)}

    return _convert(predict, [tf.TensorSpec((None, None), tf.int32, name="tokens")], ["probabilities"])


def _mood(model: MoodModel) -> onnx.ModelProto:
    import tensorflow as tf

    tokens = tf.TensorSpec((None, model.shape.length), tf.int32, name="tokens")
    return _convert(lambda tokens: {"mood": model(tokens)}, [tokens], ["mood"])


def _right(model: CursorModel, tokens: Any) -> onnx.ModelProto:
    # A reader that goes forwards: the desk reverses the few ids after the cursor itself.
    backward = model.around.backward_layer
    reader = stand_in(backward, model.shape.cell, sequences=False)
    graph = _convert(lambda tokens: {"right": reader(model.embedding(tokens))}, [tokens], ["right"])
    put_in_place(graph, model.shape.cell, [backward])
    return graph


def _head(model: CursorModel, hidden: Any) -> dict[str, Any]:
    return {"logits": model.logits(hidden), "hidden": hidden}


def quantize(graph: onnx.ModelProto) -> onnx.ModelProto:
    """Weights to int8, activations quantised as they come (ONNX Runtime's dynamic quantisation)."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "float.onnx", Path(folder) / "int8.onnx"
        onnx.save(graph, source)
        level = logging.root.level
        # The quantiser advises on standard error to preprocess, which these plain graphs do not need.
        logging.root.setLevel(logging.ERROR)
        try:
            quantize_dynamic(source, target, per_channel=True, weight_type=QuantType.QInt8)
        finally:
            logging.root.setLevel(level)
        return onnx.load(target)


def _convert(function: Any, signature: list[Any], outputs: list[str]) -> onnx.ModelProto:
    import tensorflow as tf
    import tf2onnx

    logging.getLogger("tf2onnx").setLevel(logging.ERROR)
    graph, _ = tf2onnx.convert.from_function(tf.function(function), signature, opset=OPSET)
    by_name = {output.name: output for output in graph.graph.output}
    if set(by_name) != set(outputs):
        raise ExportError(
            f"The converter named the outputs {sorted(by_name)}, not {outputs}; "
            "use the tf2onnx version of pyproject.toml."
        )
    del graph.graph.output[:]
    graph.graph.output.extend(by_name[name] for name in outputs)
    free = ["batch", "time"]
    for value in (*graph.graph.input, *graph.graph.output):
        for dimension, name in zip(value.type.tensor_type.shape.dim, free, strict=False):
            if not dimension.dim_value:
                dimension.dim_param = name
    onnx.checker.check_model(graph)
    return graph
