"""Measures one system after the other at the same places."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from desktop.engine.measuring.measure import DEFAULT_PRECISION, PRECISIONS, Replay, guess_words, replay
from desktop.engine.measuring.measure_places import Stretch
from tests.bench.rivals.growing import Growing
from tests.bench.rivals.systems import NotHereError, System, word_perplexity


@dataclass(frozen=True)
class Row:
    """What is known about one system; None where there is nothing to know.

    Attributes:
        name: Of the system.
        missing: Why it was not measured.
        trained_on: What it learned from.
        note: What has to be known about its figures.
        megabytes: On the disk.
        word_perplexity: On the long text.
        word_perplexity_short: On the short one, which is the long one's beginning.
        words: At which everything below was measured.
        top1: Share of words that were its first guess.
        top3: Among its first three.
        top5: Among its first five.
        savings: Keystroke savings at the default precision.
        best_savings: At the precision at which it saves most.
        best_precision: That precision.
        latency_ms: Percentiles of a request at the default precision.
        seconds: That measuring it took.
    """

    name: str
    missing: str | None = None
    trained_on: str = ""
    note: str = ""
    megabytes: float | None = None
    word_perplexity: float | None = None
    word_perplexity_short: float | None = None
    words: int = 0
    top1: float | None = None
    top3: float | None = None
    top5: float | None = None
    savings: float | None = None
    best_savings: float | None = None
    best_precision: float | None = None
    latency_ms: dict[str, float] | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class Texts:
    """What all are measured on.

    Attributes:
        stretches: To be typed.
        long: For perplexity.
        short: For the perplexity of the slow ones, and of all others to compare; a part of `long`.
    """

    stretches: Sequence[Stretch]
    long: Sequence[str]
    short: Sequence[str]


def measure_system(name: str, make: Callable[[], System], texts: Texts, perplexity: bool) -> Row:
    """One row; a system that is not installed has a reason in place of figures."""
    started = time.perf_counter()
    try:
        system = make()
    except NotHereError as error:
        return Row(name, missing=str(error))
    long = short = None
    if perplexity:
        short = word_perplexity(system, texts.short)
        long = None if system.only_short else word_perplexity(system, texts.long)
    usual, best = type_all(system, texts.stretches)
    ranks = guess_words(system.engine, texts.stretches, system.remembers_story)
    return Row(
        name=name,
        trained_on=system.trained_on,
        note=system.note,
        megabytes=system.bytes / 1e6,
        word_perplexity=long,
        word_perplexity_short=short,
        words=len(ranks),
        top1=share(ranks, 1),
        top3=share(ranks, 3),
        top5=share(ranks, 5),
        savings=savings(usual),
        best_savings=savings(best),
        best_precision=best.precision if system.knows_doubt else None,
        latency_ms={f"p{n}": float(np.percentile(usual.milliseconds, n)) for n in (50, 95, 99)},
        seconds=time.perf_counter() - started,
    )


def type_all(system: System, stretches: Sequence[Stretch]) -> tuple[Replay, Replay]:
    """The replay at the default precision, whose times count as nothing is known yet, and the best one."""
    usual = replay(system.engine, stretches, DEFAULT_PRECISION, system.remembers_story)
    if not system.knows_doubt:
        return usual, usual
    # Only what answers alike to the same text may keep its answers: a memory of the story must not know more
    # than has been typed.
    engine = Keeping(system.engine) if isinstance(system.engine, Growing) else system.engine
    others = [
        replay(engine, stretches, one, system.remembers_story)
        for one in PRECISIONS
        if one != DEFAULT_PRECISION
    ]
    return usual, max([usual, *others], key=savings)


class Keeping:
    """Keeps its answers from one replay of the same text to the next, to save time."""

    def __init__(self, engine: Growing) -> None:
        self.suggest = engine.suggest

    def forget(self) -> None:
        """Keep them."""


def savings(counted: Replay) -> float:
    """1 - keys / letters."""
    return 1 - counted.keys / counted.letters


def share(ranks: Sequence[int], best: int) -> float:
    """Of the words among so many best guesses."""
    return sum(rank < best for rank in ranks) / len(ranks)
