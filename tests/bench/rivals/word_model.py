"""The 5-gram over words, and over a bundle's own pieces; how texts become sequences for it.

Words, marks and paragraph ends are tokens. A mark keeps the space before it, so that an opening quote is none
that closes; the spaces between words follow from that and cost nothing, in the 5-gram's favour.
"""

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.bench.rivals.kneser_ney import KneserNey

ORDER = 5
# Letters of a word that the 5-gram has no number for are spelled by a model of the same kind.
SPELLING_ORDER = 6
RAREST = 3
END, UNKNOWN, PARAGRAPH = "\x00end", "\x00unknown", "\n"
# An apostrophe inside a word and the hyphen of a compound belong to it.
_TOKEN = re.compile(r"[^\W_]+(?:['\-][^\W_]+)*| ?[^\w\s]|_|\n")
# A letter that no text had: as likely as any sign of Unicode.
_STRANGE = 1 / 0x110000


def tokens_of(text: str) -> list[str]:
    """Words, marks with the space before them, and line ends; a mark that opens a line has a space too."""
    return _TOKEN.findall(text.replace('\n"', '\n "'))


class Spelling:
    """How likely the letters of an unknown word are."""

    def __init__(self, letters: str, model: KneserNey) -> None:
        """Join the letters, numbered from 1 on, and their model; 0 parts words."""
        self.letters = letters
        self.model = model
        self._numbers = _numbers(letters)

    @classmethod
    def train(cls, words: Iterable[str]) -> "Spelling":
        """Learn from rare words."""
        words = list(words)
        letters = "".join(sorted(set().union(*words)))
        numbers = _numbers(letters)
        ids = np.array([number for word in words for number in _spell(word, numbers)])
        return cls(letters, KneserNey.train(ids, len(letters) + 2, SPELLING_ORDER))

    def log_probability(self, word: str) -> float:
        """Of the letters and of the word's end."""
        ids = np.array(_spell(word, self._numbers))
        found = np.log(self.model.probabilities(ids))[SPELLING_ORDER - 1 : SPELLING_ORDER + len(word)]
        strange = sum(letter not in self._numbers for letter in word)
        return float(found.sum()) + strange * float(np.log(_STRANGE))


@dataclass
class WordModel:
    """A Kneser-Ney model of words.

    Attributes:
        words: All tokens, sorted, so that those with the same beginning stand together.
        model: Of their numbers.
        spelling: Of all others.
    """

    words: list[str]
    model: KneserNey
    spelling: Spelling

    def __post_init__(self) -> None:
        self._numbers = {word: number for number, word in enumerate(self.words)}
        self.end, self.unknown = self._numbers[END], self._numbers[UNKNOWN]

    @classmethod
    def train(cls, documents: Iterable[str], rarest: int = RAREST, order: int = ORDER) -> "WordModel":
        """Learn from texts; tokens that they hold fewer than `rarest` times are unknown words."""
        words, ids = _number(documents)
        counts = np.bincount(ids, minlength=len(words))
        frequent = (word for word, count in zip(words, counts, strict=True) if count >= rarest)
        known = sorted({*frequent, END, UNKNOWN})
        places = {word: place for place, word in enumerate(known)}
        renumbered = np.array([places.get(word, places[UNKNOWN]) for word in words])
        rare = [word for word in words if word not in places] or [UNKNOWN]
        return cls(known, KneserNey.train(renumbered[ids], len(known), order), Spelling.train(rare))

    def save(self, folder: Path) -> None:
        """Write everything into `folder`."""
        self.model.save(folder / "words")
        self.spelling.model.save(folder / "letters")
        (folder / "words.txt").write_text("\x01".join(self.words), encoding="utf-8", newline="")
        (folder / "letters.txt").write_text(self.spelling.letters, encoding="utf-8", newline="")

    @classmethod
    def load(cls, folder: Path) -> "WordModel":
        """Read what `save` has written."""
        words = (folder / "words.txt").read_bytes().decode().split("\x01")
        letters = (folder / "letters.txt").read_bytes().decode()
        return cls(
            words, KneserNey.load(folder / "words"), Spelling(letters, KneserNey.load(folder / "letters"))
        )

    def encode(self, tokens: Sequence[str]) -> NDArray[np.int64]:
        """Numbers of tokens."""
        return np.array([self._numbers.get(token, self.unknown) for token in tokens], np.int64)

    def losses(self, documents: Iterable[str]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Negative log likelihood of each token of the texts, their ends included, and which were unknown."""
        tokens = [token for document in documents for token in (END, *tokens_of(document))]
        ids = self.encode(tokens)
        losses = -np.log(self.model.probabilities(ids))
        unknown = ids == self.unknown
        for place in np.flatnonzero(unknown):
            losses[place] -= self.spelling.log_probability(tokens[place])
        return losses[1:], unknown[1:]


def _number(documents: Iterable[str]) -> tuple[list[str], NDArray[np.int32]]:
    """The tokens of texts in the order in which they come up, and the texts in their numbers."""
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    ids = array("i")
    for document in documents:
        ids.append(numbers[END])
        ids.extend(map(numbers.__getitem__, tokens_of(document)))
    return list(numbers), np.frombuffer(ids, np.int32)


def _numbers(letters: str) -> dict[str, int]:
    """A letter's number; 0 parts words."""
    return {letter: number for number, letter in enumerate(letters, start=1)}


def _spell(word: str, numbers: dict[str, int]) -> list[int]:
    """A word in numbers, with what parts it from others; letters without a number share the last one."""
    edge = [0] * (SPELLING_ORDER - 1)
    return [*edge, *(numbers.get(letter, len(numbers) + 1) for letter in word), 0]
