"""The numbers behind the mood line's picture: where its points lie, and the trend that runs through them."""

from collections.abc import Sequence
from itertools import accumulate

# The trend of a story of so many passages goes through its points; that of a longer one smooths out what a
# fiftieth of it would not show anyway.
UNSMOOTHED = 50


def trend(moods: Sequence[float], reach: int) -> list[float]:
    """Smooth a curve with two running means one after the other, which makes a triangular window.

    Args:
        moods: The curve.
        reach: How many points on each side a mean takes in; fewer at the ends.

    Returns:
        As many numbers.
    """
    smooth = list(moods)
    for _ in range(2 if reach else 0):
        sums = [0.0, *accumulate(smooth)]
        count = len(smooth)
        smooth = [
            (sums[end] - sums[begin]) / (end - begin)
            for begin, end in ((max(0, n - reach), min(count, n + reach + 1)) for n in range(count))
        ]
    return smooth


class MoodCurve:
    """Points from left to right, each in the middle of an equal share of the width 0..1.

    Attributes:
        moods: One a passage, 0..1; None where it is not known yet.
    """

    def __init__(self, moods: Sequence[float | None] = ()):
        self.moods = list(moods)
        known = [(number, mood) for number, mood in enumerate(self.moods) if mood is not None]
        self._numbers = [number for number, _ in known]
        self._trend = trend([mood for _, mood in known], len(known) // UNSMOOTHED // 2)

    def __len__(self) -> int:
        return len(self.moods)

    def place(self, number: int) -> float:
        """Where a point lies along the width."""
        return (number + 0.5) / len(self.moods)

    def trend_points(self, most: int) -> list[tuple[float, float]]:
        """Places along the width and the trend there, of at most about `most` points."""
        step = max(1, len(self._numbers) // most)
        chosen = range(0, len(self._numbers), step)
        return [(self.place(self._numbers[index]), self._trend[index]) for index in chosen]

    def halves(self) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
        """Places along the width and moods, of the light points and of the dark ones."""
        points = [(self.place(number), self.moods[number] or 0.0) for number in self._numbers]
        return [one for one in points if one[1] >= 0.5], [one for one in points if one[1] < 0.5]

    def cells(self, columns: int, rows: int) -> set[tuple[int, int]]:
        """The cells of a grid in which points lie, as column and row, counted from the left and from below.

        However many points there are, there are no more of these than a screen can show.
        """
        count = len(self.moods)
        return {
            (int((number + 0.5) * columns / count), min(rows - 1, int(mood * rows)))
            for number, mood in enumerate(self.moods)
            if mood is not None
        }

    def nearest(self, place: float, mood: float, slack: float) -> int:
        """The point that is meant at a spot.

        Args:
            place: Along the width.
            mood: Where in the height.
            slack: Half the width of what a hand can tell apart. Among points that lie closer together, the
                mood decides.

        Returns:
            Its number; -1 if there is none.
        """
        if not self.moods:
            return -1
        count = len(self.moods)
        own = min(count - 1, max(0, int(place * count)))
        within = range(max(0, int((place - slack) * count)), min(count, int((place + slack) * count) + 1))
        known = [number for number in within if self.moods[number] is not None]
        if len(within) < 3 or not known:
            return own
        return min(known, key=lambda number: abs((self.moods[number] or 0.0) - mood))
