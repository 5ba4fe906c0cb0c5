"""The moods of one story, passage by passage, kept up to date while the story changes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from desktop.engine.mood.mood_model import BATCH
from desktop.engine.mood.mood_scale import relative_moods
from desktop.engine.mood.passages import PassageCutter, starting_lines


class Reader(Protocol):
    """What tells the moods of passages; `desktop.engine.mood.mood_model.MoodModel` does."""

    def read(self, passages: list[str]) -> list[float]:
        """Give one mood a passage, 0 (dark) to 1 (light)."""


@dataclass(frozen=True)
class MoodPoint:
    """One passage on the mood line.

    Attributes:
        paragraph: Number of the paragraph in which it begins, from 0.
        offset: Where in that paragraph, in UTF-16 code units, as windows count.
        mood: 0 (dark) to 1 (light), in a long story beside its other passages; None as long as the passage
            has not been read.
    """

    paragraph: int
    offset: int
    mood: float | None


class StoryMoods:
    """Reads a story again after each change, but only the passages that are new.

    Attributes:
        points: One for each passage, in order.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._cutter = PassageCutter()
        self._moods: dict[str, float] = {}  # of each passage that was read
        self._passages: list[str] = []
        self._places: list[tuple[int, int]] = []

    @property
    def points(self) -> list[MoodPoint]:
        """What is known by now."""
        read = [passage for passage in self._passages if passage in self._moods]
        shown = dict(zip(read, relative_moods([self._moods[passage] for passage in read]), strict=True))
        return [
            MoodPoint(paragraph, offset, shown.get(passage))
            for passage, (paragraph, offset) in zip(self._passages, self._places, strict=True)
        ]

    def read(self, text: str, is_stale: Callable[[], bool]) -> Iterator[None]:
        """Bring `points` up to date.

        Args:
            text: The whole story, a paragraph on each line.
            is_stale: Asked every few milliseconds; True gives up. What was read is kept for the next time.

        Yields:
            After each few passages.

        Raises:
            InklingError: The reader cannot go on.
        """
        passages = self._cutter.cut(text, is_stale)
        if passages is None:
            return
        self._places = list(starting_lines(text, passages))
        self._passages = [text[passage.start : passage.end] for passage in passages]
        new = iter(dict.fromkeys(passage for passage in self._passages if passage not in self._moods))
        while (batch := list(islice(new, BATCH))) and not is_stale():
            self._moods |= zip(batch, self._reader.read(batch), strict=True)
            yield
        if not batch:
            self._moods = {passage: self._moods[passage] for passage in self._passages}
