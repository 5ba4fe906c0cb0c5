"""Short trainings for comparisons, through the same command as a user's, each result kept as it comes."""

import csv
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Result = dict[str, Any]


def trainer(*words: str | int | Path) -> str:
    """Run `inkling-train` with these words; what it printed."""
    command = [sys.executable, "-m", "trainer.cli", *map(str, words)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def fit(
    folder: Path, preset: str, settings: list[str], train: Path, valid: Path, test: Path | None = None
) -> list[dict[str, str]]:
    """Train a run, or go on with it if it was cut off.

    Returns:
        The rows of its history.
    """
    if (folder / "last.npz").exists():
        trainer("fit", "--resume", "--out", folder)
    else:
        words = [word for setting in settings for word in ("--set", setting)]
        texts = [train, "--valid", valid, *(("--test", test) if test else ())]
        trainer("fit", *texts, "--out", folder, "--preset", preset, *words)
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
