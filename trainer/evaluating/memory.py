"""Memory of a text while it is read: a continuous cache beside the model, tuned on one text for another.

Grave, Joulin, Usunier, "Improving Neural Language Models with a Continuous Cache" (2017), with cosines in
place of dot products, and with a part for the memory that grows with the best likeness. A model that has
learned to recall (`trainer.recalling`) needs no tuning.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trainer.predicting.predictor import Floats, Predictor, log_softmax
from trainer.recalling.recall import Recall

SIZE = 8192
SHARPNESSES = (4.0, 8.0, 12.0, 16.0, 24.0)
_BIASES = np.arange(-8.0, 1.0, 0.5)
_SLOPES = np.arange(0.0, 9.0, 0.5)
_BLOCK = 256


@dataclass(frozen=True)
class Memory:
    """How much a place of the text counts, and how much the memory counts beside the model.

    The memory's distribution over tokens is the share of `exp(sharpness * cosine)` that their places have;
    its part of the whole is `sigmoid(bias + slope * best cosine)`.

    Attributes:
        sharpness: of the likeness.
        bias: of the memory's part.
        slope: of the memory's part.
        size: how many of the last tokens are remembered.
    """

    sharpness: float
    bias: float
    slope: float
    size: int = SIZE


@dataclass(frozen=True)
class _Readings:
    """What the model and the memory make of each token of a text, all `[tokens - 1]`.

    Attributes:
        model: probability that the model gave it.
        memory: probability that the memory gave it, for each of some sharpnesses.
        best: cosine of the likest place.
    """

    model: Floats
    memory: dict[float, Floats]
    best: Floats

    def mean_loss(self, memory: Memory) -> float:
        """Nats a token of both together."""
        part = 1.0 / (1.0 + np.exp(-(memory.bias + memory.slope * self.best)))
        # Where nothing is remembered yet, `best` is -1 and the memory has no say.
        part = np.where(self.best > -1.0, part, 0.0)
        both = (1.0 - part) * self.model + part * self.memory[memory.sharpness]
        return float(-np.log(np.maximum(both, 1e-30)).mean())


def tune_memory(predictor: Predictor, tokens: NDArray[np.integer], size: int = SIZE) -> Memory:
    """The settings that suit a text best.

    Args:
        predictor: the model.
        tokens: ids `[tokens]` of a text that is neither trained on nor tested on.
        size: how many of the last tokens are remembered.
    """
    readings = _read(predictor, tokens, size, SHARPNESSES)
    settings = (
        Memory(sharpness, float(bias), float(slope), size)
        for sharpness in SHARPNESSES
        for bias in _BIASES
        for slope in _SLOPES
    )
    return min(settings, key=readings.mean_loss)


def memory_perplexity(
    predictor: Predictor, tokens: NDArray[np.integer], memory: Memory
) -> tuple[float, float]:
    """Perplexities a token of a text `[tokens]` read in one piece: the model alone, and with its memory."""
    readings = _read(predictor, tokens, memory.size, (memory.sharpness,))
    alone = float(np.exp(-np.log(readings.model).mean()))
    return alone, float(np.exp(readings.mean_loss(memory)))


def recalled_perplexity(
    predictor: Predictor, tokens: NDArray[np.integer], recall: Recall, size: int = SIZE
) -> tuple[float, float]:
    """As `memory_perplexity`, with what the model has learned of recalling the last `size` tokens."""
    alone: list[Floats] = []
    both: list[Floats] = []
    for place in _remembered(predictor, tokens, size, recall.keys):
        hits = place.followed == place.targets[:, None]
        given = np.exp(place.scores[np.arange(len(hits)), place.targets])
        likelihoods = place.scores[:, place.followed]
        alone.append(given)
        both.append(recall.probabilities(place.vectors, place.keys, place.ages, likelihoods, hits, given))
    found = (np.concatenate(parts).astype(np.float64) for parts in (alone, both))
    without, with_memory = (float(np.exp(-np.log(np.maximum(one, 1e-30)).mean())) for one in found)
    return without, with_memory


def _read(
    predictor: Predictor, tokens: NDArray[np.integer], size: int, sharpnesses: tuple[float, ...]
) -> _Readings:
    model: list[Floats] = []
    best: list[Floats] = []
    memory: dict[float, list[Floats]] = {sharpness: [] for sharpness in sharpnesses}
    for place in _remembered(predictor, tokens, size, _normal):
        rows = len(place.targets)
        model.append(np.exp(place.scores[np.arange(rows), place.targets]).astype(np.float64))
        cosines = np.where(place.ages > 0, place.keys[-rows:] @ place.keys.T, -np.inf)
        highest = cosines.max(axis=1)
        best.append(np.where(np.isfinite(highest), highest, -1.0))
        hits = place.followed == place.targets[:, None]
        for sharpness in sharpnesses:
            weights = np.exp(sharpness * (cosines - best[-1][:, None]))
            memory[sharpness].append((weights * hits).sum(axis=1) / np.maximum(weights.sum(axis=1), 1e-30))
    joined = {sharpness: np.concatenate(parts) for sharpness, parts in memory.items()}
    return _Readings(np.concatenate(model), joined, np.concatenate(best))


def _normal(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


@dataclass(frozen=True)
class _Block:
    """Some tokens of a text, with what is remembered of those before them and of themselves.

    Attributes:
        vectors: `[rows, units]`, the left vectors before the tokens.
        targets: `[rows]`, the tokens.
        scores: `[rows, vocabulary]`, the logarithms of what the model gives all tokens there.
        keys: `[places, key size]`; the last ones are the rows' own.
        followed: `[places]`, the places' tokens.
        ages: `[rows, places]`, how many tokens before the row; 0 or less for its own and later ones, and 0
            for those forgotten.
    """

    vectors: Floats
    targets: NDArray[np.int64]
    scores: Floats
    keys: Floats
    followed: NDArray[np.int64]
    ages: NDArray[np.int64]


def _remembered(
    predictor: Predictor, tokens: NDArray[np.integer], size: int, make_keys: Callable[[Floats], Floats]
) -> Iterator[_Block]:
    keys, followed = np.zeros((0, 0), np.float32), np.zeros(0, np.int64)
    for vectors, targets, scores in _blocks(predictor, tokens):
        own = make_keys(vectors)
        keys, followed = (
            np.concatenate([keys, own]) if len(keys) else own,
            np.concatenate([followed, targets]),
        )
        rows, places = len(targets), len(followed)
        ages = (places - rows + np.arange(rows))[:, None] - np.arange(places)
        yield _Block(vectors, targets, scores, keys, followed, np.where(ages > size, 0, ages))
        keys, followed = keys[-size:], followed[-size:]


def _blocks(
    predictor: Predictor, tokens: NDArray[np.integer]
) -> Iterator[tuple[Floats, NDArray[np.int64], Floats]]:
    """Left vectors `[block, units]`, the tokens after them, and logarithms of probabilities of all tokens."""
    ids = np.asarray(tokens, np.int32)[None]
    states = predictor.initial_states(1)
    for begin in range(0, ids.shape[1] - 1, _BLOCK):
        end = min(begin + _BLOCK, ids.shape[1] - 1)
        left, states = predictor.read_left(ids[:, begin:end], states)
        targets = ids[0, begin + 1 : end + 1].astype(np.int64)
        yield left[0], targets, log_softmax(predictor.logits(left[0], None))
