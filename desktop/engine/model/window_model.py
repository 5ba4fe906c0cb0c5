"""The `window` kind: any network that maps the last T tokens to the next one's probabilities."""

from collections.abc import Sequence

import numpy as np

from desktop.engine.bundles.bundle_config import BundleConfig, WindowSpec
from desktop.engine.devices.sessions import Session
from desktop.engine.model.model import Model, State, check_interface

_SMALLEST = 1e-30  # keeps the logarithm of a zero probability finite
_BLANK = -1  # where a window has not begun, and the model takes it as short as it is


class WindowModel(Model):
    """A many-to-one model; its state is its input, the last `length` ids, int32 [batch, length]."""

    def __init__(self, config: BundleConfig, window: WindowSpec, graphs: dict[str, Session]) -> None:
        """Wrap a bundle's open graph.

        Raises:
            BundleDamagedError: The graph is not as the config says.
        """
        self._predict = graphs["predict"]
        self._window = window
        self._end = config.end
        self._filling = _BLANK if window.padding is None else window.padding
        inputs = {"tokens": ("int32", [None, None if window.padding is None else window.length])}
        outputs = {"probabilities": config.vocabulary_size}
        check_interface(self._predict, config.graphs["predict"].file, inputs, outputs)

    def blank(self) -> State:
        """A window with nothing in it."""
        return (np.full((1, self._window.length), self._filling, np.int32),)

    def read(self, reading: State, ids: Sequence[int]) -> State:
        """Shift `ids` in."""
        restarts = [place for place, token in enumerate(ids) if token in self._window.restart]
        if restarts:
            reading, ids = self.blank(), [self._end, *ids[restarts[-1] + 1 :]]
        ids = ids[-self._window.length :]
        return (np.concatenate([reading[0][:, len(ids) :], np.array([ids], np.int32)], axis=1),)

    def read_right(self, ids: Sequence[int], missing: int = 0) -> State:
        """Nothing: this kind cannot see what follows."""
        return ()

    def predict(self, state: State) -> np.ndarray:
        """The logarithm of the network's probabilities."""
        windows = state[0]
        lengths = (windows != _BLANK).sum(axis=1)
        answers = {
            length: self._run(windows[lengths == length, -length:]) for length in set(lengths.tolist())
        }
        probabilities = np.empty((len(windows), next(iter(answers.values())).shape[1]), np.float32)
        for length, answer in answers.items():
            probabilities[lengths == length] = answer
        return np.log(np.maximum(probabilities, _SMALLEST))

    def advance(self, state: State, tokens: Sequence[int]) -> tuple[np.ndarray, State]:
        """Shift one token into each row and run the network."""
        windows = np.concatenate([state[0][:, 1:], np.array(tokens, np.int32)[:, None]], axis=1)
        anew = np.isin(tokens, self._window.restart)
        windows[anew] = self._filling
        windows[anew, -1] = self._end
        return self.predict((windows,)), (windows,)

    def _run(self, windows: np.ndarray) -> np.ndarray:
        probabilities: np.ndarray = self._predict.run(["probabilities"], {"tokens": windows})[0]
        return probabilities
