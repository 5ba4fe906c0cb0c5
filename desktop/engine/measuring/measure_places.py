"""Where `inkling measure` types: passages of a text, and gaps in the middle of its paragraphs."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, groupby, islice
from typing import NamedTuple

from desktop.engine.protocols import FAR_CHARACTERS
from desktop.engine.space_behind import gives_way, is_due
from desktop.engine.words import IDEOGRAPHS, LETTER, first_kept

# What hyphens and dashes join are words of their own, as in the engine; what an apostrophe joins is one.
WORD = re.compile(rf"[{IDEOGRAPHS}]|{LETTER}+(?:['\u2019]{LETTER}+)*")
# Enough to see several scenes, few enough to let each run on.
PASSAGES = 5
# Words missing from a paragraph, in turn; and how many stay on either side at least.
GAPS = (1, 3, 8)
MARGIN = 4
# What the editor hands to the engine (`desktop/editor/page/context_reader.py`).
LEFT_CHARACTERS = 20_000
RIGHT_CHARACTERS = 2_000
_FORM_FEED = re.compile(r"^[ \t]*\f[ \t]*$", re.MULTILINE)
_PARAGRAPH = re.compile(r"[^\n]+")

Span = tuple[int, int]


class Taken(NamedTuple):
    """What one key takes of what is offered.

    Attributes:
        text: It.
        rest: What the ghost goes on with.
    """

    text: str
    rest: str = ""


def takes_of(ghost: str) -> tuple[Taken, Taken]:
    """What the keys take that keep a whole ghost, and its first word."""
    first = first_kept(ghost)
    return Taken(ghost), Taken(first, ghost[len(first) :])


@dataclass(frozen=True)
class Stretch:
    """A part of a document that is typed while the text before it stands there already.

    Attributes:
        document: The whole document.
        start: Where the part begins, with a word.
        end: Where it ends, with a word.
        in_gap: Whether the text after the part stands behind the cursor; else nothing does, and the document
            goes on as the writer goes on.
    """

    document: str
    start: int
    end: int
    in_gap: bool = False

    @property
    def right(self) -> str:
        """What stands after the cursor, wherever in the stretch it is."""
        return self.document[self.end : self.end + RIGHT_CHARACTERS] if self.in_gap else ""

    @property
    def later(self) -> str:
        """The document behind `right`."""
        return self.document[self.end + RIGHT_CHARACTERS :] if self.in_gap else ""

    def standing(self, place: int) -> str:
        """All that stands in the document while the cursor is at `place`."""
        return self.document[:place] + (self.document[self.end :] if self.in_gap else "")

    def far(self, place: int) -> str:
        """What stands before the cursor at `place`, from a paragraph's start on, as far as it is read.

        What stands behind a gap is not in it, as the next gap would be there.
        """
        first = max(0, place - FAR_CHARACTERS)
        first = self.document.find("\n", first, place) + 1 if first else 0
        return self.document[first:place]

    def words(self) -> Iterator[Span]:
        """Where each word begins and ends."""
        return (match.span() for match in WORD.finditer(self.document, self.start, self.end))

    def goes_on_with(self, text: str, place: int) -> bool:
        """Whether exactly `text` is to be typed at `place`, its last word being no other word's beginning."""
        end = place + len(text)
        if end > (self.end if self.in_gap else len(self.document)):
            return False
        return self.document.startswith(text, place) and not self._goes_on_in_word(end)

    def behind(self, taken: Taken, place: int) -> tuple[int, int]:
        """What taking words at `place` brings, with the space that comes by itself behind them.

        Returns:
            The letters, the space among them where one is to stand there; and the keys that the space costs:
            none where a mark takes its place, one where it has to be deleted.
        """
        letters = len(taken.text)
        end = place + letters
        left = self.document[max(0, end - LEFT_CHARACTERS) : end]
        if end >= self.end or not is_due(left, self.right, taken.rest):
            return letters, 0
        following = self.document[end]
        if following == " ":
            return letters + 1, 0
        return letters, int(not gives_way(following, left, self.right))

    def _goes_on_in_word(self, place: int) -> bool:
        # From two before, lest "don'" pass for a word of its own in "don't".
        words = islice(WORD.finditer(self.document, max(0, place - 2)), 2)
        return any(word.start() < place < word.end() for word in words)


