"""What those who use an engine ask of it. It is light: no model is imported for it."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

# So much of a story around the cursor is worth learning its manner from: 18,000 words, which take seconds.
FAR_CHARACTERS = 100_000

if TYPE_CHECKING:
    from desktop.engine.decoding.continue_story import ContinueSettings
    from desktop.engine.decoding.suggest import Suggestion, SuggestSettings


class SuggestingEngine(Protocol):
    """Suggests words; `desktop.engine.engine.Engine` does, and so do its rivals."""

    def suggest(self, left: str, right: str, settings: "SuggestSettings") -> "list[Suggestion]":
        """Words that fit between `left` and `right`, best first."""

    def forget(self) -> None:
        """Drop what was read so far."""


@runtime_checkable
class RememberingEngine(SuggestingEngine, Protocol):
    """One that may remember the story; `desktop.engine.engine.Engine` is one."""

    @property
    def has_memory(self) -> bool:
        """Whether it does."""

    def turn_to(self, story: object, remember: bool = True) -> None:
        """Say which story the next calls are about, and whether to remember it."""

    def prepare(
        self,
        left: str,
        right: str = "",
        earlier: str = "",
        later: str = "",
        is_stale: Callable[[], bool] | None = None,
    ) -> bool:
        """Read around a resting cursor; says whether all was read."""

    def survey(
        self, story: str, is_stale: Callable[[], bool] | None = None, others: Sequence[str] = ()
    ) -> bool:
        """Know the words of a whole story; says whether all are known."""

    def read_far(self, text: str, is_stale: Callable[[], bool] | None = None, keep: bool = False) -> bool:
        """Learn the manner of what stands farther from the cursor, and let `leave` keep it, if it is to."""

    def leave(self) -> None:
        """Drop what was read around the cursor; what is known of the rest of the story, and kept, stays."""


@runtime_checkable
class LearningEngine(RememberingEngine, Protocol):
    """One that may know its writer's earlier works; `desktop.engine.engine.Engine` is one."""

    def learn(self, works: Sequence[str], is_stale: Callable[[], bool] | None = None) -> bool:
        """Know the phrases and names of earlier works; says whether all are known."""


class WritingEngine(Protocol):
    """One that writes along; `desktop.engine.engine.Engine` does."""

    def suggest(
        self,
        left: str,
        right: str = "",
        settings: "SuggestSettings" = ...,
        is_stale: Callable[[], bool] | None = None,
    ) -> "list[Suggestion]":
        """Words that fit between `left` and `right`, best first."""

    def continue_story(self, left: str, right: str = "", settings: "ContinueSettings" = ...) -> Iterator[str]:
        """Pieces of text that go on from `left`."""

    def likelihood(
        self, left: str, text: str, right: str = "", is_stale: Callable[[], bool] | None = None
    ) -> float:
        """How likely a text is between two others: the mean logarithm of its tokens' probabilities."""
