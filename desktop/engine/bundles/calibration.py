"""What was measured of a model after its training: how sure it is, and what its language looks like.

`inkling measure --calibrate` measures the curve on text that the model has not read, `inkling-train
calibrate` writes it into the bundle.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from desktop.engine.bundles.memory_settings import USUAL_MEMORY, MemorySettings

MOST_POINTS = 100


@dataclass(frozen=True)
class Calibration:
    """The part of config.json under `calibration`; a bundle without it is taken at its word.

    Attributes:
        precision: Points (probability, share), both rising: of the suggestions that the model gives at least
            this probability, so large a share is wholly right. Without points, the share is the probability.
        bits_per_letter: Of the model's own language, all but the oddest stretches of 24 words have at most so
            many, counted as `Familiarity` does in `desktop.engine.decoding.welcome`; None where nobody has
            measured that.
        memory: How much the memory of a story counts; measured before the points, which depend on it.
    """

    precision: tuple[tuple[float, float], ...] = ()
    bits_per_letter: float | None = None
    memory: MemorySettings = USUAL_MEMORY

    @classmethod
    def from_dict(cls, data: Any) -> "Calibration":
        """Read `calibration`.

        Raises:
            ValueError: It is no calibration.
        """
        if not isinstance(data, Mapping):
            raise ValueError("`calibration` is not an object")
        points = data.get("precision", [])
        if not isinstance(points, list) or len(points) > MOST_POINTS or not all(map(_is_point, points)):
            raise ValueError("`calibration.precision` is no list of pairs of shares")
        curve = tuple((float(probability), float(share)) for probability, share in points)
        if any(not (p < q and s < t) for (p, s), (q, t) in pairwise(curve)):
            raise ValueError("`calibration.precision` does not rise")
        bits = data.get("bits_per_letter")
        if bits is not None and not (type(bits) in (int, float) and 0 < bits < 100):
            raise ValueError("`calibration.bits_per_letter` is no number of bits")
        memory = MemorySettings.from_dict(data.get("memory", {}))
        return cls(curve, None if bits is None else float(bits), memory)

    def probability(self, share: float) -> float:
        """How probable suggestions must be so that this share of those shown is right, 0 to 1.

        Between the points of the curve, and from them to (0, 0) and (1, 1), it is a straight line.
        """
        below = (0.0, 0.0)
        for above in (*self.precision, (1.0, 1.0)):
            if share <= above[1]:
                part = (share - below[1]) / (above[1] - below[1]) if above[1] > below[1] else 0.0
                return below[0] + part * (above[0] - below[0])
            below = above
        return 1.0


UNCALIBRATED = Calibration()


def _is_point(point: Any) -> bool:
    return (
        isinstance(point, list)
        and len(point) == 2
        and all(type(number) in (int, float) and 0 < number < 1 for number in point)
    )
