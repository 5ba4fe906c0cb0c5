"""One interface for both kinds of model, so that decoding never knows which kind it talks to.

A state is a tuple of arrays with one row per beam. Its first arrays depend on what was read before the
cursor, its last ones on what stands after it; `read` works on the first part alone, so that a reading can be
kept while the text after the cursor changes, and `start` joins both.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np

from desktop.engine.devices.sessions import Session
from desktop.engine.errors import BundleDamagedError, Sentence
from desktop.engine.model.keys import make_keys

State = tuple[np.ndarray, ...]


class Advancing(Protocol):
    """What a search or a sampler needs of a model."""

    def advance(self, state: State, tokens: Sequence[int]) -> tuple[np.ndarray, State]:
        """Append one token to each row of a joined state: the logits after it, and the new state."""
        raise NotImplementedError


class Model(ABC):
    """Predicts the next token from what stands before the cursor and, if it can, after it."""

    @abstractmethod
    def blank(self) -> State:
        """The reading of nothing, one row."""

    @abstractmethod
    def read(self, reading: State, ids: Sequence[int]) -> State:
        """Read on, without predicting.

        Args:
            reading: From `blank` or `read`, one row.
            ids: What comes next before the cursor; the end token (0) begins a text.
        """

    def trace(self, reading: State, ids: Sequence[int]) -> tuple[State, np.ndarray | None]:
        """Read on, and give the vectors from which each of `ids` would have been predicted.

        Returns:
            What `read` gives, and float32 [ids, size]; None if the model has no such vectors.
        """
        return self.read(reading, ids), None

    def keys(self, vectors: np.ndarray) -> np.ndarray:
        """By what the vectors of `trace`, float32 [rows, size], are compared: float32 [rows, key size]."""
        return make_keys(vectors)

    @abstractmethod
    def read_right(self, ids: Sequence[int], missing: int = 0) -> State:
        """Read what stands after the cursor.

        Args:
            ids: In text order; empty when nothing stands there.
            missing: How many tokens are to come before them, the next one included; 0 where nobody knows.
                `advance` counts down. A model that has not learned to be told makes nothing of it.
        """

    def readings(self, reading: State, ids: Sequence[int]) -> State:
        """Read on, and give what `predict` needs of the reading before each of `ids`, a row each."""
        rows = []
        for token in ids:
            rows.append((reading, 0))
            reading = self.read(reading, [token])
        return gather(rows)

    def read_rights(self, texts: Sequence[Sequence[int]]) -> State:
        """Several texts after the cursor, all of one length, a row each; one token is missing before each."""
        return gather([(self.read_right(ids, 1), 0) for ids in texts])

    def read_together(self, reading: State, ids: np.ndarray) -> tuple[State, State]:
        """Read on in several texts at once.

        Args:
            reading: A row for each text.
            ids: int32 [texts, time].

        Returns:
            The reading after all of them, and what `predict` needs of the reading before each token: the rows
            of the first text, then those of the second.
        """
        own = [tuple(part[row : row + 1] for part in reading) for row in range(len(ids))]
        after = [(self.read(one, some), 0) for one, some in zip(own, ids.tolist(), strict=True)]
        before = [self.readings(one, some) for one, some in zip(own, ids.tolist(), strict=True)]
        return gather(after), tuple(np.concatenate(parts) for parts in zip(*before, strict=True))

    def with_missing(self, rights: State, missing: np.ndarray) -> State:
        """Rows of `read_rights`, told how many tokens are missing before each, int64 [rows]."""
        return rights

    @abstractmethod
    def predict(self, state: State) -> np.ndarray:
        """The next token's logits, float32 [batch, vocabulary]. Any constant may be added to a row."""

    @abstractmethod
    def advance(self, state: State, tokens: Sequence[int]) -> tuple[np.ndarray, State]:
        """Append one token to each row of a joined state: the logits after it, and the new state."""

    def start(self, left_ids: Sequence[int], right_ids: Sequence[int] = (), missing: int = 0) -> State:
        """The joined state at a cursor between two texts; `missing` as in `read_right`."""
        return (*self.read(self.blank(), left_ids), *self.read_right(right_ids, missing))


def softmax(logits: np.ndarray) -> np.ndarray:
    """Probabilities over the last axis, float32."""
    result: np.ndarray = logits - logits.max(axis=-1, keepdims=True)
    np.exp(result, out=result)
    result /= result.sum(axis=-1, keepdims=True)
    return result


def gather(rows: Sequence[tuple[State, int]]) -> State:
    """One state from rows of several: [(state, row), ...]."""
    # `np.array` does what `np.stack` does, in a third of its time for so few rows.
    return tuple(np.array([state[place][row] for state, row in rows]) for place in range(len(rows[0][0])))


def check_interface(
    session: Session,
    file: str,
    inputs: Mapping[str, tuple[str, Sequence[int | None]]],
    outputs: Mapping[str, int],
) -> None:
    """Hold a graph's real inputs and outputs against what config.json promises.

    Args:
        session: The open graph.
        file: Its file name, for the message.
        inputs: Name to dtype and shape (None for a free axis).
        outputs: Name to the size of the last axis.

    Raises:
        BundleDamagedError: They differ.
    """
    given = {node.name: (node.type, _sizes(node.shape)) for node in session.get_inputs()}
    for name, (dtype, shape) in inputs.items():
        if name not in given or given[name][0] != _TENSORS[dtype] or not _fits(given[name][1], shape):
            facts = {"name": name, "dtype": dtype, "shape": list(shape)}
            raise _unlike(file, Sentence("input `{name}` is not {dtype} {shape}", facts))
    if extra := given.keys() - inputs.keys():
        raise _unlike(file, Sentence("input `{name}` is unknown", {"name": min(extra)}))
    last = {
        node.name: _sizes(node.shape)[-1:]
        for node in session.get_outputs()
        if node.type == _TENSORS["float32"]
    }
    for name, size in outputs.items():
        # The converter may lose an output's shape; the golden samples are the judge then.
        if name not in last or last[name] not in ([size], [None], []):
            raise _unlike(
                file, Sentence("output `{name}` is not of size {size}", {"name": name, "size": size})
            )


_TENSORS = {"int32": "tensor(int32)", "float32": "tensor(float)"}


def _sizes(shape: Sequence[object]) -> list[int | None]:
    return [axis if isinstance(axis, int) else None for axis in shape]


def _fits(given: list[int | None], expected: Sequence[int | None]) -> bool:
    """Whether a graph takes what we feed: equal ranks, and no fixed size where we need another."""
    return len(given) == len(expected) and all(
        mine is None or mine == theirs for mine, theirs in zip(given, expected, strict=True)
    )


def _unlike(file: str, reason: Sentence) -> BundleDamagedError:
    return BundleDamagedError(
        "The model's graph {file} is not as its config.json says ({reason}); install the model again.",
        file=file,
        reason=reason,
    )
