"""What a text had and a `Book` cannot say: counted while it is read, told in sentences."""

import enum
from collections import Counter

from desktop.engine.errors import Sentence


class Loss(enum.Enum):
    """A kind of what is left out or kept in another form; the value is the sentence that tells of it."""

    PICTURES = Sentence("Pictures and drawn objects were left out: {count}.")
    COMMENTS = Sentence("Comments were left out: {count}.")
    CHANGES = Sentence("Tracked changes were taken as accepted: {count}.")
    HIDDEN = Sentence("Hidden text was left out: {count} places.")
    TABLES = Sentence("Tables were kept as paragraphs, one for each cell: {count}.")
    LISTS = Sentence("Lists were kept as paragraphs: {count} items.")
    STRUCK = Sentence("Struck-through text was kept without its line: {count} places.")
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
            Sentence(
                loss.value.template, {"count": self._counts[loss]} if "{count}" in loss.value.template else {}
            )
            for loss in Loss
            if self._counts[loss]
        ]
