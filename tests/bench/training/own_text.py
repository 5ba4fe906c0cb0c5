"""What is worth trying for a text of one's own: `python -m tests.bench.training.own_text my-books/`.

Each run is the default but for one setting, on the same token files and from the same seed, and counts with
its best validation; those that go on from a bundle have its vocabulary and are prepared anew. The text held
out is short if the text is: differences of a few per cent say little then.
"""

import argparse
from functools import partial
from pathlib import Path

from tests.bench.training.short_runs import Result, fit, kept, table, trainer, word_perplexities

BASE = "the default"
VARIANTS: dict[str, list[str]] = {
    BASE: [],
    "learning rate 2e-3": ["training.learning_rate=2e-3"],
    "learning rate 8e-3": ["training.learning_rate=8e-3"],
    "Muon": ["training.optimizer=muon"],
    "dropout 0.2": ["model.dropout=0.2"],
    "dropout 0.4": ["model.dropout=0.4"],
    "half as many units again": ["model.units=288"],
    "8 streams": ["training.streams=8"],
    "word dropout 0.05": ["model.word_dropout=0.05"],
}
# Another beginning in place of another setting.
FROM_BUNDLE = "gone on from the bundle"


def main() -> None:
    """Run what has no result yet, then print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("text", type=Path, help="a text, or a folder of them")
    parser.add_argument("--out", type=Path, default=Path("runs/own-text"), help="folder of the runs")
    parser.add_argument("--epochs", type=float, help="passes of each run (default: by the text's length)")
    parser.add_argument("--from", dest="bundle", type=Path, help="a bundle to go on from in one more run")
    parser.add_argument("--only", nargs="*", help="names of the variants to run (default: all)")
    arguments = parser.parse_args()
    names = arguments.only or [*VARIANTS, *([FROM_BUNDLE] if arguments.bundle else [])]
    data = arguments.out / "data"
    if not (data / "data.json").exists():
        trainer("prepare", arguments.text, "--out", data)
    for name in names:
        kept(arguments.out, name, partial(run, name, arguments))
        print(table(arguments.out, [*VARIANTS, FROM_BUNDLE], BASE), flush=True)


def run(name: str, arguments: argparse.Namespace, folder: Path) -> Result:
    """Train one variant."""
    epochs = [f"training.epochs={arguments.epochs}"] if arguments.epochs else []
    if name == FROM_BUNDLE:
        history = fit(folder, None, epochs, [arguments.text, "--from", arguments.bundle])
    else:
        history = fit(folder, None, [*epochs, *VARIANTS[name]], [arguments.out / "data"])
    best = min(history, key=lambda row: float(row["valid_nothing"]))
    return {"name": name, "tokens": int(best["tokens"]), **word_perplexities(folder, best)}


if __name__ == "__main__":
    main()
