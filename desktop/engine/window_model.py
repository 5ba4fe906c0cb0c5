"""The `window` kind: any network that maps the last T tokens to the next one's probabilities."""

from collections.abc import Sequence

import numpy as np

from desktop.engine.bundle_config import BundleConfig, WindowSpec
from desktop.engine.model import Model, State, check_interface
from desktop.engine.provider import Session

_SMALLEST = 1e-30  # keeps the logarithm of a zero probability finite


class WindowModel(Model):
    """A many-to-one model; its state is its input, the last `length` ids, int32 [batch, length]."""

    def __init__(self, config: BundleConfig, window: WindowSpec, graphs: dict[str, Session]) -> None:
        """Wrap a bundle's open graph.

        Raises:
            BundleDamagedError: The graph is not as the config says.
        """
        self._predict = graphs["predict"]
        self._window = window
        inputs = {"tokens": ("int32", [None, window.length])}
        outputs = {"probabilities": config.vocabulary_size}
        check_interface(self._predict, config.graphs["predict"].file, inputs, outputs)

    def blank(self) -> State:
        """A window of padding."""
        return (np.full((1, self._window.length), self._window.padding, np.int32),)

    def read(self, reading: State, ids: Sequence[int]) -> State:
        """Shift `ids` in."""
        ids = ids[-self._window.length :]
        return (np.concatenate([reading[0][:, len(ids) :], np.array([ids], np.int32)], axis=1),)

    def read_right(self, ids: Sequence[int]) -> State:
        """Nothing: this kind cannot see what follows."""
        return ()

    def predict(self, state: State) -> np.ndarray:
        """The logarithm of the network's probabilities."""
        probabilities = self._predict.run(["probabilities"], {"tokens": state[0]})[0]
        return np.log(np.maximum(probabilities, _SMALLEST))

    def advance(self, state: State, tokens: Sequence[int]) -> tuple[np.ndarray, State]:
        """Shift one token into each row and run the network."""
        window = np.concatenate([state[0][:, 1:], np.array(tokens, np.int32)[:, None]], axis=1)
        return self.predict((window,)), (window,)
