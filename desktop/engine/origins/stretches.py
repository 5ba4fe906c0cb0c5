"""Words as stretches that a file can keep, and stretches found again in a text, whoever has changed it."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from desktop.engine.annotations.anchoring import around, by_words, is_at
from desktop.engine.annotations.annotation import Anchor
from desktop.engine.origins.origin import Origin, Stretch, Word, bare_words, widened

LONGEST = (
    240  # characters of a stretch: of a longer one that was changed elsewhere, less would be found again
)
CONTEXT = 24  # characters that are kept of what stands on each side
LEAST_IN_A_ROW = 3  # words that are taken for the same ones although their neighbours are others
NEAR = 4000  # characters around the place where a stretch is expected, that are searched first


def stretches_of(text: str, words: Iterable[Word]) -> list[Stretch]:
    """The words of a text as stretches, in their order.

    Args:
        text: The text.
        words: Words of it, in order, their places in characters.
    """
    found: list[Stretch] = []
    start = end = 0
    origin: Origin | None = None
    for word in words:
        if (
            origin is word.origin
            and word.end - start <= LONGEST
            and not any(character.isalnum() or character == "\n" for character in text[end : word.start])
        ):
            end = word.end
            continue
        if origin is not None:
            found.append(Stretch(origin, _anchor(text, start, end)))
        start, end, origin = word
    if origin is not None:
        found.append(Stretch(origin, _anchor(text, start, end)))
    return found


def words_of(stretches: Sequence[Stretch], text: str) -> list[Word]:
    """The words of stretches in a text: all if it is as it was, else those that can be found again.

    Args:
        stretches: In their order.
        text: The text, perhaps another one than that of which the stretches are.

    Returns:
        The words in order, none of which overlap; of a stretch that was changed, those that were not.
    """
    found: list[Word] = []
    shift = 0
    for stretch in stretches:
        anchor = stretch.anchor
        place = _found_again(text, anchor, anchor.start + shift)
        if place is not None:
            shift = place - anchor.start
            found += (
                Word(place + start, place + end, stretch.origin) for start, end in bare_words(anchor.exact)
            )
        else:
            found += _rest_of(text, stretch, anchor.start + shift)
    return _in_order(found, text)


def _anchor(text: str, start: int, end: int) -> Anchor:
    return Anchor(
        start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    )


def _found_again(text: str, anchor: Anchor, near: int) -> int | None:
    """Where all of a stretch's words begin."""
    if is_at(text, anchor, near):
        return near
    first = max(0, near - NEAR)
    found = by_words(text[first : near + len(anchor.exact) + NEAR], anchor, near - first)
    if found:
        return first + found.start
    found = by_words(text, anchor, near)
    return found.start if found else None


def _rest_of(text: str, stretch: Stretch, near: int) -> Iterable[Word]:
    """The words of a stretch that are still there: between its neighbours, or at least three in a row."""
    was = stretch.anchor.exact
    place, least = around(text, stretch.anchor, near), 1
    if place is None:
        place, least = (max(0, near - LONGEST), near + len(was) + LONGEST), LEAST_IN_A_ROW
    now = text[place[0] : place[1]]
    before, after = list(bare_words(was)), list(bare_words(now))
    matcher = SequenceMatcher(
        None,
        [was[start:end] for start, end in before],
        [now[start:end] for start, end in after],
        autojunk=False,
    )
    for match in matcher.get_matching_blocks():
        if match.size >= least:
            for start, end in after[match.b : match.b + match.size]:
                yield Word(place[0] + start, place[0] + end, stretch.origin)


def _in_order(words: list[Word], text: str) -> list[Word]:
    """Words of which none overlap, and each is a whole word of the text."""
    sound: list[Word] = []
    end = 0
    for word in sorted(words):
        if word.start >= end and _is_whole(text, word):
            sound.append(word)
            end = word.end
    return sound


def _is_whole(text: str, word: Word) -> bool:
    first, last = widened(text, word.start, word.end)
    return (word.start - first, word.end - first) in bare_words(text[first:last])
