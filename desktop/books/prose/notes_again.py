"""A limit for footnotes that more than one mark points to, each of which brings the note again."""

from collections.abc import Hashable

# In letters, of all that come again: a few lines could make a text of any size otherwise.
MOST_AGAIN = 1_000_000


class NotesAgain:
    """Counts what comes again."""

    def __init__(self) -> None:
        self._seen: set[Hashable] = set()
        self._left = MOST_AGAIN

    def may_come(self, key: Hashable) -> bool:
        """Whether a note may come: for the first time always."""
        return key not in self._seen or self._left > 0

    def came(self, key: Hashable, letters: int) -> None:
        """Note that it came, with so many letters."""
        if key in self._seen:
            self._left -= letters + 1
        self._seen.add(key)
