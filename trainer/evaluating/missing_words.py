"""What the text after the cursor is worth: words missing in mid-paragraph, guessed with and without it."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from trainer.batches.distances import steps_of
from trainer.predicting.predictor import Floats, Predictor, log_softmax

# How many words are missing, and how many stay in the same paragraph on either side at least.
LENGTHS = (1, 3, 8)
_MARGIN = 4

Span = tuple[int, int]


def choose_gaps(
    tokens: NDArray[np.integer], spans: list[Span], line_ends: NDArray[np.bool_], most: int
) -> dict[int, list[Span]]:
    """Gaps in mid-paragraph, spread evenly over a text.

    Args:
        tokens: ids `[tokens]`.
        spans: first token and end (exclusive) of each word in it.
        line_ends: bool `[vocabulary]`, whether a token ends a paragraph.
        most: gaps of each length.

    Returns:
        For each of `LENGTHS`, first token and end (exclusive) of each gap, from a word's beginning to a
        word's end.
    """
    paragraph = np.concatenate([[0], np.cumsum(line_ends[tokens])])
    gaps = {}
    for length in LENGTHS:
        inside = [
            (spans[n][0], spans[n + length - 1][1])
            for n in range(_MARGIN, len(spans) - length - _MARGIN)
            if paragraph[spans[n - _MARGIN][0]] == paragraph[spans[n + length + _MARGIN - 1][1]]
        ]
        places = np.linspace(0, len(inside) - 1, min(most, len(inside))).astype(int)
        gaps[length] = [inside[place] for place in places]
    return gaps


def read_behind(predictor: Predictor, tokens: NDArray[np.int32], end: int) -> Floats | None:
    """The right vector `[1, units]` of the text from `end` on; None where the model sees nothing there."""
    after = tokens[end : end + predictor.right_tokens]
    return predictor.read_right(after[None]) if len(after) else None


def told(predictor: Predictor, right: Floats, missing: int) -> Floats:
    """Right vectors `[missing, units]`, one for each missing token, which say how many are still missing.

    Args:
        predictor: one that has `distances`.
        right: `[1, units]`, the text after the gap.
        missing: tokens of the gap.
    """
    assert predictor.distances is not None
    return right + predictor.distances[steps_of(np.arange(missing, 0, -1)) - 1]


def gap_loss(
    predictor: Predictor, first: Floats, states: list[Floats], right: Floats | None, target: list[int]
) -> tuple[float, Floats]:
    """How surprising the tokens of a gap are, and what the model expects behind them.

    Args:
        predictor: the model.
        first: log probabilities `[vocabulary]` of the token where the gap begins.
        states: states of the text before the gap, each `[1, units]`.
        right: `[1, units]`, the text after the gap, or None; or `[target, units]`, as from `told`.
        target: the ids that were written.

    Returns:
        The sum of their losses in nats; and log probabilities `[vocabulary]` of the token after the gap, were
        it still to be written.
    """
    rows = predictor.read_left(np.array([target], np.int32), states)[0][0]
    # Behind the last token nothing is missing, which no model is told of.
    sides = None if right is None else right[np.minimum(np.arange(1, len(rows) + 1), len(right) - 1)]
    following = log_softmax(predictor.logits(rows, sides))
    loss = -float(first[target[0]] + sum(following[n, token] for n, token in enumerate(target[1:])))
    return loss, following[-1]


def missing_words(
    predictor: Predictor,
    tokens: NDArray[np.int32],
    gaps: dict[int, list[Span]],
    left: dict[int, Floats],
    states: dict[int, list[Floats]],
) -> dict[str, dict[str, Any]]:
    """Perplexity a word of the words in the gaps.

    Args:
        predictor: the model.
        tokens: ids `[tokens]`.
        gaps: from `choose_gaps`.
        left: left vectors `[1, units]` by the first token of a gap.
        states: states likewise.

    Returns:
        By length: `gaps` (how many), `nothing` and `both` (perplexity with nothing behind them, with the
        text), and, of a model that can be told how far the text is, `told`.
    """
    columns = ["nothing", "both", *([] if predictor.distances is None else ["told"])]
    found: dict[str, dict[str, Any]] = {}
    for length, places in gaps.items():
        sums = dict.fromkeys(columns, 0.0)
        for first, end in places:
            target = [int(token) for token in tokens[first:end]]
            for side in sums:
                right = None if side == "nothing" else read_behind(predictor, tokens, end)
                if side == "told" and right is not None:
                    right = told(predictor, right, len(target))
                expected = log_softmax(predictor.logits(left[first], None if right is None else right[:1]))[0]
                sums[side] += gap_loss(predictor, expected, states[first], right, target)[0]
        words = max(1, len(places) * length)
        found[str(length)] = {"gaps": len(places)} | {
            side: float(np.exp(total / words)) for side, total in sums.items()
        }
    return found
