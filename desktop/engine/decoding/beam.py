"""Prefix-constrained beam search from the last word boundary to whole words.

The search keeps a heap of unfinished texts and always expands the likeliest few in one batch. It is exact
down to the given probabilities, and ends without a single model step when nothing is likely enough.
"""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

import numpy as np

from desktop.engine.decoding.context import Cursor
from desktop.engine.decoding.healing import likeliest, spell
from desktop.engine.model.model import State, softmax
from desktop.engine.model.steps import Step
from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.shown import has_controls
from desktop.engine.words import count_words, is_ideograph, is_letter, is_unspaced

BATCH = 8  # beams expanded together: eight rows cost a model step little more than one
MOST_STEPS = 16  # bounds the time of one search
MOST_LETTERS = 48  # the same for models that spell
BRANCHES = 8  # tokens tried after each beam
_CLOSING = ".,;:!?)]}\"'\u201d\u2019%\N{HORIZONTAL ELLIPSIS}。，、；：！？．）】》〉」』"
# What a straight quote closes behind where no space tells whether it opens.
_BEFORE_CLOSING_QUOTE = ".。！？．）"
_DOTS = 3  # of an ellipsis, as tokenizers write it; Chinese has two of them


@dataclass(frozen=True)
class Completion:
    """A text that ends with a whole word or closing punctuation.

    Attributes:
        text: New text at the cursor.
        probability: That the text goes on so, with the last word ending here.
        before: The completion that this one extends by one word or mark; "" for a first word.
        paragraph_end: Probability of `text` with the paragraph ending after it.
    """

    text: str
    probability: float
    before: str
    paragraph_end: float


@dataclass(frozen=True)
class Limits:
    """Where a search may stop.

    Attributes:
        words: The longest text.
        first_words: How many different first words are wanted.
        probability: Texts of more than one word must reach this, and so must the best first word.
        first: The other first words must reach this.
        growth: What a text of more words must have of the probability of the one that it extends, 0 to 1.
    """

    words: int
    first_words: int
    probability: float
    first: float = 0.0
    growth: float = 0.0


@dataclass(frozen=True)
class _Beam:
    """A text to expand: the model's state before its last token, and that token."""

    probability: float
    spelled: bytes
    token: int
    state: State
    row: int
    before: str


