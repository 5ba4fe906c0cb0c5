"""Which words a text uses too often: more than is usual, or again and again close together."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop.language.text_statistics.usual_words import UNNOTICED, UsualWords

CLOSE_WORDS = 50  # a word that comes again within so many is close: still in the reader's ear
FEWEST, FEWEST_CLOSE = 5, 4  # times; what comes less often is chance
TIMES_USUAL = 3.0
TIMES_CHANCE = 2.0
COMMON = 400  # so many of the most usual words come in clumps (has, our), and nobody hears it
SHORTEST = 3  # letters
MOST_LISTED = 40
STEP = 1000  # words judged in a millisecond or two
KNOWN_SHARE = 0.6  # of all words must be known, or the text is in another language
# Places in what is kept of each word.
_COUNT, _NAME, _CLOSE, _LAST = range(4)


@dataclass(frozen=True)
class Overused:
    """A word that is used too often.

    Attributes:
        word: In small letters.
        count: How often it is used.
        times_usual: How many times as often as is usual; None if it is no more often than that, or unknown.
        close: How often it comes again close to the last time; 0 if no oftener than by chance.
    """

    word: str
    count: int
    times_usual: float | None
    close: int


class WordUse:
    """Counts words, and finds those that are used too often.

    Attributes:
        overused: Those, once `judge` has come to its end, with what stands out most first.
    """

    def __init__(self, usual: UsualWords | None = None) -> None:
        """Compare with what is usual; without that, only what comes close together is found."""
        self._usual = usual
        self._uses: dict[str, list[int]] = {}
        self._words = 0
        self.overused: list[Overused] = []

    def feed(self, words: Sequence[tuple[str, bool]]) -> None:
        """Count on.

        Args:
            words: In the order of the text, each with whether it begins a sentence: a capital letter
                elsewhere tells a name.
        """
        uses = self._uses
        for place, (word, is_first) in enumerate(words, self._words):
            key = word.lower()
            is_name = key != word and not is_first and word[0].isupper()
            use = uses.get(key)
            if use is None:
                uses[key] = [1, is_name, 0, place]
                continue
            use[_COUNT] += 1
            if is_name:
                use[_NAME] += 1
            if place - use[_LAST] <= CLOSE_WORDS:
                use[_CLOSE] += 1
            use[_LAST] = place
        self._words += len(words)

    @property
    def different(self) -> int:
        """How many different words there are."""
        return len(self._uses)

    def judge(self) -> Iterator[None]:
        """Find out which words are used too often, in steps between which other things can be done."""
        often = {}
        for number, (word, use) in enumerate(self._uses.items()):
            if use[_COUNT] >= FEWEST:
                often[word] = use
            if number % STEP == 0:
                yield
        usual = self._usual if self._knows_language(often) else None
        yield
        unnoticed = _unnoticed(often, self._words)
        found = []
        for number, (word, use) in enumerate(often.items()):
            # What an apostrophe joins no tokenizer has as one word.
            is_odd = (
                not word.isalpha()
                or (len(word) < SHORTEST and word.isascii())
                or 2 * use[_NAME] > use[_COUNT]
            )
            is_unnoticed = usual.is_unnoticed(word) if usual else word in unnoticed
            if not (is_odd or is_unnoticed) and (judged := self._judged(word, use, usual)):
                found.append(judged)
            if number % STEP == 0:
                yield
        found.sort(key=lambda entry: (-entry[0], entry[1].word))
        self.overused = [entry for _, entry in found[:MOST_LISTED]]

    def _judged(self, word: str, use: list[int], usual: UsualWords | None) -> tuple[float, Overused] | None:
        """Return how far a word stands out, and the word; None if it does not."""
        count, close = use[_COUNT], use[_CLOSE]
        expected = self._words * usual.share(word) if usual else 0.0
        times = count / expected if expected else None
        chance = count * min(1.0, count * CLOSE_WORDS / self._words)
        is_usual = times is None or times < TIMES_USUAL
        is_common = usual is not None and usual.rank(word) < COMMON
        is_chance = is_common or close < FEWEST_CLOSE or close < TIMES_CHANCE * chance
        if is_usual and is_chance:
            return None
        # How far beyond chance, in standard deviations (Pearson's residuals).
        weight = 0.0 if is_usual else (count - expected) / math.sqrt(expected)
        weight += 0.0 if is_chance else (close - chance) / math.sqrt(max(1.0, chance))
        return weight, Overused(word, count, None if is_usual else times, 0 if is_chance else close)

    def _knows_language(self, often: dict[str, list[int]]) -> bool:
        """Whether the text is in the language of the usual words, as its frequent words tell."""
        if self._usual is None:
            return False
        known = sum(use[_COUNT] for word, use in often.items() if word in self._usual)
        return known >= KNOWN_SHARE * sum(use[_COUNT] for use in often.values())


def _unnoticed(often: dict[str, list[int]], words: int) -> set[str]:
    """The most frequent words of a text, which carry its sentences and which nobody notices.

    Half of all words of any text are such words (Zipf), however few they are.
    """
    unnoticed, covered = set(), 0
    for word in sorted(often, key=lambda word: -often[word][_COUNT])[:UNNOTICED]:
        if covered >= words / 2:
            break
        unnoticed.add(word)
        covered += often[word][_COUNT]
    return unnoticed
