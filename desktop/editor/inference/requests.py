"""What the window asks of the model's thread, as plain snapshots, and what it is told of the model."""

from dataclasses import dataclass, field
from pathlib import Path

from desktop.engine.cowriting.lengths import Length
from desktop.engine.devices.device import Device
from desktop.engine.placement.verdict import Verdict
from desktop.engine.story.memory_choices import NO_CHOICES, MemoryChoices


@dataclass(frozen=True)
class OfStory:
    """What is asked within a story.

    Attributes:
        story: Its number.
        remember: Whether its memory joins in.
    """

    story: int = field(default=0, kw_only=True)
    remember: bool = field(default=True, kw_only=True)


@dataclass(frozen=True)
class AroundPlace(OfStory):
    """A snapshot of what stands around a place.

    Attributes:
        ticket: The request's number.
        left: The text before the place.
        right: The text behind it.
    """

    ticket: int
    left: str
    right: str


@dataclass(frozen=True)
class SuggestRequest(AroundPlace):
    """How to suggest at the cursor."""

    max_words: int
    precision: float
    asked: bool = False


@dataclass(frozen=True)
class ContinueRequest(AroundPlace):
    """How to continue at the cursor."""

    words: int
    temperature: float
    seed: int


@dataclass(frozen=True)
class WordsRequest(AroundPlace):
    """So many of the likeliest words at the cursor are wanted in a list."""

    words: int


@dataclass(frozen=True)
class ProposeRequest(AroundPlace):
    """What to propose at a place.

    Attributes:
        length: How long each proposal is to be.
        temperatures: One for each that is written.
        seed: The first one's; the others have those behind it.
        is_bridge: Lead to what stands behind the place, and give the likeliest.
        to_scene_end: Stop where the scene breaks.
    """

    length: Length
    temperatures: tuple[float, ...]
    seed: int
    is_bridge: bool = False
    to_scene_end: bool = False


@dataclass(frozen=True)
class RephraseRequest(AroundPlace):
    """The odd words of a passage are wanted, between `left` and `right`."""

    text: str


@dataclass(frozen=True)
class RereadRequest:
    """A whole text, in parts, in which what stands out is wanted; `text` tells it from other texts."""

    ticket: int
    text: int
    parts: tuple[str, ...]


@dataclass(frozen=True)
class CompareRequest:
    """A suggestion that was kept, and where; what would the model have offered there without the memory?"""

    text: str
    left: str
    right: str
    max_words: int
    precision: float
    story: int


@dataclass(frozen=True)
class PrepareRequest(OfStory):
    """A snapshot of a longer stretch around a resting cursor, to be read while nothing else is asked.

    `whole` is the whole story, whose words are to be known, or None if they are known already; `others` are
    its other chapters then. `works` are the writer's earlier works. `choices` say what the memory is to keep
    and to leave out; with `lists`, what it has learnt is told. `far` is what stands farther from the cursor,
    to learn the story's manner from, or "" if that is known.
    """

    left: str
    right: str
    earlier: str
    later: str
    whole: str | None = None
    others: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    choices: MemoryChoices = NO_CHOICES
    lists: bool = False
    far: str = ""


@dataclass(frozen=True)
class LoadRequest:
    """A model to load, and where to run it."""

    folder: Path
    provider: str


@dataclass(frozen=True)
class LoadedModel:
    """What the window shows about the model in use.

    Attributes:
        name: The model's own name.
        folder: Where it is.
        device: What it really runs on, as the session says.
        offered: What it could run on here, as `desktop.engine.devices.provider.PROVIDERS` calls it.
        verdict: What was measured of that, if anything was.
    """

    name: str
    folder: Path
    device: Device
    offered: tuple[str, ...] = ("cpu",)
    verdict: Verdict | None = None
