"""The `stream` kind: LSTMs on both sides of the cursor, one step per token."""

import logging
from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np

from desktop.engine.bundles.bundle_config import BundleConfig
from desktop.engine.bundles.distances import UNKNOWN, Distances
from desktop.engine.bundles.recall import Recall
from desktop.engine.devices.sessions import Session
from desktop.engine.errors import BundleError
from desktop.engine.model.keys import make_keys
from desktop.engine.model.model import Model, State, check_interface
from desktop.engine.model.output_layer import OutputLayer

log = logging.getLogger("inkling")

# A head with other output weights than the model's own.
Head = Session
# How long the vectors are that ask the output layer for its weights: far longer than hidden vectors.
_UNIT = 64.0


class StreamModel(Model):
    """The bidirectional LSTM around the cursor, or a forward LSTM that never looks behind it.

    Attributes:
        shift_size: The size of what can be added to the hidden vector, of which the logits are made; 0 for
            models that were exported before that.
        recall: What the model has learned of recalling; None if it has learned nothing of it.

    A reading is (forward states..., forward vector of the last token), a joined state has (right vector,
    1 or 0 for "something follows") behind it, and, if the model can be told, how many tokens are missing,
    int64 [rows], `UNKNOWN` where nobody knows.
    """

    def __init__(
        self,
        config: BundleConfig,
        graphs: dict[str, Session],
        distances: Distances | None = None,
        recall: Recall | None = None,
        head_file: Callable[[], bytes] | None = None,
        open_head: Callable[[bytes], Head | None] | None = None,
    ) -> None:
        """Wrap a bundle's open graphs.

        Args:
            config: The bundle's.
            graphs: By role.
            distances: What tells the model how far the text after the cursor is.
            recall: What the model has learned of recalling.
            head_file: Gives the contents of the head's file.
            open_head: Opens a head with other weights; None where that takes too long.

        Raises:
            BundleDamagedError: The graphs are not as the config says.
        """
        self._left, self._head, self._right = graphs["left"], graphs["head"], graphs.get("right")
        self._states = config.states
        self._distances = distances
        self.recall = recall
        self._head_file, self._open_head = head_file, open_head
        # The forward vector's place in a joined state.
        self._vector = -3 if distances is None else -4
        self._right_tokens = config.right_tokens
        self._left_size = config.width("left")
        self._right_size = config.width("right") if self._right else 0
        self._left_outputs = ["left", *(state.next for state in config.states)]
        self.shift_size = config.shift_size
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

    def readings(self, reading: State, ids: Sequence[int]) -> State:
        """The forward vectors, which is all that the head needs."""
        return (self.trace(reading, ids)[1],)

    def read_together(self, reading: State, ids: np.ndarray) -> tuple[State, State]:
        """Run the forward LSTM over all of them at once."""
        reached, vectors = self._step(reading, ids.astype(np.int32))
        before = np.concatenate([reading[-1][:, None], vectors[:, :-1]], axis=1)
        return reached, (before.reshape(-1, before.shape[-1]),)

    def with_missing(self, rights: State, missing: np.ndarray) -> State:
        """With these numbers in the last place, if the model has learned to be told."""
        return rights if self._distances is None else (*rights[:-1], missing)

    def read_rights(self, texts: Sequence[Sequence[int]]) -> State:
        """Run the backward LSTM over all of them at once."""
        if not texts[0] or not self._right:
            return super().read_rights(texts)
        tokens = np.array([ids[: self._right_tokens][::-1] for ids in texts], np.int32)
        right = self._right.run(["right"], {"tokens": tokens})[0]
        told = () if self._distances is None else (np.ones(len(texts), np.int64),)
        return right, np.ones((len(texts), 1), np.float32), *told

    def keys(self, vectors: np.ndarray) -> np.ndarray:
        """As the model has learned to make them, if it has."""
        return make_keys(vectors, self.recall)

    def vectors(self, state: State) -> np.ndarray:
        """The forward vectors of a joined state, float32 [rows, size]."""
        return state[self._vector]

    def followed(self, state: State) -> np.ndarray:
        """Whether something stands behind each row of a joined state, float32 [rows], 1 or 0."""
        followed: np.ndarray = state[self._vector + 2][:, 0]
        return followed

    def read_right(self, ids: Sequence[int], missing: int = UNKNOWN) -> State:
        """Run the backward LSTM from the farthest token that it has learned to read towards the cursor."""
        if not ids or not self._right:
            return self._behind(np.zeros((1, self._right_size), np.float32), 0.0, UNKNOWN)
        tokens = np.array([ids[: self._right_tokens][::-1]], np.int32)
        return self._behind(self._right.run(["right"], {"tokens": tokens})[0], 1.0, missing)

    def predict(self, state: State, shift: np.ndarray | None = None, head: Head | None = None) -> np.ndarray:
        """Join the forward and the right vector in the head.

        Args:
            state: A joined state.
            shift: float32 [rows, shift size], what is added to the hidden vector; None for nothing.
            head: One of `head_with`; the model's own if left out.
        """
        return (head or self._head).run(["logits"], self._feeds(state, shift))[0]

    def _feeds(self, state: State, shift: np.ndarray | None) -> dict[str, np.ndarray]:
        left, right, present, *missing = state[self._vector :]
        if self._distances and missing[0].any():
            right = right + self._distances.of(missing[0])
        feeds = {"left": left}
        if self._right:
            feeds |= {"right": right, "present": present}
        if self.shift_size:
            feeds["shift"] = np.zeros((len(left), self.shift_size), np.float32) if shift is None else shift
        return feeds

    def advance(self, state: State, tokens: Sequence[int]) -> tuple[np.ndarray, State]:
        """One forward step and the head for each row."""
        state = self.step(state, tokens)
        return self.predict(state), state

    def step(self, state: State, tokens: Sequence[int]) -> State:
        """Append one token to each row of a joined state, without predicting."""
        reading, _ = self._step(state[: self._vector + 1], np.array(tokens, np.int32)[:, None])
        right, present, *missing = state[self._vector + 1 :]
        # Behind the last missing token nobody knows how much more is to come.
        fewer = [np.maximum(rows - 1, UNKNOWN) for rows in missing]
        return (*reading, right, present, *fewer)

    def predict_alone(
        self, vectors: np.ndarray, shift: np.ndarray | None = None, head: Head | None = None
    ) -> np.ndarray:
        """The logits of forward vectors, float32 [rows, size], with nothing behind; see `predict`."""
        return self.predict(self._alone(vectors), shift, head)

    def hidden_alone(
        self, vectors: np.ndarray, shift: np.ndarray, head: Head | None = None
    ) -> tuple[np.ndarray, np.ndarray]:
        """What `predict_alone` gives, and the hidden vectors that it is made of."""
        logits, hidden = (head or self._head).run(
            ["logits", "hidden"], self._feeds(self._alone(vectors), shift)
        )
        return logits, hidden

    def _alone(self, vectors: np.ndarray) -> State:
        return (vectors, *(np.repeat(part, len(vectors), axis=0) for part in self.read_right([])))

    def head_with(self, contents: bytes) -> Head | None:
        """A head with other weights, for `predict`; None where the model does not run on the CPU."""
        return self._open_head(contents) if self._open_head else None

    @cached_property
    def output_layer(self) -> OutputLayer | None:
        """The output layer, in a copy of the head's file; None if its weights cannot be changed."""
        if self._head_file is None or self._open_head is None:
            return None
        try:
            file = self._head_file()
        except BundleError as error:  # the bundle was altered since it was opened
            log.info("%s", error)
            return None
        layer = OutputLayer.found_in(file, self.output_weights())
        if layer is None:
            log.info("The weights of the model's output layer are not where they were expected.")
        return layer

    def output_weights(self) -> np.ndarray:
        """What the logits are made with of the hidden vector, float32 [vocabulary, shift size].

        The graph keeps them to itself, in 8 bits; but each column is what a unit vector adds. A large one is
        not lost in the rounding of what stands in the hidden vector anyway.
        """
        units = np.eye(self.shift_size, dtype=np.float32) * _UNIT
        vectors = np.zeros((self.shift_size, self._left_size), np.float32)
        columns = self.predict_alone(vectors, units) - self.predict_alone(vectors[:1])
        columns /= _UNIT
        return columns.T

    def _behind(self, right: np.ndarray, present: float, missing: int) -> State:
        told = () if self._distances is None else (np.array([missing], np.int64),)
        return right, np.full((1, 1), present, np.float32), *told

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
        if self.shift_size:
            sizes["shift"] = self.shift_size
        if self._right:
            check_interface(self._right, graphs["right"].file, tokens, {"right": self._right_size})
            sizes |= {"right": self._right_size, "present": 1}
        inputs = {name: ("float32", [None, size]) for name, size in sizes.items()}
        outputs = {"logits": config.vocabulary_size}
        if self.shift_size:
            outputs["hidden"] = self.shift_size
        check_interface(self._head, graphs["head"].file, inputs, outputs)
