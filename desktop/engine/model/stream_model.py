"""The `stream` kind: LSTMs on both sides of the cursor, one step per token."""

from collections.abc import Sequence

import numpy as np

from desktop.engine.bundles.bundle_config import BundleConfig
from desktop.engine.devices.sessions import Session
from desktop.engine.model.model import Model, State, check_interface


class StreamModel(Model):
    """The bidirectional LSTM around the cursor, or a forward LSTM that never looks behind it.

    A reading is (forward states..., forward vector of the last token), a joined state has (right vector,
    1 or 0 for "something follows") behind it.
    """

    def __init__(self, config: BundleConfig, graphs: dict[str, Session]) -> None:
        """Wrap a bundle's open graphs.

        Raises:
            BundleDamagedError: The graphs are not as the config says.
        """
        self._left, self._head, self._right = graphs["left"], graphs["head"], graphs.get("right")
        self._states = config.states
        self._right_tokens = config.right_tokens
        self._left_size = _size(config, "left")
        self._right_size = _size(config, "right") if self._right else 0
        self._left_outputs = ["left", *(state.next for state in config.states)]
        self._check(config)

    def blank(self) -> State:
        """Zero states and a zero forward vector."""
        sizes = [*(state.size for state in self._states), self._left_size]
        return tuple(np.zeros((1, size), np.float32) for size in sizes)

    def read(self, reading: State, ids: Sequence[int]) -> State:
        """Run the forward LSTM over `ids`."""
        return self.trace(reading, ids)[0]

    def trace(self, reading: State, ids: Sequence[int]) -> tuple[State, np.ndarray]:
        """Run the forward LSTM over `ids`; the vectors are those after the tokens before them."""
        if not ids:
            return reading, np.zeros((0, self._left_size), np.float32)
        reached, vectors = self._step(reading, np.array([ids], np.int32))
        return reached, np.concatenate([reading[-1], vectors[0, :-1]])

    def vectors(self, state: State) -> np.ndarray:
        """The forward vectors of a joined state, float32 [rows, size]."""
        return state[-3]

    def read_right(self, ids: Sequence[int]) -> State:
        """Run the backward LSTM from the farthest token that it has learned to read towards the cursor."""
        if not ids or not self._right:
            return np.zeros((1, self._right_size), np.float32), np.zeros((1, 1), np.float32)
        tokens = np.array([ids[: self._right_tokens][::-1]], np.int32)
        return self._right.run(["right"], {"tokens": tokens})[0], np.ones((1, 1), np.float32)

    def predict(self, state: State) -> np.ndarray:
        """Join the forward and the right vector in the head."""
        left, right, present = state[-3:]
        behind = {"right": right, "present": present} if self._right else {}
        return self._head.run(["logits"], {"left": left, **behind})[0]

    def advance(self, state: State, tokens: Sequence[int]) -> tuple[np.ndarray, State]:
        """One forward step and the head for each row."""
        reading, _ = self._step(state[:-2], np.array(tokens, np.int32)[:, None])
        state = (*reading, *state[-2:])
        return self.predict(state), state

    def _step(self, reading: State, tokens: np.ndarray) -> tuple[State, np.ndarray]:
        """The reading after `tokens` [rows, time], and the vectors after each, [rows, time, size]."""
        feeds = {"tokens": tokens}
        feeds |= {spec.name: array for spec, array in zip(self._states, reading, strict=False)}
        vectors, *states = self._left.run(self._left_outputs, feeds)
        # A copy of the last vector, lest a view keep all of them alive in a checkpoint.
        return (*states, vectors[:, -1].copy()), vectors

    def _check(self, config: BundleConfig) -> None:
        tokens: dict[str, tuple[str, list[int | None]]] = {"tokens": ("int32", [None, None])}
        states: dict[str, tuple[str, list[int | None]]] = {
            spec.name: ("float32", [None, spec.size]) for spec in self._states
        }
        next_states = {spec.next: spec.size for spec in self._states}
        graphs = config.graphs
        check_interface(
            self._left, graphs["left"].file, tokens | states, {"left": self._left_size} | next_states
        )
        sizes = {"left": self._left_size}
        if self._right:
            check_interface(self._right, graphs["right"].file, tokens, {"right": self._right_size})
            sizes |= {"right": self._right_size, "present": 1}
        inputs = {name: ("float32", [None, size]) for name, size in sizes.items()}
        check_interface(self._head, graphs["head"].file, inputs, {"logits": config.vocabulary_size})


def _size(config: BundleConfig, role: str) -> int:
    """The width of the `left` or `right` graph's vector."""
    return int(config.graphs[role].tensor(role).shape[-1])
