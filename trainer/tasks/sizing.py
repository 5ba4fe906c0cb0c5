"""A model's sizes and the length of its training, fitted to how much text there is."""

import bisect
import math
from dataclasses import dataclass, replace
from typing import Any

from trainer.corpus.dataset import Dataset
from trainer.limits import LEFT_OPEN_DROPOUT
from trainer.settings import Preset

# A rise that outlasts the run would leave the model where it began.
LARGEST_WARMUP = 0.05
# A text of so many tokens is read once; a shorter one the oftener the shorter it is, since what one pass
# teaches is less, until a model has it by heart.
_READ_ONCE = 100_000_000
_TIMES_POWER = 0.375
# On a GPU the steps of an LSTM wait for one another rather than for its units, so that more streams should
# cost little time there (no GPU was at hand to measure that); of a text of so many tokens, four times as many
# still leave enough steps of an epoch.
_FILLS_GPU = 10_000_000
_GPU_STREAMS = 4


@dataclass(frozen=True)
class _Size:
    """What suits texts of up to `tokens` tokens; see `trainer.settings`."""

    tokens: float
    embedding: int
    units: int
    forward_layers: int
    dropout: float
    streams: int
    window: int
    learning_rate: float


_SIZES = (
    _Size(200_000, 96, 192, 1, 0.3, 16, 32, 4e-3),
    _Size(1_200_000, 128, 256, 1, 0.2, 32, 32, 4e-3),
    _Size(10_000_000, 256, 384, 2, 0.1, 64, 64, 3e-3),
    _Size(math.inf, 256, 512, 2, 0.0, 64, 64, 2e-3),
)


def sized(preset: Preset, dataset: Dataset, is_gpu: bool = False) -> Preset:
    """The preset with what it leaves open fitted to the text; what it says stays.

    Args:
        preset: of any kind; only those around the cursor leave something open.
        dataset: the text.
        is_gpu: whether a batch is to fill a GPU, where the text is long enough for that.
    """
    if not preset.corpus.vocabulary_size:
        preset = replace(preset, corpus=replace(preset.corpus, vocabulary_size=dataset.vocabulary_size))
    if preset.kind != "cursor":
        return preset
    tokens = dataset.counts["train"].tokens
    size = _SIZES[bisect.bisect_left([size.tokens for size in _SIZES], tokens)]
    if is_gpu and tokens >= _FILLS_GPU:
        # With Adam, the rate goes with the root of the batch (Malladi et al., "On the SDEs and Scaling Rules
        # for Adaptive Gradient Algorithms", 2022).
        size = replace(
            size, streams=size.streams * _GPU_STREAMS, learning_rate=size.learning_rate * _GPU_STREAMS**0.5
        )
    model, training = preset.model, preset.training
    filled: dict[str, Any] = {
        name: getattr(model, name) or getattr(size, name) for name in ("embedding", "units", "forward_layers")
    }
    if model.dropout == LEFT_OPEN_DROPOUT:
        filled["dropout"] = size.dropout
    return replace(
        preset,
        model=replace(model, **filled),
        training=replace(
            training,
            streams=training.streams or size.streams,
            window=training.window or size.window,
            learning_rate=training.learning_rate or size.learning_rate,
            epochs=training.epochs or _times(tokens),
        ),
    )


def with_short_warmup(preset: Preset, steps_in_epoch: int, step_tokens: int) -> Preset:
    """The preset with a rise of the rate that is a small part of the run.

    Args:
        preset: whose batch is settled.
        steps_in_epoch: steps of one pass over the text.
        step_tokens: predictions of a step.
    """
    training = preset.training
    run = training.epochs * steps_in_epoch * step_tokens
    most = int(LARGEST_WARMUP * (min(run, training.tokens) if training.tokens else run))
    if training.warmup_tokens <= most:
        return preset
    return replace(preset, training=replace(training, warmup_tokens=most))


def _times(tokens: int) -> float:
    """How often to read a text of so many tokens."""
    return round(max(1.0, (_READ_ONCE / max(tokens, 1)) ** _TIMES_POWER), 1)
