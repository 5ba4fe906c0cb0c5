"""Names and phrases of a text without spaces between words: characters that stand together again and again.

As words are found without a dictionary: they come back, with other characters before and behind them, and
their characters stand together more often than they would by chance (Church and Hanks 1990, "Word Association
Norms, Mutual Information, and Lexicography"; Harris 1955, "From Phoneme to Morpheme"; Bouma 2009,
"Normalized (Pointwise) Mutual Information in Collocation Extraction").
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from desktop.engine.words import IDEOGRAPHS

LENGTHS = range(2, 5)  # characters
FEWEST = 3  # uses
_FEWEST_BESIDE = 2  # different characters on each side
_LEAST = 0.5  # of the most that what is never seen apart can be beyond chance
# Whether a longer one says it all: it has nearly as many uses.
_SAME = 0.7
_OTHER = re.compile(f"[^{IDEOGRAPHS}]+")
_END = "\n"
_SLICE = 2_000  # characters between two looks at whether somebody waits


def said_again(texts: Sequence[str], is_stale: Callable[[], bool]) -> dict[str, int] | None:
    """What some texts say again, with its uses.

    Args:
        texts: Of one story.
        is_stale: Asked every few milliseconds; True gives up.

    Returns:
        Runs of two to four ideographs; None if it was given up.
    """
    text = _OTHER.sub(_END, _END.join(["", *texts, ""]))
    counts: dict[int, Counter[str]] = {1: Counter(text)}
    del counts[1][_END]
    beside: dict[str, tuple[set[str], set[str]]] = {}
    for length in LENGTHS:
        before, found = counts[length - 1], Counter[str]()
        for start in range(1, len(text) - length):
            if start % _SLICE == 1 and is_stale():
                return None
            run = text[start : start + length]
            if before.get(run[:-1], 0) >= FEWEST and before.get(run[1:], 0) >= FEWEST and _END not in run:
                found[run] += 1
                sides = beside.setdefault(run, (set(), set()))
                sides[0].add(text[start - 1])
                sides[1].add(text[start + length])
        counts[length] = Counter({run: uses for run, uses in found.items() if uses >= FEWEST})
    known = {run: uses for length in LENGTHS for run, uses in counts[length].items()}
    words = {
        run: uses
        for run, uses in known.items()
        if _is_free(*beside[run]) and _cohesion(run, counts, counts[1].total()) >= _LEAST
    }
    return _without_parts(words)


def _is_free(before: set[str], behind: set[str]) -> bool:
    """Whether different things stand beside it; at the ends of clauses, anything does."""
    return all(len(side) >= _FEWEST_BESIDE or _END in side for side in (before, behind))


def _cohesion(run: str, counts: Mapping[int, Mapping[str, int]], total: int) -> float:
    """How its parts stand together, where they do least so: 0 as by chance, 1 never apart."""
    uses = counts[len(run)][run]
    apart = max(
        counts[cut][run[:cut]] * counts[len(run) - cut][run[cut:]] / (uses * total)
        for cut in range(1, len(run))
    )
    return math.log(apart) / math.log(uses / total)


def _without_parts(words: Mapping[str, int]) -> dict[str, int]:
    """Without those that are nearly always a part of a longer one."""
    parts = {
        longer[start : start + length]
        for longer, uses in words.items()
        for length in range(2, len(longer))
        for start in range(len(longer) - length + 1)
        if uses >= _SAME * words.get(longer[start : start + length], math.inf)
    }
    return {run: uses for run, uses in words.items() if run not in parts}
