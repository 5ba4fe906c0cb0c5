"""How well a few letters match the words of a command, as palettes and file finders compare them."""

import unicodedata
from collections.abc import Iterable

# What a letter is worth at the beginning of a word, and next to the one before; and each that is passed over.
AT_WORD, NEXT, SKIPPED = 3.0, 3.0, -0.15
LONG = -0.01  # for each letter of what is matched: of two that match alike the shorter one is meant
POOR = 0.45  # of the best match; worse ones are letters that stand there by chance
FIRST_IDEOGRAPH = "\u2e80"  # from here on scripts have no spaces between words


def folded(words: str) -> str:
    """Return words without case and accents."""
    parts = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def score(query: str, words: str) -> float | None:
    """Return how well `words` are matched: the more the better; None if a letter is missing.

    All words of the query must be there, in any order, each as letters in their order, not all side by side:
    "zi" finds "Zoom In".

    Args:
        query: What was typed, folded.
        words: What may be meant, folded.
    """
    total = len(words) * LONG
    for part in query.split():
        found = _score_of_one(part, words)
        if found is None:
            return None
        total += found
    return total


def _score_of_one(part: str, words: str) -> float | None:
    """The best way to place the letters of one word, by dynamic programming."""
    before: list[float | None] = []  # of the letter before: the best score with its last place there
    for number, letter in enumerate(part):
        here: list[float | None] = []
        reach: float | None = None  # the best score that ended anywhere before, less what was skipped
        for place, other in enumerate(words):
            found = None
            if other == letter:
                starts = place == 0 or not words[place - 1].isalnum() or other >= FIRST_IDEOGRAPH
                bonus = AT_WORD if starts else 0.0
                last = before[place - 1] if number and place else None
                ways = [] if last is None else [last + max(bonus, NEXT)]
                if number and reach is not None:
                    ways.append(reach + bonus)
                if not number:
                    ways.append(bonus)
                found = max(ways, default=None)
            here.append(found)
            if number and place:
                passed = before[place - 1]
                known = [value for value in (reach, passed) if value is not None]
                reach = max(known) + SKIPPED if known else None
        before = here
    return max((value for value in before if value is not None), default=None)


def best_first(query: str, candidates: Iterable[tuple[str, ...]]) -> list[int]:
    """Return which candidates match, by their numbers, the best first; all in their order for no query.

    Args:
        query: What was typed.
        candidates: The words of each, in one or more languages.
    """
    letters = folded(query)
    found = []
    for number, names in enumerate(candidates):
        scores = [value for value in (score(letters, folded(words)) for words in names) if value is not None]
        if scores:
            found.append((max(scores), number))
    if not letters.split():
        return [number for _, number in found]
    least = max((value for value, _ in found), default=0.0) * POOR
    return [number for value, number in sorted(found, key=lambda one: (-one[0], one[1])) if value >= least]
