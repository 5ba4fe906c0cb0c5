"""The command `inkling measure`; what it needs is imported when it runs."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.command_options import add_memory_argument, add_provider_argument, whole

if TYPE_CHECKING:
    from desktop.engine.engine import Engine


def add_measure_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("bundle", metavar="BUNDLE", type=Path, help="a model's folder")
    parser.add_argument(
        "texts",
        metavar="TEXT",
        nargs="+",
        type=Path,
        help="a text file; lines with a form feed part documents",
    )
    parser.add_argument(
        "--words",
        type=whole,
        default=1000,
        help="how many words or Chinese characters at most, spread over the texts, and as many in gaps "
        "(default: %(default)s)",
    )
    parser.add_argument("--seed", type=int, default=1, help="another seed measures at other places")
    parser.add_argument(
        "--earlier",
        metavar="FILE",
        nargs="+",
        type=Path,
        default=[],
        help="earlier works of the same writer, of any kind that convert reads, or folders of them: measure "
        "with these known, too",
    )
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument(
        "--calibrate",
        action="store_true",
        help="measure how often suggestions of each probability are right, with memory, instead",
    )
    instead.add_argument(
        "--tune-memory",
        action="store_true",
        help="find how much the memory of the story should count to save the most keys, instead; takes some "
        "ten times as long",
    )
    instead.add_argument(
        "--brief",
        action="store_true",
        help="only count the keys saved at the end of the text, with memory and earlier works, instead",
    )
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    add_memory_argument(parser)
    add_provider_argument(parser)


def measure_texts(options: argparse.Namespace) -> int:
    """Replay TEXTs as a writer would type them, and say what the suggestions are worth."""
    from desktop.books.apart.asking import import_apart
    from desktop.books.convert import texts_of
    from desktop.engine.documents.documents import read_document
    from desktop.engine.engine import Engine
    from desktop.engine.measuring.measure import measure
    from desktop.engine.measuring.measure_places import documents_of
    from desktop.measure_report import as_json, as_table

    documents = [part for path in options.texts for part in documents_of(read_document(path).text)]
    engine = Engine.load(options.bundle, options.provider)
    if options.calibrate:
        return _measure_curve(engine, documents, options)
    if options.tune_memory:
        return _tune_memory(engine, documents, options)
    earlier = [import_apart(path, is_bare=True).text for path in texts_of(options.earlier)]
    if options.brief:
        return _measure_keys(engine, documents, earlier, options)
    measurement = measure(
        engine,
        documents,
        options.words,
        options.seed,
        _tell_terminal,
        memory=not options.no_memory,
        earlier=earlier,
    )
    if options.json:
        answer = {"model": engine.bundle.config.name, "provider": engine.provider, "seed": options.seed}
        print(json.dumps(answer | as_json(measurement), ensure_ascii=False, indent=1))
    else:
        print(f"{engine.bundle.config.name} on {engine.provider}, seed {options.seed}\n")
        print(as_table(measurement))
    return 0


def _measure_keys(
    engine: "Engine", documents: list[str], earlier: list[str], options: argparse.Namespace
) -> int:
    """Say what share of keys is saved, and no more."""
    from desktop.engine.measuring.measure import keys_saved

    counted = keys_saved(engine, documents, options.words, options.seed, earlier)
    savings = counted.keystroke_savings or 0.0
    if options.json:
        print(json.dumps({"letters": counted.letters, "keys": counted.keys, "keystroke_savings": savings}))
    else:
        print(f"{savings:.1%} of {counted.letters:,} keys saved")
    return 0


def _measure_curve(engine: "Engine", documents: list[str], options: argparse.Namespace) -> int:
    """Say how often suggestions of each probability are right, for `inkling-train calibrate`."""
    from desktop.engine.measuring.calibrating import measure_curve, rising

    points = measure_curve(engine, documents, options.words, options.seed, _tell_terminal)
    if options.json:
        answer = {"precision": rising(points), "points": [asdict(point) for point in points]}
        print(json.dumps(answer | {"words": options.words, "seed": options.seed}, indent=1))
    else:
        print(f"{'probability':>12}{'ghosts':>9}{'right':>8}{'keys saved':>12}")
        for point in points:
            print(
                f"{point.probability:>12.0%}{point.ghosts:>9,}{point.right:>8.1%}{point.keystroke_savings:>12.1%}"
            )
    return 0


def _tune_memory(engine: "Engine", documents: list[str], options: argparse.Namespace) -> int:
    """Say how much the memory should count to save the most keys, for `inkling-train calibrate`."""
    from desktop.engine.measuring.memory_tuning import tune_memory

    tuning = tune_memory(engine, documents, options.words, options.seed, _tell_terminal)
    if options.json:
        answer = {"memory": asdict(tuning.best), **asdict(tuning)}
        print(json.dumps(answer | {"words": options.words, "seed": options.seed}, indent=1))
        return 0
    usual = asdict(tuning.before.settings)
    for trial in tuning.trials:
        changed = {name: value for name, value in asdict(trial.settings).items() if value != usual[name]}
        said = ", ".join(f"{name} {value}" for name, value in changed.items()) or "as it is"
        print(f"{trial.keystroke_savings:>8.2%} of {trial.letters:,} keys saved: {said}")
    before, after = tuning.before.keystroke_savings, tuning.after.keystroke_savings
    print(f"At other words: {before:.2%} as it is, {after:.2%} with all that helped.")
    return 0


def _tell_terminal(step: str) -> None:
    """Say on standard error what takes its time, if someone is there to read it."""
    if sys.stderr.isatty():
        print(f"{step} ...", file=sys.stderr, flush=True)
