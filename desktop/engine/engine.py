"""The engine's one door: load a bundle, suggest, continue. The editor and the command line use this alone."""

from collections.abc import Callable, Iterator
from pathlib import Path

from desktop.engine.continue_story import ContinueSettings
from desktop.engine.suggest import Suggestion, SuggestSettings

__all__ = ["ContinueSettings", "Engine", "SuggestSettings", "Suggestion"]

DEFAULT_SUGGEST = SuggestSettings()
DEFAULT_CONTINUE = ContinueSettings()


class Engine:
    """One loaded model and what it has read so far. Owned by one thread."""

    provider: str

    @classmethod
    def load(cls, folder: Path, provider: str = "auto", threads: int = 1) -> "Engine":
        """Open and check the bundle in `folder`.

        Args:
            folder: The bundle.
            provider: "auto" (the fastest that works), "cuda", "directml", "coreml" or "cpu".
            threads: Threads for one model step.

        Raises:
            BundleError: The bundle cannot be used; the message says why.
            ProviderError: No such provider.
        """
        raise NotImplementedError

    def suggest(
        self,
        left: str,
        right: str = "",
        settings: SuggestSettings = DEFAULT_SUGGEST,
        is_stale: Callable[[], bool] | None = None,
    ) -> list[Suggestion]:
        """Words that fit between `left` and `right`, best first."""
        raise NotImplementedError

    def continue_story(
        self, left: str, right: str = "", settings: ContinueSettings = DEFAULT_CONTINUE
    ) -> Iterator[str]:
        """Pieces of text that go on from `left`, as they are sampled."""
        raise NotImplementedError

    def forget(self) -> None:
        """Drop everything read so far (a new document)."""
        raise NotImplementedError
