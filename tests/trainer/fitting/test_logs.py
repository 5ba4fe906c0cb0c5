import csv
from pathlib import Path

import tensorflow as tf

from trainer.fitting.fit_listener import FitProgress
from trainer.fitting.logs import LogListener
from trainer.fitting.run import Run, Validation


def progress(step: int) -> FitProgress:
    return FitProgress(
        step=step,
        total_steps=90,
        tokens=step * 10,
        seconds=step / 2,
        tokens_per_second=20.0,
        learning_rate=0.001,
        loss=5.0 - step / 100,
        accuracy=None,
        perplexity=None,
    )


def steps_in(folder: Path) -> list[int]:
    with (folder / "log.csv").open(newline="", encoding="utf-8") as file:
        return [int(row["step"]) for row in csv.DictReader(file)]


def scalars(folder: Path) -> dict[str, list[tuple[int, float]]]:
    found: dict[str, list[tuple[int, float]]] = {}
    for path in sorted((folder / "tensorboard").iterdir()):
        for record in tf.data.TFRecordDataset(str(path)).as_numpy_iterator():
            event = tf.compat.v1.Event.FromString(record)
            for value in event.summary.value:
                found.setdefault(value.tag, []).append((event.step, value.simple_value))
    return found


def test_every_twentieth_step_and_the_last_are_logged(tmp_path):
    log = LogListener(Run(tmp_path))
    for step in range(1, 91):
        log.on_step(progress(step))
    assert steps_in(tmp_path) == [20, 40, 60, 80, 90]
    losses = scalars(tmp_path)["training/loss"]
    assert [step for step, _ in losses] == [20, 40, 60, 80, 90]
    assert abs(losses[0][1] - 4.8) < 1e-6
    assert "training/accuracy" not in scalars(tmp_path)


def test_a_validation_is_logged_with_what_was_measured(tmp_path):
    LogListener(Run(tmp_path)).on_validation(Validation(5, 50, 3.0, 2.5, 0.0, 0.1, 10.0, 4.0), "", True)
    assert scalars(tmp_path) == {"validation/loss": [(5, 2.5)]}


def test_a_resumed_run_takes_back_what_was_logged_after_its_checkpoint(tmp_path):
    log = LogListener(Run(tmp_path))
    for step in (20, 40, 60):
        log.on_step(progress(step))
    resumed = LogListener(Run(tmp_path), step=40)
    resumed.on_step(progress(60))
    resumed.on_step(progress(80))
    assert steps_in(tmp_path) == [20, 40, 60, 80]
    files = sorted((tmp_path / "tensorboard").iterdir())
    assert len(files) == 2
    first, started, *_ = tf.data.TFRecordDataset(str(files[1])).as_numpy_iterator()
    assert tf.compat.v1.Event.FromString(first).file_version == "brain.Event:2"
    event = tf.compat.v1.Event.FromString(started)
    assert (event.step, event.session_log.status) == (40, tf.compat.v1.SessionLog.START)
