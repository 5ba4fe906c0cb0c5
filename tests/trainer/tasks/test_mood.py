"""The preset `mood` on small reviews: fitted, resumed, measured, exported, and read with by the desk."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest

from desktop.engine.mood.mood_model import MoodModel
from tests.trainer.moods.reviews import review, write_reviews
from trainer.backend import start_backend
from trainer.bundles.bundle import Bundle
from trainer.commands import evaluate_command, export_command, generate_command
from trainer.errors import BundleError, CorpusError, PresetError
from trainer.export import mood as mood_export
from trainer.fit_commands import fit_command
from trainer.fitting.fit import Fit
from trainer.fitting.fit_listener import FitProgress, Listener
from trainer.fitting.run import Run
from trainer.moods.scores import read_texts
from trainer.tasks import make_task

SMALLER = [
    "corpus.vocabulary_size=60",
    "mood.embedding=8",
    "mood.units=8",
    "mood.length=24",
    "training.streams=16",
    "training.epochs=6.0",
    "training.learning_rate=0.02",
    "training.towers=2",
]
LIGHT, DARK = "The music was wonderful. We laughed.", "The music was dull, dreadful and cold."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("moods")


@pytest.fixture(scope="module")
def table(folder: Path) -> Path:
    return write_reviews(folder / "reviews.tsv")


@pytest.fixture(scope="module")
def test_table(folder: Path) -> Path:
    return write_reviews(folder / "reviews-test.tsv", 60, first=1000)


@pytest.fixture(scope="module")
def run(folder: Path, table: Path, test_table: Path) -> Run:
    out = folder / "run"
    fit_command([table], out, [], [test_table], "mood", SMALLER, None, resume=False)
    return Run(out)


@pytest.fixture(scope="module")
def bundle(folder: Path, run: Run) -> Path:
    out = folder / "bundle"
    export_command(run.folder, out, quantized=True, measure=[], tune_memory_on=[])
    return out


@pytest.fixture(scope="module")
def prose(folder: Path) -> Path:
    """Ten passages, nine of them of dark words."""
    text = folder / "prose.txt"
    passages = [f"{DARK} " * 19 for _ in range(9)] + [f"{LIGHT} " * 22]
    text.write_text("\n".join(passages), encoding="utf-8")
    return text


def figures(model: Path, texts: Path, capsys: pytest.CaptureFixture[str]) -> dict:
    capsys.readouterr()
    evaluate_command(model, [texts], tokens=0, sample=0, tune_memory_on=[], json_output=True)
    return json.loads(capsys.readouterr().out)


# --- fitting ---------------------------------------------------------------------------------------------


def test_it_learns_to_tell_praise_from_blame(run):
    history = run.history()
    assert max(row.valid_accuracy for row in history) > 0.95
    assert history[-1].train_accuracy > history[0].train_accuracy
    assert history[-1].valid_nothing < history[0].valid_nothing


def test_the_samples_show_what_it_makes_of_two_sentences(run):
    samples = (run.folder / "samples.txt").read_text(encoding="utf-8")
    assert "we laughed all the way home" in samples


def test_stopped_at_any_step_it_goes_on_to_the_same_weights(run, tmp_path):
    preset = replace(run.preset(), training=replace(run.preset().training, epochs=2.0))
    backend = start_backend(2)
    ends = {}
    for name in ("whole", "parts"):
        folder = Run(tmp_path / name)
        folder.folder.mkdir()
        training = Fit(folder, preset, make_task(preset, run.dataset(), backend))
        if name == "parts":
            training.listener = StopAt(training, 5)
            training.train()
            assert (training.step, training.interrupted) == (5, True)
            training = Fit(folder, preset, make_task(preset, run.dataset(), backend))
            training.resume()
        training.train()
        ends[name] = [np.asarray(variable) for variable in training.task.model.variables]
    for one, other in zip(ends["whole"], ends["parts"], strict=True):
        np.testing.assert_array_equal(one, other)


class StopAt(Listener):
    """Stops a training as Ctrl-C does, after so many steps."""

    def __init__(self, training: Fit, step: int):
        self.training, self.step = training, step

    def on_step(self, progress: FitProgress) -> None:
        if progress.step == self.step - 1:
            self.training.stop()


def test_texts_without_labels_are_one_clear_sentence(tmp_path, prose):
    with pytest.raises(CorpusError, match="holds no labelled texts"):
        fit_command([prose], tmp_path / "out", [], [], "mood", SMALLER, None, resume=False)


def test_without_texts_held_out_the_training_loss_decides(tmp_path, table):
    settings = [*SMALLER, "corpus.valid_share=0.0", "training.epochs=1.0"]
    fit_command([table], tmp_path / "run", [], [], "mood", settings, None, resume=False)
    assert {row.valid_accuracy for row in Run(tmp_path / "run").history()} == {0.0}
    export_command(tmp_path / "run", tmp_path / "bundle", True, [], [])
    assert "On 160 training texts" in (tmp_path / "bundle" / "README.md").read_text(encoding="utf-8")


# --- measuring -------------------------------------------------------------------------------------------


def test_a_run_and_its_bundle_are_measured_alike(run, bundle, test_table, capsys):
    of_run, of_bundle = (figures(model, test_table, capsys) for model in (run.folder, bundle))
    assert of_run["count"] == of_bundle["count"] == 60
    assert of_run["accuracy"] > 0.95
    assert of_bundle["accuracy"] == pytest.approx(of_run["accuracy"], abs=0.02)
    assert of_bundle["loss"] == pytest.approx(of_run["loss"], abs=0.05)


def test_wrong_labels_are_counted(run, tmp_path, test_table, capsys):
    """Half of the labels turned round leave half of them right."""
    lines = test_table.read_text(encoding="utf-8").splitlines()
    turned = [str(1 - int(line[0])) + line[1:] if n % 4 < 2 else line for n, line in enumerate(lines)]
    table = tmp_path / "turned.tsv"
    table.write_text("\n".join(turned), encoding="utf-8")
    assert figures(run.folder, table, capsys)["accuracy"] == pytest.approx(0.5, abs=0.05)


def test_the_table_shows_loss_and_accuracy(run, test_table, capsys):
    evaluate_command(run.folder, [test_table], 0, 0, [], json_output=False)
    printed = capsys.readouterr().out
    assert "accuracy" in printed
    assert "loss" in printed


def test_a_memory_is_not_for_moods(run, bundle, test_table, tmp_path):
    with pytest.raises(PresetError, match="leave out --tune-memory-on"):
        evaluate_command(bundle, [test_table], 0, 0, [test_table], json_output=True)
    with pytest.raises(PresetError, match="leave out --tune-memory-on"):
        export_command(run.folder, tmp_path / "bundle", True, [], [test_table])


# --- exporting -------------------------------------------------------------------------------------------


def test_the_desk_recomputes_the_golden_samples_and_reads_passages(bundle):
    light, dark, empty = MoodModel.load(bundle).read([LIGHT, DARK, ""])
    assert light > 0.8
    assert dark < 0.2
    assert 0.0 <= empty <= 1.0


def test_the_desk_and_the_trainer_read_alike(bundle):
    texts = [review(n, n % 2).replace("<br />", " ") for n in range(2000, 2020)]
    opened = Bundle.open(bundle)
    moods = read_texts(opened.moods(), opened.tokenizer, texts, 24)
    assert MoodModel.load(bundle).read(texts) == pytest.approx(moods.tolist(), abs=0.02)


def test_the_desk_reads_the_end_of_a_passage_as_the_trainer_does(bundle):
    """More words than the model's 24: what stands in front of them does not count."""
    passage = f"{DARK} {LIGHT} " + "The script was long and it was late. " * 3
    short = " ".join(passage.split()[-24:])
    model = MoodModel.load(bundle)
    assert model.read([passage]) == pytest.approx(model.read([short]), abs=1e-6)


