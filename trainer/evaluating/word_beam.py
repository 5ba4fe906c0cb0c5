"""Which whole words a model holds likeliest at a place, by beam search over tokens."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from trainer.evaluating.missing_words import gap_loss
from trainer.predicting.predictor import Floats, Predictor, log_softmax

_BEAM = 8
_LONGEST_WORD = 6


def rank_of_word(
    predictor: Predictor,
    left: Floats,
    states: list[Floats],
    right: Floats | None,
    target: list[int],
    begins_word: NDArray[np.bool_],
) -> tuple[int, float]:
    """How many words are likelier than the one written, and how surprising that one was.

    The probability of a word is that of its tokens times that of the word ending there, so that "the" is not
    credited with what belongs to "them".

    Args:
        predictor: the model.
        left: `[1, units]`, the text before the word.
        states: states at the same place, each `[1, units]`.
        right: `[1, units]`, the text after the word, or None.
        target: the ids of the word that was written.
        begins_word: bool `[vocabulary]`, whether a token begins a new word.

    Returns:
        Words that are likelier (counted among those a beam of eight finds), and the word's loss in nats.
    """
    first = log_softmax(predictor.logits(left, right))[0]
    loss, target_score = _score_target(predictor, first, states, right, target, begins_word)
    return _likelier_words(predictor, first, states, right, target, target_score, begins_word), loss


def _score_target(
    predictor: Predictor,
    first: Floats,
    states: list[Floats],
    right: Floats | None,
    target: list[int],
    begins_word: Any,
) -> tuple[float, float]:
    """Loss of the target's tokens, and its score as a whole word."""
    loss, following = gap_loss(predictor, first, states, right, target)
    return loss, -loss + _log_sum(following[begins_word])


def _likelier_words(
    predictor: Predictor,
    first: Floats,
    states: list[Floats],
    right: Floats | None,
    target: list[int],
    target_score: float,
    begins_word: NDArray[np.bool_],
) -> int:
    likelier = 0
    tokens = np.argsort(first)[::-1][: _BEAM * 2]
    words, scores = [[int(token)] for token in tokens], first[tokens]
    beam_states = [np.repeat(state, len(words), axis=0) for state in states]
    for _ in range(_LONGEST_WORD):
        alive = scores > target_score
        if not alive.any():
            break
        words = [word for word, live in zip(words, alive, strict=True) if live]
        scores = scores[alive]
        last = np.array([[word[-1]] for word in words], np.int32)
        left, beam_states = predictor.read_left(last, [state[alive] for state in beam_states])
        sides = None if right is None else np.repeat(right, len(words), axis=0)
        following = log_softmax(predictor.logits(left[:, 0], sides))
        ended = scores + np.array([_log_sum(row[begins_word]) for row in following])
        likelier += sum(
            score > target_score and word != target for word, score in zip(words, ended, strict=True)
        )
        grown = np.where(begins_word[None], -np.inf, scores[:, None] + following)
        best = np.argsort(grown, axis=None)[::-1][:_BEAM]
        parents, tokens = np.unravel_index(best, grown.shape)
        words = [[*words[parent], int(token)] for parent, token in zip(parents, tokens, strict=True)]
        scores = grown[parents, tokens]
        beam_states = [state[parents] for state in beam_states]
    return likelier


def _log_sum(values: Floats) -> float:
    highest = values.max()
    return float(highest + np.log(np.exp(values - highest).sum()))
