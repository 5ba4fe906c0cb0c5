"""Words that are the same in another version of a text."""

from collections.abc import Sequence

from desktop.engine.origins.origin import Word
from desktop.language.comparing.comparing import NEW, OLD, Change, compare


def carried_over(words: Sequence[Word], old: str, new: str) -> list[Word]:
    """The words of a text that are in a newer version of it, at their places there.

    Args:
        words: Words of the older text, in order, their places in characters.
        old: The older text.
        new: The newer one; a paragraph that was moved within it takes its words along.
    """
    shifts: list[tuple[int, int, int]] = []  # from where to where, and by how much further on
    at_old = at_new = 0
    gone: dict[str, list[int]] = {}
    come: dict[str, list[int]] = {}
    for piece in compare(old, new).pieces:
        length = len(piece.text)
        if piece.change is Change.SAME:
            shifts.append((at_old, at_old + length, at_new - at_old))
        elif piece.change is Change.MOVED_AWAY:
            gone.setdefault(piece.text, []).append(at_old)
        elif piece.change is Change.MOVED_HERE:
            come.setdefault(piece.text, []).append(at_new)
        at_old += length if piece.change in OLD else 0
        at_new += length if piece.change in NEW else 0
    for text, places in gone.items():
        for before, after in zip(places, come.get(text, ()), strict=False):
            shifts.append((before, before + len(text), after - before))
    shifts.sort()
    found, number = [], 0
    for word in words:
        while number < len(shifts) and shifts[number][1] < word.end:
            number += 1
        if number < len(shifts) and shifts[number][0] <= word.start:
            by = shifts[number][2]
            found.append(Word(word.start + by, word.end + by, word.origin))
    return sorted(found)