def test_the_bundle_tells_its_shape(bundle):
    config = Bundle.open(bundle).config
    assert config["kind"] == "mood"
    assert config["window"] == {"length": 24, "padding": 2}
    assert config["tokenizer"] == {"file": "tokenizer.json", "pieces": "words", "lowercase": True}
    operators = {node.op_type for node in onnx.load(bundle / "mood.onnx").graph.node}
    assert "DynamicQuantizeLSTM" in operators


def test_the_card_holds_the_figures_of_test(bundle, test_table, capsys):
    card = (bundle / "README.md").read_text(encoding="utf-8")
    measured = figures(bundle, test_table, capsys)
    assert "reviews-test.tsv (60 texts)" in card
    assert f"| accuracy | {measured['accuracy']:.4f} |" in card
    assert f"| loss, nats a text | {measured['loss']:.3f} |" in card
    assert "validation accuracy" in card


def test_other_texts_can_be_measured_for_the_card(run, tmp_path):
    others = write_reviews(tmp_path / "others.tsv", 8, first=3000)
    export_command(run.folder, tmp_path / "bundle", False, [others], [])
    card = (tmp_path / "bundle" / "README.md").read_text(encoding="utf-8")
    assert "others.tsv (8 texts)" in card
    assert "In int8" not in card


