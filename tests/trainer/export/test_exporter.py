"""The export keeps its promises: ONNX equals Keras, int8 costs little, both sides read alike."""

import hashlib
import json
import shutil

import numpy as np
import pytest

from trainer.batches.cursor_batches import longest_gap
from trainer.batches.distances import STARTS, steps_of
from trainer.bundles.bundle import WEIGHTS_FILE, Bundle
from trainer.errors import BundleError, ExportError, RunError
from trainer.evaluating.evaluate import perplexity
from trainer.export.exporter import check_parity, export, load_run
from trainer.export.graphs import build_graphs
from trainer.export.shipment import PARITY
from trainer.fit_commands import fit_command
from trainer.fitting.run import Run
from trainer.predicting.keras_predictor import KerasPredictor


def test_every_graph_is_made_of_real_lstm_operators(trained_run):
    _, _, model = load_run(Run(trained_run))
    graphs = build_graphs(model)
    operators = {name: [node.op_type for node in graph.graph.node] for name, graph in graphs.items()}
    assert operators["left"].count("LSTM") == 2
    assert operators["right"].count("LSTM") == 1
    assert not {"Loop", "Scan"} & {operator for names in operators.values() for operator in names}
    assert {node.domain for graph in graphs.values() for node in graph.graph.node} <= {"", "ai.onnx"}


def test_float32_graphs_equal_keras(tmp_path, trained_run):
    preset, dataset, model = load_run(Run(trained_run))
    out = tmp_path / "float"
    export(Run(trained_run), out, quantized=False)
    onnx_model = Bundle.open(out).predictor()
    tokens = np.asarray(dataset.tokens("train")[:400])
    check_parity(KerasPredictor(model, preset.training.window), onnx_model, tokens)

    tokens = tokens[:40].reshape(2, 20).astype(np.int32)
    keras_model = KerasPredictor(model, preset.training.window)
    both = []
    for predictor in (keras_model, onnx_model):
        left, _ = predictor.read_left(tokens, predictor.initial_states(2))
        both.append(predictor.logits(left[:, -1], predictor.read_right(tokens[:, :7])))
    np.testing.assert_allclose(both[1], both[0], atol=PARITY)


def test_an_export_that_disagrees_with_keras_fails(trained_run):
    _, dataset, model = load_run(Run(trained_run))

    class Wrong(KerasPredictor):
        def logits(self, left, right):
            return super().logits(left, right) + 3e-4

    good, wrong = KerasPredictor(model, 16), Wrong(model, 16)
    with pytest.raises(ExportError, match="differ by"):
        check_parity(good, wrong, np.asarray(dataset.tokens("train")[:200]))


def test_int8_costs_under_one_percent_of_perplexity(tmp_path, trained_run, bundle_folder):
    plain = tmp_path / "float"
    export(Run(trained_run), plain, quantized=False)
    tokens = np.asarray(Run(trained_run).dataset().tokens("valid"))
    before = perplexity(Bundle.open(plain).predictor(), tokens)
    after = perplexity(Bundle.open(bundle_folder).predictor(), tokens)
    assert after < before * 1.01
    int8 = (bundle_folder / "left.onnx").read_bytes()
    assert b"DynamicQuantizeLSTM" in int8
    assert b"DynamicQuantizeLSTM" not in (plain / "left.onnx").read_bytes()


def test_both_sides_agree_on_the_golden_samples(bundle_folder):
    from desktop.engine.engine import Engine

    config = json.loads((bundle_folder / "config.json").read_text(encoding="utf-8"))
    assert {bool(sample["right"]) for sample in config["golden"]} == {True, False}
    assert Engine.load(bundle_folder, provider="cpu").bundle.config.name == "Tiny"


def test_an_altered_golden_sample_is_noticed_by_the_desk(tmp_path, bundle_folder):
    from desktop.engine.engine import Engine
    from desktop.engine.errors import BundleError

    copy = tmp_path / "altered"
    shutil.copytree(bundle_folder, copy)
    config = json.loads((copy / "config.json").read_text(encoding="utf-8"))
    sample = config["golden"][0]
    sample["top_probabilities"][0] = sample["top_probabilities"][0] + 0.3
    (copy / "config.json").write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(BundleError):
        Engine.load(copy, provider="cpu")


