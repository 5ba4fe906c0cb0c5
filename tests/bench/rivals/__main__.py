"""Inkling against real rivals, on the same text in the same run: `python -m tests.bench.rivals --help`.

`setup.sh` fetches the rivals; one that is not there is told to be missing. Without --test, a picture is drawn
from figures that were measured before.
"""

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from desktop.engine.bundles.finding import default_model
from desktop.engine.measuring.measure import DEFAULT_PRECISION, PRECISIONS
from desktop.engine.measuring.measure_places import choose_gaps, choose_passages, documents_of
from tests.bench.rivals.comparing import Row, Texts, measure_system
from tests.bench.rivals.report import as_table, draw
from tests.bench.rivals.systems import RIVALS, Options, System, bundle
from tests.bench.rivals.texts import beginning

OURS = ("Inkling", "Inkling, no memory")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and draw."""
    options = parse(arguments)
    if options.test:
        report = measure(options)
    elif options.json and options.json.exists():
        report = json.loads(options.json.read_text(encoding="utf-8"))
    else:
        raise SystemExit("Give a text to measure on with --test, or earlier figures with --json.")
    print(as_table(report))
    if options.picture:
        draw(report, options.picture)


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, help="our bundle; the default model if left out")
    parser.add_argument("--forward", type=Path, help="a bundle of a plain forward LSTM of the same size")
    parser.add_argument("--train", type=Path, nargs="+", default=[], help="what the 5-gram learns from")
    parser.add_argument("--test", type=Path, nargs="+", help="what all are measured on")
    parser.add_argument("--words", type=int, default=2000, help="words to type at the end of the text")
    parser.add_argument("--passages", type=int, default=40, help="in so many passages")
    parser.add_argument("--gap-words", type=int, help="words to type in gaps; as many as --words if left out")
    parser.add_argument("--seed", type=int, default=0, help="chooses where they stand")
    parser.add_argument("--tokens", type=int, default=200_000, help="for perplexity; 0 takes all")
    parser.add_argument(
        "--short-tokens", type=int, default=10_000, help="for the perplexity of the slow ones"
    )
    parser.add_argument("--no-perplexity", action="store_true")
    parser.add_argument(
        "--no-guesses", action="store_true", help="only count keys: a guess is what takes a slow one longest"
    )
    parser.add_argument(
        "--precisions",
        type=float,
        nargs="+",
        choices=PRECISIONS,
        default=PRECISIONS,
        metavar="SHARE",
        help="to type at beside the default; all if left out. Slow ones are done sooner with few",
    )
    parser.add_argument("--rivals", nargs="*", choices=RIVALS, default=list(RIVALS), help="all if left out")
    parser.add_argument(
        "--no-ours", action="store_true", help="the rivals only; measure ours later with --keep"
    )
    parser.add_argument("--folder", type=Path, default=Path("runs/rivals"), help="where setup.sh put them")
    parser.add_argument("--llama-threads", type=int, default=2)
    parser.add_argument("--json", type=Path, help="write the figures there, or read them without --test")
    parser.add_argument(
        "--keep", action="store_true", help="keep what --json holds of systems that are not measured now"
    )
    parser.add_argument("--picture", type=Path, help="draw the figures there")
    return parser.parse_args(arguments)


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """All rows, ours first."""
    texts = read_texts(options)
    rows = {row.name: row for row in kept_rows(options)} if options.keep else {}
    for name, make in systems(options):
        print(f"measuring {name}", flush=True)
        rows[name] = measure_system(
            name, make, texts, options.precisions, not options.no_perplexity, not options.no_guesses
        )
        print(f"  {summary(rows[name])}", flush=True)
        report = as_json(options, texts, sorted(rows.values(), key=in_order))
        if options.json:
            # After each row: what was measured stays, however long the next one takes.
            options.json.parent.mkdir(parents=True, exist_ok=True)
            options.json.write_text(written(report), encoding="utf-8")
    return report


def kept_rows(options: argparse.Namespace) -> list[Row]:
    """What an earlier run has measured at the same words."""
    if not options.json or not options.json.exists():
        raise SystemExit("There is nothing to keep; name the figures of an earlier run with --json.")
    report = json.loads(options.json.read_text(encoding="utf-8"))
    rows = [Row(**row) for row in report["rows"]]
    asked = (", ".join(path.name for path in options.test), options.seed, *places(options))
    if (report["text"], report["seed"], *report.get("places", ())) != asked:
        raise SystemExit(f"The figures in {options.json} are of other words; leave out --keep.")
    return rows


def places(options: argparse.Namespace) -> tuple[int, int, int]:
    """What the choice of places depends on, beside the text and the seed."""
    return options.words, options.passages, gap_words(options)


def as_json(options: argparse.Namespace, texts: Texts, rows: Sequence[Row]) -> dict[str, Any]:
    """The rows, and what they were measured on."""
    return {
        "text": ", ".join(path.name for path in options.test),
        "seed": options.seed,
        "places": places(options),
        "precision": DEFAULT_PRECISION,
        "long_words": sum(len(document.split()) for document in texts.long),
        "short_words": sum(len(document.split()) for document in texts.short),
        "rows": [asdict(row) for row in rows],
    }


def written(report: dict[str, Any]) -> str:
    """A report as JSON, a row a line."""
    head = json.dumps({**report, "rows": []}).removesuffix("]}")
    return head + "\n" + ",\n".join(map(json.dumps, report["rows"])) + "\n]}\n"


def read_texts(options: argparse.Namespace) -> Texts:
    """What all are measured on."""
    documents = [part for path in options.test for part in documents_of(path.read_text(encoding="utf-8"))]
    tokenizer = Tokenizer.from_file(str(model_folder(options) / "tokenizer.json"))
    return Texts(
        choose_passages(documents, options.words, options.seed, options.passages),
        beginning(options.test, tokenizer, options.tokens),
        beginning(options.test, tokenizer, options.short_tokens),
        choose_gaps(documents, gap_words(options), options.seed),
    )


def gap_words(options: argparse.Namespace) -> int:
    """How many words are typed in gaps."""
    return int(options.words if options.gap_words is None else options.gap_words)


def systems(options: argparse.Namespace) -> list[tuple[str, Callable[[], System]]]:
    """Names, and how to open what they stand for."""
    places = Options(options.folder, options.train, options.llama_threads)
    found: list[tuple[str, Callable[[], System]]] = []
    if not options.no_ours:
        memory = partial(bundle, model_folder(options))
        found += zip(OURS, (partial(memory, True), partial(memory, False)), strict=True)
    if options.forward:
        found.append(("forward LSTM, no memory", partial(bundle, options.forward, False)))
    return found + [(RIVALS[name][0], partial(RIVALS[name][1], places)) for name in options.rivals]


def in_order(row: Row) -> int:
    """Ours come first, whenever they were measured: the table says by how much the first row is ahead."""
    return OURS.index(row.name) if row.name in OURS else len(OURS)


def model_folder(options: argparse.Namespace) -> Path:
    """Our bundle."""
    return options.model or default_model()


def summary(row: Row) -> str:
    """A line while one waits."""
    if row.missing:
        return f"not here: {row.missing}"
    guesses = "" if row.top1 is None else f"top 1 {row.top1:.1%}, "
    return f"savings {row.savings:.1%}, {guesses}{row.seconds:.0f} s"


if __name__ == "__main__":
    main()
