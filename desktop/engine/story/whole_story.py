"""The words of a whole story, however long: counted by their letters, without reading it with the model.

A name of the first chapter is to be known in the last one. Counting costs about a second for a million words,
so it is done in slices while nothing else is asked, and goes on where it was given up. A story may come in
parts, as chapters; a part that has not changed is not counted again.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from desktop.engine.story.story_words import StoryWords

# A word as a tokenizer sees one: hyphens and apostrophes part words. What an apostrophe joins is none.
_WORD = re.compile(r"(?<!['\N{RIGHT SINGLE QUOTATION MARK}])\b[^\W\d_]{1,40}\b")
# A word whose capital no sentence's beginning asks for: behind a word or a comma.
_NAME = re.compile(r"(?<=[^\W\d_] |[,;] )(?=[^\W\d_a-z])[^\W\d_]{2,40}\b")
# Between two looks at whether somebody waits, so many characters are counted, or so many words compared, one
# that has changed taking as long as so many that have not: about two milliseconds.
_SLICE = 20_000
_WORDS = 4000
_CHANGE = 60
# Distinct words known at most; the most used ones are kept. A long novel has about 25,000.
MOST_WORDS = 60_000


@dataclass(frozen=True)
class _Words:
    """The words of a part, with how often each is used, and those that look like names."""

    counts: Counter[str]
    capitals: set[str]

    def count(self, text: str) -> Iterator[None]:
        """Count the words of `text`, in slices."""
        place = 0
        while place < len(text):
            end = text.find("\n", place + _SLICE)
            end = min(place + 2 * _SLICE, len(text)) if end < 0 else min(end, place + 2 * _SLICE)
            self.counts.update(_WORD.findall(text, place, end))
            self.capitals.update(word for word in _NAME.findall(text, place, end) if word[0].isupper())
            place = end
            yield


class WholeStory:
    """Keeps `StoryWords` informed of a whole text."""

    def __init__(self, words: StoryWords) -> None:
        """Tell `words`."""
        self._words = words
        self._parts: tuple[str, ...] = ("",)
        self._counted: dict[str, _Words] = {}
        self._known: Counter[str] = Counter()
        self._capitals: set[str] = set()
        self._work: Iterator[None] = iter(())

    @property
    def word_count(self) -> int:
        """How many words of the text are known."""
        return self._known.total()

    @property
    def known_words(self) -> Iterable[str]:
        """Each word of the text that is known, once."""
        return self._known.keys()

    @property
    def uses(self) -> Mapping[str, int]:
        """The words of the text that are known, with how often each is used."""
        return self._known

    @property
    def parts(self) -> tuple[str, ...]:
        """The texts that were surveyed last."""
        return self._parts

    @property
    def names(self) -> dict[str, int]:
        """What the text takes for names, with how often each is used.

        That is, words with a capital where no sentence begins which are nowhere written without it.
        """
        known = self._known
        return {word: known[word] for word in self._capitals if known[word] and not known[word.lower()]}

    def forget(self) -> None:
        """Begin anew, after the words have been forgotten."""
        self._parts, self._counted = ("",), {}
        self._known, self._capitals, self._work = Counter(), set(), iter(())

    def begin_anew(self) -> None:
        """Tell the words again, which have been forgotten, with the next survey; what was counted is kept."""
        self._parts, self._known, self._work = ("",), Counter(), iter(())

    def survey(self, text: str, is_stale: Callable[[], bool], others: Sequence[str] = ()) -> bool:
        """Know the words of `text` and of `others`, and no others.

        Args:
            text: The whole story, or the part of it that is being written.
            is_stale: Asked every few milliseconds; True gives up. The next call with the same texts goes on.
            others: The other parts.

        Returns:
            Whether all of it is known.
        """
        parts = (text, *others)
        if parts != self._parts:
            self._parts, self._work = parts, self._survey(parts)
        while not is_stale():
            if next(self._work, self) is self:
                return True
        return False

    def _survey(self, parts: tuple[str, ...]) -> Iterator[None]:
        counts: Counter[str] = Counter()
        capitals: set[str] = set()
        for part in parts:
            words = self._counted.get(part)
            if words is None:
                words = _Words(Counter(), set())
                yield from words.count(part)
                self._counted[part] = words
            counts.update(words.counts)
            capitals |= words.capitals
            yield
        self._counted = {part: self._counted[part] for part in parts}
        if len(counts) > MOST_WORDS:
            counts = Counter(dict(counts.most_common(MOST_WORDS)))
        yield from self._take_in(counts)
        self._capitals = capitals

    def _take_in(self, counts: Counter[str]) -> Iterator[None]:
        gone = [word for word in self._known if word not in counts]
        yield
        work = 0
        for word, count in chain(counts.items(), zip(gone, repeat(0))):
            known = self._known.get(word, 0)
            if count != known:
                self._words.count_word(word, count - known)
                self._known[word] = count
                work += _CHANGE
            if not count:
                del self._known[word]
            work += 1
            if work > _WORDS:
                work = 0
                yield
