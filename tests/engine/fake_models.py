"""Models whose answers a test can work out by hand."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from desktop.engine.model.model import Model, State


class NotingModel(Model):
    """Its state is the list of all ids read; it counts what it was given to read."""

    def __init__(self, size: int) -> None:
        self._size = size
        self.read_tokens = 0

    def blank(self) -> State:
        return (np.zeros((1, 0), np.int64),)

    def read(self, reading: State, ids: Sequence[int]) -> State:
        self.read_tokens += len(ids)
        return (np.concatenate([reading[0], np.array([ids], np.int64).reshape(1, -1)], axis=1),)

    def read_right(self, ids: Sequence[int], missing: int = 0) -> State:
        return (np.array([ids], np.int64).reshape(1, -1),)

    def predict(self, state: State) -> np.ndarray:
        return np.zeros((len(state[0]), self._size), np.float32)

    def advance(self, state: State, tokens: Sequence[int]) -> tuple[np.ndarray, State]:
        state = (np.concatenate([state[0], np.array(tokens, np.int64)[:, None]], axis=1), *state[1:])
        return self.predict(state), state


class MarkovModel(Model):
    """The next token depends on the last one alone: a table of logits [last, next]."""

    def __init__(self, logits: np.ndarray) -> None:
        self._logits = logits.astype(np.float32)
        self.steps = 0

    def blank(self) -> State:
        return (np.zeros((1, 1), np.int64),)

    def read(self, reading: State, ids: Sequence[int]) -> State:
        return (np.array([[ids[-1]]], np.int64),) if len(ids) else reading

    def read_right(self, ids: Sequence[int], missing: int = 0) -> State:
        return ()

    def predict(self, state: State) -> np.ndarray:
        return self._logits[state[0][:, 0]]

    def advance(self, state: State, tokens: Sequence[int]) -> tuple[np.ndarray, State]:
        self.steps += 1
        state = (np.array(tokens, np.int64)[:, None],)
        return self.predict(state), state


class SuffixModel(Model):
    """Goes on as its text did after the longest run of last tokens that the text holds."""

    LONGEST = 16
    SURE = 0.999

    def __init__(self, ids: Sequence[int], size: int) -> None:
        self._size = size
        self._followers: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for place, token in enumerate(ids):
            for length in range(min(place, self.LONGEST) + 1):
                self._followers[tuple(ids[place - length : place])].append(token)

    def blank(self) -> State:
        return (np.zeros((1, self.LONGEST), np.int64),)

    def read(self, reading: State, ids: Sequence[int]) -> State:
        return (np.concatenate([reading[0], np.array([ids], np.int64)], axis=1)[:, -self.LONGEST :],)

    def read_right(self, ids: Sequence[int], missing: int = 0) -> State:
        return ()

    def predict(self, state: State) -> np.ndarray:
        rows = []
        for row in state[0].tolist():
            suffixes = (tuple(row[start:]) for start in range(self.LONGEST + 1))
            following = next(self._followers[one] for one in suffixes if one in self._followers)
            counts = np.bincount(following, minlength=self._size)
            rows.append(np.log(self.SURE * counts / counts.sum() + (1 - self.SURE) / self._size))
        return np.array(rows, np.float32)

    def advance(self, state: State, tokens: Sequence[int]) -> tuple[np.ndarray, State]:
        state = (np.concatenate([state[0][:, 1:], np.array(tokens, np.int64)[:, None]], axis=1),)
        return self.predict(state), state
