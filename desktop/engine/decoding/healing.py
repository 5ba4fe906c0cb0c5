"""Token healing: the half-typed word is spelled anew, in the tokens that the model would have chosen.

"Eliz" as typed is an odd row of tokens that the model has hardly seen. Backed up to the word boundary, with
only tokens allowed that spell what is typed and go on, the model sees text split as it learned it.
"""

import heapq
from dataclasses import dataclass

import numpy as np

from desktop.engine.decoding.context import Cursor
from desktop.engine.model.model import State, softmax
from desktop.engine.model.vocabulary import Vocabulary

# Beginnings of what is typed that are followed up together, the likeliest ones.
MOST_PARTS = 4
# Ways to spell that hold less than this share of the probability are left out.
NEGLIGIBLE = 0.01


@dataclass(frozen=True)
class Spelling:
    """One way to spell what is typed, and perhaps more.

    Attributes:
        probability: Among all ways to spell what is typed.
        spelled: The tokens' bytes; they begin with what is typed.
        token: The last token.
        state: The model's state before it; this one's row is `row`.
        row: See `state`.
    """

    probability: float
    spelled: bytes
    token: int
    state: State
    row: int


def spell(vocabulary: Vocabulary, cursor: Cursor, branches: int) -> list[Spelling]:
    """The ways to spell the typed prefix and go on; empty if no tokens do.

    Args:
        vocabulary: Spells.
        cursor: The model before the half-typed word.
        branches: Last tokens to give for each way to spell what comes before them, the likeliest ones.

    Returns:
        Spellings whose probabilities are renormalised over all ways, those that are not returned included.
    """
    covering: list[Spelling] = []
    parts = [(1.0, b"", cursor.state, 0, softmax(cursor.logits))]
    total = 0.0
    while parts:
        short: list[Spelling] = []
        for probability, spelled, state, row, q in parts:
            rest = cursor.prefix[len(spelled) :]
            ids = _fitting(vocabulary, cursor, rest)
            total += probability * float(q[ids].sum())
            ids = ids[vocabulary.newline[ids] == 0]
            for tokens, found in ((likeliest(ids, q, branches), covering), (vocabulary.within(rest), short)):
                for token in tokens:
                    longer = spelled + vocabulary.pieces[token]
                    found.append(Spelling(probability * float(q[token]), longer, token, state, row))
        short = [part for part in short if part.probability > NEGLIGIBLE * total]
        short = heapq.nlargest(MOST_PARTS, short, key=lambda part: part.probability)
        steps = zip(short, cursor.steps.take(short), strict=True)
        parts = [(part.probability, part.spelled, state, row, q) for part, (q, state, row) in steps]
    if total <= 0.0:
        return []
    return [Spelling(way.probability / total, way.spelled, way.token, way.state, way.row) for way in covering]


def likeliest(ids: np.ndarray, q: np.ndarray, most: int) -> list[int]:
    """At most so many of `ids`, those of greatest q."""
    if len(ids) > most:
        ids = ids[np.argpartition(q[ids], -most)[-most:]]
    return [int(token) for token in ids]


def _fitting(vocabulary: Vocabulary, cursor: Cursor, rest: bytes) -> np.ndarray:
    """The ids that spell `rest` and more, with no second space behind one that stands."""
    ids = vocabulary.starting_with(rest)
    if rest or not cursor.after_space:
        return ids
    return ids[~vocabulary.spaced[ids]]
