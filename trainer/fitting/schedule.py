"""The learning rate over a run: warm up, stay, cool down, by steps or by the clock."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

# Share of a run by the clock over which the rate rises at most.
_RISE_SHARE = 0.05
# A validation takes a little longer than the last one did where the disk is slow, or the machine busy.
_RESERVE = 1.25


@dataclass(frozen=True)
class WarmupStayCooldown:
    """Rises from zero, stays, and falls in a straight line over the last steps.

    The long flat part does not depend on the run's length, so a run can be lengthened and only the cool-down
    is done anew (Hägele et al. 2024, "Scaling Laws and Compute-Optimal Training Beyond Fixed Training
    Durations"). For the same reason it can end with the clock, however many steps that will be.

    Attributes:
        rate: learning rate of the flat part.
        warmup: steps of the rise.
        cooldown: steps of the fall.
        total: steps of the run.
        final: share of `rate` reached at the end.
    """

    rate: float
    warmup: int
    cooldown: int
    total: int
    final: float

    def __call__(self, step: int, limit: "TimeLimit | None" = None) -> float:
        """Learning rate of a step, counted from 0; where there is a limit, of the moment too."""
        rise = min((step + 1.0) / max(1, self.warmup), 1.0)
        left = min(max((self.total - step) / max(1, self.cooldown), 0.0), 1.0)
        if limit:
            rise, left = max(rise, limit.rise), min(left, limit.fall)
        return self.rate * rise * (self.final + (1.0 - self.final) * left)


class TimeLimit:
    """How long a sitting may take, its last validation and checkpoint included.

    Args:
        minutes: from `started` on.
        cooldown_share: last share of the sitting over which the rate falls.
        started: when that was, as `clock` tells it; None means now.
        clock: seconds.

    Attributes:
        seconds: of the whole sitting.
        whole: seconds that there were for training when it began.
        left: seconds that are left for training, as all workers see it; `look` brings it up to date.
    """

    def __init__(
        self,
        minutes: float,
        cooldown_share: float,
        started: float | None = None,
        clock: Callable[[], float] = time.monotonic,
    ):
        self._clock = clock
        self.seconds = minutes * 60.0
        self._deadline = (clock() if started is None else started) + self.seconds
        self._share = cooldown_share
        self._reserve = 0.0
        self.begin(self.look())

    def begin(self, left: float) -> None:
        """Training begins: what came before, such as reading a corpus, was none.

        Args:
            left: seconds that are left for it.
        """
        self.left = left
        self.whole = max(left, 1e-9)

    def look(self) -> float:
        """Seconds that are left for training, as this process sees it."""
        return self._deadline - self._clock() - self._reserve

    def reserve(self, seconds: float) -> None:
        """Keep time for the last validation, going by what the one before it has taken."""
        self._reserve = _RESERVE * seconds

    @property
    def is_over(self) -> bool:
        """Whether no step fits in any more."""
        return self.left <= 0.0

    @property
    def rise(self) -> float:
        """How far the rate has risen at least, from 0 to 1."""
        return min(max((self.whole - self.left) / (_RISE_SHARE * self.whole), 0.0), 1.0)

    @property
    def fall(self) -> float:
        """How much of the fall is left, from 1 to 0."""
        return min(max(self.left, 0.0) / max(self._share * self.whole, 1e-9), 1.0)

    def steps_left(self, steps: int, seconds: float) -> int:
        """About how many more steps there are time for, where so many took so long."""
        return math.ceil(max(self.left, 0.0) * steps / seconds) if steps and seconds > 0.0 else 0
