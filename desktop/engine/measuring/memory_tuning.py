"""How much the memory of a story should count: the settings with which a perfect user saves the most keys.

Perplexity is no judge of that: a memory that makes the right word a little likelier everywhere lowers it,
while keys are saved where the right word becomes the likeliest. One setting after the other is moved, and
stays where the fewest keys were needed; what came out is compared with the settings as they were at other
words. Several raise the memory's part: what each of them saves alone, all together may lose.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from desktop.engine.bundles.memory_settings import MemorySettings
from desktop.engine.decoding.suggest import SuggestSettings
from desktop.engine.engine import Engine
from desktop.engine.errors import DocumentError
from desktop.engine.measuring.asking_desk import AskingDesk
from desktop.engine.measuring.measure import Replay, type_through
from desktop.engine.measuring.measure_places import Stretch, choose_gaps, choose_passages

# Tried for each setting.
GRID: Mapping[str, tuple[float, ...]] = {
    "sharpness": (8.0, 18.0),
    "bias": (-6.5, -4.5, -3.5),
    "slope": (4.0, 6.0),
    "share": (0.7,),
    "behind": (0.0, 0.8, 1.6),
    "beginning": (0.0, 0.03),
    "known": (0.4, 0.8),
}


@dataclass(frozen=True)
class Trial:
    """What some settings do, at the end of texts and in gaps together.

    Attributes:
        settings: How much the memory counts.
        letters: Characters that were typed.
        keys: Keys that it took.
        ghosts: Keys before which a suggestion was shown.
        right: Suggestions that were wholly right.
    """

    settings: MemorySettings
    letters: int
    keys: int
    ghosts: int
    right: int

    @property
    def keystroke_savings(self) -> float:
        """1 - keys / letters."""
        return 1 - self.keys / self.letters


@dataclass(frozen=True)
class Tuning:
    """The settings that were found.

    Attributes:
        trials: All that were tried, in turn; the first with the settings as they were.
        before: The settings as they were, at words that nothing was tuned on.
        after: What came out, at the same words.
    """

    trials: list[Trial]
    before: Trial
    after: Trial

    @property
    def best(self) -> MemorySettings:
        """The settings that needed the fewest keys at words that nothing was tuned on."""
        return min(self.before, self.after, key=lambda trial: trial.keys).settings


def tune_memory(
    engine: Engine,
    documents: Sequence[str],
    words: int,
    seed: int,
    tell: Callable[[str], None],
    grid: Mapping[str, tuple[float, ...]] = GRID,
) -> Tuning:
    """Replay some of the documents with the memory counting more or less.

    Args:
        engine: Suggests; its bundle's settings are where the search begins.
        documents: Texts that the model has not read, and that it is not tested on.
        words: At most so many words at the end of the text, and as many in gaps; as many again for the
            comparison.
        seed: Chooses the places.
        tell: Is told what is being done.
        grid: Values to try of each setting.

    Raises:
        DocumentError: There is no word in them, or the model remembers no story.
    """
    if not engine.has_memory:
        raise DocumentError("This model remembers no story; choose one of the kind “stream”.")
    usual, places = engine.calibration.memory, _places(documents, words, seed)
    trials = _try(engine, places, [usual], tell)
    best = trials[0]
    for name, values in grid.items():
        moved = [replace(best.settings, **{name: value}) for value in values]
        trials += _try(engine, places, moved, tell)
        best = min(best, *trials[-len(moved) :], key=lambda trial: trial.keys)
    tell("comparing at other words")
    found = [usual, best.settings][: 1 + (best.settings != usual)]
    before, *after = _try(engine, _places(documents, words, seed + 1), found, tell)
    return Tuning(trials, before, after[0] if after else before)


def _places(documents: Sequence[str], words: int, seed: int) -> list[Stretch]:
    passages = choose_passages(documents, words, seed)
    if not passages:
        raise DocumentError("There are no words in these texts; choose others to measure.")
    return [*passages, *choose_gaps(documents, words, seed)]


def _try(
    engine: Engine,
    stretches: Sequence[Stretch],
    all_settings: Sequence[MemorySettings],
    tell: Callable[[str], None],
) -> list[Trial]:
    counted = [Replay(SuggestSettings().precision) for _ in all_settings]
    desk = AskingDesk(engine, SuggestSettings(), remember=True)
    for number, stretch in enumerate(stretches, start=1):
        tell(f"stretch {number} of {len(stretches)}")
        # At each place all settings, since the story around it is read but once.
        for settings, one in zip(all_settings, counted, strict=True):
            engine.weigh_memory(settings)
            type_through(desk, stretch, one)
    engine.weigh_memory(engine.calibration.memory)
    return [
        Trial(settings, one.letters, one.keys, one.ghosts, one.right)
        for settings, one in zip(all_settings, counted, strict=True)
    ]
