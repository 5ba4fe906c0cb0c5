"""Looking ahead in a stream of text without ever holding much of it."""

from collections.abc import Iterator

# A text may hold very long lines; however many of them are asked for, no more than this is held.
MOST_CHARACTERS = 1 << 22


def take(texts: Iterator[str], count: int) -> list[str]:
    """The next texts of a stream: `count` of them, or fewer when it ends or they are very long."""
    taken: list[str] = []
    characters = 0
    while len(taken) < count and characters < MOST_CHARACTERS:
        text = next(texts, None)
        if text is None:
            break
        taken.append(text)
        characters += len(text)
    return taken
