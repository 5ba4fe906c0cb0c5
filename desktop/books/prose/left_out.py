"""What a text had and a `Book` cannot say: counted while it is read, told in sentences."""

import enum
from collections import Counter
from dataclasses import replace

from desktop.engine.errors import Sentence


class Loss(enum.Enum):
    """A kind of what is left out or kept in another form; the value is the sentence that tells of it."""

    PICTURES = Sentence("Pictures and drawn objects were left out: {count}.", {"count": 0})
    COMMENTS = Sentence("Comments were left out: {count}.", {"count": 0})
    CHANGES = Sentence("Tracked changes were taken as accepted: {count}.", {"count": 0})
    HIDDEN = Sentence("Hidden text was left out: {count} places.", {"count": 0})
    TABLES = Sentence("Tables were kept as paragraphs, one for each cell: {count}.", {"count": 0})
    LISTS = Sentence("Lists were kept as paragraphs: {count} items.", {"count": 0})
    STRUCK = Sentence("Struck-through text was kept without its line: {count} places.", {"count": 0})
    CONTENTS = Sentence("A table of contents was left out, since headings make a new one.")
    HEADERS = Sentence("Page headers and footers were left out.")
    FORMATTING = Sentence("Plain text has no bold or italic letters; they stand between * and _.")


class LeftOut:
    """Counts losses."""

    def __init__(self) -> None:
        self._counts: Counter[Loss] = Counter()

    def add(self, loss: Loss, count: int = 1) -> None:
        """Note a loss."""
        self._counts[loss] += count

    def count(self, loss: Loss) -> int:
        """How often it was noted."""
        return self._counts[loss]

    def sentences(self) -> list[Sentence]:
        """What was left out, one sentence for each kind, in the order of `Loss`."""
        return [
            replace(loss.value, values=dict.fromkeys(loss.value.values, self._counts[loss]))
            for loss in Loss
            if self._counts[loss]
        ]
