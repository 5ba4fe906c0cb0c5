"""Logs of a training beside its history: the smoothed loss every few steps, as CSV and for TensorBoard."""

import csv
import time
from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from trainer.corpus.writing import replace_file, writing_to
from trainer.fitting.fit_listener import FitProgress, Listener
from trainer.fitting.run import Run, Validation

EVERY_STEPS = 20
_COLUMNS = [field.name for field in fields(FitProgress)]


class LogListener(Listener):
    """Writes `log.csv` and, where TensorFlow is installed, event files for TensorBoard into a run's folder.

    Args:
        run: the run's folder.
        step: steps done already; what an earlier sitting logged after its last checkpoint is taken back.
    """

    def __init__(self, run: Run, step: int = 0):
        self._csv = run.folder / "log.csv"
        self._keep(step)
        self._events = EventFile(run.folder / "tensorboard", step)

    def on_step(self, progress: FitProgress) -> None:
        """Log every so many steps."""
        if progress.step % EVERY_STEPS and progress.step < progress.total_steps:
            return
        values = asdict(progress)
        with writing_to(self._csv.parent), self._csv.open("a", newline="", encoding="utf-8") as file:
            csv.DictWriter(file, _COLUMNS).writerow(values)
        shown = ("loss", "accuracy", "learning_rate", "tokens_per_second")
        self._events.write(progress.step, {f"training/{name}": values[name] for name in shown})

    def on_validation(self, row: Validation, sample: str, best: bool) -> None:
        """Log what was measured."""
        values = {
            "loss": row.valid_nothing,
            "loss_both_sides": row.valid_both,
            "accuracy": row.valid_accuracy,
        }
        measured = {f"validation/{name}": value for name, value in values.items() if value}
        self._events.write(row.step, measured)

    def _keep(self, step: int) -> None:
        """Begin the table, or keep its rows up to a step."""
        rows: list[dict[str, str]] = []
        if self._csv.is_file():
            with self._csv.open(newline="", encoding="utf-8") as file:
                rows = [row for row in csv.DictReader(file) if int(row["step"]) <= step]
        lines = [",".join(_COLUMNS), *(",".join(row[name] or "" for name in _COLUMNS) for row in rows)]
        with writing_to(self._csv.parent):
            replace_file(self._csv, "\r\n".join(lines) + "\r\n")


class EventFile:
    """Scalars in TensorBoard's format; nothing where there is no TensorFlow to write them.

    Args:
        folder: one file more is put there at each start.
        step: TensorBoard forgets what earlier files say of steps after this one.
    """

    def __init__(self, folder: Path, step: int):
        self._writer: Any = None
        try:
            import tensorflow as tf
        except ImportError:
            return
        self._v1 = tf.compat.v1
        with writing_to(folder):
            folder.mkdir(parents=True, exist_ok=True)
        self._writer = tf.io.TFRecordWriter(str(folder / f"events.out.tfevents.{time.time_ns()}"))
        self._put(file_version="brain.Event:2")
        started = self._v1.SessionLog(status=self._v1.SessionLog.START)
        self._put(step=step, session_log=started)

    def write(self, step: int, values: Mapping[str, float | None]) -> None:
        """Add scalars, each under its tag; those that were not measured are left out."""
        if self._writer is None:
            return
        summary = self._v1.Summary()
        for tag, value in values.items():
            if value is not None:
                summary.value.add(tag=tag, simple_value=value)
        self._put(step=step, summary=summary)

    def _put(self, **content: Any) -> None:
        event = self._v1.Event(wall_time=time.time(), **content)
        self._writer.write(event.SerializeToString())
        self._writer.flush()
