"""What two sequences have in common, in time that does not run away however long they are.

Three means, the cheapest first: what is the same at both ends; elements that stand once in either sequence,
as Bram Cohen's patience diff takes them, each a fixed point between whose neighbours the search goes on; and
for the short rest a longest common subsequence, sixty-four comparisons at a time (Hyyrö, "Bit-parallel LCS
length computation revisited", 2004; here with Python's long numbers).
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence

# So many comparisons at most, one bit each, for a stretch without fixed points; what is longer and has none
# is taken for replaced.
MOST_COMPARISONS = 16_000_000

Run = tuple[int, int, int]  # the same elements: from which of the first sequence, of the second, how many


class StaleError(Exception):
    """Nobody wants the answer any more."""


def common_runs(
    one: Sequence[str],
    other: Sequence[str],
    is_stale: Callable[[], bool] = lambda: False,
    weak: Callable[[str], bool] = lambda element: False,
) -> list[Run]:
    """The runs of elements that two sequences have in common, in their order, none crossing another.

    Args:
        one: A sequence.
        other: Another one.
        is_stale: Says that nobody wants to know any more.
        weak: Whether an element says too little to be a fixed point, be it alone of its kind or not.

    Raises:
        StaleError: `is_stale` says that nobody wants to know any more.
    """
    numbers: dict[str, int] = {}
    # Numbers compare faster.
    first = [numbers.setdefault(element, len(numbers)) for element in one]
    second = [numbers.setdefault(element, len(numbers)) for element in other]
    passed_over = {number for element, number in numbers.items() if weak(element)}
    matches: list[Run] = []
    waiting = [(0, len(first), 0, len(second))]
    while waiting:
        if is_stale():
            raise StaleError
        start, end, begin, stop = waiting.pop()
        while start < end and begin < stop and first[start] == second[begin]:
            matches.append((start, begin, 1))
            start, begin = start + 1, begin + 1
        while start < end and begin < stop and first[end - 1] == second[stop - 1]:
            end, stop = end - 1, stop - 1
            matches.append((end, stop, 1))
        if start == end or begin == stop:
            continue
        here = _once(first, start, end, passed_over)
        fixed = _fixed_points(here, _once(second, begin, stop, passed_over))
        if not fixed:
            matches += _subsequence(first, start, end, second, begin, stop)
            continue
        for at, place in fixed:
            waiting.append((start, at, begin, place))
            matches.append((at, place, 1))
            start, begin = at + 1, place + 1
        waiting.append((start, end, begin, stop))
    return _joined(sorted(matches))


def _fixed_points(here: dict[int, int], there: dict[int, int]) -> list[tuple[int, int]]:
    """The most elements that stand once on either side and in the same order on both."""
    pairs = sorted((place, there[element]) for element, place in here.items() if element in there)
    # The longest rising subsequence of the second places: piles of cards, as in the game of patience.
    tops: list[int] = []
    piles: list[int] = []  # which pair lies on top of each pile
    before: list[int] = []  # which pair lay on top of the pile to the left
    for number, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        piles[pile : pile + 1] = [number]
    chosen: list[tuple[int, int]] = []
    number = piles[-1] if piles else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = before[number]
    return chosen[::-1]


def _once(numbers: list[int], start: int, end: int, passed_over: set[int]) -> dict[int, int]:
    """Where the elements stand that stand only once in a stretch."""
    found: dict[int, int] = {}
    for place in range(start, end):
        number = numbers[place]
        found[number] = -1 if number in found else place
    return {number: at for number, at in found.items() if at >= 0 and number not in passed_over}


def _subsequence(
    first: list[int], start: int, end: int, second: list[int], begin: int, stop: int
) -> list[Run]:
    """A longest common subsequence of two short stretches, element by element."""
    # Elements that the other side lacks match nothing.
    here, there = set(first[start:end]), set(second[begin:stop])
    rows = [place for place in range(begin, stop) if second[place] in here]
    columns = [place for place in range(start, end) if first[place] in there]
    if not rows or len(rows) * len(columns) > MOST_COMPARISONS:
        return []
    masks: dict[int, int] = {}
    for bit, place in enumerate(columns):
        masks[first[place]] = masks.get(first[place], 0) | 1 << bit
    every = (1 << len(columns)) - 1
    # A bit that is not set in a row: there the subsequence becomes longer by one.
    vectors = [every]
    for place in rows:
        vector = vectors[-1]
        matched = vector & masks[second[place]]
        vectors.append(((vector + matched) | (vector - matched)) & every)
    found: list[Run] = []
    column, row = len(columns), len(rows)
    while column and row:
        bit = 1 << (column - 1)
        if vectors[row] & bit:
            column -= 1
        elif not vectors[row - 1] & bit:
            row -= 1
        else:
            column, row = column - 1, row - 1
            found.append((columns[column], rows[row], 1))
    return found


def _joined(matches: list[Run]) -> list[Run]:
    """Runs that go on one another as one."""
    runs: list[Run] = []
    for start, begin, length in matches:
        if runs and runs[-1][0] + runs[-1][2] == start and runs[-1][1] + runs[-1][2] == begin:
            runs[-1] = runs[-1][0], runs[-1][1], runs[-1][2] + length
        else:
            runs.append((start, begin, length))
    return runs
