"""Line ends of a continuation of verse: the longer a line, the likelier its end."""

import numpy as np

from desktop.engine.habits.verse import verse
from desktop.engine.model.vocabulary import Vocabulary

# Where a line is as long as the longest ones, the logit of its end is raised by so much, and by more behind
# that. Behind two poems with lines of 34 and 21 characters on average, those of the English model had 35 and
# 26. With 3 they had 37 and 29; with 7, 33 and 24, but more of them ended behind "of" or "the".
_LIFT = 5.0
# There they must: characters beyond the longest line.
_OVER = 12
_RECENT = 2000


class LineGuard:
    """Ends lines where the writer's do, between two words."""

    def __init__(self, vocabulary: Vocabulary, left: str) -> None:
        """Go on from `left`; where that is no verse, nothing is guarded, nor with a model without spaces."""
        self._lines = None if vocabulary.is_ideographic else verse(left[-_RECENT:])
        self._ends = np.flatnonzero(vocabulary.newline * vocabulary.offered)
        self._words = np.flatnonzero(vocabulary.spaced & (vocabulary.newline == 0))
        self._line = left[-_RECENT:].rpartition("\n")[2].lstrip()

    def observe(self, text: str) -> None:
        """Take note of text that was written."""
        self._line = (self._line + text).rpartition("\n")[2]

    def apply(self, logits: np.ndarray, held: str) -> np.ndarray:
        """The logits, float32 [vocabulary], with an end of the line that has become due.

        Args:
            logits: What the model predicts.
            held: Text that was written behind what was taken note of.
        """
        if self._lines is None:
            return logits
        line = (self._line + held).rpartition("\n")[2]
        share = (len(line) - self._lines.shortest) / (self._lines.longest - self._lines.shortest)
        guarded = logits.copy()
        if not any(map(str.isalnum, line)):
            guarded[self._ends] = -np.inf
        elif share > 0:
            guarded[self._ends] += _LIFT * share
        if len(line) >= self._lines.longest + _OVER:
            guarded[self._words] = -np.inf
        return guarded
