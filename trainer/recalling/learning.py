"""Learns to recall, by gradient descent on the likelihood of texts; the model itself stays as it is."""

import math
from collections.abc import Iterable, Iterator
from itertools import islice

import keras
import numpy as np
from keras import ops

from trainer.recalling.episodes import QUERIES, Episode
from trainer.recalling.recall import AGE_STEPS, Recall

KEY_SIZE = 128
EPISODES = 2  # a step of gradient descent
RATE = 2e-3
# Single numbers are learned so many times as fast as the tables.
_FASTER = 5.0
# A plain cache, tuned on prose.
_SHARPNESS, _BIAS, _SLOPE, _SHARE = math.log(12.0), -5.5, 5.0, 3.0
_NOTHING = -1e9
_SMALLEST = 1e-20


class Recalling(keras.Model):
    """`Recall`, as it is learned: episodes, `[batch, ...]` each, to losses in nats `[batch, QUERIES]`."""

    def __init__(self, size: int = KEY_SIZE):
        """Make keys of so many numbers."""
        super().__init__()
        self.size = size

    def build(self, shapes: dict[str, tuple[int, ...]]) -> None:
        """Make the tables for the model's units."""
        units = shapes["keys"][-1]
        spread = keras.initializers.RandomNormal(stddev=self.size**-0.5, seed=0)
        self.projection = self.add_weight(shape=(units, self.size), initializer=spread, name="projection")
        self.gate = self.add_weight(shape=(units,), initializer="zeros", name="gate")
        self.ages = self.add_weight(shape=(AGE_STEPS,), initializer="zeros", name="ages")
        self.numbers = self.add_weight(shape=(5,), initializer=_plain_cache, name="numbers")

    def call(self, episode: dict[str, keras.KerasTensor]) -> keras.KerasTensor:
        """The losses of the tokens that come."""
        sharpness, bias, slope, share, likelihood = ops.unstack(_FASTER * self.numbers)
        keys, queries = (_normal(ops.matmul(episode[side], self.projection)) for side in ("keys", "queries"))
        steps = episode["steps"]
        cosines = ops.matmul(queries, ops.transpose(keys, (0, 2, 1)))
        scores = ops.exp(sharpness) * cosines + likelihood * episode["likelihoods"]
        scores += ops.take(_FASTER * self.ages, ops.maximum(steps, 0))
        scores = ops.where(steps >= 0, scores, _NOTHING)
        all_scores = ops.logsumexp(scores, axis=-1)
        hits = ops.logsumexp(ops.where(episode["hits"], scores, _NOTHING), axis=-1)
        best = ops.max(ops.where(steps >= 0, cosines, -1.0), axis=-1)
        trust = bias + slope * best + ops.matmul(episode["queries"], self.gate)
        part = ops.sigmoid(share) * ops.sigmoid(trust)
        together = (1.0 - part) * ops.exp(episode["given"]) + part * ops.exp(hits - all_scores)
        return -ops.log(together + _SMALLEST)

    def compute_loss(
        self, x: object, y: object, y_pred: keras.KerasTensor, *_: object, **__: object
    ) -> keras.KerasTensor:
        """The mean of the losses, which are what it gives."""
        return ops.mean(y_pred)

    def learned(self) -> Recall:
        """What has been learned so far."""
        tables = (self.numbers, self.projection, self.gate, self.ages)
        numbers, projection, gate, ages = (np.array(np.asarray(table, np.float32)) for table in tables)
        sharpness, bias, slope, share, likelihood = (_FASTER * numbers).tolist()
        return Recall(
            projection,
            gate,
            _FASTER * ages,
            likelihood=likelihood,
            sharpness=math.exp(sharpness),
            bias=bias,
            slope=slope,
            share=1.0 / (1.0 + math.exp(-share)),
        )


def _plain_cache(shape: tuple[int, ...], dtype: str | None = None) -> keras.KerasTensor:
    return ops.convert_to_tensor(np.array([_SHARPNESS, _BIAS, _SLOPE, _SHARE, 0.0]) / _FASTER, dtype)


def _normal(vectors: keras.KerasTensor) -> keras.KerasTensor:
    """Vectors of length 1; the slope of `ops.normalize` at zero, for a missing place, is no number."""
    return vectors * ops.rsqrt(ops.sum(ops.square(vectors), axis=-1, keepdims=True) + _SMALLEST)


def learn(found: Iterable[Episode], tokens: int, size: int = KEY_SIZE) -> Iterator[tuple[int, float, Recall]]:
    """Learn from episodes of about `tokens` tokens; the rate falls to nothing at their end.

    Yields:
        After every hundredth of them: how many tokens were read, the loss of the last hundredth in nats a
        token, and what was learned.
    """
    recalling = Recalling(size)
    steps = max(1, tokens // (EPISODES * QUERIES))
    rate = keras.optimizers.schedules.PolynomialDecay(RATE, steps, 0.0)
    recalling.compile(optimizer=keras.optimizers.Adam(rate))
    told = max(1, steps // 100)
    losses: list[float] = []
    rest = iter(found)
    for step in range(1, steps + 1):
        some = list(islice(rest, EPISODES))
        batch = {name: np.stack([episode[name] for episode in some]) for name in some[0]}
        losses.append(float(recalling.train_on_batch(batch)))
        if step % told == 0 or step == steps:
            yield step * EPISODES * QUERIES, float(np.mean(losses)), recalling.learned()
            losses.clear()
