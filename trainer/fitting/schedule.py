"""The learning rate over a run: warm up, stay, cool down."""

from typing import Any

import keras
from keras import ops


class WarmupStayCooldown(keras.optimizers.schedules.LearningRateSchedule):
    """Rises from zero, stays, and falls in a straight line over the last steps.

    The long flat part does not depend on the run's length, so a run can be lengthened and only the cool-down
    is done anew (Hägele et al. 2024, "Scaling Laws and Compute-Optimal Training Beyond Fixed Training
    Durations").

    Args:
        rate: learning rate of the flat part.
        warmup: steps of the rise.
        cooldown: steps of the fall.
        total: steps of the run.
        final: share of `rate` reached at the end.
    """

    def __init__(self, rate: float, warmup: int, cooldown: int, total: int, final: float):
        self.rate = rate
        self.warmup = max(1, warmup)
        self.cooldown = max(1, cooldown)
        self.total = total
        self.final = final

    def __call__(self, step: Any) -> Any:
        """Learning rate of a step, counted from 0."""
        step = ops.cast(step, "float32")
        rise = ops.minimum((step + 1.0) / self.warmup, 1.0)
        left = ops.clip((self.total - step) / self.cooldown, 0.0, 1.0)
        return self.rate * rise * (self.final + (1.0 - self.final) * left)

    def get_config(self) -> dict[str, Any]:
        """The arguments, as Keras wants them."""
        return {name: getattr(self, name) for name in ("rate", "warmup", "cooldown", "total", "final")}
