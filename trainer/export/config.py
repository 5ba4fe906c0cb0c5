"""The bundle's `config.json`: every fact that a reader of the graphs has to know."""

from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

import onnx

from trainer.batches.distances import STARTS
from trainer.bundles.bundle import DISTANCES_FILE, FORMAT_VERSION
from trainer.corpus.dataset import Dataset
from trainer.corpus.tokenizer import PADDING_ID, special_tokens
from trainer.settings import Preset
from trainer.tasks.window import window_spec

_TOOLS = (
    "keras",
    "tensorflow",
    "tensorflow-cpu",
    "tf2onnx",
    "onnx",
    "onnxruntime",
    "tokenizers",
    "numpy",
    "inkling-desk",
)


def bundle_config(
    preset: Preset, dataset: Dataset, model: Any, graphs: dict[str, onnx.ModelProto]
) -> dict[str, Any]:
    """Everything but measurements, golden samples and checksums."""
    if preset.kind == "cursor":
        by_kind = _cursor(preset, model)
    else:
        by_kind = _mood(preset) if preset.kind == "mood" else _window(preset, dataset)
    return {
        "format_version": FORMAT_VERSION,
        "name": preset.name,
        "language": preset.language,
        "description": preset.description,
        "licence": preset.licence,
        "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "vocabulary_size": dataset.vocabulary_size,
        "special_tokens": special_tokens(preset.corpus.pieces),
        "tokenizer": {
            "file": "tokenizer.json",
            "pieces": preset.corpus.pieces,
            "lowercase": preset.corpus.lowercase,
        },
        **by_kind,
        "graphs": {
            name: {
                "file": f"{name}.onnx",
                "inputs": [_tensor(value) for value in graph.graph.input],
                "outputs": [_tensor(value) for value in graph.graph.output],
            }
            for name, graph in graphs.items()
        },
        "tools": {name: _version(name) for name in _TOOLS if _version(name)},
    }


def _cursor(preset: Preset, model: Any) -> dict[str, Any]:
    return {
        "kind": "stream",
        "right_tokens": preset.training.window if preset.model.backward else 0,
        "window": None,
        "architecture": {
            "embedding": preset.model.embedding,
            "units": preset.model.units,
            "forward_layers": preset.model.forward_layers,
            "backward": preset.model.backward,
            "cell": preset.model.cell,
            "tied": preset.model.tied,
            "distances": model.shape.distances,
        },
        **({"distances": {"file": DISTANCES_FILE, "starts": STARTS}} if model.shape.distances else {}),
        "states": [
            {"name": name, "next": f"next_{name}", "size": preset.model.units} for name in model.state_names
        ],
    }


def _window(preset: Preset, dataset: Dataset) -> dict[str, Any]:
    spec = window_spec(preset, dataset.tokenizer)
    return {
        "kind": "window",
        "right_tokens": 0,
        "window": {"length": spec.length, "padding": None, "restart": list(spec.restart)},
        "architecture": {
            "embedding": preset.window.embedding,
            "layers": preset.window.layers,
        },
        "states": [],
    }


def _mood(preset: Preset) -> dict[str, Any]:
    return {
        "kind": "mood",
        "window": {"length": preset.mood.length, "padding": PADDING_ID},
        "architecture": {"embedding": preset.mood.embedding, "units": preset.mood.units},
    }


def _tensor(value: onnx.ValueInfoProto) -> dict[str, Any]:
    kind = onnx.helper.tensor_dtype_to_np_dtype(value.type.tensor_type.elem_type).name
    shape = [axis.dim_param or axis.dim_value for axis in value.type.tensor_type.shape.dim]
    return {"name": value.name, "dtype": kind, "shape": shape}


def _version(package: str) -> str | None:
    try:
        return version(package)
    except ImportError:
        return None
