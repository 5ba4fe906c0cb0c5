"""What stands out in a stretch: words that surprise, slips, words said twice, worn phrases."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np

from desktop.engine.rereading.confusions import are_alike
from desktop.engine.rereading.surprise import Judged

# A word is tinted the more, the more it surprises beyond what is usual: one word of 10, of 30, of 90.
LEVELS = (-2.0, 0.5, 3.5)
# From here on a word is a place of its own: about one of 200. Of a thousand that were put into fiction/valid
# in place of others, a quarter is found so, and half has a tint of the second level.
SURPRISING = 5.0
# No word surprises that costs less; the same by level.
_LEAST = (5.0, 6.5, 8.0)
# Bits by which another word must be likelier: one that sounds alike, or any that is a slip of a finger away.
ALIKE, CONFUSED = 4.5, 6.5
# A word said twice in a row surprises by so much, or was meant.
DOUBLED = 3.0
# Words as rare as that are heard again within so many words, unless the text is about them.
ECHOED, ECHO_WORDS, _ABOUT = 12.5, 20, 600
_SHORTEST_ECHO = 4  # letters
# The last word of a worn phrase is certain, and would not be elsewhere; the first is no mere connective.
_CERTAIN, _GIVEN, _FIRST, _FEWEST, _MOST = 1.5, 10.5, 11.0, 3, 5
# The part of a longer word's probability that comes from how often the text has it: names are no surprise.
_OF_TEXT = 0.3


class Kind(StrEnum):
    """Why a place stands out."""

    SURPRISING = "surprising"
    CONFUSED = "confused"
    REPEATED = "repeated"
    WORN = "worn"


@dataclass(frozen=True, slots=True)
class Place:
    """A place that stands out.

    Attributes:
        start: Where it begins, in characters.
        text: Its words.
        kind: Why it does.
        other: Of a slip, the word that is likelier.
        times: Of a slip, how many times; of what is said again, how often the text has it. 0 for unknown.
    """

    start: int
    text: str
    kind: Kind
    other: str = ""
    times: int = 0


@dataclass(frozen=True, slots=True)
class Tint:
    """A word that surprises.

    Attributes:
        start: Where it begins, in characters.
        text: The word.
        level: How much, from 1.
    """

    start: int
    text: str
    level: int


class TextWords:
    """The words of a whole text: how often each is used, and which are names."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """Know these words, as they are written, with their uses."""
        self._uses: Counter[str] = Counter()
        self._small = {word for word in counts if word[0].islower()}
        for word, uses in counts.items():
            self._uses[word.lower()] += uses
        self._total = max(1, self._uses.total())

    def uses(self, word: str) -> int:
        """How often a word is used, with capitals or without."""
        return self._uses[word.lower()]

    def share(self, word: str) -> float:
        """Which part of all words its other uses are."""
        return max(0, self.uses(word) - 1) / self._total

    def is_name(self, word: str) -> bool:
        """Whether a word has a capital wherever it is written."""
        return word[0].isupper() and word.lower() not in self._small

    def is_about(self, word: str) -> bool:
        """Whether a word is used so often that the text is about it."""
        return self.uses(word) > max(3, self._total / _ABOUT)


def surprise(word: Judged, words: TextWords) -> float:
    """By how many bits a word surprises more in its place than it does in general."""
    bits = word.bits
    if word.tokens > 1:
        likely = (1 - _OF_TEXT) * 2.0**-bits + _OF_TEXT * words.share(word.text)
        bits = -float(np.log2(max(likely, 2.0**-200)))
    return bits - word.usual


def is_slip(word: Judged) -> bool:
    """Whether another word that is put for this one is likely enough."""
    return bool(word.other) and word.gained >= (ALIKE if are_alike(word.text, word.other) else CONFUSED)


def tints(judged: Sequence[Judged], words: TextWords) -> list[Tint]:
    """The words of a stretch that surprise, in their order."""
    found = []
    for word in judged:
        more = surprise(word, words)
        level = sum(more > of and word.bits > least for of, least in zip(LEVELS, _LEAST, strict=True))
        if level:
            found.append(Tint(word.start, word.text, level))
    return found


def places(
    text: str, judged: Sequence[Judged], before: Sequence[str], words: TextWords, has_spaces: bool = True
) -> list[Place]:
    """The places of a stretch that stand out, in their order, one reason for each word.

    Args:
        text: The stretch.
        judged: Its words.
        before: The last words of the text before it.
        words: Those of the whole text.
        has_spaces: Words are parted by spaces: else only surprising ones and slips are looked for.
    """
    found: dict[int, Place] = {}
    finders = [_confused(judged), _surprising(judged, words)]
    if has_spaces:
        finders = [
            _doubled(text, judged),
            *finders,
            _echoed(judged, before, words),
            _worn(text, judged, words),
        ]
    for some in finders:
        for place in some:
            found.setdefault(place.start, place)
    return [found[start] for start in sorted(found)]


def _confused(judged: Iterable[Judged]) -> Iterator[Place]:
    for word in judged:
        if is_slip(word) and not word.is_bound:
            yield Place(word.start, word.text, Kind.CONFUSED, word.other, round(2.0 ** min(word.gained, 20)))


def _surprising(judged: Iterable[Judged], words: TextWords) -> Iterator[Place]:
    for word in judged:
        if surprise(word, words) >= SURPRISING and not words.is_name(word.text):
            yield Place(word.start, word.text, Kind.SURPRISING)


def _doubled(text: str, judged: Sequence[Judged]) -> Iterator[Place]:
    for first, second in pairwise(judged):
        is_same = first.text.lower() == second.text.lower() and text[first.end : second.start] == " "
        if is_same and max(first.bits, second.bits) >= DOUBLED:
            yield Place(second.start, second.text, Kind.REPEATED)


def _echoed(judged: Sequence[Judged], before: Sequence[str], words: TextWords) -> Iterator[Place]:
    last = {word.lower(): number - len(before) for number, word in enumerate(before)}
    for number, word in enumerate(judged):
        key = word.text.lower()
        if (
            number - last.get(key, -ECHO_WORDS - 1) <= ECHO_WORDS
            and len(key) >= _SHORTEST_ECHO
            and key.isalpha()
            and word.usual >= ECHOED
            and not (words.is_name(word.text) or words.is_about(key))
        ):
            yield Place(word.start, word.text, Kind.REPEATED, times=words.uses(key))
        last[key] = number


def _worn(text: str, judged: Sequence[Judged], words: TextWords) -> Iterator[Place]:
    for number, word in enumerate(judged):
        if word.bits > _CERTAIN or word.usual - word.bits < _GIVEN or words.is_name(word.text):
            continue
        first = number
        while first and number - first < _MOST - 1:
            if text[judged[first - 1].end : judged[first].start] != " ":
                break
            first -= 1
            if judged[first].usual >= _FIRST:
                break
        is_phrase = number - first + 1 >= _FEWEST and judged[first].usual >= _FIRST
        if is_phrase and not words.is_name(judged[first].text):
            start = judged[first].start
            yield Place(start, text[start : word.end], Kind.WORN)
