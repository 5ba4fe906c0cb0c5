"""How far a training is, as the trainer's own files tell."""

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop.engine.files.kept_json import NONSENSE
from desktop.engine.files.reading import read_file

Point = tuple[float, float]  # tokens learned from, loss in nats a token

_LARGEST_LOSS = 700.0


@dataclass(frozen=True)
class FitState:
    """What is known of a training that runs, or was broken off.

    Attributes:
        step: Steps done.
        steps: Of the whole training; 0 while nobody knows.
        seconds: It has taken so far.
        losses: Of what it learns from, smoothed.
        validations: Of what is held out to tell when to stop.
        samples: What the model wrote at each validation.
    """

    step: int = 0
    steps: int = 0
    seconds: float = 0.0
    losses: Sequence[Point] = ()
    validations: Sequence[Point] = ()
    samples: Sequence[str] = field(default_factory=tuple)

    @property
    def share(self) -> float:
        """Which part is done, 0 to 1."""
        return min(1.0, self.step / self.steps) if self.steps else 0.0

    @property
    def seconds_left(self) -> float | None:
        """How long it will take at the speed so far; None while nobody knows."""
        return self.seconds / self.step * (self.steps - self.step) if self.step and self.steps else None


def perplexity(loss: float) -> float:
    """Of a loss in nats: among so many tokens, all as likely, the model would have to choose."""
    return math.exp(min(loss, _LARGEST_LOSS))


def read_fit(run: Path) -> FitState:
    """Read what there is in a run's folder; nothing, or half a line, is no error."""
    log = _rows(run / "log.csv", "tokens", "loss")
    history = _rows(run / "history.csv", "tokens", "valid_nothing")
    losses = [(row["tokens"], row["loss"]) for row in log]
    last = log[-1] if log else {}
    return FitState(
        step=int(last.get("step", 0)),
        steps=int(last.get("total_steps", 0)),
        seconds=last.get("seconds", 0.0),
        losses=losses,
        validations=[(row["tokens"], row["valid_nothing"]) for row in history if row["valid_nothing"]],
        samples=_samples(run / "samples.txt"),
    )


def _rows(path: Path, *needed: str) -> list[dict[str, float]]:
    """The complete rows of a table, as numbers; cells that are empty are left out.

    Args:
        path: The table.
        needed: Rows without a number in one of these columns are left out.
    """
    try:
        text = read_file(path)[0].decode("utf-8")
        lines = [line for line in text.splitlines(keepends=True) if line.endswith("\n")]
        rows = [{name: float(value) for name, value in row.items() if value} for row in csv.DictReader(lines)]
    except (OSError, csv.Error, *NONSENSE):
        return []
    return [row for row in rows if row.keys() >= {*needed} and all(map(math.isfinite, row.values()))]


def _samples(path: Path) -> tuple[str, ...]:
    try:
        text = read_file(path)[0].decode("utf-8", "replace")
    except OSError:
        return ()
    parts = ("\n" + text).split("\n[")
    return tuple(part.partition("tokens] ")[2].strip() for part in parts if "tokens] " in part)
