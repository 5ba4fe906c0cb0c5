"""Words as stretches that a file can keep, and stretches found again in a text, whoever has changed it."""

from collections.abc import Iterable, Sequence

from desktop.engine.annotations.anchoring import LEAST_CONTEXT, around, by_words, is_at
from desktop.engine.annotations.annotation import Anchor
from desktop.engine.origins.origin import Origin, Stretch, Word, bare_words, widened

LONGEST = (
    240  # characters of a stretch: of a longer one that was changed elsewhere, less would be found again
)
CONTEXT = 24  # characters that are kept of what stands on each side
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
    """The words of a stretch that are still there.

    Between both of its neighbours each of them is taken for the same one, beside one of them two in a row,
    else three.
    """
    from difflib import SequenceMatcher  # not before it is wanted: a start is short

    was = stretch.anchor.exact
    first, last, least = (
        _between(text, stretch.anchor, near)
        or _beside(text, stretch.anchor, near)
        or (max(0, near - LONGEST), near + len(was) + LONGEST, 3)
    )
    now = text[first:last]
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
                yield Word(first + start, first + end, stretch.origin)


def _between(text: str, anchor: Anchor, near: int) -> tuple[int, int, int] | None:
    place = around(text, anchor, near)
    return (*place, 1) if place else None


def _beside(text: str, anchor: Anchor, near: int) -> tuple[int, int, int] | None:
    """Where the words would be behind what stood before them, or before what stood behind.

    Where the text ends on the other side that is as good as a neighbour.
    """
    length = len(anchor.exact) + LONGEST
    if len(anchor.prefix.strip()) >= LEAST_CONTEXT:
        place = _nearest(text, anchor.prefix, near - len(anchor.prefix))
        if place >= 0:
            place += len(anchor.prefix)
            is_last = not anchor.suffix.strip() and len(text) - place <= length
            return place, place + length, 1 if is_last else 2
    if len(anchor.suffix.strip()) >= LEAST_CONTEXT:
        place = _nearest(text, anchor.suffix, near + len(anchor.exact))
        if place >= 0:
            is_first = not anchor.prefix.strip() and place <= length
            return max(0, place - length), place, 1 if is_first else 2
    return None


def _nearest(text: str, words: str, near: int) -> int:
    """Where words stand nearest to a place; -1 for nowhere."""
    before, behind = text.rfind(words, 0, max(0, near) + len(words)), text.find(words, max(0, near))
    if min(before, behind) < 0:
        return max(before, behind)
    return before if near - before <= behind - near else behind


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
