"""The recurrent cells against each other.

    python -m tests.bench.training.cells TRAIN --valid VALID --test TEST

Each cell is trained from the same seed, on the same text, with one preset and on one core. The LSTM has the
preset's units; the others have as many units as give them the same number of weights. What is compared is the
perplexity a token with nothing after the cursor, of the weights with the best validation; the test text is
read by the exported float32 graphs. Results are kept in --out, and a comparison that was cut off goes on.

The Penn Treebank has a file for each text: ptb.train.txt, ptb.valid.txt and ptb.test.txt.
"""

import argparse
import json
import math
import shutil
import statistics
from bisect import bisect_left
from functools import partial
from pathlib import Path

from tests.bench.training.short_runs import Result, fit, kept, trainer
from trainer.settings import CELLS, Preset, load_preset, override

# By how much the numbers of weights may differ.
TOLERANCE = 0.02


def main() -> None:
    """Run what has no result yet, then print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("train", type=Path, help="text to train on")
    parser.add_argument("--valid", type=Path, required=True, help="text to validate on")
    parser.add_argument("--test", type=Path, required=True, help="text to measure at the end")
    parser.add_argument(
        "--tokens", type=int, default=2_000_000, help="tokens of each run (default 2,000,000)"
    )
    parser.add_argument("--preset", default="penn", help="preset of all runs (default: penn)")
    parser.add_argument(
        "--set", action="append", default=[], dest="assign", help="change a setting of all runs"
    )
    parser.add_argument("--out", type=Path, default=Path("runs/cells"), help="folder of the runs")
    parser.add_argument("--json", type=Path, help="write the results to this file")
    arguments = parser.parse_args()
    results: list[Result] = []
    for cell in CELLS:
        like = results[0] if results else None
        results.append(kept(arguments.out, cell, partial(run, cell, like, arguments)))
        print(table(results), end="\n\n", flush=True)
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=1), encoding="utf-8")


def run(cell: str, like: Result | None, arguments: argparse.Namespace, folder: Path) -> Result:
    """Train one cell, with as many weights as the result `like` has, and measure it."""
    settings = [
        *arguments.assign,
        f"model.cell={cell}",
        f"training.tokens={arguments.tokens}",
        f"training.validate_every={arguments.tokens}",
        "training.towers=1",
    ]
    preset = override(load_preset(arguments.preset), settings)
    units = units_for(preset, like["vocabulary"], like["weights"]) if like else preset.model.units
    settings.append(f"model.units={units}")
    tested = ("--test", arguments.test) if arguments.test else ()
    rows = fit(folder, arguments.preset, settings, [arguments.train, "--valid", arguments.valid, *tested])
    vocabulary = json.loads((folder / "data" / "data.json").read_text())["vocabulary_size"]
    bundle = folder / "bundle"
    shutil.rmtree(bundle, ignore_errors=True)
    trainer("export", folder, "--out", bundle, "--float32")
    test = json.loads(trainer("evaluate", bundle, arguments.test, "--tokens", 0, "--sample", 20, "--json"))
    return {
        "cell": cell,
        "units": units,
        "weights": weights(preset, vocabulary, units),
        "vocabulary": vocabulary,
        "tokens": int(rows[-1]["tokens"]),
        "tokens_per_second": statistics.median(float(row["tokens_per_second"]) for row in rows),
        "valid_perplexity": math.exp(min(float(row["valid_nothing"]) for row in rows)),
        "test_perplexity": test["token_perplexity"],
    }


def units_for(preset: Preset, vocabulary: int, target: int) -> int:
    """The units that bring a preset's model nearest to a number of weights.

    Raises:
        SystemExit: no number of units comes near enough.
    """

    def count(units: int) -> int:
        return weights(preset, vocabulary, units)

    above = bisect_left(range(2 * preset.model.units), target, lo=2, key=count)
    units = min(above - 1, above, key=lambda units: abs(count(units) - target))
    if abs(count(units) / target - 1.0) > TOLERANCE:
        raise SystemExit(f"No number of {preset.model.cell} units gives about {target:,} weights.")
    return units


def weights(preset: Preset, vocabulary: int, units: int) -> int:
    """Number of weights of a preset's model with other units."""
    from trainer.backend import start_backend

    start_backend(1)
    from trainer.model.cursor_model import CursorModel, CursorShape

    model = preset.model
    shape = CursorShape(vocabulary, model.embedding, units, model.forward_layers, model.backward, model.cell)
    return int(CursorModel(shape).count_params())


def table(results: list[Result]) -> str:
    """The results as a Markdown table."""
    lines = [
        "| cell | units | weights | tokens/s | validation perplexity | test perplexity |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for result in results:
        lines.append(
            f"| {result['cell']} | {result['units']} | {result['weights']:,} | "
            f"{result['tokens_per_second']:,.0f} | {result['valid_perplexity']:.1f} | "
            f"{result['test_perplexity']:.1f} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
