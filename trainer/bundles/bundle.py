"""Reads bundles on the trainer's side: to evaluate them, to write with them, to go on training from them."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from trainer.batches.windows import WindowSpec
from trainer.bundles.vocabulary_transfer import VocabularyTransfer
from trainer.bundles.widening import Widening
from trainer.corpus.writing import replace_file, writing_to
from trainer.errors import BundleError
from trainer.moods.scores import ReadMoods
from trainer.predicting.predictor import Floats, Ids, Predictor
from trainer.predicting.window_predictor import WindowPredictor
from trainer.recalling.recall import RECALL_FILE, Recall

FORMAT_VERSION = 1
KINDS = ("stream", "window", "mood")
# To go on training from; the desk's packages leave it out.
WEIGHTS_FILE = "weights.h5"
# What to add to a right vector where it is known how far the text after the cursor is.
DISTANCES_FILE = "distances.npy"
_LEARNED_LATER = "distances/vectors"


class OnnxPredictor:
    """Predictions of the three exported graphs on the CPU.

    Args:
        graphs: `left`, `head` and, with a backward direction, `right`; each a file's path or a serialised
            graph.
        config: the bundle's `config.json`, of which states and `right_tokens` are used.
        threads: of ONNX Runtime.
        distances: see `trainer.predicting.predictor.Predictor`.
    """

    def __init__(
        self,
        graphs: dict[str, Any],
        config: dict[str, Any],
        threads: int = 2,
        distances: Floats | None = None,
    ):
        self.distances = distances
        self._sessions = {name: _session(graph, threads) for name, graph in graphs.items()}
        self._states = config["states"]
        self.units = int(self._states[0]["size"])
        self.right_tokens = int(config["right_tokens"])
        # How wide what may be added to the hidden vector is; graphs made before that have no such input.
        sizes = {node.name: node.shape[-1] for node in self._sessions["head"].get_inputs()}
        self._shift = sizes.get("shift", 0)

    def initial_states(self, batch: int) -> list[Floats]:
        """See `trainer.predicting.predictor.Predictor`."""
        return [np.zeros((batch, state["size"]), np.float32) for state in self._states]

    def read_left(self, tokens: Ids, states: list[Floats]) -> tuple[Floats, list[Floats]]:
        """See `trainer.predicting.predictor.Predictor`."""
        named = {state["name"]: value for state, value in zip(self._states, states, strict=True)}
        outputs = ["left", *(state["next"] for state in self._states)]
        left, *new_states = self._sessions["left"].run(outputs, {"tokens": tokens, **named})
        return left, new_states

    def read_right(self, tokens: Ids) -> Floats:
        """See `trainer.predicting.predictor.Predictor`."""
        return self._sessions["right"].run(["right"], {"tokens": np.ascontiguousarray(tokens[:, ::-1])})[0]

    def logits(self, left: Floats, right: Floats | None) -> Floats:
        """See `trainer.predicting.predictor.Predictor`."""
        feeds = {"left": left}
        if "right" in self._sessions:
            feeds["present"] = np.full((len(left), 1), right is not None, np.float32)
            feeds["right"] = np.zeros_like(left) if right is None else right
        if self._shift:
            feeds["shift"] = np.zeros((len(left), self._shift), np.float32)
        return self._sessions["head"].run(["logits"], feeds)[0]


def onnx_predictor(
    graphs: dict[str, Any], config: dict[str, Any], threads: int = 2, distances: Floats | None = None
) -> Predictor:
    """Predictions of a bundle's graphs on the CPU.

    Args:
        graphs: by name, each a file's path or a serialised graph.
        config: the bundle's `config.json`.
        threads: of ONNX Runtime.
        distances: see `trainer.predicting.predictor.Predictor`.
    """
    if config["kind"] == "stream":
        return OnnxPredictor(graphs, config, threads, distances)
    session = _session(graphs["predict"], threads)
    window = config["window"]
    spec = WindowSpec(window["length"], tuple(window["restart"]), config["special_tokens"]["end"])

    def run(windows: Ids) -> Floats:
        return session.run(["probabilities"], {"tokens": windows})[0]

    return WindowPredictor(run, spec, config["vocabulary_size"])


def onnx_moods(graph: Any, threads: int = 2) -> ReadMoods:
    """What the graph of a mood model says, on the CPU.

    Args:
        graph: its file's path, or the serialised graph.
        threads: of ONNX Runtime.
    """
    session = _session(graph, threads)

    def read(tokens: Ids) -> Floats:
        return session.run(["mood"], {"tokens": tokens})[0]

    return read


def _session(graph: Any, threads: int) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    # As the desk: without it, 8-bit products overflow on processors that have AVX2 and no VNNI.
    options.add_session_config_entry("session.x64quantprecision", "1")
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


@dataclass(frozen=True)
class Bundle:
    """An opened bundle: its files are unaltered and, but for the weights to go on from, all there."""

    folder: Path
    config: dict[str, Any]
    tokenizer: Tokenizer

    @classmethod
    def open(cls, folder: Path) -> "Bundle":
        """Open and check a bundle.

        Raises:
            BundleError: it is missing, of another version or kind, or a file was altered.
        """
        try:
            config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            version, kind, files = config["format_version"], config["kind"], config["files"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BundleError(
                f"{folder} is not a bundle (its config.json cannot be read); name a folder made by export."
            ) from error
        if version != FORMAT_VERSION:
            raise BundleError(
                f"{folder} has format version {version}, this trainer reads {FORMAT_VERSION}; "
                "use the Inkling that made it."
            )
        if kind not in KINDS:
            raise BundleError(
                f"{folder} is of the kind {kind!r}, which this command does not read; "
                f"use a bundle of the kind {' or '.join(KINDS)}."
            )
        for name, digest in files.items():
            path = folder / name
            if name == WEIGHTS_FILE and not path.exists():
                continue
            if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
                raise BundleError(
                    f"{path} is missing or was altered; export the bundle again or fetch a fresh copy."
                )
        tokenizer = Tokenizer.from_file(str(folder / config["tokenizer"]["file"]))
        return cls(folder, config, tokenizer)

    def predictor(self) -> Predictor:
        """The bundle's graphs, ready to run.

        Raises:
            BundleError: it holds a mood model, which predicts no tokens.
        """
        if self.config["kind"] == "mood":
            raise BundleError(
                f"{self.folder} holds a mood model, which writes nothing; name a bundle of another kind."
            )
        graphs = {name: str(self.folder / graph["file"]) for name, graph in self.config["graphs"].items()}
        return onnx_predictor(graphs, self.config, distances=self._distances())

    def recall(self) -> Recall | None:
        """What the model has learned of recalling; None if nothing."""
        return Recall.of(self.folder, self.config)

    def moods(self) -> ReadMoods:
        """The graph of a mood bundle, ready to run."""
        return onnx_moods(str(self.folder / self.config["graphs"]["mood"]["file"]))

    def _distances(self) -> Floats | None:
        if "distances" not in self.config:
            return None
        table: Floats = np.load(self.folder / self.config["distances"]["file"], allow_pickle=False)
        return table

    def weights_file(self) -> Path:
        """The file with the bundle's Keras weights.

        Raises:
            BundleError: it is not there.
        """
        path = self.folder / WEIGHTS_FILE
        if not path.is_file():
            raise BundleError(
                f"{self.folder} has no {WEIGHTS_FILE} to go on from (the desk's packages leave it out); "
                "use the bundle that came with Inkling's source, or export it again."
            )
        return path

    def load_weights(
        self, model: Any, transfer: VocabularyTransfer | None = None, wider: Widening | None = None
    ) -> None:
        """Put the bundle's Keras weights into a model of its architecture.

        A bundle whose model could not be told distances has no weights for them: they stay as they begin.

        Args:
            model: the model.
            transfer: from the bundle's vocabulary to the model's, if that has one of its own.
            wider: from the bundle's sizes to the model's, if those are larger.

        Raises:
            BundleError: they are not there, or the model has another architecture.
        """
        import h5py

        with h5py.File(self.weights_file(), "r") as file:
            for variable in model.weights:
                if variable.path not in file and variable.path == _LEARNED_LATER:
                    continue
                saved = np.asarray(file.get(variable.path, ()), np.float32)
                if transfer:
                    saved = transfer.respelled(variable.path, saved)
                if wider:
                    saved = wider.widened(variable.path, saved, np.asarray(variable))
                if saved.shape != tuple(variable.shape):
                    raise BundleError(
                        f"{self.folder} holds a model of another architecture than the settings ask for; "
                        "leave sizes and cell to the bundle."
                    )
                variable.assign(saved)


def rewrite(bundle: Bundle, name: str, text: str) -> None:
    """Replace one of a bundle's text files, its checksum included.

    Raises:
        RunError: the folder cannot be written.
    """
    files = bundle.config["files"] | {name: hashlib.sha256(text.encode()).hexdigest()}
    with writing_to(bundle.folder):
        replace_file(bundle.folder / name, text)
    rewrite_config(bundle, bundle.config | {"files": files})


def rewrite_config(bundle: Bundle, config: dict[str, Any]) -> None:
    """Replace a bundle's `config.json`.

    Raises:
        RunError: the folder cannot be written.
    """
    with writing_to(bundle.folder):
        text = json.dumps(config, indent=1, ensure_ascii=False)
        replace_file(bundle.folder / "config.json", text)


def write_recall(bundle: Bundle, recall: Recall) -> dict[str, Any]:
    """Put what a model has learned of recalling into its bundle; returns the bundle's config.

    Raises:
        RunError: the folder cannot be written.
    """
    with writing_to(bundle.folder):
        config = recall.written_to(bundle.folder, bundle.config)
    digest = hashlib.sha256((bundle.folder / RECALL_FILE).read_bytes()).hexdigest()
    config["files"] = config["files"] | {RECALL_FILE: digest}
    rewrite_config(bundle, config)
    return config


def write_weights(path: Path, model: Any) -> None:
    """Write a Keras model's weights in float16, each under its variable's path."""
    import h5py

    with h5py.File(path, "w") as file:
        for variable in model.weights:
            file.create_dataset(variable.path, data=np.asarray(variable, np.float16))
