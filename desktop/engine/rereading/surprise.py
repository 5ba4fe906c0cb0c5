"""How surprising a model finds each word of a text, with the words on both of its sides in sight.

A word of several tokens is judged as a whole: each of its tokens with those before it read, and with what
stands behind the word, so that the end of a misspelled word does not excuse its beginning. Several stretches
are read at once, a row each, which takes a model little more than half as long.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from desktop.engine.decoding.typography import for_model
from desktop.engine.model.model import Model, State
from desktop.engine.model.usual import UsualBits
from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.rereading.confusions import confused_with, written_as
from desktop.engine.words import find_words

# Characters before a stretch, and behind it, that are read along with it: about 60 and 20 tokens.
BEFORE, AFTER = 280, 100
# Tokens behind a word that are read.
BEHIND = 8
# Stretches read at once, tokens of each at a time, and words and tokens judged at once: 5 to 8 milliseconds.
TOGETHER, _SLICE, _WORDS, _ROWS = 4, 64, 40, 160
# Words of more tokens are no words.
_LONGEST = 12
_BIT = float(np.log(2.0))


@dataclass(frozen=True)
class Stretch:
    """A piece of a text, and what stands around it.

    Attributes:
        left: The end of what stands before it, white space included.
        text: The piece.
        right: The beginning of what stands behind it.
    """

    left: str
    text: str
    right: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A word of a stretch.

    Attributes:
        start: Where it begins in the stretch, in characters.
        text: The word.
        bits: The negative logarithm to the base 2 of its probability.
        usual: The same of its probability in general.
        tokens: How many it has.
        other: The likeliest of the words that are put for it; "" for none.
        gained: By how many bits less that one surprises.
        is_bound: That is so many bits at most, since it has more tokens than were looked at.
    """

    start: int
    text: str
    bits: float
    usual: float
    tokens: int = 1
    other: str = ""
    gained: float = 0.0
    is_bound: bool = False

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


