"""Runs trials in processes that may hang or be ended by them, and counts what comes of each."""

import contextlib
import ctypes
import multiprocessing
import os
import resource
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

from tests.campaigns.hostile.trials import OUTCOMES, Trials

ENDED, HUNG, TRACEBACK = "ended its process", "hung", "traceback"
_ADDRESSES = 6 << 30
_FORK = multiprocessing.get_context("fork")


@dataclass
class Result:
    """What came of the trials.

    Attributes:
        counts: Trials, by outcome.
        seeds: Of those that ended otherwise than they should, by outcome, the first few.
        tracebacks: The first few.
        seconds: What all took.
    """

    counts: Counter[str] = field(default_factory=Counter)
    seeds: dict[str, list[int]] = field(default_factory=dict)
    tracebacks: list[str] = field(default_factory=list)
    seconds: float = 0.0


def run(kind: str, bundles: Sequence[Path], seeds: range, processes: int = 1, limit: float = 60.0) -> Result:
    """Do the trials of one kind.

    Args:
        kind: A method of `Trials`.
        bundles: Good ones.
        seeds: Of the trials.
        processes: At once.
        limit: Seconds for one trial.
    """
    result = Result()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="hostile-") as place:
        lanes = [
            _Lane(kind, tuple(bundles), seeds[n::processes], Path(place) / str(n), result)
            for n in range(processes)
        ]
        while sum(lane.look(limit) for lane in lanes) < len(lanes):
            time.sleep(0.02)
    result.seconds = time.monotonic() - started
    return result


class _Lane:
    """One process after the other, through some of the seeds."""

    def __init__(
        self, kind: str, bundles: tuple[Path, ...], seeds: range, place: Path, result: Result
    ) -> None:
        self._kind = kind
        self._bundles = bundles
        self._seeds = seeds
        self._place = place
        place.mkdir()
        self._log = place / "tracebacks"
        self._result = result
        self._next = _FORK.Value(ctypes.c_long, 0)  # which seed is tried
        self._counts = _FORK.Array(ctypes.c_long, len(OUTCOMES) + 1)
        self._seen, self._since = -1, time.monotonic()
        self._process = self._start()
        self._is_done = False

    def look(self, limit: float) -> bool:
        """Say whether all is done; end what hangs, and go on behind it."""
        if self._is_done:
            return True
        place = self._next.value
        if self._process.is_alive():
            if place != self._seen:
                self._seen, self._since = place, time.monotonic()
            elif time.monotonic() - self._since > limit:
                self._process.kill()
                self._process.join()
                self._go_on(HUNG)
            return False
        self._process.join()
        if place < len(self._seeds):
            self._go_on(ENDED)
            return False
        for outcome, count in zip((*OUTCOMES, TRACEBACK), self._counts[:], strict=True):
            self._result.counts[outcome] += count
        if self._log.exists():
            self._result.tracebacks += self._log.read_text().split("\f")[1:10]
        self._is_done = True
        return True

    def _go_on(self, outcome: str) -> None:
        place = self._next.value
        self._result.counts[outcome] += 1
        self._result.seeds.setdefault(outcome, []).append(self._seeds[place])
        self._next.value = place + 1
        self._seen, self._since = -1, time.monotonic()
        self._process = self._start()

    def _start(self) -> "multiprocessing.context.ForkProcess":
        process = _FORK.Process(target=self._work, args=(self._next,), daemon=True)
        process.start()
        return process

    def _work(self, place: "Synchronized[int]") -> None:
        resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, _ADDRESSES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        silent = os.open(os.devnull, os.O_WRONLY)
        for stream in (1, 2):  # a library that panics tells the terminal
            os.dup2(silent, stream)
        trials = Trials(self._bundles, self._place)
        tried: Callable[[int], str] = getattr(trials, self._kind)
        while place.value < len(self._seeds):
            seed = self._seeds[place.value]
            try:
                outcome = OUTCOMES.index(tried(seed))
            except BaseException:
                outcome = len(OUTCOMES)
                with contextlib.suppress(OSError), self._log.open("a", errors="replace") as log:
                    log.write(f"\f{self._kind} {seed}\n{traceback.format_exc()[-3000:]}")
            self._counts[outcome] += 1
            place.value += 1
