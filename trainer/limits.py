"""Between which numbers each setting has to lie: one that cannot work is refused before anything is read."""

import math
from collections.abc import Iterable
from typing import Any

from trainer.errors import PresetError

# Adam moves each weight by about the learning rate in a step: from 1.0 on, nothing is left after one.
_RATES = {"training.learning_rate": 1.0}
# More than these is a slip of the hand, which nothing would come of, or an error far from here.
_MOST = {
    "training.epochs": 1e6,
    "training.tokens": 10**15,
    "training.warmup_tokens": 10**15,
    "training.validation_tokens": 10**15,
    "training.sample_tokens": 10**6,
    "training.candidates": 10**9,
    "training.skip": 10**6,
    "training.towers": 1024,
    "training.patience": 10**9,
    "training.weight_decay": 1.0,
    "window.l2": 10.0,
    "window.embedding": 8192,
}
# More than these no machine this trainer is for can hold, and a graph over more steps takes an hour to build.
_WHOLE = {
    "model.embedding": 8192,
    "model.units": 8192,
    "model.forward_layers": 16,
    "window.length": 4096,
    "mood.embedding": 8192,
    "mood.units": 8192,
    "mood.length": 65536,
    "training.streams": 16384,
    "training.window": 1024,
    "training.validate_every": 10**12,
}
_POSITIVE = ("training.clip_norm", "training.epochs")
_NOT_NEGATIVE = (
    "training.skip",
    "training.tokens",
    "training.warmup_tokens",
    "training.validation_tokens",
    "training.sample_tokens",
    "training.patience",
    "training.candidates",
    "training.towers",
    "training.weight_decay",
    "training.seed",
    "corpus.seed",
    "window.embedding",
    "window.l2",
)
_SHARES = ("training.both_sides", "training.cooldown_share", "training.average", "training.final_rate")
_DROPOUTS = tuple(
    f"model.{name}"
    for name in ("dropout", "output_dropout", "input_dropout", "word_dropout", "recurrent_dropout")
)
# NumPy, Keras and TensorFlow agree on seeds of so many bits.
_LARGEST_SEED = 2**32 - 1
LEFT_OPEN_DROPOUT = -1.0


def check_limits(settings: Iterable[tuple[str, Any]], left_open: Iterable[str] = ()) -> None:
    """Compare numbers with what they may be.

    Args:
        settings: names, such as "model.units", and values.
        left_open: those whose 0, of a dropout -1, leaves them to the size of the text.

    Raises:
        PresetError: a number is out of its range, or none at all.
    """
    numbers = {
        name: value
        for name, value in settings
        if isinstance(value, int | float) and not isinstance(value, bool)
    }
    for name, value in numbers.items():
        if not math.isfinite(value):
            raise PresetError(f"{name} is {value}, which is no number to work with; set another one.")
    is_open = {name for name in left_open if numbers.get(name) == 0}
    for name in sorted({*_WHOLE, *_POSITIVE, *_RATES} - is_open):
        if numbers[name] <= 0:
            raise PresetError(f"{name} is {numbers[name]}, but it must be greater than zero.")
    for name, most in {**_WHOLE, **_RATES, **_MOST}.items():
        if numbers[name] > most:
            raise PresetError(f"{name} is {numbers[name]:,}, but it can be at most {most:,}; set less.")
    for name in _NOT_NEGATIVE:
        if numbers[name] < 0:
            raise PresetError(f"{name} is {numbers[name]}, but it must not be negative.")
    for name in _SHARES:
        if not 0.0 <= numbers[name] <= 1.0:
            raise PresetError(f"{name} is {numbers[name]}, but it must lie between 0 and 1.")
    for name in _DROPOUTS:
        if not (0.0 <= numbers[name] < 1.0 or (name in left_open and numbers[name] == LEFT_OPEN_DROPOUT)):
            raise PresetError(f"{name} is {numbers[name]}, but it must be at least 0 and less than 1.")
    for name in ("training.seed", "corpus.seed"):
        if numbers[name] > _LARGEST_SEED:
            raise PresetError(f"{name} is {numbers[name]}, but it can be at most {_LARGEST_SEED}.")
