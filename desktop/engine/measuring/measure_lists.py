"""What a list of words is worth: a text replayed with the likeliest words in sight, one key for each.

The list is the editor's: the likeliest words at the cursor, narrowed by what is typed of one. A perfect user
looks at it before every key. One key takes a word of it, with the space in front, if the text goes on with
just that word; else one key types the next letter. Behind what was taken the space comes by itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from desktop.engine.decoding.suggest import NEXT_WORDS, SuggestSettings
from desktop.engine.measuring.asking_desk import AskingDesk
from desktop.engine.measuring.measure_places import WORD, Stretch, Taken, takes_of

LENGTHS = (3, NEXT_WORDS.alternatives)
_GHOST = SuggestSettings()


@dataclass(frozen=True)
class ListFigures:
    """What a list of so many words does; shares from 0 to 1, None if there is nothing to share.

    Attributes:
        length: How many words it shows at most.
        holds: Share of words that it holds at their beginning.
        keystroke_savings: 1 - keys / letters with the list alone.
        with_ghost: The same with the ghost at the cursor as well, at the default precision.
    """

    length: int
    holds: float | None
    keystroke_savings: float | None
    with_ghost: float | None


@dataclass
class _Typed:
    letters: int = 0
    keys: int = 0

    @property
    def savings(self) -> float | None:
        return 1 - self.keys / self.letters if self.letters else None


@dataclass
class ListCount:
    """What a list of so many words did so far.

    Attributes:
        length: How many words it shows; at most `NEXT_WORDS.alternatives`.
    """

    length: int
    words: int = 0
    held: int = 0
    alone: _Typed = field(default_factory=_Typed)
    beside_ghost: _Typed = field(default_factory=_Typed)

    @property
    def figures(self) -> ListFigures:
        """The shares."""
        holds = self.held / self.words if self.words else None
        return ListFigures(self.length, holds, self.alone.savings, self.beside_ghost.savings)


def count_lists(desk: AskingDesk, stretch: Stretch, counts: Iterable[ListCount]) -> None:
    """Replay a stretch with lists of several lengths, and add to what was counted."""
    looks = _Looks(desk, stretch)
    for one in counts:
        _guess(looks, one.length, one)
        _type(looks, one.length, one.alone, with_ghost=False)
        _type(looks, one.length, one.beside_ghost, with_ghost=True)


@dataclass
class _Looks:
    """What is offered at the places of one stretch; each is asked for once."""

    desk: AskingDesk
    stretch: Stretch
    known: dict[tuple[SuggestSettings, int], list[str]] = field(default_factory=dict)

    def words(self, place: int) -> list[str]:
        """The list."""
        return self._ask(NEXT_WORDS, place)

    def offered(self, place: int, length: int, with_ghost: bool) -> Iterator[Taken]:
        """What one key each would take."""
        yield from map(Taken, self.words(place)[:length])
        if with_ghost:
            for ghost in self._ask(_GHOST, place)[:1]:
                yield from takes_of(ghost)

    def _ask(self, settings: SuggestSettings, place: int) -> list[str]:
        if (settings, place) not in self.known:
            self.desk.settings = settings
            self.known[settings, place] = [one.text for one in self.desk.ask(self.stretch, place)]
        return self.known[settings, place]


def _guess(looks: _Looks, length: int, counted: ListCount) -> None:
    """Look at the beginning of each word whether the list holds it."""
    for start, end in looks.stretch.words():
        guesses = (WORD.match(text) for text in looks.words(start)[:length])
        counted.words += 1
        counted.held += looks.stretch.document[start:end] in {one.group() for one in guesses if one}


def _type(looks: _Looks, length: int, typed: _Typed, with_ghost: bool) -> None:
    """Type one stretch."""
    stretch, place = looks.stretch, looks.stretch.start
    while place < stretch.end:
        offered = looks.offered(place, length, with_ghost)
        right = [one for one in offered if one.text and stretch.goes_on_with(one.text, place)]
        taken = max(right, key=lambda one: len(one.text), default=None)
        letters, keys = stretch.behind(taken, place) if taken else (1, 0)
        place += letters
        typed.keys += 1 + keys
    typed.letters += place - stretch.start
