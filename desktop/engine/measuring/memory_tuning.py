"""How much the memory of a story should count: the settings with which a perfect user saves the most keys.

Perplexity is no judge of that: a memory that makes the right word a little likelier everywhere lowers it,
while keys are saved where the right word becomes the likeliest. Each setting is moved alone; the moves that
save keys are then made together, and compared with the settings as they were at other words.
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
        trials: All that were tried; the first with the settings as they were, the others with one moved.
        before: The settings as they were, at words that nothing was tuned on.
        after: All moves that saved keys together, at the same words.
    """

    trials: list[Trial]
    before: Trial
    after: Trial


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
    usual = engine.calibration.memory
    moved = [replace(usual, **{name: value}) for name, values in grid.items() for value in values]
    trials = _try(engine, _places(documents, words, seed), [usual, *moved], tell)
    best = replace(usual, **_moves_that_save(trials, grid))
    tell("comparing at other words")
    before, *after = _try(
        engine, _places(documents, words, seed + 1), [usual, best][: 1 + (best != usual)], tell
    )
    return Tuning(trials, before, after[0] if after else before)


def _moves_that_save(trials: Sequence[Trial], grid: Mapping[str, tuple[float, ...]]) -> dict[str, float]:
    """For each setting the value that needed the fewest keys, if these were fewer than with the usual one."""
    usual, *moved = trials
    found: dict[str, float] = {}
    for name, values in grid.items():
        own, moved = moved[: len(values)], moved[len(values) :]
        best = min(own, key=lambda trial: trial.keys)
        if best.keys < usual.keys:
            found[name] = getattr(best.settings, name)
    return found


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
