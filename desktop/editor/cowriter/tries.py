"""What was proposed at one place, try by try, and what the writer puts together of it. No window here."""

import re
from dataclasses import dataclass, field

from desktop.engine.words import is_letter, is_unspaced
from desktop.language.text_statistics.sentences import sentence_ends

_OPENING = "\u201c\u2018\"'(["
_BEGINNING = re.compile(f"[{re.escape(_OPENING)}]?\\w")
Part = tuple[int, int]  # the number of a way, and that of a sentence in it


def parts_of(text: str) -> list[str]:
    """A text's sentences, each with the white space in front of it; joined they are the text."""
    parts: list[str] = []
    rest = ""
    for line in text.splitlines(keepends=True):
        body = line.rstrip("\r\n")
        start = 0
        for end in sentence_ends(body):
            parts.append(rest + body[start:end])
            rest, start = "", end
        rest += line[start:]
    if rest.strip() or not parts:
        return [*parts, rest] if rest else parts
    parts[-1] += rest
    return parts


def joined(left: str, parts: list[str], right: str, begins_there: bool) -> str:
    """Sentences from anywhere, put together so that they can stand between two texts.

    Args:
        left: What stands before the place; its end is enough.
        parts: See `parts_of`.
        right: What stands behind it; its beginning is enough.
        begins_there: The first one was written for this very place, where it may complete a word.
    """
    text = ""
    for number, part in enumerate(parts):
        before = (left + text)[-1:]
        if number == 0 and begins_there:
            pass
        elif not before or before.isspace():
            part = part.lstrip() if before in ("", "\n") else part.lstrip(" ")
        elif _BEGINNING.match(part) and not is_unspaced(before) and before not in _OPENING:
            part = " " + part
        text += part
    last = (left + text)[-1:]
    if text and is_letter(right[:1]) and last and not last.isspace() and not is_unspaced(last):
        text += " "
    return text


@dataclass
class Try:
    """One round of proposals.

    Attributes:
        base: What stands, of earlier tries, in front of these ways.
        ways: The proposals, as far as they are written.
        likelihoods: Of each, if they were judged.
        picked: The sentences that were chosen, in that order.
        is_done: All is written.
    """

    base: str = ""
    ways: list[str] = field(default_factory=list)
    likelihoods: list[float | None] = field(default_factory=list)
    picked: list[Part] = field(default_factory=list)
    is_done: bool = False

    def turn(self, part: Part) -> None:
        """Choose a sentence, as the last one, or let it go again."""
        if part in self.picked:
            self.picked.remove(part)
        else:
            self.picked.append(part)

    def chosen(self, way: int) -> list[str]:
        """The chosen sentences, in the order of their choice; all of `way` if none was chosen."""
        if not self.picked:
            return parts_of(self.ways[way]) if way < len(self.ways) else []
        return [parts_of(self.ways[number])[sentence] for number, sentence in self.picked]


class Tries:
    """The history of tries at one place, of which one is looked at.

    Attributes:
        left: What stands before the place; its end is enough.
        right: What stands behind it.
    """

    def __init__(self, left: str, right: str) -> None:
        self.left, self.right = left, right
        self._tries: list[Try] = []
        self._at = -1

    def __len__(self) -> int:
        return len(self._tries)

    @property
    def number(self) -> int:
        """The number of the try that is looked at, from 1."""
        return self._at + 1

    @property
    def current(self) -> Try:
        """The try that is looked at."""
        return self._tries[self._at]

    @property
    def last(self) -> Try:
        """The newest try, which may still be being written."""
        return self._tries[-1]

    def begin(self, ways: int, base: str = "") -> Try:
        """Begin another try, behind all earlier ones, and look at it."""
        self._tries.append(Try(base, [""] * ways, [None] * ways))
        self._at = len(self._tries) - 1
        return self.current

    def drop(self, one: Try) -> None:
        """Forget a try that came to nothing."""
        self._tries = [other for other in self._tries if other is not one]
        self._at = min(self._at, len(self._tries) - 1)

    def step(self, step: int) -> None:
        """Look at a later try, or an earlier one."""
        self._at = min(max(self._at + step, 0), len(self._tries) - 1)

    def text(self, way: int) -> str:
        """What is to be inserted of the current try: its base, and what is chosen of it."""
        one = self.current
        begins_there = not one.picked or one.picked[0][1] == 0
        return one.base + joined(self.left + one.base, one.chosen(way), self.right, begins_there)
