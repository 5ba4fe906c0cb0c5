"""What undo steps have done to the words of the machine's, so that an undo brings back what was known."""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from desktop.engine.origins.origin import Origin
from desktop.engine.origins.word_map import NO_WORDS, WordMap, Words


@dataclass
class Step:
    """One undo step, as a stretch of the text that was replaced by another one.

    Attributes:
        number: How many of Qt's undo steps there were before it.
        start: Where the stretch begins.
        removed: How long it was before the step.
        added: How long it is behind it.
        before: The words of the machine's in it before the step.
        after: The same behind it; known once the step is undone.
        put_in: How many words the step has put in, by how they came.
    """

    number: int
    start: int
    removed: int = 0
    added: int = 0
    before: Words = NO_WORDS
    after: Words = NO_WORDS
    put_in: Counter[Origin] = field(default_factory=Counter)

    def extend(self, words: WordMap, position: int, removed: int, added: int) -> None:
        """Take in another change of the step, which is about to be done to `words`."""
        near = words.touching(position, position + removed)
        first, last = position, position + removed
        if near.number:
            first, last = min(first, int(near.starts[0])), max(last, int(near.ends[-1]))
        if not self.removed and not self.added:
            self.start = first  # no stretch yet, which might part a word
        start, end = self.start, self.start + self.added
        new_start, new_end = min(start, first), max(end, last)
        left = words.inside(new_start, start)
        right = words.inside(end, new_end).moved(self.removed - self.added)
        self.before = _joined(left, self.before, right)
        self.removed += (start - new_start) + (new_end - end)
        self.start = new_start
        self.added = (new_end - new_start) + (added - removed)

    def undo(self, words: WordMap) -> None:
        """Bring back what was known before the step."""
        self.after = words.inside(self.start, self.start + self.added)
        words.replace(self.start, self.added, self.removed, self.before)

    def redo(self, words: WordMap) -> None:
        """Bring back what was known behind it."""
        words.replace(self.start, self.removed, self.added, self.after)


def _joined(*parts: Words) -> Words:
    there = [part for part in parts if part.number]
    if len(there) == 1:
        return there[0]
    return Words(*(np.concatenate(columns) for columns in zip(*there, strict=True))) if there else NO_WORDS
