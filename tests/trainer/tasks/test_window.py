"""The presets `story` and `char256` on tiny texts: fitted, resumed, exported, and used by the desk."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from desktop.engine.engine import ContinueSettings, Engine, SuggestSettings
from trainer.backend import start_backend
from trainer.bundles.bundle import Bundle
from trainer.commands import export_command, generate_command
from trainer.errors import PresetError
from trainer.fit_commands import fit_command
from trainer.fitting.fit import Fit
from trainer.fitting.fit_listener import FitProgress, Listener
from trainer.fitting.run import Run
from trainer.tasks import make_task

STORIES = """A hen walked to the mill and found a grain of corn.
The miller laughed, but the hen sowed it by the wall.
In summer she had bread. "Who helped me?" she asked.
Nobody answered, and so she ate the bread alone.
"""
SMALLER = {
    "story": [
        'window.layers=["bidirectional 24", "dropout 0.1", "lstm 24", "relu 0.5"]',
        "window.embedding=16",
        "window.l2=0.0",
        "training.epochs=14.0",
        "training.learning_rate=0.02",
    ],
    "char256": [
        'window.layers=["lstm 32", "dropout 0.1", "lstm 32"]',
        "window.length=12",
        "training.epochs=2.0",
        "training.learning_rate=0.02",
    ],
}


def fit(preset: str, out: Path, corpus: list[Path], *more: str, resume: bool = False) -> Run:
    settings = [] if resume else [*SMALLER[preset], "training.streams=32", "training.towers=1", *more]
    fit_command(corpus, out, [], [], None if resume else preset, settings, None, resume=resume)
    return Run(out)


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("text") / "stories.txt"
    # Enough tokens for a corpus; every line is met twelve times.
    file.write_text(STORIES * 12, encoding="utf-8")
    return file


@pytest.fixture(scope="module", params=SMALLER)
def run(request, tmp_path_factory, stories) -> Run:
    return fit(request.param, tmp_path_factory.mktemp("runs") / request.param, [stories])


@pytest.fixture(scope="module")
def bundle(run, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("bundles") / run.folder.name
    export_command(run.folder, out, quantized=True, measure=[], tune_memory_on=[])
    return out


def test_a_window_longer_than_the_text_is_one_clear_sentence(tmp_path, stories):
    with pytest.raises(PresetError, match=r"window\.length is 4000, but the text .* has only [\d,]+ tokens"):
        fit("char256", tmp_path / "run", [stories], "window.length=4000")


def test_it_learns(run):
    history = run.history()
    assert history[-1].train_loss < history[0].train_loss - 0.1
    assert history[-1].train_accuracy > history[0].train_accuracy
    assert history[-1].valid_nothing == 0.0


def test_stories_are_learned_by_heart(run):
    if run.preset().window.lines:
        assert run.history()[-1].train_accuracy > 0.9


def test_the_best_training_loss_is_kept(run):
    with np.load(run.best) as best:
        progress = str(best["progress"])
    losses = [row.train_loss for row in run.history()]
    assert f'"train_loss": {min(losses)}' in progress


def test_the_card_shows_accuracy_and_says_that_nothing_was_held_out(bundle):
    card = (bundle / "README.md").read_text(encoding="utf-8")
    assert "training accuracy" in card
    assert "No text was held out" in card


def test_the_desk_suggests_and_continues(bundle, run):
    engine = Engine.load(bundle)
    found = engine.suggest("A hen walked to the", "", SuggestSettings(precision=0.01, asked=True))
    assert found
    if run.preset().window.lines:
        assert found[0].text.startswith(" mill")
    story = "".join(engine.continue_story("A hen walked to the", "", ContinueSettings(words=8, seed=1)))
    assert story.strip()


def test_both_sides_recompute_the_golden_samples_of_a_line_begun_anew(bundle):
    """Opening checks them; one has a line end in it, after which reading begins anew."""
    samples = Bundle.open(bundle).config["golden"]
    assert any("\n" in sample["left"] for sample in samples)
    Engine.load(bundle)


def test_the_trainer_writes_with_it(bundle, capsys):
    generate_command(bundle, "A hen walked to the", words=5, temperature=0.0, top_p=1.0, seed=1)
    assert len(capsys.readouterr().out) > len("A hen walked to the\n")


def test_going_on_from_its_bundle_takes_the_network_from_it(bundle, run, tmp_path, stories):
    out = tmp_path / "more"
    fit_command([stories], out, [], [], run.folder.name, ["training.epochs=1.0"], bundle, resume=False)
    assert Run(out).preset().window.layers == run.preset().window.layers
    assert Run(out).history()[0].train_loss < run.history()[0].train_loss


def test_stopped_at_any_step_it_goes_on_to_the_same_weights(run, tmp_path):
    if run.preset().window.lines:
        return
    preset = replace(run.preset(), training=replace(run.preset().training, epochs=1.0))
    backend = start_backend(1)
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
        assert training.step == training.total_steps
    for one, other in zip(ends["whole"], ends["parts"], strict=True):
        np.testing.assert_array_equal(one, other)


class StopAt(Listener):
    """Stops a training as Ctrl-C does, after so many steps."""

    def __init__(self, training: Fit, step: int):
        self.training, self.step = training, step

    def on_step(self, progress: FitProgress) -> None:
        if progress.step == self.step - 1:
            self.training.stop()
