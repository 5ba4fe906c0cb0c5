"""Shows a preparation and a training on a terminal; where there is none, one line a validation."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from trainer.fitting.fit_listener import FitProgress, Listener, perplexity
from trainer.fitting.run import Validation


@contextmanager
def preparing(console: Console) -> Iterator[Callable[[str, int, int | None], None]]:
    """A bar for each stage of `trainer.corpus.dataset.prepare`."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f} characters"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as bar:
        tasks: dict[str, TaskID] = {}

        def progress(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield progress


def duration(seconds: float) -> str:
    """So many seconds as people say it, such as "about 3 h 20 min"."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "less than a minute"
    if minutes < 60:
        return f"about {minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"about {hours} h {minutes} min" if hours < 24 else f"about {hours // 24} d {hours % 24} h"


# What one prediction is made for, by the kind of model.
UNITS = {"cursor": "tokens", "window": "samples", "mood": "texts"}


class LineListener(Listener):
    """One line a validation.

    Args:
        console: where to show it.
        unit: what is counted.
        perplexities: show perplexities in place of validation losses.
    """

    def __init__(self, console: Console, unit: str, perplexities: bool):
        self._console = console
        self._unit = unit
        self._measure = "perplexity" if perplexities else "loss"

    def on_validation(self, row: Validation, sample: str, best: bool) -> None:
        """Print the row."""
        self._console.print(f"{self._described(row)}{', best so far' if best else ''}")

    def _described(self, row: Validation) -> str:
        """A row of the history in one line; what was not measured is left out."""
        losses = {f"validation {self._measure}": row.valid_nothing, "with the text after": row.valid_both}
        accuracies = {"training accuracy": row.train_accuracy, "validation accuracy": row.valid_accuracy}
        parts = [f"{row.tokens:,} {self._unit}: training loss {row.train_loss:.3f}"]
        parts += [f"{name} {self._validated(loss)}" for name, loss in losses.items() if loss]
        parts += [f"{name} {share:.1%}" for name, share in accuracies.items() if share]
        return ", ".join([*parts, f"{row.tokens_per_second:,.0f} {self._unit}/s"])

    def _validated(self, loss: float) -> str:
        return f"{perplexity(loss):,.1f}" if self._measure == "perplexity" else f"{loss:.3f}"


class BarListener(LineListener):
    """A progress bar with speed, time left, loss and validation perplexity; lines and samples above it.

    Args:
        console: where to show it.
        unit: what is counted.
        perplexities: show perplexities in place of validation losses.
    """

    def __init__(self, console: Console, unit: str, perplexities: bool):
        super().__init__(console, unit, perplexities)
        self._bar = Progress(
            TextColumn("{task.completed:,}/{task.total:,} steps"),
            BarColumn(),
            TextColumn(f"{{task.fields[speed]:,.0f}} {unit}/s"),
            TimeRemainingColumn(),
            TextColumn(f"loss {{task.fields[loss]:.3f}}  valid {self._measure} {{task.fields[valid]}}"),
            console=console,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> "BarListener":
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def on_step(self, progress: FitProgress) -> None:
        """Move the bar."""
        valid = "-" if progress.perplexity is None else self._validated(math.log(progress.perplexity))
        fields: dict[str, Any] = {
            "speed": progress.tokens_per_second,
            "loss": progress.loss,
            "valid": valid,
        }
        if self._task is None:
            self._task = self._bar.add_task("", total=progress.total_steps, **fields)
        self._bar.update(self._task, completed=progress.step, **fields)

    def on_validation(self, row: Validation, sample: str, best: bool) -> None:
        """Print the row and the sample; the bar shows what was just measured, also when no step follows."""
        super().on_validation(row, sample, best)
        if self._task is not None and row.valid_nothing:
            self._bar.update(self._task, valid=self._validated(row.valid_nothing))
        self._console.print(f"    {sample!r}", markup=False)
