"""An engine that says what a test wants, when the test wants it."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop.engine.devices.device import Device
from desktop.engine.engine import ContinueSettings, Suggestion, SuggestSettings
from desktop.engine.errors import Sentence
from desktop.engine.placement.verdict import Verdict
from desktop.engine.rereading.rereading import Part
from desktop.engine.story.learnt import Learnt
from desktop.engine.story.memory_choices import MemoryChoices

HOUSE = [Suggestion(" house and walked inside", 0.5), Suggestion(" hotel", 0.2), Suggestion(" door", 0.1)]


@dataclass
class FakePlacement:
    """Runs on `device`; no graphics card is there, whatever it is called.

    Attributes:
        rests: How often `measure` makes way before all is measured; None if there is nothing to measure.
        found: The device and the verdict that measuring ends with.
        failure: What `take_failure` has to tell.
        measured: How often `measure` was called.
    """

    device: Device = field(default_factory=Device)
    offered: tuple[str, ...] = ("cpu",)
    verdict: Verdict | None = None
    rests: int | None = None
    found: tuple[Device, Verdict] = (Device("CUDA", "Fake Card"), Verdict("cuda"))
    failure: Sentence | None = None
    measured: int = 0

    @property
    def is_undecided(self) -> bool:
        return self.rests is not None

    def measure(self, is_stale: Callable[[], bool]) -> bool:
        assert self.rests is not None
        self.measured += 1
        if self.rests:
            self.rests -= 1
            return False
        self.rests = None
        self.device, self.verdict = self.found
        return True

    def take_failure(self) -> Sentence | None:
        failure, self.failure = self.failure, None
        return failure


@dataclass
class FakeEngine:
    """Answers with `answer(left, right)`; waits for `gate` first; counts what it is asked."""

    placement: FakePlacement = field(default_factory=FakePlacement)
    answer: Callable[[str, str], list[Suggestion]] = lambda left, right: []
    pieces: list[str] = field(default_factory=lambda: [" She", " stood", " still", "."])
    gate: threading.Event = field(default_factory=threading.Event)
    asked: list[tuple[str, str, SuggestSettings]] = field(default_factory=list)
    told: list[tuple[str, str, ContinueSettings]] = field(default_factory=list)
    piece_gate: threading.Semaphore | None = None
    judged: list[tuple[str, str, str]] = field(default_factory=list)
    closed: int = 0
    forgotten: int = 0
    stories: list[tuple[object, bool]] = field(default_factory=list)
    prepared: list[tuple[str, str, str, str]] = field(default_factory=list)
    reading: Callable[[Callable[[], bool]], bool] = lambda is_stale: True
    surveyed: list[str] = field(default_factory=list)
    far: list[str] = field(default_factory=list)
    reads_far: bool = True
    others_surveyed: list[tuple[str, ...]] = field(default_factory=list)
    learned: list[tuple[str, ...]] = field(default_factory=list)
    remembered_words: int = 6204
    names: dict[str, int] = field(default_factory=dict)
    has_memory: bool = True
    stands_out: Callable[[str], list[Part]] = lambda text: []
    reread: list[str] = field(default_factory=list)
    reread_gate: threading.Semaphore | None = None
    choices: list[MemoryChoices] = field(default_factory=list)
    known: list[Learnt] = field(default_factory=list)
    alone: Callable[[str, str], list[Suggestion]] = lambda left, right: []

    def __post_init__(self) -> None:
        self.gate.set()

    def load(self, folder: Path, provider: str) -> "FakeEngine":
        return self

    def suggest(
        self,
        left: str,
        right: str = "",
        settings: SuggestSettings = SuggestSettings(),  # noqa: B008
        is_stale: Callable[[], bool] | None = None,
    ) -> list[Suggestion]:
        self.asked.append((left, right, settings))
        self.gate.wait(20)
        return self.answer(left, right)

    def is_foreign(self, left: str) -> bool:
        return left.rstrip().endswith("oder nicht")

    def continue_story(
        self,
        left: str,
        right: str = "",
        settings: ContinueSettings = ContinueSettings(),  # noqa: B008
    ) -> Iterator[str]:
        self.told.append((left, right, settings))
        try:
            for piece in self.pieces:
                if self.piece_gate:
                    self.piece_gate.acquire(timeout=20)
                yield piece
        finally:
            self.closed += 1

    def likelihood(
        self, left: str, text: str, right: str = "", is_stale: Callable[[], bool] | None = None
    ) -> float:
        self.judged.append((left, text, right))
        if is_stale:
            is_stale()
        return -float(len(text))

    def choose_memory(self, choices: MemoryChoices) -> None:
        if choices != (self.choices[-1] if self.choices else MemoryChoices()):
            self.choices.append(choices)

    def learnt(self, is_stale: Callable[[], bool] | None = None) -> list[Learnt] | None:
        return self.known

    def suggest_alone(
        self,
        left: str,
        right: str = "",
        settings: SuggestSettings = SuggestSettings(),  # noqa: B008
    ) -> list[Suggestion]:
        return self.alone(left, right)

    def rereading(self) -> "FakeEngine":
        return self

    def read(self, text: str, is_stale: Callable[[], bool]) -> Iterator[Part | None]:
        self.reread.append(text)
        for part in self.stands_out(text):
            if self.reread_gate:
                while not self.reread_gate.acquire(timeout=0.01):
                    yield None
            yield part

    def turn_to(self, story: object, remember: bool = True) -> None:
        self.stories.append((story, remember))

    def prepare(
        self,
        left: str,
        right: str = "",
        earlier: str = "",
        later: str = "",
        is_stale: Callable[[], bool] | None = None,
    ) -> bool:
        self.prepared.append((left, right, earlier, later))
        return self.reading(is_stale or (lambda: False))

    def survey(
        self, story: str, is_stale: Callable[[], bool] | None = None, others: Sequence[str] = ()
    ) -> bool:
        self.surveyed.append(story)
        self.others_surveyed.append(tuple(others))
        return True

    def read_far(self, text: str, is_stale: Callable[[], bool] | None = None, keep: bool = False) -> bool:
        self.far.append(text)
        return self.reads_far

    def learn(self, works: Sequence[str], is_stale: Callable[[], bool] | None = None) -> bool:
        if not self.learned or self.learned[-1] != tuple(works):
            self.learned.append(tuple(works))
        return True

    def forget(self) -> None:
        self.forgotten += 1

    def leave(self) -> None:
        pass


def offer_after(offers: dict[str, list[Suggestion]]) -> Callable[[str, str], list[Suggestion]]:
    """Answer with the suggestions of the ending that the text has."""

    def answer(left: str, right: str) -> list[Suggestion]:
        for ending, suggestions in offers.items():
            if left.endswith(ending):
                return suggestions
        return []

    return answer
