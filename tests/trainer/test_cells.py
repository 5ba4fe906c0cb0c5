"""Models of other cells than the LSTM along the whole path, from fitting to suggestions in the desk."""

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest

from tests.trainer.conftest import TINY_SETTINGS
from trainer.bundles.bundle import Bundle
from trainer.errors import PresetError
from trainer.fitting.fit_listener import FitProgress, Listener
from trainer.fitting.run import Run
from trainer.settings import CELLS

OTHER_CELLS = [cell for cell in CELLS if cell != "lstm"]
STATES = {"gru": ["h"], "coupled": ["h", "c"], "peephole": ["h", "c"]}
# Recurrent dropout, so that its random numbers are part of what resuming restores.
SETTINGS = [*TINY_SETTINGS, "training.tokens=8000", "training.towers=1", "model.recurrent_dropout=0.1"]


@pytest.fixture(scope="module", params=OTHER_CELLS)
def cell(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def cell_run(cell: str, corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from trainer.fit_commands import fit_command

    out = tmp_path_factory.mktemp("runs") / cell
    settings = [*SETTINGS, f"model.cell={cell}"]
    fit_command([corpus], out, [], [], None, settings, None, resume=False)
    return out


@pytest.fixture(scope="module")
def cell_bundle(cell: str, cell_run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from trainer.commands import export_command

    out = tmp_path_factory.mktemp("bundles") / cell
    export_command(cell_run, out, quantized=True, measure=[], tune_memory_on=[])
    return out


def test_the_settings_know_every_cell():
    from trainer.model.cells import STATES as BUILT

    assert tuple(BUILT) == CELLS


def test_it_learns(cell_run):
    history = Run(cell_run).history()
    assert history[-1].valid_nothing < history[0].valid_nothing - 0.2
    assert history[-1].valid_both < history[0].valid_both - 0.2


class StopAt(Listener):
    """Asks a training to stop after some steps, as Ctrl-C does."""

    def __init__(self, step: int):
        self.step = step
        self.training: Any = None

    def on_step(self, progress: FitProgress) -> None:
        if progress.step == self.step - 1:
            self.training.stop()


def test_stopped_and_resumed_it_ends_with_the_same_weights(tmp_path, cell_run):
    from trainer.backend import start_backend
    from trainer.fitting.fit import Fit
    from trainer.tasks import make_task

    undisturbed, run = Run(cell_run), Run(tmp_path)
    preset, dataset = undisturbed.preset(), undisturbed.dataset()
    backend, listener = start_backend(preset.training.towers), StopAt(30)
    listener.training = Fit(run, preset, make_task(preset, dataset, backend), listener)
    listener.training.train()
    assert listener.training.step == 30
    resumed = Fit(run, preset, make_task(preset, dataset, backend))
    resumed.resume()
    resumed.train()
    expected, got = arrays(undisturbed.last), arrays(run.last)
    assert len(expected) == len(got)
    for one, other in zip(expected, got, strict=True):
        np.testing.assert_array_equal(other, one)


def arrays(path: Path) -> list[np.ndarray]:
    with np.load(path) as saved:
        return [saved[name] for name in saved.files if name != "progress"]


def operators(bundle: Path, graph: str) -> list[Any]:
    recurrent = ("LSTM", "GRU", "DynamicQuantizeLSTM", "Loop", "Scan")
    return [node for node in onnx.load(bundle / f"{graph}.onnx").graph.node if node.op_type in recurrent]


def test_it_is_exported_as_one_operator_a_layer(cell, cell_bundle):
    expected = "GRU" if cell == "gru" else "DynamicQuantizeLSTM"
    assert [node.op_type for node in operators(cell_bundle, "left")] == [expected] * 2
    assert [node.op_type for node in operators(cell_bundle, "right")] == [expected]
    for node in [*operators(cell_bundle, "left"), *operators(cell_bundle, "right")]:
        attributes = {entry.name: entry.i for entry in node.attribute}
        assert attributes.get("linear_before_reset", 0) == (cell == "gru")
        assert attributes.get("input_forget", 0) == (cell == "coupled")
        assert (len(node.input) > 7 and bool(node.input[7])) == (cell == "peephole")


def test_the_bundle_says_what_it_is_made_of(cell, cell_bundle):
    config = Bundle.open(cell_bundle).config
    assert config["architecture"]["cell"] == cell
    assert [state["name"] for state in config["states"]] == [
        f"state_{n}_{part}" for n in range(2) for part in STATES[cell]
    ]
    kept = ["GRU"] if cell == "gru" else []
    assert config["metrics"]["float32_operators"] == kept
    card = (cell_bundle / "README.md").read_text(encoding="utf-8")
    assert ("GRU operators stay in float32" in card) == bool(kept)


def test_the_desk_suggests_from_it(cell_bundle):
    from desktop.engine.decoding.suggest import SuggestSettings
    from desktop.engine.engine import Engine

    engine = Engine.load(cell_bundle, provider="cpu")
    settings = SuggestSettings(max_words=2, precision=0.001)
    assert engine.suggest("Mira opened the ", "", settings)
    assert engine.suggest("Mira opened the ", " in the morning.", settings)


def fit_from(bundle: Path, corpus: Path, out: Path, *more: str, preset: str | None = None) -> Run:
    from trainer.fit_commands import fit_command

    settings = [setting for setting in TINY_SETTINGS if setting.startswith("training.")]
    slow = ["training.learning_rate=1e-9", "training.tokens=1000", "training.validate_every=1000"]
    fit_command([corpus], out, [], [], preset, [*settings, *slow, *more], bundle, resume=False)
    return Run(out)


def test_going_on_from_a_bundle_takes_its_cell(cell, tmp_path, corpus, cell_run, cell_bundle):
    run = fit_from(cell_bundle, corpus, tmp_path / "more")
    assert run.preset().model.cell == cell
    best = min(row.valid_nothing for row in Run(cell_run).history())
    assert run.history()[-1].valid_nothing == pytest.approx(best, abs=0.02)


def test_a_bundle_that_names_no_cell_is_an_lstm(tmp_path, corpus, bundle_folder):
    old, preset = tmp_path / "old", tmp_path / "mine.toml"
    shutil.copytree(bundle_folder, old)
    config = json.loads((old / "config.json").read_text(encoding="utf-8"))
    assert config["architecture"].pop("cell") == "lstm"
    (old / "config.json").write_text(json.dumps(config), encoding="utf-8")
    preset.write_text('[model]\ncell = "gru"\n', encoding="utf-8")
    assert fit_from(old, corpus, tmp_path / "more", preset=str(preset)).preset().model.cell == "lstm"


@pytest.mark.parametrize("other", ["model.cell=gru", "model.units=23"])
def test_a_bundle_of_another_architecture_is_refused(tmp_path, corpus, bundle_folder, other):
    with pytest.raises(PresetError, match="leave those settings to the bundle"):
        fit_from(bundle_folder, corpus, tmp_path / "more", other)
