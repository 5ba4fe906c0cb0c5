"""A model that knows this story and its writer's earlier works: it mixes these into each distribution.

Whoever searches or samples talks to it as to any other model. Its state is the wrapped model's with a path in
front of it: the word that is being spelled, then the last tokens.
"""

from collections.abc import Sequence

import numpy as np

from desktop.engine.model.model import Model, State, softmax
from desktop.engine.model.stream_model import StreamModel
from desktop.engine.story.earlier_works import RUN
from desktop.engine.story.story import Story

_SMALLEST = 1e-30  # keeps the logarithm of a zero probability finite


class RememberingModel(Model):
    """Wraps a stream model, whose states hold the vector that it predicts from."""

    def __init__(self, model: StreamModel, story: Story, weight: float = 1.0) -> None:
        """Mix `story` into what `model` predicts.

        Args:
            model: Predicts.
            story: What is remembered, and what is known of earlier works.
            weight: How much what followed at like places, and in earlier works, counts, 0 to 1. With less
                than 1 what was learned of the story's manner does not count at all.
        """
        self._model = model
        self._weight = weight
        self._story = story
        self._earlier = story.earlier

    def blank(self) -> State:
        """No word begun, and the wrapped model's blank reading."""
        path = np.concatenate([self._story.words.blank(), self._earlier.blank()], axis=1)
        return (path, *self._model.blank())

    def read(self, reading: State, ids: Sequence[int]) -> State:
        """Read on."""
        return self.trace(reading, ids)[0]

    def trace(self, reading: State, ids: Sequence[int]) -> tuple[State, np.ndarray | None]:
        """Read on, with the wrapped model's vectors."""
        reached, vectors = self._model.trace(reading[1:], ids)
        path, last = _parts(reading[0])
        spelled = self._story.words.spell(path, ids), self._earlier.spell(last, ids)
        return (np.concatenate(spelled, axis=1), *reached), vectors

    def keys(self, vectors: np.ndarray) -> np.ndarray:
        """As the wrapped model does."""
        return self._model.keys(vectors)

    def read_right(self, ids: Sequence[int], missing: int = 0) -> State:
        """As the wrapped model does."""
        return self._model.read_right(ids, missing)

    def readings(self, reading: State, ids: Sequence[int]) -> State:
        """The wrapped model's, with the word that is being spelled before each of `ids`."""
        paths = [reading[0]]
        for token in ids[:-1]:
            paths.append(self._spell_rows(paths[-1], [token]))
        return (np.concatenate(paths[: len(ids)]), *self._model.readings(reading[1:], ids))

    def read_rights(self, texts: Sequence[Sequence[int]]) -> State:
        """As the wrapped model does."""
        return self._model.read_rights(texts)

    def predict(self, state: State) -> np.ndarray:
        """The logarithm of the mixed probabilities."""
        manner = self._story.manner if self._story.in_use and self._weight == 1.0 else None
        if manner is None:
            return self._blend(self._model.predict(state[1:]), state)
        shift = manner.shift(self._model.vectors(state[1:]))
        return self._blend(self._model.predict(state[1:], shift, manner.head), state)

    def advance(self, state: State, tokens: Sequence[int]) -> tuple[np.ndarray, State]:
        """One step of the wrapped model."""
        state = (self._spell_rows(state[0], tokens), *self._model.step(state[1:], tokens))
        return self.predict(state), state

    def _spell_rows(self, paths: np.ndarray, tokens: Sequence[int]) -> np.ndarray:
        path, last = _parts(paths)
        spelled = self._story.words.spell_rows(path, tokens), self._earlier.spell_rows(last, tokens)
        return np.concatenate(spelled, axis=1)

    def _blend(self, logits: np.ndarray, state: State) -> np.ndarray:
        if not (self._story.in_use or self._earlier):
            return logits
        path, last = _parts(state[0])
        blended = softmax(logits)
        if self._story.in_use:
            vectors, followed = self._model.vectors(state[1:]), self._model.followed(state[1:])
            blended = self._story.places.blend(blended, vectors, self._weight, followed)
            blended = self._story.words.blend(blended, path)
        if self._earlier:
            blended = self._earlier.blend(blended, last, self._weight)
        return np.log(np.maximum(blended, _SMALLEST))


def _parts(paths: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What the story's words need of the tokens that were read, and what earlier works need."""
    return paths[:, :-RUN], paths[:, -RUN:]
