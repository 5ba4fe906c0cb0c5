"""The model at the cursor: what it has read before and after, and its prediction of what stands there."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from desktop.engine.decoding.missing import told
from desktop.engine.decoding.rereading import log_probabilities
from desktop.engine.model.model import Model, State
from desktop.engine.model.steps import Steps
from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.reading.reader import Reader
from desktop.engine.story.memory_choices import MemoryChoices
from desktop.engine.story.story import Story
from desktop.engine.words import begins_word, is_letter

# 64 tokens after the cursor are read; English needs about 300 characters for them.
RIGHT = 600


@dataclass(frozen=True)
class Cursor:
    """Where a search or a continuation sets out.

    Attributes:
        state: One row, the model's state before the half-typed word.
        logits: float32 [vocabulary], the next token's.
        prefix: What the next tokens must begin with, in UTF-8.
        standing: How many bytes of `prefix` are in the text already.
        after_space: The cursor stands behind white space or at the beginning.
        steps: The model's steps from here.
        after_letter: It stands behind a letter.
    """

    state: State
    logits: np.ndarray
    prefix: bytes
    standing: int
    after_space: bool
    steps: Steps
    after_letter: bool = False


class Context:
    """Joins what stands before the cursor, what stands after it, and the memory of the story."""

    def __init__(self, model: Model, vocabulary: Vocabulary, end: int, story: Story | None = None) -> None:
        """Read with `model`; `end` is the token that a text begins with; `story` remembers what is read."""
        self._story = story
        self._model = model
        self._vocabulary = vocabulary
        self._reader = Reader(model, vocabulary, end)
        self._right = ("", 0, model.read_right([]))
        self._told = lru_cache(maxsize=4)(lambda text: told(text, vocabulary))
        self._last: _Prediction | None = None

    def forget(self) -> None:
        """Drop everything read."""
        self._reader.forget()
        self._last = None

    def cursor(self, left: str, right: str, exact: bool = False, missing: int | None = None) -> Cursor:
        """The model between `left` and `right`, backed up to the last word boundary.

        Args:
            left: The text before the cursor.
            right: The text after it.
            exact: Give the same state however `left` came about, at the cost of re-reading some words.
            missing: How many tokens are to come before `right`; None for as many as writers put there.
        """
        read = self._reader.read(left, exact)
        if self._story:
            self._story.stand(read.done, read.begun)
        tail = self._vocabulary.split_tail(read.rest)
        last = self._predict(read.reading, tail.head_ids, self._read_right(left, right, missing))
        after_space = not left or left[-1].isspace()
        after_letter = is_letter(left[-1:])
        return Cursor(
            last.state, last.logits, tail.prefix, tail.standing, after_space, last.steps, after_letter
        )

    def reread(self, left: str, text: str, right: str, is_stale: Callable[[], bool]) -> np.ndarray:
        """How likely each token of `text` is between `left` and `right`; see `rereading`."""
        read = self._reader.read(left, exact=True)
        return log_probabilities(self._model, self._vocabulary, read, text, right, is_stale)[1]

    def read_ahead(self, left: str, right: str, is_stale: Callable[[], bool]) -> bool:
        """Read what the next call of `cursor` at this place will need; says whether it was not given up."""
        if not self._reader.read_in_steps(left, is_stale):
            return False
        self.cursor(left, right)
        return True

    def read_story(self, left: str, right: str, is_stale: Callable[[], bool]) -> bool:
        """Remember the story around the cursor; says whether it was not given up."""
        if not self._story:
            return True
        return self._story.read(left, right, self._reader.start, self._model, is_stale)

    def read_far(self, text: str, is_stale: Callable[[], bool], keep: bool) -> bool:
        """Learn the manner of what stands farther from the cursor; see `Story.read_far`."""
        if self._story is None:
            return True
        return self._story.read_far(text, self._reader.start, self._model, is_stale, keep)

    def choose(self, choices: MemoryChoices) -> None:
        """Keep some words of the story and leave others out; see `Story.choose`."""
        if self._story and self._story.choose(choices, self._reader.start, self._model):
            # What the story has learned of a piece it learns anew, for which the piece has to be read again.
            self.forget()

    def _read_right(self, left: str, right: str, missing: int | None) -> State:
        text = right[:RIGHT]
        if missing is None:
            missing = self._told(text)
        if not text.strip():
            text = ""
        elif begins_word(text) and left[-1:].isspace():
            text = " " + text  # the space before the cursor belongs to the word after it
        if (text, missing) != self._right[:2]:
            self._right = (text, missing, self._model.read_right(self._vocabulary.encode(text), missing))
        return self._right[2]

    def _predict(self, reading: State, head_ids: list[int], right: State) -> "_Prediction":
        """The joined state and its logits; those of the last call while only the last word has grown."""
        last, version = self._last, self._story.version if self._story else 0
        if last is None or not last.is_for(reading, head_ids, right, version):
            state = (*self._model.read(reading, head_ids), *right)
            logits, steps = self._model.predict(state)[0], Steps(self._model)
            self._last = last = _Prediction(reading, head_ids, right, version, state, logits, steps)
        return last


@dataclass(frozen=True)
class _Prediction:
    """A joined state, what it was joined from, the logits after it, and the steps from there."""

    reading: State
    head_ids: list[int]
    right: State
    version: int
    state: State
    logits: np.ndarray
    steps: Steps

    def is_for(self, reading: State, head_ids: list[int], right: State, version: int) -> bool:
        is_here = self.reading is reading and self.right is right and self.version == version
        return is_here and self.head_ids == head_ids
