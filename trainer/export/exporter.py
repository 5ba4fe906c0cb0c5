"""Turns a run into a bundle, and refuses to if the result does not say what Keras says."""

import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray

from trainer.bundles.averaging import average_with
from trainer.bundles.bundle import DISTANCES_FILE, WEIGHTS_FILE, Bundle, onnx_predictor, write_weights
from trainer.corpus.dataset import Dataset
from trainer.corpus.tokenizer import END_ID
from trainer.errors import ExportError, PresetError, RunError
from trainer.evaluating.evaluate import evaluate_held_out, evaluate_texts, perplexity
from trainer.export.card import draw_curves, model_card
from trainer.export.config import bundle_config
from trainer.export.golden import golden_samples, told_samples
from trainer.export.graphs import build_graphs, quantize
from trainer.export.mood import mood_shipment
from trainer.export.operators import unquantized
from trainer.export.shipment import Shipment, check_difference
from trainer.fitting.checkpoints import load_checkpoint
from trainer.fitting.run import Run
from trainer.predicting.predictor import Predictor
from trainer.predicting.window_predictor import WindowPredictor
from trainer.settings import Preset
from trainer.tasks import build_model
from trainer.tasks import predictor as keras_predictor

# Largest rise of perplexity that int8 may cost.
INT8_COST = 0.01
# A window is read anew for every token, a stream is not.
_CHECK_TOKENS = {"cursor": 20_000, "window": 2_000}


def load_run(run: Run) -> tuple[Preset, Dataset, Any]:
    """A run's settings, token files and Keras model with its best weights.

    Raises:
        RunError: the run has no validated weights yet, or its files are broken.
    """
    preset, dataset = run.preset(), run.dataset()
    if not run.best.is_file():
        raise RunError(f"{run.folder} has no validated weights yet; let fit reach its first validation.")
    model = build_model(preset, dataset.vocabulary_size)
    load_checkpoint(run.best, model.variables)
    return preset, dataset, model


def export(
    run: Run,
    out: Path,
    quantized: bool = True,
    measure: Sequence[Path] = (),
    tune_memory_on: Sequence[Path] = (),
    centre_on: Sequence[Path] = (),
    measure_test: bool = False,
    averaged_with: Sequence[Bundle] = (),
) -> dict[str, Any]:
    """Write a run's best weights as a bundle.

    Args:
        run: a run with at least one validation.
        out: folder to make; must not exist yet, or be empty.
        quantized: int8 graphs; otherwise float32.
        measure: texts to evaluate the shipped graphs on, for the model card.
        tune_memory_on: other texts, to tune a memory on that is then evaluated too.
        centre_on: of a mood model, prose whose median passage shall read as neither light nor dark.
        measure_test: without texts to evaluate on, take what the run held out for test, as a mood model does
            anyway.
        averaged_with: bundles with which the weights are averaged first.

    Returns:
        The bundle's config.

    Raises:
        BundleError: a bundle to average with is of another model.
        ExportError: ONNX Runtime disagrees with Keras, or int8 costs too much perplexity.
        PresetError: an option is not for models of this kind.
        RunError: the run is not ready, or `out` cannot be written.
    """
    if out.exists() and not out.is_dir():
        raise RunError(f"{out} is a file, but a bundle is a folder; choose another --out.")
    if out.exists() and any(out.iterdir()):
        raise RunError(f"{out} exists and is not empty; choose another --out.")
    preset, dataset, model = load_run(run)
    is_mood = preset.kind == "mood"
    if tune_memory_on and is_mood:
        raise PresetError("A mood model has no memory of a text; leave out --tune-memory-on.")
    if centre_on and not is_mood:
        raise PresetError(f"A model of the kind {preset.kind!r} tells no moods; leave out --centre-on.")
    if measure_test and not is_mood and not len(dataset.tokens("test")):
        raise PresetError(
            "The run held no text out for test; leave out --measure-test, or name texts with --measure."
        )
    average_with(model, averaged_with, dataset.tokenizer)
    graphs = build_graphs(model)
    config = bundle_config(preset, dataset, model, graphs)
    if is_mood:
        shipment = mood_shipment(preset, dataset, model, graphs, quantized, measure, centre_on)
    else:
        shipment = _shipment(
            preset, dataset, model, graphs, config, quantized, measure, tune_memory_on, measure_test
        )
    config["metrics"], config["golden"] = shipment.metrics, shipment.golden
    if averaged_with:
        config["metrics"]["averaged_models"] = 1 + len(averaged_with)
    config["sources"] = run.sources()
    config["history"] = [asdict(row) for row in run.whole_history()]
    with _whole_or_not_at_all(out) as folder:
        _write_files(folder, run, preset, dataset, model, shipment, config)
    return config