class Judge:
    """Judges stretches with one model."""

    def __init__(self, model: Model, vocabulary: Vocabulary, end: int) -> None:
        """Read with `model`; `end` is the token that a text begins with."""
        self._model = model
        self._vocabulary = vocabulary
        self._start = model.read(model.blank(), [end])
        self._usual = UsualBits(vocabulary)
        self._is_spacing = not vocabulary.is_characters
        self._encoded = lru_cache(maxsize=4096)(vocabulary.encode)

    def judge(self, stretches: Sequence[Stretch]) -> Iterator[list[list[Judged]] | None]:
        """Judge all words of some stretches.

        Args:
            stretches: `TOGETHER` at most.

        Yields:
            None after each few milliseconds, and at last, for each stretch, its words in their order.
        """
        rows = [self._row(stretch) for stretch in stretches]
        befores: list[list[State]] = [[] for _ in rows]
        longest = max((len(row.ids) for row in rows), default=0)
        tokens = np.zeros((len(rows), longest), np.int32)
        for number, row in enumerate(rows):
            tokens[number, : len(row.ids)] = row.ids
        reading = tuple(np.repeat(part, len(rows), axis=0) for part in self._start)
        for start in range(0, longest, _SLICE):
            some = tokens[:, start : start + _SLICE]
            reading, before = self._model.read_together(reading, some)
            for number in range(len(rows)):
                width = some.shape[1]
                befores[number].append(tuple(part[number * width : (number + 1) * width] for part in before))
            yield None
        for row, parts in zip(rows, befores, strict=True):
            yield from self._judge_row(row, tuple(np.concatenate(part) for part in zip(*parts, strict=True)))
        yield [row.judged for row in rows]

    # --- one stretch -------------------------------------------------------------------------------------

    def _row(self, stretch: Stretch) -> "_Row":
        left, text = stretch.left[-BEFORE:], stretch.text
        before, behind = for_model(left + text, stretch.right[:AFTER])
        ids, ends = self._vocabulary.encode_with_ends(before + behind)
        first = len(left)
        row = _Row(ids)
        last = int(np.searchsorted(ends, first, side="right"))
        stop = int(np.searchsorted(ends, len(before), side="right"))
        for start, word in find_words(text):
            # The token that holds a place is the first that ends behind it.
            begin = last + int(np.searchsorted(ends[last:stop], first + start, side="right"))
            last = begin + int(np.searchsorted(ends[begin:stop], first + start + len(word), side="left"))
            last = min(last + 1, stop)
            if 0 < last - begin <= _LONGEST and not word[0].isdigit():
                row.words.append(_Word(start, word, begin, last, text[start - 1 : start].isspace()))
        row.ids = ids[: (row.words[-1].last if row.words else 0)]
        row.following = ids
        return row

    def _judge_row(self, row: "_Row", before: State) -> Iterator[None]:
        for start in range(0, len(row.words), _WORDS):
            words = row.words[start : start + _WORDS]
            behind = [row.following[word.last : word.last + BEHIND] for word in words]
            rights = self._rights(behind)
            yield
            places = np.array([place for word in words for place in range(word.begin, word.last)], np.int64)
            of_word = np.repeat(np.arange(len(words)), [word.last - word.begin for word in words])
            missing = np.array([words[of].last for of in of_word], np.int64) - places
            bits = np.empty(len(places))
            logits = {}
            for at in range(0, len(places), _ROWS):
                part = slice(at, at + _ROWS)
                right = tuple(array[of_word[part]] for array in rights)
                state = (
                    *(array[places[part]] for array in before),
                    *self._model.with_missing(right, missing[part]),
                )
                some = self._model.predict(state)
                whole = _log_sums(some)
                own = np.array([row.ids[place] for place in places[part]])
                bits[part] = (whole - some[np.arange(len(own)), own]) / _BIT
                for number in range(len(own)):
                    logits[at + number] = (some[number], whole[number])
                yield
            first = 0
            for word in words:
                length = word.last - word.begin
                total = float(bits[first : first + length].sum())
                row.judged.append(self._judged(word, row.ids[word.begin : word.last], total, *logits[first]))
                first += length

    def _rights(self, behind: list[list[int]]) -> State:
        """What stands behind each of some words, read; those of one length together."""
        order: dict[int, list[int]] = {}
        for number, ids in enumerate(behind):
            order.setdefault(len(ids), []).append(number)
        parts = [self._model.read_rights([behind[number] for number in some]) for some in order.values()]
        back = np.argsort([number for some in order.values() for number in some])
        return tuple(np.concatenate(arrays)[back] for arrays in zip(*parts, strict=True))

    def _judged(self, word: "_Word", ids: list[int], bits: float, logits: np.ndarray, whole: float) -> Judged:
        usual = self._usual.of(self._encoded(" " * self._is_spacing + word.text.lower()) or ids)
        judged = Judged(word.start, word.text, bits, usual, len(ids))
        for written in (written_as(word.text, other) for other in confused_with(word.text)):
            spelled = self._encoded(" " * word.is_spaced + written)
            gained = bits - float(whole - logits[spelled[0]]) / _BIT
            if gained > judged.gained:
                judged = replace(judged, other=written, gained=gained, is_bound=len(spelled) > 1)
        return judged


@dataclass
class _Word:
    """A word, and which tokens of its row it has."""

    start: int
    text: str
    begin: int
    last: int
    is_spaced: bool


@dataclass
class _Row:
    """A stretch on its way through the model."""

    ids: list[int]
    following: list[int] = field(default_factory=list)
    words: list[_Word] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)


def _log_sums(logits: np.ndarray) -> np.ndarray:
    """The logarithm of the sum of each row's powers of e, float32 [rows]."""
    most = logits.max(axis=1)
    sums: np.ndarray = np.log(np.exp(logits - most[:, None]).sum(axis=1)) + most
    return sums
