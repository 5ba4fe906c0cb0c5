"""How light or dark a passage reads beside the rest of its story.

A classifier of reviews takes some authors' whole tone for gloom: of one book every passage may lie in the
darkest fifth of its scale, and the ups and downs of the story are lost in a flat line.
"""

from collections.abc import Sequence

import numpy as np

# A story of so few passages is drawn as the model reads it, since it has no tone of its own yet; one of so
# many around its own median.
FEW, MANY = 10, 30
# Nothing is so sure that it would leave the scale.
_SUREST = 1e-4


def relative_moods(moods: Sequence[float]) -> list[float]:
    """Shift a story's moods, in log odds, so that its median passage is neither light nor dark.

    Args:
        moods: One a passage, 0 (dark) to 1 (light).

    Returns:
        As many, in the same order of lightness; unchanged for a short story, shifted by a growing part of the
        median for a longer one.
    """
    part = min(1.0, max(0.0, (len(moods) - FEW) / (MANY - FEW)))
    if not part:
        return list(moods)
    sure = np.clip(np.asarray(moods, np.float64), _SUREST, 1 - _SUREST)
    odds = np.log(sure / (1 - sure))
    shifted: list[float] = (1 / (1 + np.exp(part * np.median(odds) - odds))).tolist()
    return shifted
