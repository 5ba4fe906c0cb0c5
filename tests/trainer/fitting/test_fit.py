"""Training from end to end, killed and resumed, through the real command line."""

import csv
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.trainer.conftest import TINY_SETTINGS
from trainer.backend import start_backend
from trainer.fitting.checkpoints import read_checkpoint
from trainer.fitting.fit import Fit
from trainer.fitting.run import Run
from trainer.tasks import make_task

COMMAND = [sys.executable, "-m", "trainer.cli", "fit"]
ENVIRONMENT = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"}

_NUMBER = re.compile(r"(seed_generator|adam)_\d+")


def fit_arguments(corpus: Path, out: Path, *more: str) -> list[str]:
    settings = [word for setting in (*TINY_SETTINGS, *more) for word in ("--set", setting)]
    return [*COMMAND, str(corpus), "--out", str(out), *settings]


def arrays(path: Path) -> dict[str, np.ndarray]:
    with np.load(path) as saved:
        return {name: saved[name] for name in saved.files if name != "progress"}


def test_a_run_learns(trained_run):
    history = Run(trained_run).history()
    assert history[-1].valid_nothing < history[0].valid_nothing - 0.3
    assert history[-1].tokens >= 12_000
    assert {path.name for path in trained_run.iterdir()} >= {
        "preset.toml",
        "last.npz",
        "best.npz",
        "samples.txt",
    }


def test_the_run_holds_its_settings(trained_run):
    preset = Run(trained_run).preset()
    assert preset.name == "Tiny"
    assert preset.training.window == 16
    assert preset.training.towers == 2


def test_killed_and_resumed_it_ends_with_the_weights_of_an_undisturbed_run(tmp_path, corpus, trained_run):
    out = tmp_path / "killed"
    process = subprocess.Popen(
        fit_arguments(corpus, out), env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while not (out / "last.npz").exists() and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    # The history's own file comes after the checkpoint, and may not be there yet.
    assert read_checkpoint(out / "last.npz")[1]["history"][-1]["tokens"] < 12_000
    subprocess.run(
        [*COMMAND, "--out", str(out), "--resume"], env=ENVIRONMENT, check=True, capture_output=True
    )
    for name in ("last.npz", "best.npz"):
        # Keras numbers what is made in one process, in which the undisturbed run is not the first model.
        undisturbed, resumed = (
            {_NUMBER.sub(r"\1", key): value for key, value in arrays(folder / name).items()}
            for folder in (trained_run, out)
        )
        assert undisturbed.keys() == resumed.keys()
        for key, expected in undisturbed.items():
            np.testing.assert_array_equal(resumed[key], expected, err_msg=key)
    columns = ("step", "tokens", "train_loss", "valid_nothing", "valid_both", "learning_rate")
    assert rows(out, columns) == rows(trained_run, columns)


def test_a_kill_before_the_history_is_written_is_made_up_for(tmp_path, trained_run):
    out = shutil.copytree(trained_run, tmp_path / "copy")
    (out / "history.csv").unlink()
    (out / "best.npz").write_bytes(b"cut short")
    run = Run(out)
    Fit(run, run.preset(), make_task(run.preset(), run.dataset(), start_backend(2))).resume()
    assert run.history() == Run(trained_run).history()
    # In one process, a second model's seed has another name.
    best = arrays(Run(trained_run).best).values()
    for again, before in zip(arrays(run.best).values(), best, strict=True):
        np.testing.assert_array_equal(again, before)


def rows(folder: Path, columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    with (folder / "history.csv").open() as file:
        return [tuple(row[name] for name in columns) for row in csv.DictReader(file)]


def test_asked_to_stop_it_saves_and_goes_on_later(tmp_path, corpus):
    out = tmp_path / "stopped"
    more = "training.tokens=4000000", "training.epochs=4000"
    process = subprocess.Popen(
        fit_arguments(corpus, out, *more), env=ENVIRONMENT, stdout=subprocess.PIPE, text=True
    )
    while not (out / "last.npz").exists() and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    printed, _ = process.communicate()
    assert process.returncode == 0
    assert "add --resume to go on" in printed


def test_it_stops_early_when_validation_gets_no_better(tmp_path, corpus):
    from trainer.fit_commands import fit_command

    out = tmp_path / "early"
    stuck = ["training.learning_rate=1e-30", "training.patience=2", "training.validate_every=1000"]
    fit_command([corpus], out, [], [], None, [*TINY_SETTINGS, *stuck], None, resume=False)
    assert Run(out).history()[-1].tokens < 12_000


def test_going_on_from_a_bundle_starts_where_it_ended(tmp_path, corpus, trained_run, bundle_folder):
    from trainer.fit_commands import fit_command

    out = tmp_path / "more"
    settings = [setting for setting in TINY_SETTINGS if not setting.startswith(("model.", "corpus.", "name"))]
    slow = ["training.learning_rate=1e-9", "training.tokens=2000", "training.validate_every=2000"]
    fit_command([corpus], out, [], [], None, [*settings, *slow], bundle_folder, resume=False)
    run = Run(out)
    assert run.preset().model == replace(Run(trained_run).preset().model, dropout=0.0)
    assert run.dataset().tokenizer.to_str() == Run(trained_run).dataset().tokenizer.to_str()
    best = min(row.valid_nothing for row in Run(trained_run).history())
    assert run.history()[-1].valid_nothing == pytest.approx(best, abs=0.02)
    assert run.sources()["before that"] == ["stories"]
    whole = run.whole_history()
    assert whole[: len(Run(trained_run).history())] == Run(trained_run).history()
    assert [row.tokens for row in whole] == sorted({row.tokens for row in whole})


def test_a_run_can_end_with_averaged_weights(tmp_path, corpus, trained_run):
    out = tmp_path / "averaged"
    subprocess.run(
        fit_arguments(corpus, out, "training.average=0.9"), env=ENVIRONMENT, check=True, capture_output=True
    )
    plain, averaged = Run(trained_run).history(), Run(out).history()
    # Only the end differs: until then the average stands beside the weights.
    assert [row.valid_nothing for row in averaged[:-1]] == [row.valid_nothing for row in plain[:-1]]
    assert averaged[-1].valid_nothing != plain[-1].valid_nothing
    assert averaged[-1].valid_nothing < averaged[0].valid_nothing
