"""What each setting of the flagship brings: `python -m tests.bench.ablations TRAIN --valid VALID`.

Every variant is trained from the same seed on the same number of tokens of the same text, through the same
command as a user's, and differs from the first in one setting. What is compared is the perplexity a word of
unseen authors, so that vocabularies of different sizes can be compared too. Short runs favour what learns
fast: small differences say nothing of long runs.
"""

import argparse
import json
import math
from functools import partial
from pathlib import Path

from tests.bench.short_runs import Result, fit, kept, result_file

BASE = "flagship"
VARIANTS: dict[str, list[str]] = {
    BASE: [],
    "2,048 candidates": ["training.candidates=2048"],
    "128 streams (half as many steps)": ["training.streams=128"],
    "32 streams (twice as many steps)": ["training.streams=32"],
    "learning rate 4e-3": ["training.learning_rate=4e-3"],
    "learning rate 1e-3": ["training.learning_rate=1e-3"],
    "vocabulary 4,096": ["corpus.vocabulary_size=4096"],
    "vocabulary 16,384": ["corpus.vocabulary_size=16384"],
    "no backward direction": ["model.backward=false", "training.both_sides=0.0"],
    "all gaps see the text after": ["training.both_sides=1.0"],
    "averaged weights (0.99)": ["training.average=0.99"],
    "no cool-down": ["training.cooldown_share=0.0"],
    "dropout 0.1": ["model.dropout=0.1"],
    "one forward layer": ["model.forward_layers=1"],
    "three forward layers": ["model.forward_layers=3"],
    "384 units": ["model.units=384"],
    "704 units": ["model.units=704"],
    "embedding 384": ["model.embedding=384"],
    "windows of 32, 128 streams": ["training.streams=128", "training.window=32"],
    "float32 instead of bfloat16": ["training.precision=float32"],
}


def main() -> None:
    """Run what has no result yet, then print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("train", type=Path, help="text to train on")
    parser.add_argument("--valid", type=Path, required=True, help="text to validate on")
    parser.add_argument(
        "--tokens", type=int, default=1_000_000, help="tokens of each run (default 1,000,000)"
    )
    parser.add_argument("--out", type=Path, default=Path("runs/ablations"), help="folder of the runs")
    parser.add_argument("--towers", type=int, default=0, help="cores to use (default: all)")
    parser.add_argument("--most", type=int, default=len(VARIANTS), help="run only so many variants")
    arguments = parser.parse_args()
    for name in list(VARIANTS)[: arguments.most]:
        if not result_file(arguments.out, name).exists():
            kept(arguments.out, name, partial(run, name, arguments))
            print(table(arguments.out), flush=True)
    print(table(arguments.out))


def run(name: str, arguments: argparse.Namespace, folder: Path) -> Result:
    """Train one variant."""
    # One validation at the end would do; the trainer makes five of them at least.
    settings = [
        f"training.tokens={arguments.tokens}",
        "training.warmup_tokens=150000",
        f"training.validate_every={arguments.tokens}",
        f"training.towers={arguments.towers}",
        *VARIANTS[name],
    ]
    last = fit(folder, "flagship", settings, arguments.train, arguments.valid)[-1]
    counts = json.loads((folder / "data" / "data.json").read_text())["splits"]["valid"]
    tokens_a_word = counts["tokens"] / counts["words"]
    losses = {side: float(last[f"valid_{side}"]) for side in ("nothing", "both")}
    return {
        "name": name,
        "tokens": int(last["tokens"]),
        "tokens_a_word": tokens_a_word,
        "tokens_per_second": float(last["tokens_per_second"]),
        **{side: math.exp(loss * tokens_a_word) if loss else None for side, loss in losses.items()},
    }


def table(out: Path) -> str:
    """The results so far as a Markdown table, each against the first."""
    results = [
        json.loads(result_file(out, name).read_text()) for name in VARIANTS if result_file(out, name).exists()
    ]
    base = next((result for result in results if result["name"] == BASE), None)
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


if __name__ == "__main__":
    main()
