"""Golden samples: the proof that this machine's model says what the trainer's said."""

from collections.abc import Callable

import numpy as np

from desktop.engine.bundles.bundle import Bundle
from desktop.engine.errors import BundleDamagedError, Sentence
from desktop.engine.model.model import Model, softmax
from desktop.engine.model.vocabulary import Vocabulary

# 8-bit arithmetic rounds differently from one processor to the next; a damaged model is off by far more.
TOLERANCE = 0.05
# Loading must stay quick whatever a bundle brings along.
MOST_SAMPLES = 8


def check_golden(bundle: Bundle, vocabulary: Vocabulary, model: Model) -> None:
    """Recompute a bundle's golden samples.

    Raises:
        BundleDamagedError: The tokenizer or the model gives something else than the trainer stored.
    """
    distances = bundle.config.distances
    told = distances.golden[:MOST_SAMPLES] if distances else ()
    for sample in (*bundle.config.golden[:MOST_SAMPLES], *told):
        left_ids = (bundle.config.end, *vocabulary.encode(sample.left))
        right_ids = tuple(vocabulary.encode(sample.right))[: len(sample.right_ids)]
        if left_ids != sample.left_ids or right_ids != sample.right_ids:
            raise _wrong(bundle, Sentence("its tokenizer splits a sample text differently"))
        probabilities = softmax(model.predict(model.start(left_ids, sample.right_ids, sample.missing)))[0]
        if not np.isfinite(probabilities).all():
            raise _wrong(bundle, Sentence("its predictions are no numbers"))
        off = np.abs(probabilities[list(sample.top_ids)] - np.array(sample.top_probabilities)).max()
        if int(probabilities.argmax()) not in sample.top_ids or off > TOLERANCE:
            raise _wrong(bundle, Sentence("its predictions for a sample text have changed"))


def check_moods(bundle: Bundle, vocabulary: Vocabulary, read: Callable[[list[str]], list[float]]) -> None:
    """Recompute a mood bundle's golden samples.

    Args:
        bundle: A bundle of the kind `mood`.
        vocabulary: Its tokens.
        read: Gives the moods of passages.

    Raises:
        BundleDamagedError: The tokenizer or the model gives something else than the trainer stored.
    """
    samples = bundle.config.moods[:MOST_SAMPLES]
    if any(tuple(vocabulary.encode(sample.text)) != sample.ids for sample in samples):
        raise _wrong(bundle, Sentence("its tokenizer splits a sample text differently"))
    moods = read([sample.text for sample in samples])
    if any(abs(mood - sample.mood) > TOLERANCE for mood, sample in zip(moods, samples, strict=True)):
        raise _wrong(bundle, Sentence("its predictions for a sample text have changed"))


def _wrong(bundle: Bundle, reason: Sentence) -> BundleDamagedError:
    return BundleDamagedError(
        "The model in {folder} does not give the answers it was shipped with ({reason}); "
        "install the model again.",
        folder=bundle.folder,
        reason=reason,
    )
