"""The plain model of a page's text: what must stand there, and what undo may bring back.

Positions count UTF-16 units, as Qt's do.
"""

import unicodedata
from dataclasses import dataclass, field

# What ends a line in a file, and what else is made a newline of in a text that is pasted or typed.
LINE_ENDS = dict.fromkeys(map(ord, "\r\u2028\u2029\ufdd0\ufdd1"), "\n")
PASTED_LINE_ENDS = LINE_ENDS | dict.fromkeys(map(ord, "\v\x85"), "\n")


def with_newlines(text: str) -> str:
    """Return a file's text as the page shows it."""
    return text.replace("\r\n", "\n").translate(LINE_ENDS)


def arriving(text: str) -> str:
    """Return what the page takes in of a text from elsewhere: no control characters, no half characters."""
    kept = (
        letter
        for letter in text.replace("\r\n", "\n").translate(PASTED_LINE_ENDS)
        if letter in "\n\t\f" or unicodedata.category(letter) not in ("Cc", "Cs")
    )
    return "".join(kept).removeprefix("\ufeff")  # a byte order mark, to PySide


def length16(text: str) -> int:
    """Return how many UTF-16 units a text has."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut16(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return what stands before, between and behind two positions."""
    if text.isascii() or max(text) < "\U00010000":
        return text[:start], text[start:end], text[end:]
    units = text.encode("utf-16-le", "surrogatepass")
    parts = units[: 2 * start], units[2 * start : 2 * end], units[2 * end :]
    before, between, behind = (part.decode("utf-16-le", "surrogatepass") for part in parts)
    return before, between, behind


@dataclass
class Continued:
    """A continuation that may still grow: at `start` of `base`, which was state number `state`."""

    base: str
    start: int
    state: int
    written: str = ""


@dataclass
class TextModel:
    """A text, the states it went through and those that undo has taken back.

    Attributes:
        text: What must stand on the page.
        states: The text after each edit, oldest first; the last one is `text`.
        walls: Numbers of states that one undo must not pass: both ends of a paste, an acceptance, a
            continuation.
        undone: What redo must bring back, in turn, newest last.
        continued: The continuation that may still grow or be replaced.
        taken_back: The text with a continuation behind which something was edited, or which was undone, and
            that one: undo and redo bring back both.
        unseen: How many undos changed nothing since the last edit: so many redos may change nothing, too.
    """

    text: str = ""
    states: list[str] = field(default_factory=lambda: [""])
    walls: set[int] = field(default_factory=set)
    undone: list[str] = field(default_factory=list)
    continued: Continued | None = None
    taken_back: tuple[str, Continued] | None = None
    unseen: int = 0

    def begin(self, text: str) -> None:
        """Another text is on the page, and nothing can be undone."""
        self.text, self.states, self.walls, self.undone = text, [text], set(), []
        self.continued, self.taken_back, self.unseen = None, None, 0

    def edit(self, text: str, is_step: bool = False) -> None:
        """The writer's edit; `is_step` for one that undo must take back alone."""
        if text == self.text and not is_step:
            return
        if is_step:
            self.walls.add(len(self.states) - 1)
            self.walls.add(len(self.states))
        self.states.append(text)
        self._show(text)
        self.undone, self.unseen = [], 0

    def replace(self, start: int, end: int, new: str, is_step: bool = False) -> None:
        """Put `new` in place of what stands between two positions."""
        before, _, behind = cut16(self.text, start, end)
        self.edit(before + new + behind, is_step)

    def undo(self, found: str) -> str:
        """Take over what undo brought back. Returns what is wrong with it, or nothing."""
        if found == self.text and found not in self.states[:-1]:
            self.unseen += 1
            return ""  # there was nothing to undo, or something was replaced by itself
        last = len(self.states) - 1
        wall = max((one for one in self.walls if one < last), default=0)
        for number in range(last - 1, -1, -1):
            if self.states[number] == found:
                break
        else:
            return "undo brought back a text that never stood there"
        self.undone.append(self.text)
        del self.states[number + 1 :]
        self.walls = {one for one in self.walls if one <= number}
        self._show(found)
        return "" if number >= wall else "undo took back more than one step"

    def redo(self, found: str) -> str:
        """Take over what redo brought back. Returns what is wrong with it, or nothing."""
        if not self.undone:
            return "" if found == self.text else "redo changed the text, and nothing was undone"
        if found == self.text != self.undone[-1]:
            self.unseen -= 1
            return "" if self.unseen >= 0 else "redo did nothing"
        wanted = self.undone.pop()
        self.walls |= {len(self.states) - 1, len(self.states)}
        self.states.append(found)
        self._show(found)
        return "" if found == wanted else "redo brought back another text than undo took away"

    def _show(self, text: str) -> None:
        """Take over a text; a continuation can be tried again where it stands as it was written."""
        if self.continued:
            self.taken_back = self.text, self.continued
        again = self.taken_back
        self.text, self.continued = text, again[1] if again and again[0] == text else None

    def begin_continuation(self, start: int) -> None:
        """A continuation begins at a position."""
        self.continued = Continued(self.text, start, len(self.states) - 1)

    def grow(self, found: str, all_pieces: str | None) -> str:
        """Take over what a running continuation has made of the text. Returns what is wrong, or nothing.

        Args:
            found: What stands on the page.
            all_pieces: All that it would write in the end, if that is known.
        """
        if found == self.text:
            return ""
        story = self.continued
        if story is None:
            return "the text changed by itself"
        before, _, behind = cut16(story.base, story.start, story.start)
        if not (found.startswith(before) and found.endswith(behind) and len(found) > len(story.base)):
            return "a continuation changed what stood there before"
        written = found[len(before) : len(found) - len(behind)]
        if not written.startswith(story.written):
            return "a continuation changed what it had written"
        if all_pieces is not None and not all_pieces.startswith(written):
            return "a continuation wrote what the model did not say"
        del self.states[story.state + 1 :]
        self.states.append(found)
        self.walls |= {story.state, story.state + 1}
        story.written = written
        self.text, self.undone = found, []
        return ""
