"""How much the memory of a story counts beside a model: tuned for each model, kept in its bundle.

`inkling measure --tune-memory` finds the settings that save the most keys; `inkling-train calibrate` writes
them into the bundle.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from desktop.engine.bundles.config_values import is_number

# What each setting may be. Beyond, nothing is remembered, or nothing but the memory is believed.
BOUNDS = {
    "sharpness": (0.0, 100.0),
    "bias": (-30.0, 30.0),
    "slope": (-30.0, 30.0),
    "share": (0.0, 1.0),
    "behind": (-30.0, 30.0),
    "beginning": (0.0, 0.5),
    "known": (0.0, 0.99),
    "well_known": (0.0, 0.99),
    "manner": (0.0, 10.0),
}


@dataclass(frozen=True)
class MemorySettings:
    """The part of config.json under `calibration.memory`; what is not there is as here.

    These were tuned on fiction/valid by the perplexity of the English model.

    Attributes:
        sharpness: How sharply likeness decides between places.
        bias: The places' part of the probability is share * sigmoid(bias + slope * greatest likeness).
        slope: See `bias`.
        share: See `bias`.
        behind: What is added to `bias` where text stands behind the cursor.
        beginning: The part that the story's own words have where a word begins.
        known: Their part where a word has begun with one token.
        well_known: The same with more tokens.
        manner: How far each step goes that learns the story's manner, in what is usual; 0 for not at all.
    """

    sharpness: float = 12.0
    bias: float = -5.5
    slope: float = 5.0
    share: float = 1.0
    behind: float = 0.0
    beginning: float = 0.01
    known: float = 0.6
    well_known: float = 0.95
    manner: float = 1.0

    @classmethod
    def from_dict(cls, data: Any) -> "MemorySettings":
        """Read `calibration.memory`.

        Raises:
            ValueError: It holds no such settings.
        """
        if not isinstance(data, Mapping):
            raise ValueError("`calibration.memory` is not an object")
        found: dict[str, float] = {}
        for one in fields(cls):
            if one.name in data:
                low, high = BOUNDS[one.name]
                number = data[one.name]
                if not is_number(number) or not low <= number <= high:
                    raise ValueError(f"`calibration.memory.{one.name}` is not within {low} and {high}")
                found[one.name] = float(number)
        return cls(**found)


USUAL_MEMORY = MemorySettings()
