"""Phrases that a text has again and again."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from desktop.engine.rereading.surprise import Judged

# Words of a phrase; how often it must come, at least and in so many words; how many of its words must tell
# more than connectives do.
LENGTH, TIMES, ONCE_IN, TELLING = 4, 3, 15_000, 2
_TELLING_BITS = 10.5
Phrase = tuple[str, ...]


def phrases_of(text: str, judged: Sequence[Judged]) -> dict[int, Phrase]:
    """The phrases of a stretch, each by the number of its first word; no mark and no line end parts them."""
    found = {}
    run = 0
    for number, word in enumerate(judged):
        is_joined = number > 0 and text[judged[number - 1].end : word.start] == " "
        run = run + 1 if is_joined else 1
        if run >= LENGTH:
            some = judged[number - LENGTH + 1 : number + 1]
            if sum(one.usual >= _TELLING_BITS for one in some) >= TELLING:
                found[number - LENGTH + 1] = tuple(one.text.lower() for one in some)
    return found


def said_again(
    phrases: Mapping[int, Hashable], counts: Mapping[Any, int], whole: int = 0
) -> Iterator[tuple[int, int, int]]:
    """The runs of words of a stretch that are phrases which the text has again and again.

    Args:
        phrases: Of the stretch, or whatever stands for them.
        counts: How often the text has each.
        whole: How many words the text has; in a long one, what comes three times is no habit.

    Yields:
        The numbers of the first and the last word, and how often the text has the rarest of its phrases.
    """
    first, last, times = -1, -1, 0
    for number, phrase in phrases.items():
        uses = counts.get(phrase, 0)
        if uses < max(TIMES, whole / ONCE_IN):
            continue
        if number <= last:
            last, times = number + LENGTH - 1, min(times, uses)
            continue
        if first >= 0:
            yield first, last, times
        first, last, times = number, number + LENGTH - 1, uses
    if first >= 0:
        yield first, last, times
