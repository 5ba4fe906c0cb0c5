"""Goes on from a bundle with a wider model: what it has learned stays, and what is new has no say at first.

The function is the same before and after (Chen, Goodfellow, Shlens, "Net2Net: Accelerating Learning via
Knowledge Transfer", 2016), but new cells are no copies of old ones: they read with fresh weights and are read
with zeros, so that nothing has to break a tie between twins, and the first steps find a use for each.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from trainer.errors import PresetError
from trainer.settings import ModelSettings

# In how many equal parts the weights of a layer are laid out along an axis, where it is more than one: the
# gates of recurrent layers, and what the joining layer reads, which is left and right vector.
_GATES = {"lstm": 4, "gru": 3, "coupled": 3, "peephole": 4}
_GATED = ("kernel", "recurrent_kernel", "bias")
# What the scores are made of: new columns of the embedding are multiplied with these.
_HIDDEN = ("join_left/kernel", "join_out/kernel")


@dataclass(frozen=True)
class Widening:
    """Weights of a wider model around the cursor out of those of a narrower one.

    Attributes:
        cell: what the recurrent layers of both are made of.
    """

    cell: str

    def widened(self, path: str, weights: NDArray[Any], first: NDArray[Any]) -> NDArray[np.float32]:
        """A variable's weights in the wider model.

        Args:
            path: the variable's, as Keras names it.
            weights: in the narrower model.
            first: as the wider model began, of no smaller shape.
        """
        kept = [
            _kept(old, new, parts)
            for old, new, parts in zip(weights.shape, first.shape, self._parts(path, first.ndim), strict=True)
        ]
        widened: NDArray[np.float32] = np.array(first, np.float32)
        if path.endswith("kernel"):
            widened[:, kept[1]] = 0.0  # what was there reads nothing that is new
        if path in _HIDDEN:
            fresh = np.ones(first.shape[1], bool)
            fresh[kept[1]] = False
            widened[:, fresh] = 0.0
        widened[np.ix_(*kept)] = weights
        return widened

    def _parts(self, path: str, axes: int) -> list[int]:
        layer, _, name = path.rpartition("/")
        parts = [1] * axes
        if layer.startswith(("around", "first", "upper")) and name in _GATED:
            parts[-1] = _GATES[self.cell]
        elif path == "join_both/kernel":
            parts[0] = 2
        return parts


def widening(before: ModelSettings, after: ModelSettings) -> Widening | None:
    """How a model goes on from a narrower one, if it is wider; None if it is of the same sizes.

    Args:
        before: what the bundle holds.
        after: what the settings ask for.

    Raises:
        PresetError: they differ in what weights cannot be carried over.
    """
    sizes = [(before.embedding, after.embedding), (before.units, after.units)]
    alike = ("forward_layers", "backward", "cell", "tied")
    if any(getattr(before, name) != getattr(after, name) for name in alike) or any(
        old > new for old, new in sizes
    ):
        raise PresetError(
            "A model that goes on from a bundle can be wider (model.units, model.embedding), not narrower, "
            "nor of other layers or cells; leave those settings to the bundle."
        )
    return Widening(after.cell) if any(old < new for old, new in sizes) else None


def _kept(old: int, new: int, parts: int) -> NDArray[np.intp]:
    """Where the entries of an axis go that is `old` long and becomes `new`, both of `parts` equal parts."""
    starts = np.arange(parts)[:, None] * (new // parts)
    return (starts + np.arange(old // parts)).ravel()
