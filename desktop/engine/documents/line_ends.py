"""Line ends, each kept as it was: which lines of a new text are lines of the old one, and how each ends."""

import difflib
import itertools
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence

# What Qt takes for the end of a paragraph or a line. It has no others: form feeds and U+0085 stay.
_ENDS = ("\r\n", "\n", "\r", "\u2029", "\u2028", "\ufdd0", "\ufdd1")
_END = re.compile("(\r\n|[\n\r\u2028\u2029\ufdd0\ufdd1])")
# Two pieces of so many pairs of lines are compared pair by pair.
_SMALL = 10_000


def with_newlines(text: str) -> str:
    """A text with newlines in place of all other line ends."""
    for end in _ENDS:
        if end != "\n" and end in text:
            text = text.replace(end, "\n")
    return text


def commonest_end(text: str) -> str:
    """The line end that a text uses most; a newline if it has one line only."""
    counts = {end: text.count(end) for end in _ENDS}
    for end in ("\n", "\r"):
        counts[end] -= counts["\r\n"]
    best = max(counts, key=lambda end: counts[end])
    return best if counts[best] else "\n"


def split_lines(text: str) -> tuple[list[str], list[str]]:
    """The lines of a text, and the end of each; the last has none, which is ""."""
    pieces = _END.split(text)
    return pieces[::2], [*pieces[1::2], ""]


class LinePairs:
    """Which lines of an old text are still there in a new one.

    Attributes:
        same: For each line of the new text the number of the equal line of the old one; -1 if there is none.
        source: The same, but a line that replaces another has that one's number.
    """

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        """Compare two texts in about linear time: by lines that occur once, as in patience diff."""
        self._old, self._new = old, new
        self.same = [-1] * len(new)
        pieces = [(0, len(old), 0, len(new))]
        while pieces:
            pieces += self._compare(*pieces.pop())
        self.source = self._with_replaced()

    def _compare(self, low: int, high: int, new_low: int, new_high: int) -> list[tuple[int, int, int, int]]:
        """Pair the lines of a piece; gives back smaller pieces that are still to be compared."""
        old, new = self._old, self._new
        while low < high and new_low < new_high and old[low] == new[new_low]:
            self.same[new_low] = low
            low, new_low = low + 1, new_low + 1
        while low < high and new_low < new_high and old[high - 1] == new[new_high - 1]:
            high, new_high = high - 1, new_high - 1
            self.same[new_high] = high
        if low == high or new_low == new_high:
            return []
        if (high - low) * (new_high - new_low) <= _SMALL:
            matcher = difflib.SequenceMatcher(None, old[low:high], new[new_low:new_high], autojunk=False)
            for begin, new_begin, size in matcher.get_matching_blocks():
                for offset in range(size):
                    self.same[new_low + new_begin + offset] = low + begin + offset
            return []
        anchors = _anchors(old[low:high], new[new_low:new_high])
        pieces = []
        for position, new_position in anchors:
            self.same[new_low + new_position] = low + position
        borders = [(low - 1, new_low - 1), *((low + a, new_low + b) for a, b in anchors), (high, new_high)]
        if anchors:
            for (begin, new_begin), (end, new_end) in itertools.pairwise(borders):
                if begin + 1 < end and new_begin + 1 < new_end:
                    pieces.append((begin + 1, end, new_begin + 1, new_end))
        return pieces

    def _with_replaced(self) -> list[int]:
        """What stands between two pairs replaces each other, the last line the last, as an end ends both."""
        pair_before, last = [], -1
        for same in self.same:
            pair_before.append(last)
            last = max(last, same)
        source, following = list(self.same), len(self._old)
        for number in range(len(source) - 1, -1, -1):
            if source[number] < 0 and following - 1 > pair_before[number]:
                source[number] = following - 1
            following = source[number] if source[number] >= 0 else following
        return source


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of equal lines in the order of both texts: lines that occur once, or else by their count."""
    counts, new_counts = Counter(old), Counter(new)
    unique = {line: place for place, line in enumerate(old) if counts[line] == 1 and new_counts[line] == 1}
    if unique:
        pairs = [(unique[line], place) for place, line in enumerate(new) if line in unique]
    else:
        places: dict[str, list[int]] = defaultdict(list)
        for place, line in enumerate(old):
            places[line].append(place)
        seen: Counter[str] = Counter()
        pairs = []
        for place, line in enumerate(new):
            if seen[line] < len(places[line]):
                pairs.append((places[line][seen[line]], place))
                seen[line] += 1
    return _longest_rising(pairs)


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest choice of pairs whose first numbers rise, of pairs whose second ones do."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (value, _) in enumerate(pairs):
        place = bisect_left(tops, value)
        before.append(ends[place - 1] if place else -1)
        tops[place : place + 1] = [value]
        ends[place : place + 1] = [number]
    chosen = []
    number = ends[-1] if ends else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = before[number]
    return chosen[::-1]
