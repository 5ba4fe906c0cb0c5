"""What there is in a story's memory, for the writer to look at: names, own words, and phrases said again."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.engine.model.usual import UsualBits
from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.story.said_again import said_again

# Used so often, a word or a phrase is worth a line; of each kind so many are listed, the most used first.
FEWEST_USES, FEWEST_PHRASES = 2, 3
MOST_WORDS, MOST_PHRASES = 300, 80
# Words of a phrase, and how many of them must tell more than connectives do.
PHRASE, TELLING, _TELLING_BITS = 4, 2, 10.5
_TELLING_IDEOGRAPHS = 8.5  # bits of each, in the mean: names and things, not "one" and "what"
_MOST_COUNTED = 200_000  # different phrases of a text
_SLICE = 20_000  # characters between two looks at whether somebody waits
_NAME = r"[^\W\d_a-z][^\W\d_]{1,40}"
_NAMES = re.compile(rf"(?<![^\W\d_]){_NAME}(?: {_NAME}){{1,3}}(?![^\W\d_])")
_RUN = re.compile(r"[^\W\d_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}-][^\W\d_]+)*(?: |$|(?=\W))")


class LearntKind(StrEnum):
    """What is learnt."""

    NAME = "name"
    WORD = "word"
    PHRASE = "phrase"


@dataclass(frozen=True)
class Learnt:
    """Something in the memory.

    Attributes:
        text: Its words, as the story has them first.
        uses: How often the whole story has it.
        kind: What it is.
    """

    text: str
    uses: int
    kind: LearntKind


class LearntList:
    """Lists what is learnt; counts again only what has changed."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Tell by these tokens which words are unusual."""
        self._vocabulary = vocabulary
        self._usual = UsualBits(vocabulary)
        self._counted: dict[str, Counter[str]] = {}
        self._bits: dict[str, tuple[float, int]] = {}
        self._again: tuple[tuple[str, ...], dict[str, int]] = (), {}

    def of_words(
        self,
        parts: Sequence[str],
        words: Mapping[str, int],
        names: Mapping[str, int],
        is_stale: Callable[[], bool],
    ) -> list[Learnt] | None:
        """List what is learnt, the most used first.

        Args:
            parts: The texts of the story.
            words: Its words, with their uses.
            names: Those of them that are names.
            is_stale: Asked every few milliseconds; True gives up, without an answer.
        """
        phrases: Counter[str] = Counter()
        for part in parts:
            counts = self._counted.get(part)
            if counts is None:
                counts = Counter()
                for phrase in self._phrases(part):
                    if phrase is None:
                        if is_stale():
                            return None
                    else:
                        counts[phrase] += 1
                        if len(counts) > _MOST_COUNTED:  # most come once
                            counts = Counter({some: uses for some, uses in counts.items() if uses > 1})
                self._counted[part] = counts
            phrases.update(counts)
        self._counted = {part: self._counted[part] for part in parts}
        named = [Learnt(word, uses, LearntKind.NAME) for word, uses in names.items()]
        own = [
            Learnt(word, uses, LearntKind.WORD)
            for word, uses in words.items()
            if uses >= FEWEST_USES and word not in names and self._of(word)[1] > 1
        ]
        said = [Learnt(text, uses, LearntKind.PHRASE) for text, uses in _apart(phrases, words)]
        return [*_most(named, MOST_WORDS), *_most(own, MOST_WORDS), *_most(said, MOST_PHRASES)]

    def of_ideographs(self, texts: Sequence[str], is_stale: Callable[[], bool]) -> list[Learnt] | None:
        """List what a story without spaces between its words says again, the most used first.

        Args:
            texts: What is known of the story.
            is_stale: As for `of_words`.
        """
        if self._again[0] != tuple(texts):
            found = said_again(texts, is_stale)
            if found is None:
                return None
            self._again = tuple(texts), found
        said = [
            Learnt(run, uses, LearntKind.PHRASE)
            for run, uses in self._again[1].items()
            if self._mean_bits(run) >= _TELLING_IDEOGRAPHS
        ]
        return _most(said, MOST_WORDS)

    def _mean_bits(self, run: str) -> float:
        """The usual bits of ideographs, in the mean."""
        ids = self._vocabulary.encode(run)
        return sum(self._usual.of([one]) for one in ids) / max(1, len(ids))

    def _of(self, word: str) -> tuple[float, int]:
        """A word's usual bits, and how many tokens it has."""
        found = self._bits.get(word)
        if found is None:
            ids = self._vocabulary.encode(" " + word)
            found = self._bits[word] = (self._usual.of(ids) if ids else 0.0, len(ids))
        return found

    def _phrases(self, text: str) -> Iterator[str | None]:
        """Phrases of a text that may be said again, and None every few milliseconds."""
        start = 0
        while start < len(text):
            end = text.find("\n", start + _SLICE) + 1 or len(text)
            piece = text[start:end]
            yield None
            for found in _NAMES.finditer(piece):
                yield found.group()
            run: list[str] = []
            last = 0
            for found in _RUN.finditer(piece):
                if found.start() != last:
                    run.clear()
                last = found.end()
                run.append(found.group().rstrip(" "))
                if len(run) >= PHRASE:
                    some = run[-PHRASE:]
                    if sum(self._of(word.lower())[0] >= _TELLING_BITS for word in some) >= TELLING:
                        yield " ".join(some)
                if not found.group().endswith(" "):
                    run.clear()
            start = end


def _apart(phrases: Counter[str], words: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Phrases that are said again, without those that are nearly in another one."""
    joined: Counter[str] = Counter()
    for text, uses in phrases.items():
        joined[_without_beginning(text, words, phrases)] += uses
    listed: list[set[str]] = []
    for text, uses in joined.most_common():
        if uses < FEWEST_PHRASES or len(listed) >= MOST_PHRASES:
            return
        own = set(text.split(" "))
        if len(own) > 1 and not any(len(own & other) >= min(len(own), PHRASE - 1) for other in listed):
            listed.append(own)
            yield text, uses


def _without_beginning(text: str, words: Mapping[str, int], phrases: Mapping[str, int]) -> str:
    """A name of several words without those that only began a sentence."""
    parts = text.split(" ")
    while 1 < len(parts) < PHRASE:
        rest = " ".join(parts[1:])
        begins = words.get(parts[0].lower(), 0) >= max(1, words.get(parts[0], 0))
        if not begins and rest not in phrases:
            break
        parts = parts[1:]
    return " ".join(parts)


def _most(some: list[Learnt], most: int) -> list[Learnt]:
    return sorted(some, key=lambda one: (-one.uses, one.text))[:most]
