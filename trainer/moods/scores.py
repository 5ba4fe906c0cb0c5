"""How well a classifier of texts does: its loss and its accuracy."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from trainer.corpus.tokenizer import encode
from trainer.errors import CorpusError
from trainer.moods.labelled_samples import LabelledSamples, padded_rows
from trainer.moods.labelled_texts import find_labelled, read_labelled

Floats = NDArray[np.float32]
Labels = NDArray[np.uint8]
ReadMoods = Callable[[NDArray[np.int32]], Floats]
"""Tokens int32 `[texts, length]` -> probabilities that they are light, float32 `[texts, 1]`."""

# Texts read at a time.
_ROWS = 128
# Keras bounds probabilities so before it takes their logarithms.
_SMALLEST = 1e-7


@dataclass(frozen=True)
class MoodScores:
    """How well labels were told.

    Attributes:
        count: number of texts.
        loss: mean binary cross-entropy, in nats a text.
        accuracy: share of texts on the right side of one half.
    """

    count: int
    loss: float
    accuracy: float


def mood_scores(moods: Floats, labels: Labels, centre: float = 0.0) -> MoodScores:
    """Compare probabilities with labels.

    Args:
        moods: `[texts]`.
        labels: `[texts]`.
        centre: where the middle of a centred bundle lies, as the logarithm of odds; see
            `trainer.export.mood.centre_of`.
    """
    odds = logits(moods) + centre
    losses = np.logaddexp(0.0, np.where(labels, -odds, odds))
    return MoodScores(len(moods), float(losses.mean()), float(((odds > 0.0) == labels).mean()))


def logits(moods: Floats) -> NDArray[np.float64]:
    """The logarithms of the odds of probabilities."""
    bounded = np.clip(moods.astype(np.float64), _SMALLEST, 1.0 - _SMALLEST)
    return np.log(bounded / (1.0 - bounded))


def read_samples(read: ReadMoods, samples: LabelledSamples, most: int | None = None) -> Floats:
    """The probabilities of the first `most` texts (or all), `[texts]`."""
    numbers = np.arange(len(samples) if most is None else min(most, len(samples)))
    blocks = [numbers[first : first + _ROWS] for first in range(0, len(numbers), _ROWS)]
    return np.concatenate([read(samples.rows(block))[:, 0] for block in blocks])


def read_texts(read: ReadMoods, tokenizer: Tokenizer, texts: Iterable[str], length: int) -> Floats:
    """The probabilities of texts, `[texts]`; they are read in a stream.

    Args:
        read: the model.
        tokenizer: its tokenizer.
        texts: a text each.
        length: tokens of a text that the model reads, the last ones.
    """
    encoded = (np.array(ids, np.int32) for ids in encode(tokenizer, texts))
    moods = [read(padded_rows(block, length))[:, 0] for block in _blocks(encoded)]
    return np.concatenate([np.zeros(0, np.float32), *moods])


def evaluate_moods(
    read: ReadMoods, tokenizer: Tokenizer, paths: Sequence[Path], length: int, centre: float = 0.0
) -> MoodScores:
    """Measure a model on labelled texts, all of them; see `mood_scores` and `read_texts`.

    Raises:
        CorpusError: a text cannot be read, or there is none.
    """
    labels: list[int] = []

    def texts() -> Iterator[str]:
        for text in read_labelled(find_labelled(paths)):
            labels.append(text.label)
            yield text.text

    moods = read_texts(read, tokenizer, texts(), length)
    if not len(moods):
        raise CorpusError("There is no labelled text to measure on; add lines of a label, a tab and a text.")
    return mood_scores(moods, np.array(labels, np.uint8), centre)


def _blocks(texts: Iterator[NDArray[np.int32]]) -> Iterator[list[NDArray[np.int32]]]:
    while block := list(islice(texts, _ROWS)):
        yield block