def test_distances_are_a_table_beside_the_graphs_which_stay_as_they_are(bundle_folder, trained_run):
    _, _, model = load_run(Run(trained_run))
    config = json.loads((bundle_folder / "config.json").read_text(encoding="utf-8"))
    assert config["architecture"]["distances"] is True
    table = np.load(bundle_folder / config["distances"]["file"], allow_pickle=False)
    assert table.shape == (len(config["distances"]["starts"]), 24) == (len(STARTS), 24)
    assert np.abs(table).max() > 0.0
    preset = Run(trained_run).preset()
    learned = steps_of(longest_gap(preset.training.window))
    np.testing.assert_allclose(table[:learned], np.asarray(model.distances.vectors)[:learned], atol=1e-6)
    np.testing.assert_array_equal(Bundle.open(bundle_folder).predictor().distances, table)
    inputs = [entry["name"] for entry in config["graphs"]["head"]["inputs"]]
    assert inputs == ["left", "right", "present", "shift"]


def test_the_desk_is_told_distances_too(bundle_folder):
    from desktop.engine.engine import Engine

    spec = Engine.load(bundle_folder, provider="cpu").bundle.config.distances
    assert spec is not None
    assert spec.starts == STARTS
    assert {sample.missing > 0 for sample in spec.golden} == {True}


def test_every_file_is_listed_with_its_hash(bundle_folder):
    config = json.loads((bundle_folder / "config.json").read_text(encoding="utf-8"))
    files = {path.name for path in bundle_folder.iterdir()} - {"config.json"}
    assert set(config["files"]) == files
    for name, digest in config["files"].items():
        assert hashlib.sha256((bundle_folder / name).read_bytes()).hexdigest() == digest


def test_the_model_card_says_what_was_measured(bundle_folder):
    card = (bundle_folder / "README.md").read_text(encoding="utf-8")
    for words in ("# Tiny", "stories", "weights", "curves.png", "validation loss", "units = 24"):
        assert words in card


def test_weights_are_kept_in_float16(bundle_folder, trained_run):
    _, _, model = load_run(Run(trained_run))
    expected = [np.asarray(weight) for weight in model.weights]
    for weight in model.weights:
        weight.assign(np.zeros(weight.shape, np.float32))
    Bundle.open(bundle_folder).load_weights(model)
    for before, weight in zip(expected, model.weights, strict=True):
        np.testing.assert_allclose(np.asarray(weight), before, rtol=1e-3, atol=1e-6)


def test_a_bundle_without_weights_can_be_read_but_not_gone_on_from(bundle_folder, tmp_path):
    copy = shutil.copytree(bundle_folder, tmp_path / "packed")
    (copy / WEIGHTS_FILE).unlink()
    assert Bundle.open(copy).predictor().units == 24
    with pytest.raises(BundleError, match=r"no weights\.h5 to go on from"):
        fit_command([tmp_path], tmp_path / "run", [], [], None, [], copy, resume=False)
    (copy / WEIGHTS_FILE).write_bytes(b"altered")
    with pytest.raises(BundleError, match="altered"):
        Bundle.open(copy)


def test_an_existing_folder_is_not_overwritten(trained_run, bundle_folder):
    with pytest.raises(RunError, match="not empty"):
        export(Run(trained_run), bundle_folder)


def test_a_forward_lstm_over_words_is_exported_without_a_right_side(forward_run, forward_bundle_folder):
    preset, dataset, model = load_run(Run(forward_run))
    bundle = Bundle.open(forward_bundle_folder)
    assert set(bundle.config["graphs"]) == {"left", "head"}
    assert bundle.config["special_tokens"] == {"end": 0, "unknown": 1, "padding": 2}
    tokens = np.asarray(dataset.tokens("valid")).astype(np.int32)
    before = perplexity(KerasPredictor(model, preset.training.window), tokens)
    assert perplexity(bundle.predictor(), tokens) == pytest.approx(before, rel=0.01)


def test_the_desk_suggests_from_a_forward_lstm(forward_bundle_folder):
    from desktop.engine.decoding.suggest import SuggestSettings
    from desktop.engine.engine import Engine

    engine = Engine.load(forward_bundle_folder, provider="cpu")
    settings = SuggestSettings(max_words=1, precision=0.001)
    found = engine.suggest("Mira opened the ", "", settings)
    assert found
    assert engine.suggest("Mira opened the ", " in the morning.", settings) == found
    offered = {suggestion.text for suggestion in found}
    assert not {"<unk>", "<|end|>", "<|padding|>"} & offered
