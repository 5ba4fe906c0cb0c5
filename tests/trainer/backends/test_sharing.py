"""JAX on several devices, and in several processes over the loopback: the losses are those of one of them."""

import importlib.util
import os
import re
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

from tests.trainer.backends.steps import SETTINGS, as_options
from tests.trainer.workers.ports import free_addresses
from trainer.fitting.run import Run

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("jax") is None,
    reason="jax is not installed; pip install 'inkling-desk[train,jax]' brings it",
)
ENVIRONMENT = {**os.environ, "KERAS_BACKEND": "jax", "TF_CPP_MIN_LOG_LEVEL": "3"}
FIT = [sys.executable, "-m", "trainer.cli", "fit"]
OPTIONS = as_options([*SETTINGS, "training.towers=1"])
_LOSSES = ("train_loss", "valid_nothing", "valid_both")


def assert_learned_alike(out, other):
    found, expected = Run(out).history(), Run(other).history()
    assert [row.step for row in found] == [row.step for row in expected]
    for name in _LOSSES:
        np.testing.assert_allclose(
            [getattr(row, name) for row in found], [getattr(row, name) for row in expected], rtol=0.02
        )


def test_two_devices_share_each_batch(tmp_path, corpus, on_tensorflow):
    out = tmp_path / "run"
    devices = {**ENVIRONMENT, "XLA_FLAGS": "--xla_force_host_platform_device_count=2"}
    ended = subprocess.run(
        [*FIT, str(corpus), "--out", str(out), *OPTIONS], env=devices, capture_output=True, text=True
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    assert "Keras on JAX, 2 CPUs." in ended.stdout
    assert_learned_alike(out, on_tensorflow)


def start(addresses, folders, *arguments):
    return [
        subprocess.Popen(
            [*FIT, "--workers", ",".join(addresses), *arguments, "--worker", str(number), "--out", str(out)],
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number, out in enumerate(folders)
    ]


def test_two_processes_share_each_batch_and_one_that_is_killed_ends_the_other(
    tmp_path, corpus, on_tensorflow
):
    addresses, folders = free_addresses(2), [tmp_path / "first", tmp_path / "second"]
    first, second = start(addresses, folders, str(corpus), *OPTIONS)
    while first.poll() is None and not all((out / "history.csv").is_file() for out in folders):
        time.sleep(0.05)
    second.kill()
    second.communicate()  # closes its pipes, too
    assert second.returncode == -signal.SIGKILL
    _, complained = first.communicate()
    assert first.returncode == 1
    assert re.fullmatch(
        r"inkling-train: Worker of another machine was lost at step \d+; start all workers again with "
        r"--resume\.",
        next(line for line in complained.splitlines() if line.startswith("inkling-train:")),
    )
    assert "Traceback" not in complained

    finished = [(process, *process.communicate()) for process in start(addresses, folders, "--resume")]
    assert [process.returncode for process, *_ in finished] == [0, 0], finished[0][2][-2000:]
    assert "worker 0 of 2" in finished[0][1]
    for out in folders:
        assert_learned_alike(out, on_tensorflow)
    for name in ("last.npz", "best.npz"):
        with np.load(folders[0] / name) as one, np.load(folders[1] / name) as other:
            assert one.files == other.files
            for key in one.files:
                if key != "progress":
                    np.testing.assert_array_equal(one[key], other[key], err_msg=key)
