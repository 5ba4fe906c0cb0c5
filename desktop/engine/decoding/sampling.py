"""Choosing the next token of a continuation: temperature, nucleus, and a guard against loops."""

from collections import Counter, defaultdict, deque
from copy import copy

import numpy as np

from desktop.engine.model.vocabulary import Vocabulary

# A nucleus of more tokens is cut here: sorting 256 of 8,000 takes a fifth of the time of sorting them all,
# and the tail beyond them is what a nucleus is there to leave out.
MOST_CANDIDATES = 256
_FAR_LESS = 1e-4
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
    """Draws tokens with one random generator, so that one seed gives one story."""

    def __init__(self, temperature: float, top_p: float, seed: int | None) -> None:
        self._temperature = temperature
        self._top_p = top_p
        self._random = np.random.default_rng(seed)

    def pick(self, logits: np.ndarray) -> int:
        """Draw a token from float32 [vocabulary]; -inf is never drawn.

        Nucleus sampling: Holtzman et al. 2020, "The Curious Case of Neural Text Degeneration".
        """
        if self._temperature <= 0:
            return int(logits.argmax())
        scaled = (logits - logits.max()) / self._temperature
        powers = np.exp(scaled)
        within = self._top_p * powers.sum(dtype=np.float64)
        # Most often the nucleus lies among those that are not far less likely than the likeliest, which are
        # few: sorting them takes a fifth of the time of parting the whole vocabulary.
        ids = _sorted(np.flatnonzero(powers >= _FAR_LESS), powers)
        mass = np.cumsum(powers[ids], dtype=np.float64)
        if mass[-1] < within or len(ids) > MOST_CANDIDATES:
            count = min(MOST_CANDIDATES, len(powers))
            ids = _sorted(np.argpartition(powers, -count)[-count:], powers)
            mass = np.cumsum(powers[ids], dtype=np.float64)
        kept = int(np.searchsorted(mass, min(within, mass[-1]))) + 1
        mass = mass[: min(kept, len(ids))]
        return int(ids[np.searchsorted(mass, self._random.random() * mass[-1], side="right")])


def _sorted(ids: np.ndarray, powers: np.ndarray) -> np.ndarray:
    """The ids, those of the greatest powers first."""
    return ids[np.argsort(-powers[ids], kind="stable")]


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
            self._followers[key].add(token)

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
