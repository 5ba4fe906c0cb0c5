"""Names in a continuation: those of the story come freely, new ones seldom.

A model of novels knows the people of other books by heart and brings them into any story. Whom the story has
named it may name again; words that English always writes with a capital are no names.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

import numpy as np

from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.words import ends_in_abbreviation

# How often a name that the story does not know may come all the same, where the model wants one: a story
# without any name can get one.
NEW_NAME = 0.03
# A word that so seldom turns out as a known one is given up.
_LIKELY = 0.3
_NAME = re.compile(r"(?<![^\W\d_])[^\W\d_A-ZÀ-ÖØ-Þ]*+[A-ZÀ-ÖØ-Þ][^\W\d_]*")
# Words behind which a sentence begins; a quote may stand in between.
_SENTENCE_END = re.compile(r"(^|[.!?:…\n])[\"'\u2018-\u201f)\]]*\s*[\"'\u2018-\u201f(\[]*$")
_TAIL = 8
# Words looked at that go on from what is spelled.
_MOST_WORDS = 400
# What is written with a capital and names nobody, by language; a language that is not here has no guard.
# "Mr", "Mrs" and "Dr" call for a name at once: a story has them that has such people.
ALWAYS_CAPITAL = {
    "en": """
    I I'm I'll I've I'd Miss Sir Lady Lord Madam Madame Monsieur Captain Colonel Major
    General Doctor Professor Father Mother Sister Brother Uncle Aunt King Queen Prince Princess Duke
    Duchess Count Countess Baron Monday Tuesday Wednesday Thursday Friday Saturday Sunday January
    February March April May June July August September October November December Christmas Easter God
    Heaven Hell Christ Jesus Bible Christian Catholic Protestant Jew Jewish English Englishman
    Englishmen Englishwoman England British Britain Scotch Scottish Scotland Irish Ireland Welsh Wales
    French Frenchman France German Germany Italian Italy Spanish Spain Russian Russia Greek Greece Roman
    Rome Latin Dutch Indian India Chinese China American America European Europe Africa African Asia
    London Paris Street Road Avenue Square Park House Hall O Oh North South East West
    """
}


class SortedWords:
    """Some words, and how a vocabulary spells on to them; what was asked before is known."""

    def __init__(self, words: Iterable[str], numbers: Mapping[str, int]) -> None:
        """Know the words.

        Args:
            words: In any order.
            numbers: The token of each text.
        """
        self._words = sorted({*words})
        self._numbers = numbers
        self._going_on: dict[str, np.ndarray] = {}

    def __contains__(self, word: str) -> bool:
        return self._first(word) == word

    def begin_with(self, beginning: str) -> bool:
        """Whether one of the words begins so."""
        return bool(beginning) and self._first(beginning).startswith(beginning)

    def going_on(self, beginning: str) -> np.ndarray:
        """The tokens that spell on from a beginning to one of the words, int64."""
        found = self._going_on.get(beginning)
        if found is None:
            found = self._going_on[beginning] = np.array(self._look_up(beginning), np.int64)
        return found

    def _first(self, beginning: str) -> str:
        """The first word that does not come before this one; "" if all do."""
        place = bisect_left(self._words, beginning)
        return self._words[place] if place < len(self._words) else ""

    def _look_up(self, beginning: str) -> list[int]:
        found: set[int] = set()
        first = bisect_left(self._words, beginning)
        for word in islice(self._words, first, first + _MOST_WORDS):
            if not word.startswith(beginning):
                break
            rest = word[len(beginning) :]
            parts = (rest[:end] for end in range(1, len(rest) + 1))
            found.update(self._numbers[part] for part in parts if part in self._numbers)
        return sorted(found)


class Capitals:
    """What a vocabulary spells with a capital; made once, since it looks at every token.

    Attributes:
        words: The words without a capital that are one token each.
        numbers: The token of each text.
        goes_on: bool [vocabulary], tokens that begin with a letter.
        breaks: bool [vocabulary], tokens that end the word before them.
        spaced: bool [vocabulary], tokens that begin with white space.
        capital: bool [vocabulary], tokens that begin with a capital.
        tokens: The same as numbers, int64, and what each spells.
        spelled: See `tokens`.
        usual: bool, for each of `tokens`: without its capital it is one of `words`.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        texts = [piece.decode(errors="ignore") for piece in vocabulary.pieces]
        self.numbers = {text: number for number, text in enumerate(texts) if text}
        lower = (text[1:] for text in texts if text[:1] == " " and text[1:].islower())
        self.words = SortedWords(lower, self.numbers)
        self.goes_on = np.array([text[:1].isalpha() for text in texts])
        self.breaks = vocabulary.breaks > 0
        capitals = [(number, text.strip()) for number, text in enumerate(texts) if text.strip()[:1].isupper()]
        self.tokens = np.array([number for number, _ in capitals], np.int64)
        self.spaced = vocabulary.spaced
        self.capital = np.zeros(len(texts), bool)
        self.capital[self.tokens] = True
        self.spelled = [text for _, text in capitals]
        self.usual = np.array([text.lower() in self.words for text in self.spelled], bool)


