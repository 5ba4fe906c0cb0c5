"""What the desk needs of an engine, and how it comes by the real one. No engine is imported for that."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desktop.engine.devices.device import Device
from desktop.engine.errors import Sentence
from desktop.engine.placement.verdict import Verdict
from desktop.engine.protocols import LearningEngine, WritingEngine
from desktop.engine.story.memory_choices import MemoryChoices

if TYPE_CHECKING:
    from desktop.engine.decoding.suggest import Suggestion, SuggestSettings
    from desktop.engine.rereading.rereading import Part
    from desktop.engine.story.learnt import Learnt


class Placement(Protocol):
    """What an engine's model runs on; `desktop.engine.placement.placement.Placement` is one."""

    offered: tuple[str, ...]
    verdict: Verdict | None

    @property
    def device(self) -> Device:
        """What it runs on now."""

    @property
    def is_undecided(self) -> bool:
        """Whether the providers are to be measured."""

    def measure(self, is_stale: Callable[[], bool]) -> bool:
        """Measure the providers and take the fastest; return whether all is measured."""

    def take_failure(self) -> Sentence | None:
        """What the writer is to be told of a lost accelerator, once."""


class Rereader(Protocol):
    """Rereads one text; `desktop.engine.rereading.rereading.Rereading` is one."""

    def read(self, text: str, is_stale: Callable[[], bool]) -> "Iterator[Part | None]":
        """Give what stands out in more and more of a text, or None, at least every few milliseconds."""


class DeskEngine(WritingEngine, LearningEngine, Protocol):
    """What the desk needs of an engine; `desktop.engine.engine.Engine` is one."""

    @property
    def placement(self) -> Placement:
        """What the model runs on."""

    def is_foreign(self, left: str) -> bool:
        """Whether the text before the cursor is in a language that the model has not learned."""

    def choose_memory(self, choices: MemoryChoices) -> None:
        """Keep some words and phrases of the story, and leave others out."""

    def learnt(self, is_stale: Callable[[], bool] | None = None) -> "list[Learnt] | None":
        """What the memory of the story has learnt; None if that was given up."""

    def suggest_alone(
        self, left: str, right: str = "", settings: "SuggestSettings" = ...
    ) -> "list[Suggestion]":
        """What `suggest` would give without the memory."""

    def rereading(self) -> Rereader:
        """What rereads one text, again and again."""

    @property
    def remembered_words(self) -> int:
        """How many words of the story are remembered."""

    @property
    def names(self) -> dict[str, int]:
        """The names in the story that is remembered, with how often each is used."""


EngineFactory = Callable[[Path, str], DeskEngine]


def load_engine(folder: Path, provider: str) -> DeskEngine:
    """Load the real engine; imported on the worker's thread, since that takes longer than the window."""
    from desktop.engine.engine import Engine

    return Engine.load(folder, provider)
