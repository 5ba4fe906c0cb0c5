"""Going on with a run: which of its settings may still change, and which are fixed by what it has done."""

import dataclasses
from collections.abc import Sequence
from typing import Any

from trainer.errors import RunError
from trainer.settings import Preset, flat, override

# Texts, vocabulary and weights have these, and the place in the text that a checkpoint stands for is counted
# in windows of so many streams.
_FIXED_SECTIONS = ("corpus", "mood")
_FIXED = frozenset(
    {
        "kind",
        *(f"model.{name}" for name in ("embedding", "units", "forward_layers", "backward", "cell", "tied")),
        "model.distances",
        *(f"window.{name}" for name in ("length", "lines", "embedding", "layers")),
        *(f"training.{name}" for name in ("streams", "window", "skip", "both_sides", "optimizer", "seed")),
    }
)


def resumed_preset(preset: Preset, assignments: Sequence[str]) -> Preset:
    """A run's settings with those changed that its owner wants changed.

    Length, rates, dropouts, validations, names and what computes may change from one sitting to the next.

    Args:
        preset: the run's own.
        assignments: as `trainer.settings.override` takes them.

    Raises:
        RunError: one of them is fixed by what the run has done so far.
        PresetError: one of them cannot work.
    """
    changed = override(preset, list(assignments))
    before = dict(flat(dataclasses.asdict(preset)))
    for name, value in flat(dataclasses.asdict(changed)):
        if value != before[name] and _is_fixed(name, before[name], value):
            raise RunError(
                f"{name} of this run is {before[name]}, which no resumed run can change; leave it out, or "
                "start a new run without --resume."
            )
    return changed


def _is_fixed(name: str, before: Any, after: Any) -> bool:
    if name == "training.average":
        # The averages are in the checkpoint, or they are not.
        return bool(before) != bool(after)
    return name in _FIXED or name.partition(".")[0] in _FIXED_SECTIONS
