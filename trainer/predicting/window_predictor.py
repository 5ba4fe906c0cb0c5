"""Many-to-one networks behind the interface of `trainer.predicting.predictor.Predictor`."""

from collections.abc import Callable

import numpy as np

from trainer.batches.windows import BLANK, WindowSpec
from trainer.predicting.predictor import Floats, Ids


class WindowPredictor:
    """Answers with log probabilities in place of vectors, since a window has none that could be carried on.

    Its state is the window itself, `[batch, length]`, filled with `BLANK` in front; in float32, as all
    states, which holds ids of up to 2**24 exactly.

    Args:
        run: a window without blanks, int32 `[1, time]` -> probabilities `[1, vocabulary]`.
        spec: what a window holds.
        vocabulary_size: number of tokens.
    """

    right_tokens = 0
    distances: Floats | None = None

    def __init__(self, run: Callable[[Ids], Floats], spec: WindowSpec, vocabulary_size: int):
        self._run, self._spec = run, spec
        self.units = vocabulary_size

    def initial_states(self, batch: int) -> list[Floats]:
        """An empty window; the first token read must be one that texts begin with."""
        return [np.full((batch, self._spec.length), BLANK, np.float32)]

    def read_left(self, tokens: Ids, states: list[Floats]) -> tuple[Floats, list[Floats]]:
        """Shift tokens in: `[batch, time]` -> log probabilities `[batch, time, vocabulary]` and windows."""
        window = states[0].astype(np.int32)
        windows = []
        for column in tokens.T:
            window = self.shifted(window, column)
            windows.append(window)
        batch, time = tokens.shape
        answers = self._answers(np.stack(windows, axis=1).reshape(batch * time, -1))
        return answers.reshape(batch, time, self.units), [window.astype(np.float32)]

    def read_right(self, tokens: Ids) -> Floats:
        """Nothing: this kind does not see what follows."""
        raise NotImplementedError("A window model reads nothing after the cursor.")

    def logits(self, left: Floats, right: Floats | None) -> Floats:
        """What `read_left` has answered."""
        return left

    def shifted(self, windows: Ids, tokens: Ids) -> Ids:
        """Windows `[rows, length]` after one more token each `[rows]`."""
        moved = np.concatenate([windows[:, 1:], tokens[:, None]], axis=1).astype(np.int32)
        anew = np.isin(tokens, self._spec.restart)
        moved[anew, :-1] = BLANK
        moved[anew, -1] = self._spec.begin
        return moved

    def _answers(self, windows: Ids) -> Floats:
        """Each window is asked alone: in int8, one call scales its numbers by all that are in it."""
        lengths = (windows != BLANK).sum(axis=1)
        asked = [self._run(window[None, -length:]) for window, length in zip(windows, lengths, strict=True)]
        return np.log(np.maximum(np.concatenate(asked), np.finfo(np.float32).tiny))
