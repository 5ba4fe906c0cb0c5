"""Short trainings for comparisons, through the same command as a user's, each result kept as it comes."""

import csv
import json
import math
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

Result = dict[str, Any]


def trainer(*words: str | int | Path) -> str:
    """Run `inkling-train` with these words; what it printed."""
    command = [sys.executable, "-m", "trainer.cli", *map(str, words)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def fit(
    folder: Path, preset: str | None, settings: list[str], texts: Sequence[str | Path]
) -> list[dict[str, str]]:
    """Train a run, or go on with it if it was cut off.

    Args:
        folder: of the run.
        preset: its name; None takes the default.
        settings: changed ones, as `--set` takes them.
        texts: what to learn from, and the options that say how, such as "--valid" and a path.

    Returns:
        The rows of its history.
    """
    if (folder / "last.npz").exists():
        trainer("fit", "--resume", "--out", folder)
    else:
        words = [word for setting in settings for word in ("--set", setting)]
        trainer("fit", *texts, "--out", folder, *(("--preset", preset) if preset else ()), *words)
    with (folder / "history.csv").open() as file:
        return list(csv.DictReader(file))


def kept(out: Path, name: str, make: Callable[[Path], Result]) -> Result:
    """A variant's result: from its file, or made in a folder of its own and then kept."""
    file = result_file(out, name)
    if not file.exists():
        result = make(out / slug(name))
        file.write_text(json.dumps(result, indent=1))
    return dict(json.loads(file.read_text()))


def result_file(out: Path, name: str) -> Path:
    """Where a variant's result is kept."""
    return out / f"{slug(name)}.json"


def slug(name: str) -> str:
    """A variant's name as a file's name."""
    return "-".join("".join(c if c.isalnum() else " " for c in name).split())


def word_perplexities(folder: Path, row: dict[str, str]) -> Result:
    """Validation perplexities a word, which those of different vocabularies can be compared by.

    Args:
        folder: of a run.
        row: of its history.
    """
    counts = json.loads((folder / "data" / "data.json").read_text())["splits"]["valid"]
    tokens_a_word = counts["tokens"] / counts["words"]
    losses = {side: float(row[f"valid_{side}"]) for side in ("nothing", "both")}
    return {
        "tokens_a_word": tokens_a_word,
        **{side: math.exp(loss * tokens_a_word) if loss else None for side, loss in losses.items()},
    }


def table(out: Path, names: Iterable[str], base_name: str) -> str:
    """The results so far as a Markdown table, each against that of one name."""
    files = [result_file(out, name) for name in names]
    results = [json.loads(file.read_text()) for file in files if file.exists()]
    base = next((result for result in results if result["name"] == base_name), None)
    lines = [
        "| variant | word perplexity, nothing after | change | the text after in sight | change |",
        "|---|---:|---:|---:|---:|",
    ]
    for result in results:
        cells = [result["name"]]
        for side in ("nothing", "both"):
            value, reference = result[side], base[side] if base else None
            cells.append(f"{value:,.0f}" if value else "-")
            cells.append(f"{value / reference - 1.0:+.1%}" if value and reference else "-")
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
