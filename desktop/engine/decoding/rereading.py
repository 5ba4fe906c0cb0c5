"""How likely a model finds a text that stands between two others: each token from both of its sides.

The product of these is the text's pseudo-likelihood (Besag 1975, "Statistical Analysis of Non-Lattice Data";
Salazar et al. 2020, "Masked Language Model Scoring"). What was written from left to right, word by word, is
read here with what comes after each word in sight.
"""

from collections.abc import Callable, Sequence
from itertools import groupby

import numpy as np

from desktop.engine.model.model import Model, State, softmax
from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.reading.reader import Read

# Tokens behind each one that are read; more hardly change what is expected of it.
BEHIND = 16
# Tokens that are predicted at once.
_ROWS = 32
_SMALLEST = 1e-30


def log_probabilities(
    model: Model,
    vocabulary: Vocabulary,
    read: Read,
    text: str,
    right: str,
    is_stale: Callable[[], bool] = lambda: False,
) -> tuple[list[int], np.ndarray]:
    """How likely each token of a text is between the tokens before and behind it.

    Args:
        model: Predicts, with the story's memory or without.
        vocabulary: Spells.
        read: What stands before the text, as the model has read it.
        text: The text.
        right: What stands after it.
        is_stale: Asked every few milliseconds; True gives up, with the tokens that were judged so far.

    Returns:
        The text's tokens, and the natural logarithm of the probability of each, float64. A word that `read`
        leaves begun counts as part of the text.
    """
    begun = vocabulary.split_tail(read.rest).head_ids
    ids = vocabulary.encode(read.rest + text)
    first = len(begun) if ids[: len(begun)] == begun else 0
    following = [*ids, *vocabulary.encode(right)[:BEHIND]]
    rows = model.readings(read.reading, ids)
    found: list[np.ndarray] = []
    for start in range(first, len(ids), _ROWS):
        if is_stale():
            ids = ids[:start]
            break
        end = min(start + _ROWS, len(ids))
        behind = _behind(model, [following[place + 1 : place + 1 + BEHIND] for place in range(start, end)])
        probabilities = softmax(model.predict((*(part[start:end] for part in rows), *behind)))
        found.append(probabilities[np.arange(end - start), ids[start:end]].astype(np.float64))
    likely = np.concatenate(found) if found else np.zeros(0)
    return ids[first:], np.log(np.maximum(likely, _SMALLEST))


def _behind(model: Model, texts: Sequence[Sequence[int]]) -> State:
    """The readings of several texts after the cursor, a row each; those of one length are read together."""
    parts = [model.read_rights(list(some)) for _, some in groupby(texts, key=len)]
    return tuple(np.concatenate(arrays) for arrays in zip(*parts, strict=True))
