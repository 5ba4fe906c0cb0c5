"""The presets `ptb` and `char` on a tiny corpus: fitted, exported, and used by the desk."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from desktop.engine.engine import Engine, SuggestSettings
from trainer.backend import start_backend
from trainer.bundles.bundle import Bundle
from trainer.commands import evaluate_command, export_command
from trainer.fit_commands import fit_command
from trainer.fitting.checkpoints import load_checkpoint
from trainer.fitting.run import Run
from trainer.predicting.keras_predictor import KerasPredictor
from trainer.predicting.predictor import log_softmax
from trainer.settings import Preset
from trainer.tasks.cursor import CursorTask

SMALL = {
    "ptb": ["model.embedding=24", "model.units=24", "training.tokens=30000", "training.patience=0"],
    "char": ["model.embedding=16", "model.units=48", "model.forward_layers=1", "training.tokens=60000"],
}


@pytest.fixture(scope="module", params=SMALL)
def run(request, tmp_path_factory, corpus) -> Run:
    out = tmp_path_factory.mktemp("runs") / request.param
    settings = [*SMALL[request.param], "training.streams=8", "training.warmup_tokens=500"]
    settings += ["training.learning_rate=0.01", "training.validate_every=100000", "training.towers=1"]
    fit_command([corpus], out, [], [], request.param, settings, None, resume=False)
    return Run(out)


@pytest.fixture(scope="module")
def bundle(run, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("bundles") / run.folder.name
    export_command(run.folder, out, quantized=True, measure=[], tune_memory_on=[])
    return out


def test_it_learns(run):
    history = run.history()
    assert history[-1].valid_nothing < history[0].valid_nothing - 0.1


def best_of(run: Run, preset: Preset) -> CursorTask:
    """The run's task with its best weights, computed as `preset` says."""
    task = CursorTask(preset, run.dataset(), start_backend(1))
    task.objective.compile()
    load_checkpoint(run.best, task.model.variables)
    return task


def test_a_validation_reads_the_whole_text_held_out(run):
    # As the predictor computes: products of bfloat16 are rounded more on some processors than on others.
    saved = run.preset()
    preset = replace(saved, training=replace(saved.training, precision="float32"))
    task = best_of(run, preset)
    streams = task._token_streams("valid")
    assert streams.steps_in_epoch > 1
    predictor = KerasPredictor(task.model, preset.training.window)
    states = predictor.initial_states(preset.training.streams)
    losses = []
    for step in range(streams.steps_in_epoch):
        batch = streams.batch(step)
        states = [state * batch.carried for state in states]
        left, states = predictor.read_left(batch.tokens, states)
        probabilities = log_softmax(predictor.logits(left.reshape(-1, left.shape[-1]), None))
        losses.append(-probabilities[np.arange(batch.targets.size), batch.targets.ravel()].mean())
    scores = task.validate()
    assert scores is not None
    assert scores.loss == pytest.approx(np.mean(losses), rel=1e-4)
    best = min(row.valid_nothing for row in run.history())
    trained = best_of(run, saved).validate()
    assert trained is not None
    assert trained.loss == pytest.approx(best, rel=1e-4)


def test_the_desk_suggests_from_it(bundle):
    found = Engine.load(bundle).suggest(
        "The old woman put down the", "", SuggestSettings(precision=0.01, asked=True)
    )
    assert found
    assert found[0].text.startswith(" ")
    assert found[0].text[1:].isprintable()


def test_the_published_network_has_an_output_layer_of_its_own(bundle, run):
    architecture = Bundle.open(bundle).config["architecture"]
    assert architecture["tied"] is (run.folder.name == "char")


def test_perplexity_and_accuracy_are_measured_on_a_text(bundle, corpus, capsys):
    evaluate_command(bundle, [corpus], tokens=2000, sample=20, tune_memory_on=[], json_output=True)
    printed = capsys.readouterr().out
    assert '"token_perplexity"' in printed
    assert '"token_accuracy"' in printed
