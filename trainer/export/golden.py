"""Golden samples: what the exported graphs answer to fixed texts, so that any reader can check itself."""

from typing import Any

import numpy as np
from tokenizers import Tokenizer

from trainer.batches.distances import steps_of
from trainer.predicting.predictor import Ids, Predictor, log_softmax

TOP = 10

# Before and after the cursor; our own sentences, with quotes, dashes, names, line breaks and Chinese.
TEXTS = (
    ("It was late when she opened the", " and walked inside."),
    ("It was late when she opened the", ""),
    ('"Where have you been?" he asked, and', ""),
    ("The rain had stopped by noon.\nOn the far side of the valley", " rose slowly above the trees."),
    ("She did not answer \u2014 she never", ' did.\n"You might at least look at me," he said.'),
    ("\u201c你去哪里了？\u201d他问，\u201c", "\u201d\n她不答——她从来不答。"),
    ("", ""),
)

# The same of a model that is told how many tokens are missing before the text after the cursor.
TOLD_TEXTS = (
    ("It was late when she opened the", " and walked inside.", 1),
    ("The rain had stopped by noon.\nOn the far side of the valley", " rose slowly above the trees.", 3),
    ("She did not answer \u2014 she never", ' did.\n"You might at least look at me," he said.', 12),
    ("\u201c你去哪里了？\u201d他问，\u201c", "\u201d\n她不答——她从来不答。", 5),
    ("He shut the book.", "\nIn the morning they found the gate open.", 200),
)


def golden_samples(predictor: Predictor, tokenizer: Tokenizer, end_token: int) -> list[dict[str, Any]]:
    """Texts, their ids and the likeliest next tokens, as `config.json` holds them.

    The ids before the cursor go through `read_left` in one call from the initial states, and the last vector
    through `logits`.
    """
    return [_sample(predictor, tokenizer, end_token, left, right) for left, right in TEXTS]


def told_samples(predictor: Predictor, tokenizer: Tokenizer, end_token: int) -> list[dict[str, Any]]:
    """The same for a predictor that has `distances`, each with the `missing` tokens that it was told."""
    return [
        _sample(predictor, tokenizer, end_token, left, right, missing) | {"missing": missing}
        for left, right, missing in TOLD_TEXTS
    ]


def _sample(
    predictor: Predictor, tokenizer: Tokenizer, end_token: int, left: str, right: str, missing: int = 0
) -> dict[str, Any]:
    left_ids = [end_token, *tokenizer.encode(left, add_special_tokens=False).ids]
    right_ids = tokenizer.encode(right, add_special_tokens=False).ids[: predictor.right_tokens]
    vectors, _ = predictor.read_left(_row(left_ids), predictor.initial_states(1))
    side = predictor.read_right(_row(right_ids)) if right_ids else None
    if side is not None and missing:
        assert predictor.distances is not None
        side = side + predictor.distances[steps_of(missing) - 1]
    probabilities = np.exp(log_softmax(predictor.logits(vectors[:, -1], side)))[0]
    top = np.argsort(probabilities)[::-1][:TOP]
    return {
        "left": left,
        "right": right,
        "left_ids": left_ids,
        "right_ids": right_ids,
        "top_ids": [int(token) for token in top],
        "top_probabilities": [round(float(probabilities[token]), 6) for token in top],
    }


def _row(ids: list[int]) -> Ids:
    return np.array([ids], np.int32)
