"""Proposals: a few texts, written side by side, for the writer to choose from.

The ways to go on have different voices: the same story, told with more or less boldness. Bridges lead from
what stands before a gap to what stands behind it; more are written than are shown, and the likeliest remain.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from desktop.engine.cowriting.lengths import Length
from desktop.engine.cowriting.scenes import scene_of, until_scene_breaks
from desktop.engine.decoding.continue_story import ContinueSettings
from desktop.engine.protocols import WritingEngine
from desktop.engine.words import count_words

PROPOSALS = 3
# Bridges that are written for the three that are shown.
TRIES = 6
# Characters behind a gap that are judged together with what fills it: a bridge must lead there.
_FOLLOWING = 160


@dataclass(frozen=True)
class Voice:
    """How one proposal is told.

    Attributes:
        temperature: Of its sampling; see `ContinueSettings`.
        seed: The same seed, text and model give the same proposal.
    """

    temperature: float
    seed: int


@dataclass(frozen=True)
class Proposal:
    """One text.

    Attributes:
        text: Exactly what is to be inserted.
        likelihood: The mean of the natural logarithms of its tokens' probabilities, each judged from both
            sides, with the beginning of what follows; None where nobody has judged.
    """

    text: str
    likelihood: float | None = None


def go_on(
    engine: WritingEngine,
    left: str,
    right: str,
    length: Length,
    voices: tuple[Voice, ...],
    to_scene_end: bool = False,
) -> Iterator[tuple[int, str]]:
    """Go on from `left` in several voices at once.

    Args:
        engine: Writes.
        left: The text before the cursor.
        right: The text after it.
        length: How long each is to be.
        voices: One for each.
        to_scene_end: Stop where the scene breaks; `length` is then the most.

    Returns:
        Pieces in turn, each with the number of its voice. Where a scene has not broken by itself, `finished`
        says how much of it to keep.
    """
    length = length.near(left)
    usual = ContinueSettings(words=length.words, most=length.most)
    return _in_turn(engine, left, right, usual, voices, to_scene_end)


def finished(
    engine: WritingEngine, left: str, texts: Sequence[str], length: Length, is_stale: Callable[[], bool]
) -> list[str]:
    """Scenes that `go_on` has written, the long ones up to where they would soonest break."""
    most = length.near(left).words
    return [text if count_words(text) < most else scene_of(engine, left, text, is_stale) for text in texts]


def bridge(
    engine: WritingEngine,
    left: str,
    right: str,
    length: Length,
    voices: tuple[Voice, ...],
    is_stale: Callable[[], bool] = lambda: False,
) -> list[Proposal]:
    """Lead from `left` to `right`.

    Args:
        engine: Writes and judges.
        left: The text before the gap.
        right: The text behind it.
        length: How long the bridge is to be.
        voices: One for each that is written.
        is_stale: Asked every few milliseconds; True gives up, without an answer.

    Returns:
        At most `PROPOSALS`, the likeliest first: those that go best together with what stands on both sides.
    """
    length = length.near(left)
    usual = ContinueSettings(words=length.words, most=length.most, bridge=True)
    texts = [""] * len(voices)
    for number, piece in _in_turn(engine, left, right, usual, voices):
        if is_stale():
            return []
        texts[number] += piece
    judged: dict[str, float] = {}
    for text in dict.fromkeys(filter(str.strip, texts)):
        behind, further = right[:_FOLLOWING], right[_FOLLOWING:]
        judged[text] = engine.likelihood(left, text + behind, further, is_stale)
        if is_stale():
            return []
    best = sorted(judged, key=judged.__getitem__, reverse=True)[:PROPOSALS]
    return [Proposal(text, judged[text]) for text in best]


def _in_turn(
    engine: WritingEngine,
    left: str,
    right: str,
    usual: ContinueSettings,
    voices: tuple[Voice, ...],
    to_scene_end: bool = False,
) -> Iterator[tuple[int, str]]:
    going: dict[int, Iterator[str]] = {}
    for number, voice in enumerate(voices):
        settings = replace(usual, temperature=voice.temperature, seed=voice.seed)
        story = engine.continue_story(left, right, settings)
        going[number] = until_scene_breaks(story) if to_scene_end else story
    while going:
        for number, story in list(going.items()):
            piece = next(story, None)
            if piece is None:
                del going[number]
            else:
                yield number, piece
