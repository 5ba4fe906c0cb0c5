"""How often suggestions of each probability are right: the curve that a bundle's calibration holds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop.engine.bundles.calibration import UNCALIBRATED
from desktop.engine.decoding.suggest import SuggestSettings
from desktop.engine.engine import Engine
from desktop.engine.errors import DocumentError
from desktop.engine.measuring.asking_desk import AskingDesk
from desktop.engine.measuring.measure import Replay, type_through
from desktop.engine.measuring.measure_places import choose_gaps, choose_passages

PROBABILITIES = (0.05, 0.08, 0.12, 0.16, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
# A point of fewer ghosts than that says little.
LEAST_GHOSTS = 50


@dataclass(frozen=True)
class Point:
    """What one least probability does, at the end of texts and in gaps together.

    Attributes:
        probability: Suggestions less probable are not shown.
        ghosts: Keys before which one was shown.
        right: Share of them that was wholly right.
        keystroke_savings: 1 - keys / letters.
    """

    probability: float
    ghosts: int
    right: float
    keystroke_savings: float


def measure_curve(
    engine: Engine, documents: Sequence[str], words: int, seed: int, tell: Callable[[str], None]
) -> list[Point]:
    """Replay some of the documents at each probability, with the memory of the story.

    Args:
        engine: Suggests; any calibration that its bundle has is laid aside.
        documents: Texts that the model has not read.
        words: At most so many words at the end of the text, and as many in gaps.
        seed: Chooses the places.
        tell: Is told what is being done.

    Raises:
        DocumentError: There is no word in them.
    """
    passages, gaps = choose_passages(documents, words, seed), choose_gaps(documents, words, seed)
    if not passages:
        raise DocumentError("There are no words in these texts; choose others to measure.")
    engine.calibration = UNCALIBRATED
    counted = [Replay(probability) for probability in PROBABILITIES]
    desk = AskingDesk(engine, SuggestSettings(), engine.has_memory)
    for number, stretch in enumerate(stretches := [*passages, *gaps], start=1):
        tell(f"stretch {number} of {len(stretches)}")
        # At each place all probabilities, since the story around it is read but once.
        for one in counted:
            desk.settings = SuggestSettings(precision=one.precision)
            type_through(desk, stretch, one)
    return [_point(one) for one in counted]


def rising(points: Sequence[Point]) -> list[tuple[float, float]]:
    """The points as (probability, share right), without those that few ghosts or chance have made."""
    curve: list[tuple[float, float]] = []
    for point in points:
        if point.ghosts >= LEAST_GHOSTS and 0 < point.right < 1 and (not curve or point.right > curve[-1][1]):
            curve.append((point.probability, round(point.right, 4)))
    assert all(below < above for below, above in pairwise(curve))
    return curve


def _point(one: Replay) -> Point:
    right = one.right / one.ghosts if one.ghosts else 0.0
    return Point(one.precision, one.ghosts, right, 1 - one.keys / one.letters)
