"""Leading up to what stands after the cursor: its words lean towards it, its sentences end by themselves.

A model that has learned gaps of a few words takes the text behind the cursor for near. Before the beginning
of a paragraph it expects at each step that this one is about to end, however much it is told to come, and a
continuation falls into lines of a word or two ("Yes." "No." "It was."). So two distributions are joined: with
the text behind the cursor in sight, p, and hidden, q. Marks and line ends come as q has them, and words as

    q(w)^(1 - a) p(w)^a,  normalised to the probability that q gives to all words,

a product of experts (Hinton 2002). Where the text behind goes on with a sentence, the last tokens before it
come as p has them, or they would not fit there.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from desktop.engine.decoding.context import Cursor
from desktop.engine.model.model import Advancing, State, softmax
from desktop.engine.model.steps import Steps
from desktop.engine.model.vocabulary import Vocabulary

# How much a word leans: with 0.3 little of what follows is felt; with 1, sentences that are stranger.
_LEANING = 0.6
# Tokens before a sentence that goes on, from which the text behind the cursor alone tells how to come there.
_NEAR = 10
_SMALLEST = 1e-30


class Leaning(Advancing):
    """Steps through two states at once: one that sees what stands after the cursor, and one that does not."""

    def __init__(self, model: Advancing, vocabulary: Vocabulary, arrays: int) -> None:
        """Join what `model` predicts.

        Args:
            model: Predicts.
            vocabulary: Says which tokens are words.
            arrays: Of one of the model's own states.
        """
        self._model = model
        self._arrays = arrays
        self._words = vocabulary.words

    def advance(self, state: State, tokens: Sequence[int]) -> tuple[np.ndarray, State]:
        """One step of both."""
        left = np.maximum(state[0] - 1, 0)
        alone, reached = self._model.advance(state[1 : 1 + self._arrays], tokens)
        leading, arrived = self._model.advance(state[1 + self._arrays :], tokens)
        return self._join(alone, leading, left), (left, *reached, *arrived)

    def cursor(self, alone: Cursor, leading: Cursor, tokens: int | None) -> Cursor:
        """Where both set out.

        Args:
            alone: The cursor with nothing after it.
            leading: The same with the text after it in sight.
            tokens: How many are to come before that text, where it goes on with a sentence; None elsewhere.
        """
        left = np.full(1, np.iinfo(np.int64).max if tokens is None else tokens, np.int64)
        logits = self._join(alone.logits[None], leading.logits[None], left)[0]
        state = (left, *alone.state, *leading.state)
        return replace(leading, state=state, logits=logits, steps=Steps(self))

    def _join(self, alone: np.ndarray, leading: np.ndarray, left: np.ndarray) -> np.ndarray:
        """The logarithms of the joined probabilities, float32 [rows, vocabulary]."""
        q, p = softmax(alone), softmax(leading)
        log_q, log_p = np.log(np.maximum(q, _SMALLEST)), np.log(np.maximum(p, _SMALLEST))
        words = np.where(self._words, log_q + _LEANING * (log_p - log_q), -np.inf)
        share = q[:, self._words].sum(axis=-1, keepdims=True)
        words = np.log(np.maximum(softmax(words) * share, _SMALLEST))
        joined = np.where(self._words, words, log_q)
        near = (left <= _NEAR)[:, None]
        result: np.ndarray = np.where(near, log_p, joined).astype(np.float32)
        return result
