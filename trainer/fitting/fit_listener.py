"""What a training tells those who watch it."""

import math
from dataclasses import dataclass

from trainer.fitting.run import Validation

# A larger loss, of a model that has gone astray, has a perplexity that no number can hold.
_LARGEST_LOSS = 700.0


def perplexity(loss: float) -> float:
    """Of a mean loss in nats."""
    return math.exp(min(loss, _LARGEST_LOSS))


@dataclass(frozen=True)
class FitProgress:
    """What a training tells after a step.

    Attributes:
        step: steps done.
        total_steps: steps of the whole run.
        tokens: predictions learned from.
        seconds: of training, over all sittings.
        tokens_per_second: since the last validation.
        learning_rate: of this step.
        loss: smoothed training loss, nats a prediction.
        accuracy: share of right first guesses since the last validation; None if not measured.
        perplexity: of the last validation with nothing after the gap; None if there is none.
    """

    step: int
    total_steps: int
    tokens: int
    seconds: float
    tokens_per_second: float
    learning_rate: float
    loss: float
    accuracy: float | None
    perplexity: float | None


class Listener:
    """Told how a training goes; the command line shows it, tests ignore it."""

    def on_step(self, progress: FitProgress) -> None:
        """After every step."""

    def on_validation(self, row: Validation, sample: str, best: bool) -> None:
        """After every validation, with a text the model wrote."""


class Listeners(Listener):
    """Passes on to several what one is told."""

    def __init__(self, *listeners: Listener):
        self._listeners = listeners

    def on_step(self, progress: FitProgress) -> None:
        """See `Listener`."""
        for listener in self._listeners:
            listener.on_step(progress)

    def on_validation(self, row: Validation, sample: str, best: bool) -> None:
        """See `Listener`."""
        for listener in self._listeners:
            listener.on_validation(row, sample, best)
