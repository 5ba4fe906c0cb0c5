"""Other words for those of a passage that fit neither what stands before them nor what stands behind.

Each word is taken out, and the model says what it would expect in its place, the text on both sides in sight.
Where the word itself is far from that, the likelier ones are tried in its place: those with which the words
around become likelier, too, are offered. Nothing is changed here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from desktop.engine.decoding.suggest import NEXT_WORDS, Suggestion
from desktop.engine.protocols import WritingEngine
from desktop.engine.words import find_words, has_ideographs

# Likelier words that are offered for one; a few more are looked at, since not all can stand there.
OFFERED = 5
_LOOKED_AT = OFFERED + 3
# A word is odd if the likeliest in its place is so many times as likely, and at least so likely.
_TIMES, _LEAST = 5.0, 0.03
# What `NEXT_WORDS` leaves out is less likely than that.
_FLOOR = 0.005
# Characters on each side of a word that are judged with it: "of" may be likely, but not between these two.
_AROUND = 40
# A passage of more words is read up to there.
MOST_WORDS = 200


@dataclass(frozen=True)
class OtherWord:
    """What could stand in a word's place.

    Attributes:
        text: The word.
        probability: Of it, with the text on both sides given, 0 to 1.
    """

    text: str
    probability: float


@dataclass(frozen=True)
class OddWord:
    """A word that the model would not have expected.

    Attributes:
        start: Where it begins in the passage, in characters.
        text: The word.
        probability: Of it in its place; None for less than half a percent.
        others: Likelier ones, the likeliest first.
    """

    start: int
    text: str
    probability: float | None
    others: tuple[OtherWord, ...]


def odd_words(
    engine: WritingEngine,
    left: str,
    text: str,
    right: str = "",
    is_stale: Callable[[], bool] = lambda: False,
) -> list[OddWord]:
    """The words of a passage that are unlikely on both sides, in their order.

    Names, numbers and what is written without spaces are left alone.

    Args:
        engine: Suggests.
        left: The text before the passage.
        text: The passage.
        right: The text behind it.
        is_stale: Asked every few milliseconds; True gives up, without an answer.
    """
    found = []
    for number, (start, word) in enumerate(find_words(text)):
        if number >= MOST_WORDS:
            break
        if not word.isalpha() or has_ideographs(word) or _may_be_name(left, text, start):
            continue
        before, after = left + text[:start], text[start + len(word) :] + right
        settings = replace(NEXT_WORDS, alternatives=_LOOKED_AT, asked=True)
        suggestions = engine.suggest(before, after, settings, is_stale)
        if is_stale():
            return []
        odd = _judged(start, word, suggestions)
        if odd:
            others = tuple(_fitting(engine, before, odd, after, is_stale))[:OFFERED]
            if is_stale():
                return []
            if others:
                found.append(replace(odd, others=others))
    return found


def _fitting(
    engine: WritingEngine, before: str, odd: OddWord, after: str, is_stale: Callable[[], bool]
) -> Iterator[OtherWord]:
    """The likelier words with which the text on both sides is likelier than with the word itself."""
    start = max(0, len(before) - _AROUND)
    start += len(before[start:]) - len(before[start:].lstrip()) if before[start:].strip() else 0
    left, near = before[:start], before[start:]
    behind, right = after[:_AROUND], after[_AROUND:]
    as_it_is = engine.likelihood(left, near + odd.text + behind, right, is_stale)
    for other in odd.others:
        if engine.likelihood(left, near + other.text + behind, right, is_stale) > as_it_is:
            yield other


def _judged(start: int, word: str, suggestions: list[Suggestion]) -> OddWord | None:
    fitting = [one for one in suggestions if one.text.isalpha()]
    own = next((one.probability for one in fitting if one.text.lower() == word.lower()), None)
    others = [one for one in fitting if one.text.lower() != word.lower()]
    likely = own if own is not None else _FLOOR
    better = [OtherWord(one.text, one.probability) for one in others if one.probability > likely]
    if not better or better[0].probability < max(_LEAST, _TIMES * likely):
        return None
    return OddWord(start, word, own, tuple(better))


def _may_be_name(left: str, text: str, start: int) -> bool:
    """Whether a word has a capital although no sentence begins with it."""
    if not text[start].isupper():
        return False
    before = (left + text[:start]).rstrip(" \t\"'([\u2018\u201c")
    return bool(before) and before[-1] not in ".!?\u2026\n:\u2019\u201d\"'"
