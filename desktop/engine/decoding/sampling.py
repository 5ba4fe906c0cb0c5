"""Choosing the next token of a continuation: temperature, the least probability, a guard against loops."""

import math
from collections import Counter, defaultdict, deque
from copy import copy

import numpy as np

from desktop.engine.model.vocabulary import Vocabulary

_SMALLEST = 1e-30  # for a least probability of none
# No four words twice. Shorter phrases do return in good prose ("he said to her"), and a small LSTM's loops
# are longer than that by definition: they go round.
WORDS = 4
LETTERS = 24  # the same for models that spell
CHARACTERS = 9  # and for those whose characters are ideographs: more than a line of most verse
# Marks in a row, after which a word must come; dialogue needs four: full stop, quote, newline, quote.
MARKS = 5
MARKS_SPELLED = 12  # one token each: an ellipsis alone has six in Chinese
# Words of four letters and more lose this for each time they were among the last RECENT tokens, after Keskar
# et al. 2019 (CTRL), but subtracted, so that it does not depend on the logits' sign. Short words, marks and
# the like have to return all the time.
PENALTY = 0.25
RECENT = 64
_LONG = 4


class Sampler:
    """Draws tokens with one random generator, so that one seed gives one story.

    How often marks and line ends come is the rhythm of the prose, which is left as the model has it: a
    temperature over all tokens makes them, as they are the likeliest ones, more frequent still, and the story
    falls into short lines. What is drawn more or less boldly is which word comes.
    """

    def __init__(self, words: np.ndarray, temperature: float, min_p: float, seed: int | None) -> None:
        """Draw.

        Args:
            words: bool [vocabulary], which tokens are words or parts of some.
            temperature: Divides the words' logits; 0 always takes the likeliest token.
            min_p: What has less than this share of the likeliest token's probability is never drawn, 0 to 1.
            seed: See the class; None for another story each time.
        """
        self._words = words
        self._temperature = temperature
        self._least = math.log(max(min_p, _SMALLEST))
        self._random = np.random.default_rng(seed)

    def pick(self, logits: np.ndarray) -> int:
        """Draw a token from float32 [vocabulary]; -inf is never drawn.

        Min-p sampling: Nguyen et al. 2024, "Turning Up the Heat". What a small model finds far less likely
        than the likeliest is mostly noise, however many such tokens there are; as it is cut before the
        temperature counts, a bolder one does not bring it back.
        """
        if self._temperature <= 0:
            return int(logits.argmax())
        below = logits - logits.max()
        kept = np.flatnonzero(below >= self._least)
        is_word = self._words[kept]
        words, marks = kept[is_word], kept[~is_word]
        if len(words) and len(marks):
            powers = np.exp(below)
            share = float(powers[self._words].sum()) / float(powers.sum())
            marks = marks if self._random.random() >= share else words[:0]
        if len(marks):
            return int(marks[self._draw(below[marks], 1.0)])
        return int(words[self._draw(below[words], self._temperature)])

    def choose(self, logits: np.ndarray) -> int:
        """Draw one of some words, float32 [words]."""
        return self._draw(logits, self._temperature) if self._temperature > 0 else int(logits.argmax())

    def _draw(self, logits: np.ndarray, temperature: float) -> int:
        mass = np.cumsum(np.exp((logits - logits.max()) / temperature), dtype=np.float64)
        return int(np.searchsorted(mass, self._random.random() * mass[-1], side="right"))


class LoopGuard:
    """Keeps a continuation from going in circles.

    Bars the token that would complete a run of words that stood before (n-gram blocking: Paulus, Xiong,
    Socher 2018), and makes long words that came up a moment ago less likely.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        spelled = CHARACTERS if vocabulary.is_ideographic else LETTERS
        self._length = spelled if vocabulary.is_characters else WORDS
        self._most_marks = MARKS_SPELLED if vocabulary.is_characters else MARKS
        self._units: deque[str] = deque(maxlen=self._length - 1)
        self._current = ""
        self._followers: dict[tuple[str, ...], set[int]] = defaultdict(set)
        self._marks = 0
        self._recent: deque[int] = deque()
        self._counts: Counter[int] = Counter()

    def copy(self) -> "LoopGuard":
        """One that has seen the same tokens and goes on by itself."""
        other = copy(self)
        other._units, other._recent = self._units.copy(), self._recent.copy()
        other._counts = self._counts.copy()
        other._followers = defaultdict(set, {key: set(tokens) for key, tokens in self._followers.items()})
        return other

    def apply(self, logits: np.ndarray) -> np.ndarray:
        """The logits without what would go in circles."""
        guarded = logits.copy()
        if self._counts:
            ids = list(self._counts)
            guarded[ids] -= PENALTY * np.array([self._counts[token] for token in ids], np.float32)
        barred = self._followers.get(self._key(), ())
        guarded[list(barred)] = -np.inf
        if self._marks >= self._most_marks:
            guarded[self._vocabulary.wordless] = -np.inf
        return guarded

    def observe(self, token: int) -> None:
        """Take note of a token that was chosen."""
        text = self._vocabulary.pieces[token].decode(errors="ignore").lower()
        if self._vocabulary.is_characters:
            self._follow(token)
            self._units.append(text)
        else:
            self._observe_piece(token, text.strip())
        self._marks = self._marks + 1 if self._vocabulary.wordless[token] else 0
        self._count(token, text)

    def _observe_piece(self, token: int, text: str) -> None:
        if self._vocabulary.breaks[token]:
            if text[:1].isalnum():
                self._follow(token)
            if self._current:
                self._units.append(self._current)
            self._current = text if text[:1].isalnum() else ""
        else:
            if not self._current:
                self._follow(token)
            self._current += text

    def _follow(self, token: int) -> None:
        if key := self._key():
            self._followers[key].update(self._vocabulary.same_word(token))

    def _key(self) -> tuple[str, ...]:
        """The words (or letters) that the next one would join; empty while there are too few."""
        units = (*self._units, self._current) if self._current else tuple(self._units)
        return units[1 - self._length :] if len(units) >= self._length - 1 else ()

    def _count(self, token: int, text: str) -> None:
        if sum(character.isalpha() for character in text) >= _LONG:
            self._recent.append(token)
            self._counts[token] += 1
        else:
            self._recent.append(-1)
        if len(self._recent) > RECENT:
            gone = self._recent.popleft()
            if gone >= 0:
                self._counts[gone] -= 1
                if not self._counts[gone]:
                    del self._counts[gone]
