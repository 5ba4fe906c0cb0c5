"""Two processes that share a training, stopped, killed and resumed, against one that does it alone."""

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from tests.trainer.conftest import TINY_SETTINGS
from tests.trainer.workers.ports import free_addresses

ENVIRONMENT = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"}
SETTINGS = [*TINY_SETTINGS, "model.dropout=0.0", "training.candidates=64", "training.validate_every=2400"]


@dataclass
class Ended:
    """How a process has ended."""

    code: int
    printed: str
    complained: str


@dataclass
class Story:
    """A training of two workers in three sittings, and what became of each worker in each."""

    addresses: list[str]
    folders: list[Path]
    stopped: list[Ended]
    killed: list[Ended]
    finished: list[Ended]


@pytest.fixture(scope="module")
def alone(tmp_path_factory, corpus):
    """The folder of a run of one process with two towers."""
    from trainer.fit_commands import fit_command

    out = tmp_path_factory.mktemp("alone") / "run"
    fit_command([corpus], out, [], [], None, SETTINGS, None, resume=False)
    return out


@pytest.fixture(scope="module")
def story(tmp_path_factory, corpus):
    """The same with two processes of one tower each; few starts, since TensorFlow takes its time."""
    addresses, folder = free_addresses(2), tmp_path_factory.mktemp("shared")
    folders = [folder / "first", folder / "second"]
    settings = [word for setting in (*SETTINGS, "training.towers=1") for word in ("--set", setting)]

    first, second = start(addresses, folders, str(corpus), *settings)
    wait_for_rows(folders, 1, first, second)
    second.send_signal(signal.SIGTERM)
    stopped = [ended(first), ended(second)]

    early = (folders[0] / "last.npz").read_bytes()
    first, second = start(addresses, folders, "--resume")
    wait_for_rows(folders, 3, first, second)
    first.kill()
    killed = [ended(first), ended(second)]

    # As if the first had been killed before its last saves.
    (folders[0] / "last.npz").write_bytes(early)
    finished = [ended(process) for process in start(addresses, folders, "--resume")]
    return Story(addresses, folders, stopped, killed, finished)


def start(addresses, folders, *arguments):
    command = [sys.executable, "-m", "trainer.cli", "fit", "--workers", ",".join(addresses), *arguments]
    return [
        subprocess.Popen(
            [*command, "--worker", str(number), "--out", str(out)],
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number, out in enumerate(folders)
    ]


def wait_for_rows(folders, count, *processes):
    """Wait until the histories have so many rows, or one of the processes has ended."""
    while any(process.poll() is None for process in processes):
        if all((out / "history.csv").is_file() and len(history(out)) >= count for out in folders):
            return
        time.sleep(0.02)


def ended(process):
    printed, complained = process.communicate()
    return Ended(process.returncode, printed, complained)


def history(out):
    with (out / "history.csv").open() as file:
        return list(csv.DictReader(file))


def arrays(path):
    with np.load(path) as saved:
        return {name: saved[name] for name in saved.files if name != "progress"}


def step_of(out):
    with np.load(out / "last.npz") as saved:
        return json.loads(str(saved["progress"]))["step"]


def step_told(end, words):
    """The step after these words in what a process has printed."""
    told = re.search(rf"{words} step (\d+)", end.printed)
    assert told
    return int(told[1])


def test_the_losses_are_those_of_one_process(story, alone):
    rows, expected = history(story.folders[0]), history(alone)
    assert [row["step"] for row in rows] == [row["step"] for row in expected]
    for name in ("train_loss", "valid_nothing", "valid_both"):
        found = [float(row[name]) for row in rows]
        np.testing.assert_allclose(found, [float(row[name]) for row in expected], rtol=1e-4)


def test_the_workers_hold_the_same_to_the_bit(story):
    for name in ("last.npz", "best.npz"):
        first, second = (arrays(out / name) for out in story.folders)
        assert first.keys() == second.keys()
        for key, value in first.items():
            np.testing.assert_array_equal(value, second[key], err_msg=key)


def test_asked_to_stop_one_stops_all_at_the_same_step(story):
    assert [end.code for end in story.stopped] == [0, 0]
    first, second = (step_told(end, "Stopped at") for end in story.stopped)
    assert first == second
    assert all("add --resume to go on" in end.printed for end in story.stopped)


def test_a_killed_worker_ends_the_other_with_a_sentence(story):
    assert story.killed[0].code == -signal.SIGKILL
    assert story.killed[1].code == 1
    complained = story.killed[1].complained
    assert re.fullmatch(
        rf"inkling-train: Worker {story.addresses[0]} was lost at step \d+; start all workers again with "
        r"--resume\.",
        complained.splitlines()[-1],
    )
    assert "Traceback" not in complained


def test_a_run_goes_on_from_the_newest_checkpoint_of_all(story, alone):
    early, late = (step_told(end, "Going on from") for end in story.finished)
    assert early == late > step_told(story.stopped[0], "Stopped at")
    assert [end.code for end in story.finished] == [0, 0]
    assert [step_of(out) for out in story.folders] == [step_of(alone)] * 2


def test_only_the_first_worker_has_a_bar(story):
    first, second = (end.printed for end in story.finished)
    assert "steps" in first.splitlines()[-2]
    assert "tokens/s" in second.splitlines()[-2]
    sample = "    'Mira said nothing"  # from what is held out
    assert sample in first
    assert sample not in second
