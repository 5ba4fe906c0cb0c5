"""The process that does the steps, and may die of them; `tests.campaigns.random_hands` starts it."""

import argparse
import faulthandler
import json
import math
import os
import signal
import sys
import traceback
from collections import Counter
from pathlib import Path

from tests.campaigns.hands.journal import Finding, Journal, Step
from tests.campaigns.hands.shrink import shrink

FOUND = 3  # the exit status of a replay that found something
EXAMPLES = 40  # of one seed; another batch, with another seed, begins after them
STEPS = 80  # in an example
SHRINKING_TRIES = 150
FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "INKLING_DATA")


def main() -> None:
    """Do steps by a seed, or replay some."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first-batch", type=int, default=0)
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--folder", type=Path, required=True, help="for the journal and findings")
    parser.add_argument("--model", type=Path, help="a real model in place of the fake one")
    parser.add_argument("--replay", type=Path, help="a file with a list of steps")
    options = parser.parse_args()
    faulthandler.enable()
    if hasattr(signal, "SIGUSR1"):
        faulthandler.register(signal.SIGUSR1)
    for name in FOLDERS:
        os.environ[name] = str(options.folder / name.lower())
    try:
        replay(options) if options.replay else run(options)
    except BaseException:  # the desk's own hook for uncaught errors is at work
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)


def make_hands(options: argparse.Namespace, journal: Journal):
    """Open the desk; only now is Qt imported."""
    from desktop.editor.app import SWITCH_INTERVAL_SECONDS
    from desktop.editor.inference.engine_protocol import load_engine
    from tests.campaigns.hands.base import PIECES, fake_engine
    from tests.campaigns.hands.machine import Hands

    sys.setswitchinterval(SWITCH_INTERVAL_SECONDS)
    # What a machine's crash leaves of a save is another campaign's matter; waiting for the disk took a third.
    os.fsync = lambda file: None  # type: ignore[assignment]
    documents = options.folder / "documents"
    documents.mkdir()
    if options.model is None:
        return Hands(documents, fake_engine, "".join(PIECES), journal.note)
    return Hands(documents, lambda folder, provider: load_engine(options.model, "cpu"), None, journal.note)


def run(options: argparse.Namespace) -> None:
    """Do so many steps, whatever is found on the way."""
    from hypothesis import HealthCheck, Phase, seed, settings
    from hypothesis.stateful import run_state_machine_as_test

    from tests.campaigns.hands.base import FoundError
    from tests.campaigns.hands.machine import HandsMachine

    journal = Journal(options.folder / "journal")
    hands = make_hands(options, journal)
    known: set[str] = set()
    begin = hands.begin
    # What is complained of leaves the text as it is: once it is known, the example can go on.
    passed_over: Counter[str] = Counter()
    shrinking = ""  # the kind that is looked for at the moment

    def is_known(complaint: str) -> bool:
        kind = kind_of(complaint)
        is_passed = kind in known and kind != shrinking
        passed_over[kind] += is_passed
        return is_passed

    def begin_example() -> None:
        journal.begin()
        begin()

    def on_finding(error: FoundError) -> None:
        nonlocal shrinking
        finding = Finding(str(error), kind_of(str(error)), list(hands.steps))
        if finding.kind not in known:
            known.add(finding.kind)
            shrinking = finding.kind
            finding.steps = shrink(
                finding.steps, lambda steps: fails(hands, steps, finding.kind), SHRINKING_TRIES
            )
            shrinking = ""
        with (options.folder / "findings").open("a", encoding="utf-8") as file:
            file.write(json.dumps([finding.what, finding.kind, finding.steps]) + "\n")

    hands.begin, hands.is_known = begin_example, is_known
    HandsMachine.hands, HandsMachine.on_finding = hands, staticmethod(on_finding)
    batch = options.first_batch
    while journal.done < options.steps:
        (options.folder / "batch").write_text(str(batch))
        machine = seed(options.seed * 1_000_003 + batch)(HandsMachine)
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=min(EXAMPLES, math.ceil((options.steps - journal.done) / STEPS)),
                stateful_step_count=STEPS,
                phases=[Phase.generate],
                database=None,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
        batch += 1
    print(*(f"{count} x {kind}" for kind, count in passed_over.most_common()), sep="\n", flush=True)
    journal.begin()
    (options.folder / "done").write_text(str(journal.done))
    hands.end()
    os._exit(0)  # Python's and Qt's own ends, in whatever order, are none of the hands' matter


def fails(hands, steps: list[Step], kind: str) -> bool:
    """Do some steps from the beginning, and say whether the same goes wrong."""
    from tests.campaigns.hands.base import FoundError

    try:
        hands.begin()
        for step in steps:
            hands.do(*step)
    except FoundError as error:
        return kind_of(str(error)) == kind
    return False


def replay(options: argparse.Namespace) -> None:
    """Do the steps of a file."""
    from tests.campaigns.hands.base import FoundError

    hands = make_hands(options, Journal(options.folder / "replayed"))
    try:
        hands.begin()
        for step in json.loads(options.replay.read_text(encoding="utf-8")):
            hands.do(*step)
    except FoundError as error:
        print(error, file=sys.stderr, flush=True)
        os._exit(FOUND)
    hands.end()
    os._exit(0)


def kind_of(sentence: str) -> str:
    """Return a sentence without the texts in it."""
    import re

    return re.sub(r"(?s)(['\"]).*\1(…['\"].*['\"] \(\d+\))?|\d+", "…", sentence)[:300]


if __name__ == "__main__":
    main()