class BeamSearch:
    """One search at one cursor.

    Attributes:
        whole: Probability that the word before the cursor is complete as it stands.
    """

    def __init__(self, vocabulary: Vocabulary, cursor: Cursor, limits: Limits) -> None:
        self._vocabulary = vocabulary
        self._cursor = cursor
        self._limits = limits
        self.whole = 0.0
        self._heap: list[tuple[float, int, _Beam]] = []
        self._order = count()
        self._found: dict[str, Completion] = {}

    def run(self, is_stale: Callable[[], bool]) -> dict[str, Completion]:
        """All completions found, by their text; empty when `is_stale` says that nobody waits any more."""
        if self._cursor.after_letter and not self._cursor.prefix:
            self.whole = float(softmax(self._cursor.logits) @ self._vocabulary.breaks)
        for start in spell(self._vocabulary, self._cursor, BRANCHES):
            self._push(
                _Beam(start.probability, start.spelled, start.token, start.state, start.row, before="")
            )
        for _ in range(MOST_LETTERS if self._vocabulary.is_characters else MOST_STEPS):
            if is_stale():
                return {}
            beams = self._pop()
            if not beams:
                break
            self._expand(beams)
        floors = {"": self._limits.first}
        return {
            text: completion
            for text, completion in self._found.items()
            if completion.probability >= floors.get(completion.before, self._limits.probability)
        }

    def _push(self, beam: _Beam) -> None:
        """Keep a beam for expansion if it could still lead to something wanted."""
        least = self._limits.first
        if beam.before:
            # What is spelled in other ways, too, may yet be found to be likelier.
            before = self._found[beam.before].probability
            least = max(self._limits.probability, self._limits.growth * before)
        if beam.probability >= least:
            heapq.heappush(self._heap, (-beam.probability, next(self._order), beam))

    def _pop(self) -> list[_Beam]:
        """The likeliest beams, as long as the best first word can still be likely enough."""
        firsts = sorted((c.probability for c in self._found.values() if not c.before), reverse=True)
        best_open = max((beam.probability for _, _, beam in self._heap if not beam.before), default=0.0)
        if max(best_open, *firsts[:1], 0.0) < self._limits.probability:
            return []
        # A beam's probability bounds that of the words it leads to.
        enough = firsts[self._limits.first_words - 1] if len(firsts) >= self._limits.first_words else 0.0
        beams: list[_Beam] = []
        while self._heap and len(beams) < BATCH:
            beam = heapq.heappop(self._heap)[2]
            if beam.before or beam.probability > enough:
                beams.append(beam)
        return beams

    def _expand(self, beams: list[_Beam]) -> None:
        for beam, step in zip(beams, self._cursor.steps.take(beams), strict=True):
            text = self._new_text(beam.spelled)
            completed = beam.before
            if text == "":
                self.whole += beam.probability * self._ending(step)
            if text is not None and self._is_whole(text, beam.token):
                ending = self._ending(step) if is_letter(text[-1]) else 1.0
                paragraph_end = beam.probability * float(step.probabilities @ self._vocabulary.newline)
                self._record(text, beam.probability * ending, beam.before, paragraph_end)
                completed = text
            for child in self._children(beam, step, completed):
                self._push(child)

    def _ending(self, step: Step) -> float:
        """The probability that a word ends there."""
        return float(step.probabilities @ self._vocabulary.breaks)

    def _is_whole(self, text: str, token: int) -> bool:
        """Whether a text may end with this token."""
        # An apostrophe that is a token by itself may stand inside a word.
        return _is_whole(text) and (text[-1].isalnum() or bool(self._vocabulary.breaks[token]))

    def _record(self, text: str, probability: float, before: str, paragraph_end: float) -> None:
        """Note a completion; several ways to spell one text add up."""
        known = self._found.get(text)
        if known:
            probability += known.probability
            paragraph_end += known.paragraph_end
        self._found[text] = Completion(text, probability, before, paragraph_end)

    def _children(self, beam: _Beam, step: Step, completed: str) -> Iterator[_Beam]:
        q, state, row = step
        floor = (self._limits.probability if beam.before else self._limits.first) / beam.probability
        ids = np.flatnonzero(q >= floor)
        # Behind an ideograph a letter begins a word, too.
        grown = completed if is_ideograph(completed[-1:]) else beam.before
        for token in likeliest(ids, q, BRANCHES):
            if not self._vocabulary.offered[token] or self._vocabulary.newline[token]:
                continue
            before = completed if self._vocabulary.breaks[token] else grown
            spelled = beam.spelled + self._vocabulary.pieces[token]
            text = self._new_text(spelled)
            if text is None or count_words(text) <= self._limits.words:
                yield _Beam(beam.probability * float(q[token]), spelled, token, state, row, before)

    def _new_text(self, spelled: bytes) -> str | None:
        """What is spelled beyond the typed text; None inside a character."""
        try:
            return spelled[self._cursor.standing :].decode()
        except UnicodeDecodeError:
            return None


def _is_whole(text: str) -> bool:
    """Whether a text holds a word and ends with a word or with closing punctuation."""
    if not any(character.isalnum() for character in text) or has_controls(text):
        return False
    last, before = text[-1], text[-2:-1]
    if last.isalnum():
        return True
    if last in "\"'":
        # Behind a space it opens.
        return not before.isspace() and (before in _BEFORE_CLOSING_QUOTE or not is_unspaced(before))
    if last == "." and is_unspaced(text.rstrip(".")[-1:]):
        return (len(text) - len(text.rstrip("."))) % _DOTS == 0
    return last in _CLOSING
