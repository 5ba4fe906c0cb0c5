"""What the rivals that give probabilities have in common: the desk's rule for how long a suggestion gets."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from desktop.engine.decoding.suggest import LIKELY, Suggestion, SuggestSettings, saves_a_key

# From this probability on the word before the cursor is taken to be whole, as in the desk.
WHOLE = 0.5


@dataclass(frozen=True)
class Found:
    """A text that may go on from the cursor.

    Attributes:
        text: What would be inserted.
        probability: Given what stands before the cursor.
        state: What the model needs to go on from there.
    """

    text: str
    probability: float
    state: Any


class Growing(ABC):
    """Suggests the likeliest first word that saves a key, and on as long as that is sure enough and likely.

    Answers are kept, as the same text is typed at several settings; `forget` drops them, so that whoever
    takes the time begins with it.
    """

    def __init__(self) -> None:
        self._firsts: dict[tuple[str, int], list[Found]] = {}
        self._longer: dict[tuple[str, str], Found | None] = {}

    @abstractmethod
    def firsts(self, left: str, count: int) -> list[Found]:
        """The likeliest first words after `left`, likeliest first."""

    @abstractmethod
    def longer(self, found: Found) -> Found | None:
        """`found` with the likeliest next word or mark; None where the paragraph is likelier to end."""

    def forget(self) -> None:
        """Keep nothing."""
        self._firsts.clear()
        self._longer.clear()

    def suggest(self, left: str, right: str, settings: SuggestSettings) -> list[Suggestion]:
        """Words that go on from `left`, the likeliest first; `right` is not looked at."""
        if not left.strip() or right[:1].isalnum():
            return []
        key = (left, settings.alternatives)
        if key not in self._firsts:
            self._firsts[key] = self.firsts(*key)
        firsts = self._firsts[key]
        found = [Suggestion(one.text, one.probability) for one in firsts[: settings.alternatives]]
        if settings.asked:
            return found
        for place, first in enumerate(firsts[: settings.alternatives]):
            if first.probability < settings.precision:
                break
            ghost = self._grow(left, first, settings)
            if saves_a_key(ghost.text):
                return [Suggestion(ghost.text, ghost.probability), *found[:place], *found[place + 1 :]]
        return []

    def _grow(self, left: str, first: Found, settings: SuggestSettings) -> Found:
        words, found = 1, first
        while words < settings.max_words:
            key = (left, found.text)
            if key not in self._longer:
                self._longer[key] = self.longer(found)
            longer = self._longer[key]
            if longer is None:
                break
            is_word = longer.text[len(found.text) :].strip()[:1].isalnum()
            likely = LIKELY * (first if is_word else found).probability
            if longer.probability < max(settings.precision, likely):
                break
            words += is_word
            found = longer
        return found


def endings_or_next(endings: list[Found], following: list[Found], whole: float) -> list[Found]:
    """Which comes first where a word stands before the cursor: its longer forms, or what follows it.

    Behind "the" any next word is less likely than "their", as there are so many, yet it is what the writer
    waits for: where the word is likely whole, only what follows is offered.
    """
    if whole >= WHOLE and following:
        return following
    return sorted(endings + following, key=lambda one: one.probability, reverse=True)
