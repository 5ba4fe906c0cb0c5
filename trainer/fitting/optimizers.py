"""The optimisers that a training can take, all of them Keras's own."""

from typing import Any

import keras

from trainer.settings import TrainingSettings
from trainer.workers.workers import Workers

_CLASSES = {"adam": keras.optimizers.Adam, "muon": keras.optimizers.Muon, "rmsprop": keras.optimizers.RMSprop}
# Muon is for matrices between hidden layers. Tokens' vectors Keras leaves out by itself; these tables and
# vectors for each gate, and an output layer of its own, Adam learns as well.
_NOT_FOR_MUON = ["scores", "distances", "peepholes"]


def make_optimizer(training: TrainingSettings, workers: Workers) -> keras.optimizers.Optimizer:
    """An optimiser as a training's settings have it, which applies the mean of all workers' gradients.

    Its learning rate is a variable, to be set before each step.
    """
    decay = training.weight_decay or None
    options: dict[str, Any] = {
        "global_clipnorm": training.clip_norm,
        "weight_decay": decay,
        "use_ema": training.average > 0.0,
        "ema_momentum": training.average or None,
    }
    if training.optimizer == "muon":
        options |= {"adam_weight_decay": decay, "exclude_layers": _NOT_FOR_MUON}
    return workers.averaging(_CLASSES[training.optimizer])(training.learning_rate, **options)