def _shipment(
    preset: Preset,
    dataset: Dataset,
    model: Any,
    graphs: dict[str, onnx.ModelProto],
    config: dict[str, Any],
    quantized: bool,
    measure: Sequence[Path],
    tune_memory_on: Sequence[Path],
    measure_test: bool,
) -> Shipment:
    """Check the graphs of a model that predicts tokens, in int8 or as they are."""
    tokens = _check_tokens(preset, dataset)
    in_keras = keras_predictor(preset, dataset, model)
    plain = onnx_predictor(_serialized(graphs), config, distances=in_keras.distances)
    check_parity(in_keras, plain, tokens)
    shipped = {name: quantize(graph) for name, graph in graphs.items()} if quantized else graphs
    predictor = onnx_predictor(_serialized(shipped), config, threads=1, distances=in_keras.distances)
    metrics = _shipped_metrics(plain, predictor, tokens)
    metrics["check_text"] = "validation" if len(dataset.tokens("valid")) else "training"
    if quantized:
        metrics["float32_operators"] = unquantized(shipped.values())
    if measure:
        metrics["evaluation"] = evaluate_texts(
            predictor, dataset.tokenizer, measure, tune_memory_on=tune_memory_on
        )
    elif measure_test:
        metrics["evaluation"] = evaluate_held_out(predictor, dataset)
    if predictor.distances is not None:
        config["distances"]["golden"] = told_samples(predictor, dataset.tokenizer, END_ID)
    return Shipment(
        shipped, metrics, golden_samples(predictor, dataset.tokenizer, END_ID), predictor.distances
    )


@contextmanager
def _whole_or_not_at_all(out: Path) -> Iterator[Path]:
    """A folder to write into, which becomes `out` when all is written."""
    part = out.with_name(out.name + ".part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        yield part
        if out.exists():
            out.rmdir()
        part.replace(out)
    except OSError as error:
        raise RunError(
            f"{out} cannot be written ({error.strerror}); free the disk or choose another --out."
        ) from error


def check_parity(keras_model: Predictor, onnx_model: Predictor, tokens: NDArray[np.integer]) -> None:
    """Compare logits on real text, in one piece and with carried states, with and without a right side.

    Raises:
        ExportError: they differ by more than `PARITY`.
    """
    text = np.resize(tokens, 2 * 48).astype(np.int32).reshape(2, 48)
    right_text = np.resize(tokens[::3], 2 * 9).astype(np.int32).reshape(2, 9)
    answers = []
    for predictor in (keras_model, onnx_model):
        first, states = predictor.read_left(text[:, :20], predictor.initial_states(2))
        second, states = predictor.read_left(text[:, 20:], states)
        rows = np.concatenate([first, second], axis=1).reshape(-1, predictor.units)
        answer = predictor.logits(rows, None)
        # Of a window, probabilities are compared: logarithms of very small ones say nothing.
        parts = [np.exp(answer) if isinstance(predictor, WindowPredictor) else answer, *states]
        if predictor.right_tokens:
            right = np.repeat(predictor.read_right(right_text), text.shape[1], axis=0)
            parts.append(predictor.logits(rows, right))
        answers.append(np.concatenate([part.ravel() for part in parts]))
    check_difference(float(np.abs(answers[0] - answers[1]).max()))


def _shipped_metrics(plain: Predictor, shipped: Predictor, tokens: NDArray[np.integer]) -> dict[str, Any]:
    before, after = perplexity(plain, tokens), perplexity(shipped, tokens)
    if after > before * (1.0 + INT8_COST):
        raise ExportError(
            f"int8 raises perplexity from {before:.2f} to {after:.2f}, more than {INT8_COST:.0%}; "
            "export with --float32."
        )
    return {"float_perplexity": before, "shipped_perplexity": after, "check_tokens": len(tokens)}


def _check_tokens(preset: Preset, dataset: Dataset) -> NDArray[np.integer]:
    """Validation text for the checks; training text where none was held out."""
    tokens = dataset.tokens("valid")
    return np.asarray((tokens if len(tokens) else dataset.tokens("train"))[: _CHECK_TOKENS[preset.kind]])


def _serialized(graphs: dict[str, onnx.ModelProto]) -> dict[str, bytes]:
    return {name: graph.SerializeToString() for name, graph in graphs.items()}


def _write_files(
    folder: Path,
    run: Run,
    preset: Preset,
    dataset: Dataset,
    model: Any,
    shipment: Shipment,
    config: dict[str, Any],
) -> None:
    for name, graph in shipment.graphs.items():
        onnx.save(graph, folder / f"{name}.onnx")
    dataset.tokenizer.save(str(folder / "tokenizer.json"))
    write_weights(folder / WEIGHTS_FILE, model)
    if shipment.distances is not None:
        np.save(folder / DISTANCES_FILE, shipment.distances)
    history = run.whole_history()
    draw_curves(folder / "curves.png", history, perplexities=preset.kind != "mood")
    sizes = {path.name: path.stat().st_size for path in sorted(folder.iterdir())}
    card = model_card(preset, history, run.sources(), sizes, model.count_params(), config["metrics"])
    (folder / "README.md").write_text(card, encoding="utf-8")
    config["files"] = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())
    }
    (folder / "config.json").write_text(json.dumps(config, indent=1, ensure_ascii=False), encoding="utf-8")
