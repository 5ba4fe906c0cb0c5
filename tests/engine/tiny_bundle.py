"""Real, small bundles that say sensible words, made in a moment without a trainer.

After "once upon a" they say " time", and what stands after the cursor counts, as in a trained model.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from desktop.engine.bundles.bundle import Bundle
from desktop.engine.checking.sound_models import know_sound
from tests.engine.tiny_graphs import (
    CODE,
    LEFT,
    SATURATED,
    WINDOW,
    codes_for,
    count_tokens,
    find_followers,
    head_graph,
    left_graph,
    predict_graph,
    right_graph,
    save,
)
from tests.engine.tiny_story import STORY
from trainer.corpus.tokenizer import Pieces, learn_tokenizer, special_tokens


def make_stream_bundle(
    folder: Path,
    pieces: Pieces = "bytes",
    story: str = STORY,
    language: str = "en",
    can_learn: bool = False,
) -> Path:
    """Write a `stream` bundle that knows `story` to `folder`; returns the folder.

    Its head takes a `shift` if it is to learn the manner of stories.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = learn_tokenizer(story.splitlines(), pieces, vocabulary_size=480)
    ids = [0, *tokenizer.encode(story).ids]
    size = tokenizer.get_vocab_size()
    codes = codes_for(size)
    contexts = find_followers(ids, with_right=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    save(folder / "left.onnx", left_graph(codes))
    save(folder / "right.onnx", right_graph(codes))
    save(folder / "head.onnx", head_graph(codes, contexts, count_tokens(ids, size), can_learn))
    state: list[dict[str, Any]] = [
        {"name": f"state_0_{s}", "next": f"next_state_0_{s}", "size": LEFT} for s in "hc"
    ]
    tokens = {"name": "tokens", "dtype": "int32", "shape": ["batch", "time"]}
    config = _config("stream", size, {"file": "tokenizer.json", "pieces": pieces, "lowercase": False})
    config |= {
        "language": language,
        "special_tokens": special_tokens(pieces),
        "right_tokens": 64,
        "states": state,
        "graphs": {
            "left": {
                "file": "left.onnx",
                "inputs": [tokens, *(_float(s["name"], LEFT) for s in state)],
                "outputs": [
                    {"name": "left", "dtype": "float32", "shape": ["batch", "time", LEFT]},
                    *(_float(s["next"], LEFT) for s in state),
                ],
            },
            "right": {"file": "right.onnx", "inputs": [tokens], "outputs": [_float("right", CODE)]},
            "head": {
                "file": "head.onnx",
                "inputs": [
                    _float("left", LEFT),
                    _float("right", CODE),
                    _float("present", 1),
                    *([_float("shift", len(contexts))] if can_learn else []),
                ],
                "outputs": [_float("logits", size), _float("hidden", len(contexts))],
            },
        },
    }
    cut = len(story) // 2
    config["golden"] = [
        _stream_golden(folder, tokenizer, story[:11], ""),
        _stream_golden(folder, tokenizer, story[:cut].rstrip(), story[cut + 8 : cut + 20].lstrip()),
    ]
    return _finish(folder, config)


def make_window_bundle(folder: Path, pieces: Pieces = "words") -> Path:
    """Write a `window` bundle to `folder`, its tokens "words" (lower-cased) or "characters"."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = learn_tokenizer(STORY.splitlines(), pieces, lowercase=pieces == "words")
    ids = [0, *tokenizer.encode(STORY).ids]
    size = tokenizer.get_vocab_size()
    codes = codes_for(size)
    tokenizer.save(str(folder / "tokenizer.json"))
    contexts = find_followers(ids, with_right=False)
    save(folder / "predict.onnx", predict_graph(codes, contexts, count_tokens(ids, size)))
    facts = {"file": "tokenizer.json", "pieces": pieces, "lowercase": pieces == "words"}
    config = _config("window", size, facts)
    config["special_tokens"] = special_tokens(pieces)
    config |= {
        "window": {"length": WINDOW, "padding": 0},
        "graphs": {
            "predict": {
                "file": "predict.onnx",
                "inputs": [{"name": "tokens", "dtype": "int32", "shape": ["batch", WINDOW]}],
                "outputs": [_float("probabilities", size)],
            }
        },
    }
    session = onnxruntime.InferenceSession(folder / "predict.onnx")
    left_ids = [0, *tokenizer.encode("Once upon a").ids]
    window = ([0] * WINDOW + left_ids)[-WINDOW:]
    (probabilities,) = session.run(["probabilities"], {"tokens": np.array([window], np.int32)})
    config["golden"] = [_golden("Once upon a", "", left_ids, [], probabilities[0])]
    return _finish(folder, config)


def teach_recall(folder: Path) -> None:
    """Let a stream bundle recall by keys of its own."""
    config = json.loads((folder / "config.json").read_text())
    table = np.random.default_rng(2).standard_normal((LEFT, 9)).astype(np.float32)
    np.save(folder / "recall.npy", table)
    config["recall"] = {"file": "recall.npy", "size": 8, "ages": [-0.5, 0.25, 0.0], "likelihood": 0.25}
    config["files"]["recall.npy"] = _sha256(folder / "recall.npy")
    (folder / "config.json").write_text(json.dumps(config, indent=1))


def tell_distances(folder: Path) -> None:
    """Let a stream bundle of `STORY` be told how far the text after the cursor is.

    Each of its three steps says that another token comes after the next one, which decides the next one
    behind a text with several ways to go on.
    """
    config = json.loads((folder / "config.json").read_text())
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    encoded = tokenizer.encode(STORY)
    behind: dict[int, dict[int, int]] = defaultdict(dict)  # what followed a token and the next but one
    for place in range(len(encoded.ids) - 2):
        token, following, after = encoded.ids[place : place + 3]
        if following not in behind[token].values():
            behind[token][after] = following
    token = max(behind, key=lambda token: len(behind[token]))
    left = STORY[: encoded.offsets[encoded.ids.index(token)][1]]
    codes = codes_for(tokenizer.get_vocab_size())
    rows = 3 * SATURATED * codes[list(behind[token])[:3]]
    np.save(folder / "distances.npy", rows.astype(np.float32))
    golden = [
        _stream_golden(folder, tokenizer, left, " time", rows[row].astype(np.float32)) | {"missing": missing}
        for missing, row in ((1, 0), (2, 1), (4, 1), (5, 2), (90, 2))
    ]
    config["distances"] = {"file": "distances.npy", "starts": [1, 2, 5], "golden": golden}
    config["files"]["distances.npy"] = _sha256(folder / "distances.npy")
    (folder / "config.json").write_text(json.dumps(config, indent=1))
    know_sound(Bundle.read(folder))


def rewrite_config(folder: Path, **changes: Any) -> None:
    """Replace top-level entries of a bundle's config.json, to damage it on purpose."""
    path = folder / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def change_config(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Let `change` damage a bundle's config.json on purpose."""
    path = folder / "config.json"
    config = json.loads(path.read_text())
    change(config)
    path.write_text(json.dumps(config))


def rehash(folder: Path) -> None:
    """Make the hashes in config.json right again after a file was changed on purpose."""
    config = json.loads((folder / "config.json").read_text())
    rewrite_config(folder, files={name: _sha256(folder / name) for name in config["files"]})


def _float(name: str, size: int) -> dict[str, Any]:
    return {"name": name, "dtype": "float32", "shape": ["batch", size]}


def _config(kind: str, size: int, tokenizer: dict[str, Any]) -> dict[str, Any]:
    return {
        "format_version": 1,
        "name": f"Tiny {kind}",
        "language": "en",
        "description": "Knows one little story by heart.",
        "licence": "MIT",
        "created": "2026-11-21T12:00:00Z",
        "kind": kind,
        "vocabulary_size": size,
        "special_tokens": {"end": 0},
        "tokenizer": tokenizer,
        "right_tokens": None,
        "window": None,
        "states": [],
        "metrics": {},
        "tools": {},
    }


def _stream_golden(
    folder: Path, tokenizer: Tokenizer, left: str, right: str, told: np.ndarray | None = None
) -> dict[str, Any]:
    left_ids, right_ids = [0, *tokenizer.encode(left).ids], tokenizer.encode(right).ids
    sessions = {
        name: onnxruntime.InferenceSession(folder / f"{name}.onnx") for name in ("left", "right", "head")
    }
    zeros = np.zeros((1, LEFT), np.float32)
    feeds = {"tokens": np.array([left_ids], np.int32), "state_0_h": zeros, "state_0_c": zeros}
    (forward,) = sessions["left"].run(["left"], feeds)
    backward = np.zeros((1, CODE), np.float32)
    if right_ids:
        reading = {"tokens": np.array([right_ids[::-1]], np.int32)}
        (backward,) = sessions["right"].run(["right"], reading)
    backward = backward if told is None else backward + told
    present = np.array([[float(bool(right_ids))]], np.float32)
    feeds = {"left": forward[:, -1], "right": backward, "present": present}
    for node in sessions["head"].get_inputs():
        feeds.setdefault(node.name, np.zeros((1, node.shape[-1]), np.float32))
    (logits,) = sessions["head"].run(["logits"], feeds)
    probabilities = np.exp(logits[0] - logits[0].max())
    return _golden(left, right, left_ids, right_ids, probabilities / probabilities.sum())


def _golden(
    left: str, right: str, left_ids: list[int], right_ids: list[int], probabilities: np.ndarray
) -> dict[str, Any]:
    top = np.argsort(-probabilities)[:10]
    return {
        "left": left,
        "right": right,
        "left_ids": left_ids,
        "right_ids": right_ids,
        "top_ids": top.tolist(),
        "top_probabilities": [float(probabilities[token]) for token in top],
    }


def _finish(folder: Path, config: dict[str, Any]) -> Path:
    (folder / "README.md").write_text("A tiny model for tests.\n")
    files = [path.name for path in sorted(folder.iterdir()) if path.name != "config.json"]
    config["files"] = {name: _sha256(folder / name) for name in files}
    (folder / "config.json").write_text(json.dumps(config, indent=1))
    # To be tried in a process of its own, if it is altered; as it is it takes no test's time.
    know_sound(Bundle.read(folder))
    return folder


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