def test_int8_that_costs_too_much_is_not_shipped(run, tmp_path, monkeypatch):
    monkeypatch.setattr(mood_export, "INT8_COST", -1.0)
    out = tmp_path / "bundle"
    export_command(run.folder, out, True, [], [])
    assert Bundle.open(out).config["metrics"]["int8"] is False
    assert "LSTM" in {node.op_type for node in onnx.load(out / "mood.onnx").graph.node}
    assert "the graph is shipped in float32" in (out / "README.md").read_text(encoding="utf-8")
    MoodModel.load(out)


def test_it_writes_nothing(bundle):
    with pytest.raises(BundleError, match="holds a mood model, which writes nothing; name a bundle"):
        generate_command(bundle, "A hen", words=5, temperature=0.0, top_p=1.0, seed=1)


# --- centring --------------------------------------------------------------------------------------------


def test_centred_on_prose_its_median_passage_is_neither_light_nor_dark(
    run, bundle, prose, tmp_path, test_table, capsys
):
    out = tmp_path / "centred"
    export_command(run.folder, out, True, [], [], centre_on=[prose])
    plain, centred = MoodModel.load(bundle).read([DARK, LIGHT]), MoodModel.load(out).read([DARK, LIGHT])
    assert centred[0] > plain[0] + 0.1
    assert centred[1] > plain[1]
    centre = Bundle.open(out).config["metrics"]["centre"]
    assert centre["logit"] < 0.0
    assert centre["texts"] == ["prose.txt"]
    assert "centred on prose (prose.txt)" in (out / "README.md").read_text(encoding="utf-8")
    # What is measured on labelled texts is the model as it has learned.
    measured, before = figures(out, test_table, capsys), figures(bundle, test_table, capsys)
    assert measured["accuracy"] == pytest.approx(before["accuracy"], abs=0.02)
    assert measured["loss"] == pytest.approx(before["loss"], abs=0.02)


def test_prose_without_a_passage_is_one_clear_sentence(run, tmp_path):
    text = tmp_path / "short.txt"
    text.write_text("It was late.")
    with pytest.raises(CorpusError, match="no passage of 130 words to centre on; name a longer text"):
        export_command(run.folder, tmp_path / "bundle", True, [], [], centre_on=[text])


# --- going on --------------------------------------------------------------------------------------------


def test_going_on_from_its_bundle_starts_where_it_ended(bundle, run, tmp_path, table):
    out = tmp_path / "more"
    slow = ["training.learning_rate=1e-9", "training.epochs=1.0", "training.streams=16"]
    fit_command([table], out, [], [], None, slow, bundle, resume=False)
    more = Run(out)
    assert more.preset().kind == "mood"
    assert more.preset().mood == run.preset().mood
    assert more.dataset().tokenizer.to_str() == run.dataset().tokenizer.to_str()
    assert more.history()[0].valid_accuracy > 0.95