class NameGuard:
    """Says which tokens would begin, or go on with, a name that the story does not know."""

    def __init__(
        self, capitals: Capitals | None, language: str, story: Iterable[str], seed: int | None
    ) -> None:
        """Know the story's names.

        Args:
            capitals: The model's; None guards nothing.
            language: The model's, as an ISO 639 code.
            story: Texts of the story, or its words.
            seed: Of the chance that a new name has.
        """
        common = ALWAYS_CAPITAL.get(language.partition("-")[0])
        self._word = ""  # the word with a capital that is being spelled; "" for another
        self._free = False  # whether it may be a new name
        self._is_on = capitals is not None and common is not None
        if capitals is None or common is None:
            return
        self._random = np.random.default_rng(seed)
        self._capitals = capitals
        found = (name for text in story if not text.islower() for name in _names(text, capitals.words))
        self._known = SortedWords((*common.split(), *found), capitals.numbers)
        known = np.array([self._known.begin_with(text) for text in capitals.spelled], bool)
        self._unknown = capitals.tokens[~known]
        self._unusual = capitals.tokens[~known & ~capitals.usual]
        self._before = ""  # the end of what was written
        self._begins = False  # whether the word stands where any word has a capital

    def observe(self, text: str) -> None:
        """Take note of text that was written, a piece of a word or more."""
        if not self._is_on:
            return
        for character in text:
            if character.isalpha():
                if self._word:
                    self._word += character
                elif character.isupper() and not self._before[-1:].isalpha():
                    self._word = character
                    self._begins = self._begins_sentence()
            else:
                self._word = ""
                self._free = False
            self._before = (self._before + character)[-_TAIL:]

    @property
    def is_open(self) -> bool:
        """Whether a word is being spelled that may yet turn out as a name which the story does not know."""
        return bool(self._word) and not self._free

    def apply(self, logits: np.ndarray) -> np.ndarray | None:
        """Bar new names, but for a small chance.

        Args:
            logits: float32 [vocabulary].

        Returns:
            The logits with some at minus infinity. None where a name is being spelled that is not known: the
            word is to be taken back, and begun with another token.
        """
        if not self._is_on or self._free:
            return logits
        if self._word:
            return self._known_words(logits)
        guarded = logits.copy()
        barred = self._unusual if self._begins_sentence() else self._unknown
        if self._before[-1:].isalpha():
            barred = barred[self._capitals.spaced[barred]]
        guarded[barred] = -np.inf
        if guarded[logits.argmax()] == -np.inf:
            self._free = bool(self._random.random() < NEW_NAME)
        return logits if self._free or guarded.max() == -np.inf else guarded

    def is_word_beginning(self, token: int) -> bool:
        """Whether a token would begin a word with a capital."""
        return self._is_on and not (self._word or self._free) and bool(self._capitals.capital[token])

    def give_up(self) -> None:
        """Let the word be a new name, as nothing else is left."""
        self._free = True

    def _known_words(self, logits: np.ndarray) -> np.ndarray | None:
        """The logits without what would make something unknown of the word that is being spelled."""
        word, lists = self._word, [(self._known, self._word)]
        if self._begins:
            lists.append((self._capitals.words, word.lower()))
        # A letter alone may be an initial, or the article.
        is_whole = len(word) == 1 or any(beginning in words for words, beginning in lists)
        barred = self._capitals.goes_on.copy() if is_whole else np.ones(len(logits), bool)
        for words, beginning in lists:
            barred[words.going_on(beginning)] = False
        guarded = np.where(barred, np.float32(-np.inf), logits)
        share = np.exp(guarded - logits.max()).sum() / np.exp(logits - logits.max()).sum()
        if share >= _LIKELY:
            return guarded
        self._free = bool(self._random.random() < NEW_NAME)
        return logits if self._free else None

    def _begins_sentence(self) -> bool:
        return _is_sentence_end(self._before)


NO_GUARD = NameGuard(None, "", (), None)


def _names(text: str, words: SortedWords) -> Iterator[str]:
    """The names in a text: words with a capital that is not that of a sentence's beginning."""
    for match in _NAME.finditer(text):
        before = text[max(0, match.start() - _TAIL) : match.start()]
        if not _is_sentence_end(before) or match.group().lower() not in words:
            yield match.group()


def _is_sentence_end(before: str) -> bool:
    """Whether any word has a capital behind a text; behind "Mr." only names have."""
    return _SENTENCE_END.search(before) is not None and not ends_in_abbreviation(before)
