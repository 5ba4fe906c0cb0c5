"""Reads the text before the cursor, wherever in it the writer goes, with as little work as possible."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from desktop.engine.model.model import Model, State
from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.reading.cuts import chunk_end, stable_end
from desktop.engine.reading.pieces import Piece
from desktop.engine.reading.trail import FAR, FAR_AHEAD, Trail
from desktop.engine.words import IDEOGRAPHS

# Places in a text that a writer goes to and fro between.
MOST_TRAILS = 4
# Where text may be cut (`is_cut`): in front of all of the white space.
_LINE_END, _WORD_END = re.compile(r"(?<=\S)(?=[^\S\n]*\n)"), re.compile(r"(?<=\S)(?=\s)")
_SENTENCE_END = re.compile(rf"[.!?…][^\w\s]*(?=\s)|[。！？．…][^\w\s]*(?=[{IDEOGRAPHS}])")


@dataclass(frozen=True)
class Read:
    """The text before the cursor as the model has read it.

    Attributes:
        reading: The model's reading up to the last place where the text may be cut.
        rest: The text from there to the cursor, which may grow into other tokens yet.
        done: The complete pieces that were read.
        begun: The piece after them; None if there is none.
    """

    reading: State
    rest: str
    done: list[Piece]
    begun: Piece | None


class Reader:
    """Reads along a few trails, one for each place that the writer comes back to.

    Attributes:
        start: The reading of nothing but the token that a text begins with.
    """

    def __init__(self, model: Model, vocabulary: Vocabulary, end: int) -> None:
        """Read with `model`; `end` is the token that a text begins with."""
        self.start = model.read(model.blank(), [end])
        self._model = model
        self._vocabulary = vocabulary
        self._trails: list[Trail] = []  # the last used one last

    def forget(self) -> None:
        """Drop everything read."""
        self._trails.clear()

    def read(self, left: str, exact: bool = False) -> Read:
        """Read `left` up to the last place where it may be cut.

        Args:
            left: The text before the cursor.
            exact: Give the same reading however `left` came about, at the cost of re-reading some words.
        """
        stable = stable_end(left)
        trail = self._trail(left, stable)
        mark = trail.read_to(left, stable, self._model, self._vocabulary, exact)
        rest = left[stable:]
        return Read(mark.reading, rest.lstrip() if mark.is_start else rest, *trail.pieces())

    def read_in_steps(self, left: str, is_stale: Callable[[], bool]) -> bool:
        """Read the complete chunks of `left`, one by one; says whether it was not given up."""
        stable = stable_end(left)
        trail = self._trail(left, stable, FAR_AHEAD)
        place = trail.align(left, stable)
        while place is not None and (place := chunk_end(left, place, stable, self._vocabulary)) is not None:
            if is_stale():
                return False
            trail.align(left, place)
            trail.read_to(left, place, self._model, self._vocabulary)
        return not is_stale()

    def _trail(self, left: str, stable: int, begin: int = FAR) -> Trail:
        """The trail with the least left to read, or if even that is far, a new one from `begin` before."""
        far = self._vocabulary.characters(FAR)
        places = [(trail.align(left, stable), trail) for trail in self._trails]
        near = [
            (place, number)
            for number, (place, _) in enumerate(places)
            if place is not None and stable - place <= far
        ]
        if near:
            trail = self._trails.pop(max(near)[1])
        else:
            begin = self._vocabulary.characters(begin)
            trail = Trail(_first_place(left, stable, begin), self.start)
            trail.align(left, stable)
        self._trails = [*self._trails, trail][-MOST_TRAILS:]
        return trail


def _first_place(left: str, stable: int, far: int) -> int:
    """Where to begin reading a long text: a paragraph, else a sentence, else a word, at most `far` back."""
    if stable <= far:
        return 0
    begin, latest = stable - far, stable - far * 2 // 3
    for end in (_LINE_END, _SENTENCE_END, _WORD_END):
        if found := end.search(left, begin, latest):
            return found.end()
    return begin
