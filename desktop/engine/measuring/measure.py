"""What the suggestions are worth: a text is replayed as a writer would type it, through the engine.

The engine is asked before every key with what the editor would hand to it: the text typed so far, its last
20,000 characters from a paragraph's start on, and, in a gap, the first 2,000 characters that stand after it.
The editor asks as often but for one thing: while the letters of its ghost are typed it shows the rest of it
without asking. With memory, the story around a stretch is read before its first key, as it is in the editor
once the cursor has rested. Each character counts as one key, a Chinese one too, though an input method takes
several for it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from desktop.engine.decoding.suggest import SuggestSettings
from desktop.engine.errors import DocumentError
from desktop.engine.measuring.asking_desk import AskingDesk
from desktop.engine.measuring.measure_lists import LENGTHS, ListCount, ListFigures, count_lists
from desktop.engine.measuring.measure_places import (
    WORD,
    Stretch,
    Taken,
    choose_gaps,
    choose_passages,
    takes_of,
)
from desktop.engine.protocols import LearningEngine, RememberingEngine, SuggestingEngine

# Settings of the writer that are compared; the default one gives the headline.
DEFAULT_PRECISION = SuggestSettings().precision
PRECISIONS = tuple(sorted({0.2, 0.5, 0.7, 0.9, DEFAULT_PRECISION}))
# Five guesses wherever the model has five. Alternatives of less than half a percent are never offered, so
# that less would find no more.
TOP = SuggestSettings(max_words=1, alternatives=5, precision=0.005, asked=True)


@dataclass
class Replay:
    """One replay, counted. A ghost is counted for every key that is pressed while it is shown.

    Attributes:
        precision: The writer's setting.
        letters: Characters that came to stand in the text, white space included.
        keys: Keys that it took.
        ghosts: Keys before which a ghost was shown.
        right: Ghosts that were wholly right.
        right_first: Ghosts whose first word was right, the wholly right ones included.
        milliseconds: Of each request.
    """

    precision: float
    letters: int = 0
    keys: int = 0
    ghosts: int = 0
    right: int = 0
    right_first: int = 0
    milliseconds: list[float] = field(default_factory=list)

    @property
    def keystroke_savings(self) -> float | None:
        """1 - keys / letters; None without a letter."""
        return 1 - self.keys / self.letters if self.letters else None


@dataclass(frozen=True)
class PrecisionFigures:
    """What one precision setting does; all are shares from 0 to 1, None if there is nothing to share.

    Attributes:
        precision: The setting.
        keystroke_savings: 1 - keys / letters.
        shown: Keystrokes with a ghost.
        right: Shown ghosts that were wholly right.
        first_word_right: Shown ghosts whose first word was right.
    """

    precision: float
    keystroke_savings: float | None
    shown: float | None
    right: float | None
    first_word_right: float | None


@dataclass(frozen=True)
class Figures:
    """What the engine does on some stretches of text.

    Attributes:
        words: How many words were typed.
        letters: How many characters at the default precision.
        keystroke_savings: 1 - keys / letters at the default precision; None without a letter.
        top1: Share of words that were the best guess at their beginning; None without a word.
        top3: Among the best three.
        top5: Among the best five.
        latency_ms: "p50", "p95" and "p99" of one request at the default precision, in milliseconds. The first
            request in a gap reads a new place.
        precision: One entry a setting.
        lists: One entry for each length of a list of words; empty if that was not measured.
    """

    words: int
    letters: int
    keystroke_savings: float | None
    top1: float | None
    top3: float | None
    top5: float | None
    latency_ms: dict[str, float | None]
    precision: list[PrecisionFigures]
    lists: list[ListFigures] = field(default_factory=list)


@dataclass(frozen=True)
class Measurement:
    """All that is measured.

    Attributes:
        at_end: Passages typed at the end of the text.
        both_sides: Gaps in mid-paragraph, the text after them standing behind the cursor.
        left_only: The same gaps with nothing behind the cursor, to compare with.
        memory: The passages with the story before them remembered; None if that was not asked for.
        memory_both_sides: The gaps with the story around them remembered, the text after them in sight.
        earlier: The passages with earlier works of their writer known, too; None without such.
        earlier_both_sides: The same of the gaps.
    """

    at_end: Figures
    both_sides: Figures
    left_only: Figures
    memory: Figures | None = None
    memory_both_sides: Figures | None = None
    earlier: Figures | None = None
    earlier_both_sides: Figures | None = None


def measure(
    engine: SuggestingEngine,
    documents: Sequence[str],
    words: int,
    seed: int,
    tell: Callable[[str], None],
    memory: bool = True,
    earlier: Sequence[str] = (),
) -> Measurement:
    """Replay some of the documents.

    Args:
        engine: Suggests.
        documents: The text.
        words: At most so many words at the end of the text, and as many in gaps.
        seed: Chooses the places.
        tell: Is told what is being done.
        memory: Measure with memory too, if the engine has one.
        earlier: Earlier works of the same writer, to measure with these known as well.

    Raises:
        DocumentError: There is no word in them.
    """
    passages, gaps = choose_passages(documents, words, seed), choose_gaps(documents, words, seed)
    if not passages:
        raise _no_words()
    tell("typing at the end of the text")
    at_end = figures(engine, passages, lists=LENGTHS)
    tell("filling gaps with the text after them in sight")
    both_sides = figures(engine, gaps, lists=LENGTHS)
    tell("filling the same gaps with nothing after them")
    left_only = figures(engine, [replace(gap, in_gap=False) for gap in gaps], lists=LENGTHS)
    if not (memory and isinstance(engine, RememberingEngine) and engine.has_memory):
        return Measurement(at_end, both_sides, left_only)
    tell("typing at the end of the text, with memory")
    with_memory = figures(engine, passages, True, LENGTHS)
    tell("filling the gaps with memory")
    gaps_with_memory = figures(engine, gaps, True, LENGTHS)
    measured = Measurement(at_end, both_sides, left_only, with_memory, gaps_with_memory)
    if not (earlier and isinstance(engine, LearningEngine)):
        return measured
    tell("typing at the end of the text, with memory and earlier works")
    engine.learn(earlier)
    knowing = figures(engine, passages, True, LENGTHS)
    tell("filling the gaps with memory and earlier works")
    return replace(measured, earlier=knowing, earlier_both_sides=figures(engine, gaps, True, LENGTHS))


def keys_saved(
    engine: SuggestingEngine,
    documents: Sequence[str],
    words: int,
    seed: int,
    earlier: Sequence[str] = (),
) -> Replay:
    """Only count the keys at the end of the text, at the default precision, with memory and earlier works.

    The arguments are those of `measure`.

    Raises:
        DocumentError: There is no word in the documents.
    """
    passages = choose_passages(documents, words, seed)
    if not passages:
        raise _no_words()
    if isinstance(engine, LearningEngine):
        engine.learn(earlier)
    return replay(engine, passages, DEFAULT_PRECISION, remember=True)


def figures(
    engine: SuggestingEngine,
    stretches: Sequence[Stretch],
    remember: bool = False,
    lists: Sequence[int] = (),
) -> Figures:
    """Replay the stretches at each precision, guess each of their words, and choose from lists of words."""
    replays = [Replay(precision) for precision in PRECISIONS]
    # First the usual one, whose requests are timed: the first one in a gap reads a new place.
    replays.sort(key=lambda one: one.precision != DEFAULT_PRECISION)
    usual, ranks, counts = replays[0], list[int](), [ListCount(length) for length in lists]
    desk = AskingDesk(engine, SuggestSettings(), remember)
    for stretch in stretches:
        # At each place all settings, since the story around it is read but once.
        for one in replays:
            desk.settings, desk.milliseconds = SuggestSettings(precision=one.precision), one.milliseconds
            type_through(desk, stretch, one)
        ranks += guess_stretch(desk, stretch)
        count_lists(desk, stretch, counts)
    replays.sort(key=lambda one: one.precision)
    return Figures(
        words=len(ranks),
        letters=usual.letters,
        keystroke_savings=usual.keystroke_savings,
        top1=_share(sum(rank < 1 for rank in ranks), len(ranks)),
        top3=_share(sum(rank < 3 for rank in ranks), len(ranks)),
        top5=_share(sum(rank < 5 for rank in ranks), len(ranks)),
        latency_ms={f"p{percent}": _percentile(usual.milliseconds, percent) for percent in (50, 95, 99)},
        precision=[
            PrecisionFigures(
                precision=one.precision,
                keystroke_savings=one.keystroke_savings,
                shown=_share(one.ghosts, one.keys),
                right=_share(one.right, one.ghosts),
                first_word_right=_share(one.right_first, one.ghosts),
            )
            for one in replays
        ],
        lists=[count.figures for count in counts],
    )


def replay(
    engine: SuggestingEngine, stretches: Iterable[Stretch], precision: float, remember: bool = False
) -> Replay:
    """Type the stretches as a perfect user would, who knows at a glance how much of a ghost is right.

    One key takes the whole ghost if the text goes on with exactly that, else one key takes its first word
    with the marks before it, if the text goes on with that, else one key types the next letter. "Exactly"
    has quotes and capitals as the text has them; a ghost whose last word is but the beginning of the text's
    word is wrong. A ghost may reach beyond the end of a passage, as the text goes on there, but not into
    what stands after a gap. Behind what was taken the space comes by itself (`space_behind.py`).
    """
    desk = AskingDesk(engine, SuggestSettings(precision=precision), remember)
    counted = Replay(precision, milliseconds=desk.milliseconds)
    for stretch in stretches:
        type_through(desk, stretch, counted)
    return counted


def type_through(desk: AskingDesk, stretch: Stretch, counted: Replay) -> None:
    """Type one stretch as `replay` does, and add to what was counted."""
    place = stretch.start
    while place < stretch.end:
        suggestions = desk.ask(stretch, place)
        taken = _press(counted, stretch, place, suggestions[0].text if suggestions else "")
        letters, keys = stretch.behind(taken, place) if taken else (1, 0)
        place += letters
        counted.keys += keys
    counted.letters += place - stretch.start


def guess_stretch(desk: AskingDesk, stretch: Stretch) -> list[int]:
    """For each word, how many guesses at its beginning were better than it; 5 if it was not among the five.

    A word is a run of letters and digits with the apostrophes between them; hyphens and dashes part words. A
    Chinese character is one, too.
    The engine is asked with the cursor where the word's first letter goes, the space or quote before it
    standing there. A guess is the word that begins with the suggestion's first character, the marks behind it
    left out. It is right if it equals the text's word, capitals and apostrophes included.
    The desk asks for guesses from then on.
    """
    desk.settings = TOP
    ranks = []
    for start, end in stretch.words():
        guesses = [WORD.match(one.text) for one in desk.ask(stretch, start)[: TOP.alternatives]]
        words = [guess.group() if guess else "" for guess in guesses]
        word = stretch.document[start:end]
        ranks.append(words.index(word) if word in words else TOP.alternatives)
    return ranks


def _press(counted: Replay, stretch: Stretch, place: int, ghost: str) -> Taken | None:
    """Count one key; gives what it takes, None where it types a letter."""
    counted.keys += 1
    if not ghost:
        return None
    counted.ghosts += 1
    whole, first = takes_of(ghost)
    if stretch.goes_on_with(whole.text, place):
        counted.right += 1
        counted.right_first += 1
        return whole
    if stretch.goes_on_with(first.text, place):
        counted.right_first += 1
        return first
    return None


def _no_words() -> DocumentError:
    return DocumentError("There are no words in these texts; choose others to measure.")


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _percentile(milliseconds: list[float], percent: int) -> float | None:
    return float(np.percentile(milliseconds, percent)) if milliseconds else None
