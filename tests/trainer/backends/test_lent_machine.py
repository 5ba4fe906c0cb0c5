"""The whole script for a lent machine, on the CPU with a tiny model: no GPU was at hand."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.trainer.backends.steps import SETTINGS, as_options
from tests.trainer.backends.test_sharing import pytestmark as pytestmark
from trainer.bundles.bundle import Bundle
from trainer.fit_commands import prepare_command
from trainer.fitting.run import Run

SCRIPT = Path(__file__).parents[3] / "installer" / "lent_machine.sh"


@pytest.fixture
def call(tmp_path, corpus):
    """Calls the script, and gives what it says."""
    of_texts = [setting for setting in SETTINGS if setting.startswith("corpus.")]
    prepare_command([corpus], tmp_path / "data", [], [], None, of_texts)
    settings = [setting for setting in SETTINGS if not setting.startswith(("corpus.", "training.tokens"))]
    environment = {**os.environ, "KERAS_BACKEND": "jax", "PYTHON": sys.executable}

    def run(*options: str) -> str:
        command = ["bash", str(SCRIPT), "data", "out", "0.2", *options]
        ended = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert ended.returncode == 0, ended.stdout[-3000:]
        return ended.stdout

    return run, as_options(settings)


def test_one_command_trains_exports_and_measures_and_goes_on_when_called_again(tmp_path, call):
    run, options = call
    said = run(*options)
    assert "No NVIDIA GPU." in said or "name, memory.total" in said
    steps = Run(tmp_path / "out" / "run").history()[-1].step
    assert Bundle.open(tmp_path / "out" / "model").config["vocabulary_size"] == 300
    assert json.loads((tmp_path / "out" / "test.json").read_text())["token_perplexity"] > 1.0

    again = run()
    assert f"Going on from step {steps}." in again
    assert Run(tmp_path / "out" / "run").history()[-1].step >= steps
    assert Bundle.open(tmp_path / "out" / "model").config["history"][-1]["step"] >= steps
    assert (tmp_path / "out" / "log.txt").read_text() == said + again
