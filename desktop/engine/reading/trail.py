"""What the model has read of one stretch of text, with checkpoints to return to.

An LSTM's state after a text is a few kilobytes, but getting there costs a step per token. A trail keeps the
state every few dozen tokens, so that a letter typed at the end, or an edit in the middle, re-reads only what
is new.

A place is an index into `left`, the text before the cursor that the current call was given.
"""

from desktop.engine.model.model import Model, State
from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.reading.cuts import chunk_end, is_cut
from desktop.engine.reading.pieces import Mark, Piece, read_chunk, read_past

# LSTM language models use about 200 tokens before the cursor, and the order of the last 50 only (Khandelwal,
# He, Qi, Jurafsky 2018, "Sharp Nearby, Fuzzy Far Away"). 1,000 characters are about 235 tokens, and as many
# as can be read within a frame, 16 ms; what was read before a place stays in the state beyond that. Here and
# below, models that spell take as many tokens (`Vocabulary.characters`).
FAR = 1000
# Where nobody waits. What stands farther back still makes the next words a little likelier.
FAR_AHEAD = 5000
# 512 states of about 10 KB are 5 MB and 75,000 characters.
MOST_MARKS = 512
# So many equal characters mean the same passage.
_LANDMARK = 64


class Trail:
    """One stretch of text and the model's readings along it."""

    def __init__(self, place: int, reading: State) -> None:
        """Start at `place` with `reading`, the state at the beginning of a text."""
        self._begin = place
        self._text = ""  # what was read, from `_begin` on
        self._marks = [Mark(place, reading, is_start=True)]
        self._latest = self._marks[0]  # where the last call ended, seldom on a checkpoint
        self._known = place  # `left` equals what was read up to here

    def align(self, left: str, stable: int) -> int | None:
        """Find this trail in another call's text; the caller's text may have lost its beginning since.

        Args:
            left: The text before the cursor.
            stable: `left[:stable]` is to be read.

        Returns:
            The place up to which nothing needs to be read, or None if the trail lies elsewhere.
        """
        shift = self._find_shift(left)
        if shift is None:
            return None
        self._move(shift)
        self._known = self._begin + _common_length(self._text, left, self._begin)
        holding = [mark.place for mark in (*self._marks, self._latest) if self._holds(mark, left, stable)]
        return max(holding, default=None)

    def read_to(
        self, left: str, stable: int, model: Model, vocabulary: Vocabulary, exact: bool = False
    ) -> Mark:
        """Read on to `stable`, after `align` said that some of it is known.

        Args:
            left: The text before the cursor.
            stable: Read up to here.
            model: Reads.
            vocabulary: Encodes.
            exact: Read everything after the last checkpoint at once. 8-bit LSTMs round per call, so that
                words read one by one, as they are typed, give a slightly different state.
        """
        marks = [mark for mark in self._marks if self._holds(mark, left, stable)]
        # Behind a cursor that only moved back, what was read still stands.
        beyond = [mark for mark in self._marks if mark.place > stable and stable <= self._known]
        start = marks[-1] if marks else self._latest
        while (end := chunk_end(left, start.place, stable, vocabulary)) is not None:
            start = read_chunk(start, left, end, model, vocabulary)
            marks.append(start)
        if not exact and self._latest.place > start.place and self._holds(self._latest, left, stable):
            self._latest = read_past(self._latest, left, stable, model, vocabulary)
        else:
            self._latest = read_chunk(start, left, stable, model, vocabulary)
        self._marks = marks + beyond
        if self._known < stable:
            self._text = left[self._begin : stable]
            self._known = stable
        if len(self._marks) > MOST_MARKS:
            self._drop_beginning()
        return self._latest

    def pieces(self) -> tuple[list[Piece], Piece | None]:
        """What the model read before the last call's place: complete chunks, and the one begun."""
        marks = [mark for mark in self._marks if mark.place <= self._latest.place]
        done = [mark.piece for mark in marks if mark.piece]
        return done, None if self._latest in marks else self._latest.piece

    def _holds(self, mark: Mark, left: str, stable: int) -> bool:
        """Whether the mark's reading is a reading of `left`, at or before `stable`."""
        if not 0 <= mark.place <= min(stable, self._known):
            return False
        return mark.place < self._known or mark.place == stable or is_cut(left, mark.place)

    def _find_shift(self, left: str) -> int | None:
        """How far the text has moved since the last call: mostly 0, or back by what the caller cut off."""
        if not self._text:
            return 0  # nothing was read yet
        landmark = self._text[:_LANDMARK]
        if self._begin == 0 or left.startswith(landmark, self._begin):
            same = _common_length(self._text, left, self._begin)
            if same >= min(len(self._text), _LANDMARK):
                return 0
        if len(left) <= FAR:
            return 0 if self._begin == 0 else None  # too short to have lost its beginning
        if len(landmark) == _LANDMARK:
            # Mostly back, and not far: what is said twice may stand farther away, too.
            place = left.rfind(landmark, 0, self._begin + _LANDMARK)
            if place >= 0 or (place := left.find(landmark)) >= 0:
                return place - self._begin
        if (place := self._text.find(left[:_LANDMARK])) >= 0:
            return -(self._begin + place)
        return 0 if self._begin == 0 else None

    def _move(self, shift: int) -> None:
        if not shift:
            return
        # The latest reading may be a checkpoint too, and must not move twice.
        for mark in {id(mark): mark for mark in (*self._marks, self._latest)}.values():
            mark.place += shift
        self._begin += shift
        if self._begin < 0:
            self._text = self._text[-self._begin :]
            self._begin = 0
        self._marks = [mark for mark in self._marks if mark.place >= 0]

    def _drop_beginning(self) -> None:
        self._marks = self._marks[len(self._marks) // 2 :]
        self._text = self._text[self._marks[0].place - self._begin :]
        self._begin = self._marks[0].place


def _common_length(text: str, left: str, place: int) -> int:
    """How many characters `text` and `left[place:]` have in common at their beginnings."""
    if left.startswith(text, place):
        return len(text)
    low, high = 0, min(len(text), len(left) - place)
    while low < high:
        middle = (low + high + 1) // 2
        if left.startswith(text[low:middle], place + low):
            low = middle
        else:
            high = middle - 1
    return low
