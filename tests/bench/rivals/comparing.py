"""Measures one system after the other at the same places."""

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from desktop.engine.decoding.suggest import Suggestion, SuggestSettings
from desktop.engine.measuring.measure import (
    DEFAULT_PRECISION,
    AskingDesk,
    Replay,
    guess_stretch,
    type_through,
)
from desktop.engine.measuring.measure_places import Stretch
from tests.bench.rivals.kept import Kept
from tests.bench.rivals.systems import NotHereError, System, word_perplexity


@dataclass(frozen=True)
class Counts:
    """What was counted at some stretches, one entry a stretch: enough to say how sure the figures are.

    Attributes:
        letters: Characters typed.
        keys: Keys that they took, by precision.
        words: Words guessed.
        firsts: Words that were the first guess; empty if that was not asked for.
    """

    letters: list[int]
    keys: dict[str, list[int]]
    words: list[int]
    firsts: list[int]

    def saved(self, precision: float) -> list[int]:
        """Keys saved, one entry a stretch."""
        return [letters - keys for letters, keys in zip(self.letters, self.keys[str(precision)], strict=True)]

    def savings(self, precision: float) -> float:
        """1 - keys / letters."""
        return sum(self.saved(precision)) / sum(self.letters)

    @property
    def best_precision(self) -> float:
        """The precision at which the most keys are saved."""
        return max(map(float, self.keys), key=self.savings)


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
        counts: `Counts` at the end of texts ("end") and in gaps ("gaps").
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
    counts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Texts:
    """What all are measured on.

    Attributes:
        stretches: To be typed at the end of the text.
        gaps: To be typed in mid-paragraph, the text after them in sight.
        long: For perplexity.
        short: For the perplexity of the slow ones, and of all others to compare; a part of `long`.
    """

    stretches: Sequence[Stretch]
    long: Sequence[str]
    short: Sequence[str]
    gaps: Sequence[Stretch] = ()


def measure_system(
    name: str,
    make: Callable[[], System],
    texts: Texts,
    precisions: Sequence[float],
    perplexity: bool,
    guesses: bool = True,
) -> Row:
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
    end, ranks, milliseconds = type_all(system, texts.stretches, precisions, guesses)
    gaps = type_all(system, texts.gaps, precisions, guesses)[0] if texts.gaps else None
    best = end.best_precision
    return Row(
        name=name,
        trained_on=system.trained_on,
        note=system.note,
        megabytes=system.bytes / 1e6,
        word_perplexity=long,
        word_perplexity_short=short,
        words=sum(end.words),
        top1=share(ranks, 1),
        top3=share(ranks, 3),
        top5=share(ranks, 5),
        savings=end.savings(DEFAULT_PRECISION),
        best_savings=end.savings(best),
        best_precision=best if system.knows_doubt else None,
        latency_ms={f"p{n}": float(np.percentile(milliseconds, n)) for n in (50, 95, 99)},
        seconds=time.perf_counter() - started,
        counts={"end": asdict(end), **({"gaps": asdict(gaps)} if gaps else {})},
    )


def type_all(
    system: System, stretches: Sequence[Stretch], precisions: Sequence[float], guesses: bool
) -> tuple[Counts, list[int], list[float]]:
    """Type the stretches at the default precision and the others, and guess their words if these are wanted.

    Returns:
        What was counted, the place of each word among the guesses, and the milliseconds of each request at
        the default precision, whose times count as it comes first: nothing is known yet.
    """
    settings = [DEFAULT_PRECISION]
    if system.knows_doubt:
        settings += [one for one in precisions if one != DEFAULT_PRECISION]
    desk = TimedDesk(system.engine, SuggestSettings(), system.remembers_story)
    keys: dict[str, list[int]] = {str(precision): [] for precision in settings}
    letters: list[int] = []
    words: list[int] = []
    firsts: list[int] = []
    all_ranks: list[int] = []
    milliseconds: list[float] = []
    for stretch in stretches:
        words.append(sum(1 for _ in stretch.words()))
        for precision in settings:
            desk.settings, asked = SuggestSettings(precision=precision), len(desk.milliseconds)
            counted = Replay(precision)
            type_through(desk, stretch, counted)
            keys[str(precision)].append(counted.keys)
            if precision == DEFAULT_PRECISION:
                letters.append(counted.letters)
                milliseconds += desk.milliseconds[asked:]
        if guesses:
            # At once, since what stands around the place has been read.
            ranks = guess_stretch(desk, stretch)
            all_ranks += ranks
            firsts.append(ranks.count(0))
    return Counts(letters, keys, words, firsts), all_ranks, milliseconds


class TimedDesk(AskingDesk):
    """One whose times are those that kept answers took when they were given."""

    def ask(self, stretch: Stretch, place: int) -> list[Suggestion]:
        """Suggestions with the cursor at `place`."""
        suggestions = super().ask(stretch, place)
        if isinstance(self._engine, Kept):
            self.milliseconds[-1] = self._engine.milliseconds
        return suggestions


def share(ranks: Sequence[int], best: int) -> float | None:
    """Of the words among so many best guesses; None without any."""
    return sum(rank < best for rank in ranks) / len(ranks) if ranks else None
