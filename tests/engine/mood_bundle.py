"""A mood bundle without a trainer: the share of light words among a passage's light and dark ones."""

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from onnx import ModelProto, TensorProto, helper, numpy_helper
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from desktop.engine.bundles.bundle import Bundle
from desktop.engine.checking.sound_models import know_sound
from tests.engine.tiny_graphs import save

LENGTH = 500
PADDING = 2
LIGHT, DARK = ("sun", "joy", "laughed"), ("night", "grief", "wept")
WORDS = ("<|end|>", "<unk>", "<|padding|>", *LIGHT, *DARK)


def make_mood_bundle(folder: Path) -> Path:
    """Write a bundle to `folder`; returns the folder. A passage without light and dark words gets 0.5."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = _tokenizer()
    tokenizer.save(str(folder / "tokenizer.json"))
    save(folder / "mood.onnx", _mood_graph())
    session = onnxruntime.InferenceSession(folder / "mood.onnx")
    config: dict[str, Any] = {
        "format_version": 1,
        "name": "Tiny moods",
        "language": "en",
        "description": "Knows three light words and three dark ones.",
        "licence": "MIT",
        "kind": "mood",
        "vocabulary_size": len(WORDS),
        "special_tokens": {"end": 0, "unknown": 1, "padding": PADDING},
        "tokenizer": {"file": "tokenizer.json", "pieces": "words", "lowercase": True},
        "window": {"length": LENGTH, "padding": PADDING},
        "graphs": {
            "mood": {
                "file": "mood.onnx",
                "inputs": [{"name": "tokens", "dtype": "int32", "shape": ["batch", LENGTH]}],
                "outputs": [{"name": "mood", "dtype": "float32", "shape": ["batch", 1]}],
            }
        },
        "golden": [
            _golden(session, tokenizer, text)
            for text in ("The sun rose and she laughed.", "All night he wept, and nobody laughed.")
        ],
    }
    files = [path.name for path in sorted(folder.iterdir()) if path.name != "config.json"]
    config["files"] = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files}
    (folder / "config.json").write_text(json.dumps(config, indent=1))
    know_sound(Bundle.read(folder))
    return folder


def _golden(session: onnxruntime.InferenceSession, tokenizer: Tokenizer, text: str) -> dict[str, Any]:
    ids = tokenizer.encode(text).ids
    padded = [PADDING] * (LENGTH - len(ids)) + ids
    (mood,) = session.run(["mood"], {"tokens": np.array([padded], np.int32)})
    return {"text": text, "ids": ids, "mood": float(mood[0, 0])}


def _tokenizer() -> Tokenizer:
    tokenizer = Tokenizer(models.WordLevel({word: id_ for id_, word in enumerate(WORDS)}, unk_token="<unk>"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(r"\w+"), behavior="removed", invert=True)
    return tokenizer


def _mood_graph() -> ModelProto:
    """(light + 1) / (light + dark + 2), the counts taken over the window."""
    light, dark = (
        np.array([[float(word in words)] for word in WORDS], np.float32) for words in (LIGHT, DARK)
    )
    weights = {
        "light": light,
        "either": light + dark,
        "time": np.array([1], np.int64),
        "one": np.array(1, np.float32),
        "two": np.array(2, np.float32),
    }
    nodes = [
        helper.make_node("Gather", ["light", "tokens"], ["lights"]),
        helper.make_node("Gather", ["either", "tokens"], ["eithers"]),
        helper.make_node("ReduceSum", ["lights", "time"], ["light_count"], keepdims=0),
        helper.make_node("ReduceSum", ["eithers", "time"], ["either_count"], keepdims=0),
        helper.make_node("Add", ["light_count", "one"], ["numerator"]),
        helper.make_node("Add", ["either_count", "two"], ["denominator"]),
        helper.make_node("Div", ["numerator", "denominator"], ["mood"]),
    ]
    graph = helper.make_graph(
        nodes,
        "mood",
        [helper.make_tensor_value_info("tokens", TensorProto.INT32, ["batch", LENGTH])],
        [helper.make_tensor_value_info("mood", TensorProto.FLOAT, ["batch", 1])],
        [numpy_helper.from_array(array, name) for name, array in weights.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
