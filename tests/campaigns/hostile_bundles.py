"""Hostile bundles: python -m tests.campaigns.hostile_bundles --seed 1 --count 1000000

Changed headers, tokenizers and graphs of small good models, in the shares below, each with its checksums made
right again. A header is read as the desk's own process reads it: it has to end in a sound header or in a
BundleError. Tokenizers and graphs are read as the process that tries them does, which may end or hang, since
the desk survives that; what is counted as `ended its process` or `hung` there is caught by it. A trial is
done again by its seed alone: --seed SEED --count 1 --kind KIND.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.campaigns.hostile.runner import ENDED, HUNG, TRACEBACK, Result, run
from tests.engine.mood_bundle import make_mood_bundle
from tests.engine.tiny_bundle import make_stream_bundle, make_window_bundle

KINDS = ("config", "tokenizer", "graph")
_SHARES = {"config": 0.745, "tokenizer": 0.25, "graph": 0.005}
_SHOWN_SEEDS = 8


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the campaign; the exit status is 1 if anything ended as nothing may."""
    parser = argparse.ArgumentParser("python -m tests.campaigns.hostile_bundles", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--kind", choices=KINDS, help="this kind alone")
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_args(arguments)
    failed = False
    with tempfile.TemporaryDirectory(prefix="hostile-") as place:
        bundles = make_bundles(Path(place))
        for kind in [options.kind] if options.kind else KINDS:
            count = options.count if options.kind else max(1, round(options.count * _SHARES[kind]))
            seeds = range(options.seed, options.seed + count)
            result = run(kind, bundles, seeds, options.processes)
            _tell(kind, result)
            failed |= bool(failures(kind, result))
    return int(failed)


def make_bundles(place: Path) -> list[Path]:
    """Small good models of all kinds."""
    return [
        make_stream_bundle(place / "stream"),
        make_window_bundle(place / "words"),
        make_window_bundle(place / "characters", "characters"),
        make_mood_bundle(place / "moods"),
    ]


def failures(kind: str, result: Result) -> int:
    """How many trials ended as none of this kind may."""
    contained = 0 if kind == "config" else result.counts[ENDED] + result.counts[HUNG]
    return result.counts[TRACEBACK] + result.counts[ENDED] + result.counts[HUNG] - contained


def _tell(kind: str, result: Result) -> None:
    total = result.counts.total()
    print(f"{kind}: {total:,} in {result.seconds:.0f} s ({total / max(result.seconds, 1e-9):,.0f} a second)")
    for outcome, count in result.counts.most_common():
        if count:
            seeds = result.seeds.get(outcome, [])[:_SHOWN_SEEDS]
            print(f"  {outcome:20}{count:>12,}{'  seeds ' + ', '.join(map(str, seeds)) if seeds else ''}")
    for told in result.tracebacks:
        print(told, file=sys.stderr)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
