"""A model's whole life on JAX and on PyTorch, on the CPU, held against TensorFlow's."""

import csv
import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from tests.trainer.backends.steps import SETTINGS, as_options, first_losses, outputs
from trainer.bundles.bundle import Bundle
from trainer.fitting.run import Run, Validation

FIT = [sys.executable, "-m", "trainer.cli", "fit"]


@dataclass
class Life:
    """What a backend has made, and what its commands have printed."""

    folder: Path
    printed: dict[str, str]
    killed: list[Validation]

    def run(self, name: str) -> Run:
        """One of its runs."""
        return Run(self.folder / name)


def environment(backend: str) -> dict[str, str]:
    return {**os.environ, "KERAS_BACKEND": backend, "TF_CPP_MIN_LOG_LEVEL": "3"}


@pytest.fixture(scope="module")
def reviews(tmp_path_factory):
    """Labelled texts that a small classifier can tell apart."""
    lines = [
        f"{n % 2}\tThe film was {'warm and funny' if n % 2 else 'cold and sad'} on day {n}."
        for n in range(80)
    ]
    file = tmp_path_factory.mktemp("reviews") / "reviews.tsv"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


@pytest.fixture(scope="module", params=["jax", "torch"])
def life(request, tmp_path_factory, corpus, bundle_folder, reviews):
    """A run killed and resumed, evaluated, exported and gone on from; other kinds of models too."""
    backend = request.param
    if importlib.util.find_spec(backend) is None:
        pytest.skip(f"{backend} is not installed; pip install 'inkling-desk[train,{backend}]' brings it")
    folder = tmp_path_factory.mktemp(backend)
    run, settings = folder / "run", as_options([*SETTINGS, "training.towers=1"])
    process = subprocess.Popen(
        [*FIT, str(corpus), "--out", str(run), *settings],
        env=environment(backend),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    # The last thing that a validation writes.
    while not (run / "samples.txt").exists() and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    killed = Run(run).history()
    small = ["training.streams=8", "training.epochs=1.0", "training.tokens=400", "training.towers=1"]
    further = as_options([*SETTINGS[2:], "training.tokens=3000", "model.dropout=0.1"])
    window = as_options(
        [
            *small,
            "corpus.valid_share=0.1",
            "window.length=12",
            "window.embedding=8",
            'window.layers=["lstm 8"]',
        ]
    )
    mood = as_options([*small, "mood.length=12", "mood.units=8", "training.tokens=640"])
    commands = {
        "losses": ["losses", str(run)],
        "resumed": ["fit", "--out", str(run), "--resume"],
        "evaluated": ["evaluate", str(run), "--sample", "20", "--json"],
        "from": ["fit", str(corpus), "--out", str(folder / "from"), "--from", str(bundle_folder), *further],
        "wider": [
            *("fit", str(corpus), "--out", str(folder / "wider"), "--from", str(bundle_folder), *further),
            *as_options(["model.units=32", "model.embedding=32"]),
        ],
        "window": ["fit", str(corpus), "--out", str(folder / "window"), "--preset", "char256", *window],
        "mood": ["fit", str(reviews), "--out", str(folder / "mood"), "--preset", "mood", *mood],
    }
    printed = dict(zip(commands, outputs(list(commands.values()), environment(backend)), strict=True))
    exported = folder / "bundle"
    (printed["exported"],) = outputs([["export", str(run), "--out", str(exported)]], environment(backend))
    return Life(folder, printed, killed)


def test_the_same_seed_has_the_same_first_loss(life, on_tensorflow):
    found, expected = json.loads(life.printed["losses"].splitlines()[-1]), first_losses(on_tensorflow)
    assert found[0] == pytest.approx(expected[0], abs=1e-4)
    # From then on each step makes a little more of how each backend rounds.
    np.testing.assert_allclose(found, expected, atol=2e-3)


def test_killed_and_resumed_it_comes_to_what_tensorflow_does(life, on_tensorflow):
    assert len(life.killed) < 5
    assert f"Going on from step {life.killed[-1].step}" in life.printed["resumed"]
    found, expected = life.run("run").history(), Run(on_tensorflow).history()
    assert found[: len(life.killed)] == life.killed
    assert [row.step for row in found] == [row.step for row in expected]
    for name in ("train_loss", "valid_nothing", "valid_both"):
        np.testing.assert_allclose(
            [getattr(row, name) for row in found], [getattr(row, name) for row in expected], rtol=0.02
        )


def test_its_samples_are_written_alike(life, on_tensorflow):
    first, expected = (
        (folder / "samples.txt").read_text().split("\n\n")[0]
        for folder in (life.folder / "run", on_tensorflow)
    )
    assert first == expected


def test_it_is_evaluated(life):
    figures = json.loads(life.printed["evaluated"])
    assert figures["token_perplexity"] == pytest.approx(
        np.exp(life.run("run").history()[-1].valid_nothing), rel=0.3
    )


def test_it_is_exported_through_tensorflow(life):
    bundle = Bundle.open(life.folder / "bundle")
    logits = bundle.predictor().logits(np.zeros((1, 24), np.float32), None)
    assert logits.shape == (1, 300)
    assert "as shipped" in life.printed["exported"]


@pytest.mark.parametrize("kind", ["from", "wider"])
def test_it_goes_on_from_a_bundle(life, bundle_folder, kind):
    earlier = Bundle.open(bundle_folder).config["history"]
    first = life.run(kind).history()[0]
    assert first.valid_nothing < earlier[0]["valid_nothing"]
    with (life.folder / kind / "earlier.csv").open() as file:
        assert len(list(csv.DictReader(file))) == len(earlier)


@pytest.mark.parametrize("kind", ["window", "mood"])
def test_other_kinds_learn_too(life, kind):
    history = life.run(kind).history()
    assert history[-1].train_loss < history[0].train_loss
    assert 0.0 < history[-1].valid_accuracy <= 1.0
