"""What a training tells those who watch it."""

from dataclasses import dataclass

from trainer.run import Validation


@dataclass(frozen=True)
class FitProgress:
    """What the progress bar shows after a step.

    Attributes:
        step: steps done.
        total_steps: steps of the whole run.
        tokens_per_second: over the last steps.
        loss: smoothed training loss, nats a token.
        perplexity: of the last validation with nothing after the gap, None before the first.
    """

    step: int
    total_steps: int
    tokens_per_second: float
    loss: float
    perplexity: float | None


class Listener:
    """Told how a training goes; the command line shows it, tests ignore it."""

    def on_step(self, progress: FitProgress) -> None:
        """After every step."""

    def on_validation(self, row: Validation, sample: str, best: bool) -> None:
        """After every validation, with a text the model wrote."""
