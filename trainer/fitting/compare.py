"""Draws the histories of several runs over one another."""

from collections.abc import Mapping
from pathlib import Path

from trainer.fitting.run import Validation

# What can stand on the horizontal axis: a column of the history, its divisor, its name.
AXES = {"tokens": (1e6, "million predictions learned from"), "seconds": (3600.0, "hours of training")}
_PANELS = {
    "train_loss": "training loss, nats a prediction",
    "valid_nothing": "validation loss, nats a prediction",
    "valid_both": "validation loss, text after the gap in sight",
    "train_accuracy": "training accuracy",
    "valid_accuracy": "validation accuracy",
}


def draw_comparison(path: Path, histories: Mapping[str, list[Validation]], over: str) -> None:
    """Draw each column that was measured as a panel of its own, each run as a curve.

    Args:
        path: a PNG, PDF or SVG file.
        histories: validations by the run's name.
        over: what stands on the horizontal axis, one of `AXES`.
    """
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    measured = [
        name for name in _PANELS if any(getattr(row, name) for rows in histories.values() for row in rows)
    ]
    divisor, unit = AXES[over]
    figure, all_axes = pyplot.subplots(
        1, len(measured), figsize=(6 * len(measured), 4), dpi=110, layout="constrained", squeeze=False
    )
    for axes, name in zip(all_axes[0], measured, strict=True):
        for run, rows in histories.items():
            shown = [row for row in rows if getattr(row, name)]
            places = [getattr(row, over) / divisor for row in shown]
            axes.plot(places, [getattr(row, name) for row in shown], marker=".", label=run)
        axes.set(xlabel=unit, ylabel=_PANELS[name])
        axes.grid(alpha=0.3)
        axes.legend()
    figure.savefig(path)
    pyplot.close(figure)


def comparison_table(histories: Mapping[str, list[Validation]]) -> list[list[str]]:
    """A row for each run: name, predictions, hours, lowest validation losses in nats, highest accuracies."""
    rows = [["run", "predictions", "hours", "loss", "loss, both sides", "training accuracy", "accuracy"]]
    for run, history in histories.items():
        last = history[-1]
        rows.append(
            [
                run,
                f"{last.tokens:,}",
                f"{last.seconds / 3600:.2f}",
                _lowest([row.valid_nothing for row in history]),
                _lowest([row.valid_both for row in history]),
                _accuracy([row.train_accuracy for row in history]),
                _accuracy([row.valid_accuracy for row in history]),
            ]
        )
    return rows


def _lowest(losses: list[float]) -> str:
    measured = [loss for loss in losses if loss]
    return f"{min(measured):.4f}" if measured else "-"


def _accuracy(shares: list[float]) -> str:
    return f"{max(shares):.2%}" if any(shares) else "-"