class LeftContext:
    """The text before the cursor, cut as the editor cuts it.

    It begins with a paragraph that stays the same while the cursor is between 5,000 and 20,000 characters
    behind it, so that the engine need not read everything again.
    """

    def __init__(self, document: str) -> None:
        self._document = document
        self._start = 0

    def before(self, place: int) -> str:
        """At most `LEFT_CHARACTERS` before `place`."""
        distance = place - self._start
        is_far_enough = self._start == 0 or distance >= LEFT_CHARACTERS // 4
        if not (0 <= distance <= LEFT_CHARACTERS and is_far_enough):
            wanted = max(0, place - LEFT_CHARACTERS // 2)
            start = self._document.rfind("\n", 0, wanted) + 1
            self._start = start if place - start <= LEFT_CHARACTERS else wanted
        return self._document[self._start : place]


def documents_of(text: str) -> list[str]:
    """The documents of a file, which lines with a form feed separate."""
    return [part.strip("\n") for part in _FORM_FEED.split(text) if part.strip()]


def choose_passages(documents: Sequence[str], words: int, seed: int, most: int = PASSAGES) -> list[Stretch]:
    """Contiguous passages, spread evenly over the documents.

    Args:
        documents: The text.
        words: At most so many in all passages.
        seed: Where in its share of the text each passage begins.
        most: How many passages.

    Returns:
        Everything, one stretch a document, if there are no more words than that; else `most` passages, one
        from each of as many equal shares. A passage that crosses the end of a document is two stretches.
    """
    places = [
        (number, match.span())
        for number, document in enumerate(documents)
        for match in WORD.finditer(document)
    ]
    passages = min(most, words) if len(places) > words else 1
    length, share = min(words, len(places)) // passages, len(places) // passages
    chooser = random.Random(seed)
    stretches = []
    for passage in range(passages):
        begin = passage * share + chooser.randint(0, share - length)
        for number, group in groupby(places[begin : begin + length], key=lambda place: place[0]):
            spans = [span for _, span in group]
            stretches.append(Stretch(documents[number], spans[0][0], spans[-1][1]))
    return stretches


def choose_gaps(documents: Sequence[str], words: int, seed: int) -> list[Stretch]:
    """Stretches of 1, 3 and 8 words in mid-paragraph, at random places of the documents.

    Args:
        documents: The text; only paragraphs of 16 words or more are used, each for one gap at most.
        words: At most so many in all gaps.
        seed: Which paragraphs, and where in them.

    Returns:
        Gaps in the order of the text. The space before a gap stands there, as if it had been typed just now.
    """
    least = max(GAPS) + 2 * MARGIN
    paragraphs = [
        (document, match.span())
        for document in documents
        for match in _PARAGRAPH.finditer(document)
        if len(WORD.findall(match.group())) >= least
    ]
    chooser = random.Random(seed)
    lengths: list[int] = []
    for length in cycle(GAPS):
        if sum(lengths) + length > words or len(lengths) == len(paragraphs):
            break
        lengths.append(length)
    chosen = sorted(chooser.sample(range(len(paragraphs)), len(lengths)))
    return [
        _gap(*paragraphs[number], length, chooser) for number, length in zip(chosen, lengths, strict=True)
    ]


def _gap(document: str, paragraph: Span, length: int, chooser: random.Random) -> Stretch:
    spans = [match.span() for match in WORD.finditer(document, *paragraph)]
    first = chooser.randint(MARGIN, len(spans) - MARGIN - length)
    return Stretch(document, spans[first][0], spans[first + length - 1][1], in_gap=True)
