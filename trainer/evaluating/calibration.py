"""What is measured of a finished bundle: how sure its suggestions are, and what its language looks like.

The desk measures the curve of its own suggestions (`inkling measure --calibrate`); what its language's words
cost in tokens is counted here.
"""

import json
import math
import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from trainer.errors import BundleError

# As the desk looks at a text, see `desktop/engine/decoding/welcome.py`: without the names in it, and words in
# capitals as if they were in small letters.
WORDS = 24
# One stretch of words in so many may look like another language, such as a letter in dialect.
ODD_STRETCHES = 1000
LEAST_STRETCHES = 500
_WORD = re.compile(r"[^\W\d_]+")
# Behind what a word has a capital although it is no name.
_BEGINS_SENTENCE = re.compile(
    "(?:^|[.!?:\u2026\n])[\"'\u2018-\u201f\u00ab\u00bb)\\]]*\\s*[\"'\u2018-\u201f\u00ab\u00bb(\\[\u00a1\u00bf]*$"
)
_LOOK_BACK = 8
_KNOWN_WORDS = 100_000


def bits_per_letter(tokenizer: Tokenizer, texts: Iterable[str]) -> float | None:
    """What all but the oddest stretches of a language's words cost at most, by the ranks of their tokens.

    A byte-level BPE learns its tokens in the order of their frequency, which by Zipf's law goes with the
    inverse of the rank.

    Args:
        tokenizer: cuts words.
        texts: in the model's language, not trained on.

    Returns:
        The quantile; None if the texts have too few words to tell.
    """

    @lru_cache(_KNOWN_WORDS)
    def bits(word: str) -> float:
        return sum(
            math.log2(1 + token) for token in tokenizer.encode(" " + word, add_special_tokens=False).ids
        )

    found = []
    for text in texts:
        words = telling_words(text)
        for first in range(0, len(words) - WORDS + 1, WORDS // 2):
            stretch = words[first : first + WORDS]
            found.append(sum(map(bits, stretch)) / sum(map(len, stretch)))
    return (
        round(float(np.quantile(found, 1 - 1 / ODD_STRETCHES)), 3) if len(found) >= LEAST_STRETCHES else None
    )


def telling_words(text: str) -> list[str]:
    """The words of a text but for names, which are anyone's; words in capitals in small letters."""
    return [
        word.lower() if len(word) > 1 and word.isupper() else word
        for match in _WORD.finditer(text)
        if not _is_name(word := match.group(), text[max(0, match.start() - _LOOK_BACK) : match.start()])
    ]


def _is_name(word: str, before: str) -> bool:
    """Whether a word has a capital, and no others, in mid-sentence."""
    is_capitalised = len(word) > 1 and word[0].isupper() and not word.isupper()
    return is_capitalised and not _BEGINS_SENTENCE.search(before)


def read_curve(path: Path) -> list[list[float]]:
    """The points (probability, share right) that `inkling measure --calibrate` has written, rising.

    Raises:
        BundleError: the file holds no such curve.
    """
    try:
        curve = json.loads(path.read_text(encoding="utf-8"))["precision"]
        points = [[float(probability), float(share)] for probability, share in curve]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BundleError(
            f"{path} holds no calibration ({error}); make it with “inkling measure --calibrate --json”."
        ) from error
    shares = all(0 < number < 1 for point in points for number in point)
    if not points or not shares or any(not (a < c and b < d) for (a, b), (c, d) in pairwise(points)):
        raise BundleError(f"The curve in {path} does not rise; measure it again on more words.")
    return points


def read_memory(path: Path) -> dict[str, float]:
    """How much the memory of a story should count, as `inkling measure --tune-memory` has written it.

    Raises:
        BundleError: the file holds no such settings.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["memory"]
        settings = {str(name): float(value) for name, value in found.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BundleError(
            f"{path} holds no settings of a memory ({error}); make it with "
            "“inkling measure --tune-memory --json”."
        ) from error
    if not settings or not all(map(math.isfinite, settings.values())):
        raise BundleError(f"The settings in {path} are not all numbers; measure them again.")
    return settings


def calibrated(
    config: dict[str, Any],
    curve: list[list[float]] | None,
    bits: float | None,
    memory: dict[str, float] | None = None,
) -> dict[str, Any]:
    """A bundle's `config.json` with what was measured; what was not measured anew stays."""
    found = {"precision": curve, "bits_per_letter": bits, "memory": memory}
    kept = {name: value for name, value in found.items() if value is not None}
    return config | {"calibration": config.get("calibration", {}) | kept}
