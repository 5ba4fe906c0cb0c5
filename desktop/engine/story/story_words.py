"""The story's own words: names and the like, which the model has to spell in several tokens.

A model half knows how to go on in a name that it has never seen. The story knows: its words are kept, with
how often each was used. Where one of them has begun, its next token, or its end, takes a part of the
probability; where a word begins, those of several tokens share a small part of what all words have.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from desktop.engine.bundles.memory_settings import USUAL_MEMORY, MemorySettings
from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.reading.pieces import Piece
from desktop.engine.story.story_counts import KEPT_USES, StoryCounts
from desktop.engine.story.story_counts import Run as Word

# Tokens of a word that are told apart; names of more are no names.
LONGEST = 12
# Where a word has begun that n of the story's words began with, these have n / (n + DOUBT) of their part.
DOUBT = 0.2
_SMALLEST = 1e-30
# A word as a tokenizer sees one: hyphens and apostrophes part words.
_PART = re.compile(r"[^\W\d_]+")


class StoryWords(StoryCounts):
    """The words, as tokens, and how often each is used.

    What follows each beginning of a word is known: tokens, or NOTHING where the word ends; the first tokens
    of words of several follow (). A path, int32 [rows, LONGEST], holds the tokens of the word that is being
    spelled, then NOTHING.
    """

    def __init__(self, vocabulary: Vocabulary, settings: MemorySettings = USUAL_MEMORY) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._breaks = vocabulary.breaks
        self._wordless = vocabulary.wordless
        # What the first token of a word can be: with a space in front, or without one, behind a quote.
        self._spaced = _Kind((vocabulary.words & vocabulary.spaced).astype(np.float32), settings.beginning)
        self._bare = _Kind((vocabulary.words & ~vocabulary.spaced).astype(np.float32), settings.beginning)
        self._settings = settings

    @property
    def settings(self) -> MemorySettings:
        """How much the words count."""
        return self._settings

    @settings.setter
    def settings(self, settings: MemorySettings) -> None:
        self._settings = settings
        for kind in (self._spaced, self._bare):
            kind.give(settings.beginning)

    def forget(self) -> None:
        """Know no words."""
        super().forget()
        self._spaced.forget()
        self._bare.forget()

    def put(self, pieces: Iterable[Piece]) -> None:
        """Know the words of these pieces, and no others, from now on."""
        self._spaced.forget()
        self._bare.forget()
        super().put(pieces)

    def count_word(self, text: str, times: int) -> None:
        """Count (or, with a negative number, take back) a word known by its letters, as so many uses."""
        spaced = tuple(self._vocabulary.encode(" " + text))
        for form in self._forms(spaced):
            self._use(form, times)
        self._spaced.forget()
        self._bare.forget()

    def keep(self, text: str) -> None:
        """Know the words of a phrase."""
        for word in _PART.findall(text):
            self.count_word(word, KEPT_USES)

    def blank(self) -> np.ndarray:
        """The path of no word, one row."""
        return self._path(())[None]

    def spell(self, path: np.ndarray, ids: Sequence[int]) -> np.ndarray:
        """The path, one row, after these tokens."""
        word = self._word(path[0])
        for token in ids[-2 * LONGEST :]:
            word = self._longer(word, token)
        return self._path(word)[None]

    def spell_rows(self, paths: np.ndarray, tokens: Sequence[int]) -> np.ndarray:
        """Each row's path after its token."""
        words = [self._longer(self._word(path), token) for path, token in zip(paths, tokens, strict=True)]
        return np.stack([self._path(word) for word in words])

    def blend(self, probabilities: np.ndarray, paths: np.ndarray) -> np.ndarray:
        """Give the story's words their part of float32 [rows, vocabulary]; each row's sum stays.

        A word that has begun goes on as it did in the story, or ends as the model would end it.
        """
        if not self._next:
            return probabilities
        words = [self._word(path) for path in paths]
        known = [self._next.get(word) if word else None for word in words]
        blended = probabilities.copy()
        # A word with no space in front begins where no word has begun.
        self._begin(blended, self._spaced, [not one for one in known])
        self._begin(blended, self._bare, [not word for word in words])
        for row, followers in enumerate(known):
            if followers:
                is_short = len(words[row]) == 1
                most = self._settings.known if is_short else self._settings.well_known
                self._go_on(blended[row], followers, most)
        return blended

    def _go_on(self, row: np.ndarray, known: Counter[int], most: float) -> None:
        uses = known.total()
        part = most * uses / (uses + DOUBT)
        ending = part * known[self.NOTHING] / uses
        row *= 1.0 - part + ending / max(float(row @ self._breaks), _SMALLEST) * self._breaks
        for token, count in known.items():
            if token != self.NOTHING:
                row[token] += part * count / uses

    def _begin(self, probabilities: np.ndarray, kind: "_Kind", wanted: list[bool]) -> None:
        """Share a part of what words of one kind have, in the wanted rows, among the story's words."""
        shares = kind.shares(self._next.get((), Counter()))
        if shares is None:
            return
        for row in np.flatnonzero(wanted):
            mass = float(probabilities[row] @ kind.members)
            probabilities[row] *= kind.rest
            probabilities[row] += (kind.part * mass) * shares

    def _count(self, piece: Piece, times: int) -> None:
        """Count a piece's words, or (-1) take them back."""
        word: Word = ()
        for token in (*piece.tokens.tolist(), self.NOTHING):
            longer = () if token == self.NOTHING else self._longer(word, token)
            if longer[:-1] != word or not longer:
                for form in self._forms(word):
                    self._use(form, times)
            word = longer

    def _forms(self, word: Word) -> list[Word]:
        """The word as it stands and, if it takes several tokens, with or without a space in front."""
        if not 1 < len(word) < LONGEST:
            return [word]
        text = b"".join(self._vocabulary.pieces[token] for token in word).decode(errors="ignore")
        other = text[1:] if text[:1].isspace() else " " + text
        return [word, tuple(self._vocabulary.encode(other))]

    def _use(self, word: Word, times: int) -> None:
        if not 0 < len(word) < LONGEST or (self._left_out and word in self._left_out.words):
            return
        if len(word) > 1:
            self._add((), word[0], times)
        # Words of one token count too: what has begun so may end there.
        for length, token in enumerate((*word[1:], self.NOTHING), 1):
            self._add(word[:length], token, times)

    def _longer(self, word: Word, token: int) -> Word:
        if self._wordless[token]:
            return ()
        if self._breaks[token]:
            return (token,)
        return (*word, token)[:LONGEST]

    @staticmethod
    def _word(path: np.ndarray) -> Word:
        return tuple(token for token in path.tolist() if token >= 0)

    def _path(self, word: Word) -> np.ndarray:
        return np.array([*word, *[self.NOTHING] * (LONGEST - len(word))], np.int32)


class _Kind:
    """Tokens that can begin a word.

    Attributes:
        members: float32 [vocabulary], 1 for the tokens.
        part: Of the tokens' probability, that of the story's words.
        rest: float32 [vocabulary], what is left to each token where the story's words have their part.
    """

    def __init__(self, members: np.ndarray, part: float) -> None:
        self.members = members
        self.give(part)
        self._shares: np.ndarray | None = None
        self._is_known = False

    def give(self, part: float) -> None:
        """Let the story's words have such a part."""
        self.part = part
        self.rest = 1.0 - np.float32(part) * self.members

    def shares(self, firsts: Counter[int]) -> np.ndarray | None:
        """How often each token begins one of the words, float32 [vocabulary], of sum one; None for never."""
        if not self._is_known:
            tokens = [token for token in firsts if self.members[token]]
            self._shares, self._is_known = None, True
            if tokens:
                counts = np.zeros_like(self.members)
                counts[tokens] = [firsts[token] for token in tokens]
                self._shares = counts / counts.sum()
        return self._shares

    def forget(self) -> None:
        """Work the shares out anew."""
        self._is_known = False
