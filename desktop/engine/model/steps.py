"""The model's steps from one place on, each taken once however often it is asked for.

Between two letters of a word the search sets out from the same place, the word's beginning, and mostly goes
the same ways: what the last letter found out is there for the next one, and for the list of next words.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np

from desktop.engine.model.model import Advancing, State, gather, softmax

# A step of a model of 8,192 tokens and two layers of 512 units keeps 50 KB.
MOST_KEPT = 128


class Way(Protocol):
    """A token to go on with, behind one row of a state."""

    @property
    def state(self) -> State:
        """The model's state before the token."""

    @property
    def row(self) -> int:
        """The row of that state."""

    @property
    def token(self) -> int:
        """The token."""


class Step(NamedTuple):
    """What comes after a token: float32 [vocabulary] of probabilities, and the row of a state."""

    probabilities: np.ndarray
    state: State
    row: int


class Steps:
    """Takes steps, many at once, and remembers them."""

    def __init__(self, model: Advancing) -> None:
        """Ask `model` for what is not known yet."""
        self._model = model
        # By the state before (kept with the step, lest another one come to stand at its address), row, token.
        self._taken: dict[tuple[int, int, int], tuple[State, Step]] = {}

    def take(self, ways: Sequence[Way]) -> list[Step]:
        """What comes after each way, in their order."""
        keys = [(id(way.state), way.row, way.token) for way in ways]
        new = {key: way for key, way in zip(keys, ways, strict=True) if key not in self._taken}
        if new:
            if len(self._taken) + len(new) > MOST_KEPT:
                # What this call knew of its ways is forgotten, too.
                self._taken.clear()
                new = dict(zip(keys, ways, strict=True))
            before = gather([(way.state, way.row) for way in new.values()])
            logits, state = self._model.advance(before, [way.token for way in new.values()])
            for row, ((key, way), one) in enumerate(zip(new.items(), softmax(logits), strict=True)):
                self._taken[key] = way.state, Step(one, state, row)
        return [self._taken[key][1] for key in keys]
