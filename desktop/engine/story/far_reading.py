"""Reads what stands farther from the cursor than is compared with it, for the story's manner alone."""

from collections.abc import Callable, Collection

from desktop.engine.model.model import Model, State
from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.reading.cuts import chunks
from desktop.engine.reading.pieces import Mark, read_chunk
from desktop.engine.story.manner import Manner


class FarReading:
    """Reads each stretch of a story once, whenever nothing else is asked, and keeps none."""

    def __init__(self, manner: Manner, vocabulary: Vocabulary) -> None:
        """Let `manner` learn of what is read."""
        self._manner = manner
        self._vocabulary = vocabulary
        self._read: set[int] = set()  # the hashes of the stretches' texts

    def forget(self) -> None:
        """Nothing was read."""
        self._read = set()

    def read(
        self, text: str, known: Collection[str], start: State, model: Model, is_stale: Callable[[], bool]
    ) -> bool:
        """Read what has not been read yet.

        Args:
            text: From a paragraph's start on, in the order in which it is to be read.
            known: Stretches that were learned of nearer to the cursor.
            start: The reading of nothing.
            model: Reads.
            is_stale: Asked before each stretch that is read; True gives up, and the next call goes on.

        Returns:
            Whether all was read.
        """
        mark = Mark(0, start, is_start=True)
        for chunk in chunks(text, 0, self._vocabulary):
            number = hash(chunk)
            if number in self._read or chunk in known:
                continue
            if is_stale():
                return False
            self._read.add(number)
            # Behind one that was read before, as if it followed the last one that was read now.
            here = Mark(0, mark.reading, mark.is_start)
            piece = read_chunk(here, chunk, len(chunk), model, self._vocabulary).piece
            if piece:
                mark = Mark(0, piece.after)
                self._manner.learn(piece)
        return True
