"""What options there can be: the kinds, what a row of the preferences says, and which values it takes."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.editor.messages.wording import translate

COLOUR = re.compile("#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class Switch:
    """On or off: a `bool`. Its words stand beside its box."""


@dataclass(frozen=True)
class Number:
    """A number to type, an `int` or a `float` as its default is.

    Attributes:
        low: The least; `high` the greatest.
        step: What an arrow adds.
        suffix: Words after the number, by the number, in the language that is spoken now.
        decimals: Digits shown behind the point.
    """

    low: float
    high: float
    step: float = 1
    suffix: Callable[[], str] = str
    decimals: int = 0


@dataclass(frozen=True)
class Slider:
    """A number to feel for, with words that say what it means.

    Attributes:
        low: The leftmost position; `high` the rightmost.
        words: What a position means, in the language that is spoken now.
        scale: How many positions make 1 in the choice, which is an `int` for 1 and a `float` for more.
    """

    low: int
    high: int
    words: Callable[[int], str]
    scale: int = 1


@dataclass(frozen=True)
class OneOf:
    """One of a few values, all texts.

    Attributes:
        values: The values with their words, in the language that is spoken now.
        known: All values there can be, if that is the same on all machines: others are not taken from the
            settings file.
    """

    values: Callable[[], Sequence[tuple[str, str]]]
    known: frozenset[str] = frozenset()


@dataclass(frozen=True)
class FontFace:
    """A font's family; "" for the best book face installed."""


@dataclass(frozen=True)
class Colour:
    """A colour as "#rrggbb"; "" for the one that the desk chooses."""


@dataclass(frozen=True)
class Special:
    """Something with a widget of its own, which `Preferences` makes under the option's name."""


Kind = Switch | Number | Slider | OneOf | FontFace | Colour | Special


@dataclass(frozen=True)
class Option:
    """One row of the preferences.

    Attributes:
        name: The field of `Choices`; the row's main widget has it as its object name.
        section: Where the row stands, a key of `SECTIONS`.
        kind: What can be chosen.
        english: The row's words; `words` gives them translated.
        english_tip: More words, as a tooltip, which are searched too; `tip` gives them translated.
        needs: The name of a switch that must be on for this option to mean anything; "" for none.
    """

    name: str
    section: str
    kind: Kind
    english: str
    english_tip: str = ""
    needs: str = ""

    @property
    def words(self) -> str:
        """The row's words, in the language that is spoken now."""
        return translate("Preferences", self.english)

    @property
    def tip(self) -> str:
        """The tooltip, in the language that is spoken now."""
        return translate("Preferences", self.english_tip) if self.english_tip else ""

    @property
    def found_by(self) -> str:
        """All words that the option is found by: its own, and those of what can be chosen."""
        match self.kind:
            case Slider(high=high, words=words):
                of_kind = [words(high)]
            case Number(suffix=suffix):
                of_kind = [suffix()]
            case OneOf(values=values):
                of_kind = [words for _, words in values()]
            case _:
                of_kind = []
        return " ".join([self.words, self.tip, *of_kind])


def check(option: Option, value: object) -> None:
    """Make sure that a value, of the type that it should be, is one that the option can have.

    Raises:
        ValueError: It is not; says why.
    """
    kind = option.kind
    if isinstance(kind, Number | Slider) and isinstance(value, int | float):
        scale = kind.scale if isinstance(kind, Slider) else 1
        low, high = kind.low / scale, kind.high / scale
        if not low <= value <= high:
            raise ValueError(f"{value} is not between {low} and {high}")
    elif isinstance(kind, OneOf) and kind.known and value not in kind.known:
        raise ValueError(f"{value!r} is none of {', '.join(sorted(kind.known))}")
    elif isinstance(kind, Colour) and value and not COLOUR.fullmatch(str(value)):
        raise ValueError(f"{value!r} is no colour such as #2f5d9b")
