"""Measures a model's steps on each provider, in pieces short enough to make way for the writer.

A small LSTM on a graphics card waits more than it computes: every step sends a few kilobytes there and back,
and ONNX Runtime has 8-bit LSTMs for the CPU alone. So the desk believes no list of providers, but the clock.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median

import numpy as np

from desktop.engine.bundles.bundle import Bundle
from desktop.engine.decoding.beam import BATCH
from desktop.engine.decoding.context import Context
from desktop.engine.decoding.continue_story import ContinueSettings, continue_story
from desktop.engine.decoding.name_guard import NO_GUARD
from desktop.engine.devices.sessions import Opened, first_line
from desktop.engine.errors import InklingError
from desktop.engine.model.golden import check_golden
from desktop.engine.model.model import Model, State, gather
from desktop.engine.model.vocabulary import Vocabulary
from desktop.engine.placement.verdict import Figures, Verdict
from desktop.engine.words import count_words

# The steps of an ordinary suggestion: the last token is read, then a few beams grow.
READ_STEPS, SEARCH_STEPS = 1, 6
SUGGESTIONS = 9
CONTINUATIONS = 3
CONTINUED_WORDS = 25
# Of the CPU's time. An accelerator takes seconds to start, and memory; one that is hardly faster is not worth
# that.
MOST_TIME = 0.8

IsStale = Callable[[], bool]


class Trial:
    """One measurement of all providers, taken in turn so that other work on the machine hits them alike.

    Attributes:
        opened: The providers that work, by key, and their open graphs.
        failures: By provider, why it does not work.
    """

    def __init__(
        self,
        bundle: Bundle,
        vocabulary: Vocabulary,
        providers: Sequence[str],
        open_on: Callable[[str], Opened],
        open_model: Callable[[Opened], Model],
        clock: Callable[[], float],
    ) -> None:
        """Prepare to measure; nothing is opened yet.

        Args:
            bundle: The model.
            vocabulary: Its tokens.
            providers: What to measure, the CPU among them.
            open_on: Opens the graphs on a provider.
            open_model: Makes a model of them.
            clock: Seconds from any moment on.
        """
        self._bundle = bundle
        self._vocabulary = vocabulary
        self._open_on = open_on
        self._open_model = open_model
        self._clock = clock
        self._left = max((sample.left for sample in bundle.config.golden), key=len, default="")
        self._models: dict[str, Model] = {}
        self._suggestion_ms: dict[str, list[float]] = {provider: [] for provider in providers}
        self._words_per_second: dict[str, list[float]] = {provider: [] for provider in providers}
        self._sample: _Continuation | None = None
        self.opened: dict[str, Opened] = {}
        self.failures: dict[str, str] = {}
        pieces = [self._start, *[self._suggest] * (1 + SUGGESTIONS), *[self._continue] * CONTINUATIONS]
        self._todo = deque(partial(self._try, provider, piece) for piece in pieces for provider in providers)

    def go_on(self, is_stale: IsStale) -> bool:
        """Measure on.

        Args:
            is_stale: Asked every few milliseconds; True breaks off, and the next call goes on.

        Returns:
            Whether all is measured.
        """
        while self._todo:
            if is_stale() or not self._todo[0](is_stale):
                return False
            self._todo.popleft()
        return True

    @property
    def verdict(self) -> Verdict:
        """What has come of it, once all is measured."""
        figures = {
            provider: Figures(
                opened.device,
                round(median(self._suggestion_ms[provider][1:]), 3),  # the first one warms up
                round(median(self._words_per_second[provider]), 1),
            )
            for provider, opened in self.opened.items()
        }
        times = {provider: one.beside(figures["cpu"]) for provider, one in figures.items()}
        fastest = min(times, key=times.__getitem__)
        return Verdict(fastest if times[fastest] <= MOST_TIME else "cpu", figures, dict(self.failures))

    def _try(self, provider: str, piece: Callable[[str, IsStale], bool], is_stale: IsStale) -> bool:
        """Do a piece of work; a provider that fails is left out from then on."""
        if provider in self.failures:
            return True
        try:
            return piece(provider, is_stale)
        # ONNX Runtime's exceptions share no base class but Exception.
        except Exception as error:
            if provider == "cpu":
                raise
            known = error.sentence.values.get("reason") if isinstance(error, InklingError) else None
            self.failures[provider] = str(known) if known else first_line(error)
            self.opened.pop(provider, None)
            self._models.pop(provider, None)
            self._sample = None
            return True

    def _start(self, provider: str, is_stale: IsStale) -> bool:
        opened = self._open_on(provider)
        model = self._open_model(opened)
        check_golden(self._bundle, self._vocabulary, model)
        self.opened[provider], self._models[provider] = opened, model
        return True

    def _suggest(self, provider: str, is_stale: IsStale) -> bool:
        model = self._models[provider]
        state = model.start([self._bundle.config.end, *self._vocabulary.encode(self._left)])
        started = self._clock()
        for _ in range(READ_STEPS):
            state = _advance_likeliest(model, state, model.predict(state))
        beams = gather([(state, 0)] * BATCH)
        logits = model.predict(beams)
        for _ in range(SEARCH_STEPS):
            logits, beams = model.advance(beams, logits.argmax(axis=-1).tolist())
        self._suggestion_ms[provider].append((self._clock() - started) * 1000)
        return True

    def _continue(self, provider: str, is_stale: IsStale) -> bool:
        sample = self._sample = self._sample or _Continuation(self._write(self._models[provider]))
        while not sample.is_whole:
            if is_stale():
                return False
            started = self._clock()
            sample.grow()
            sample.seconds += self._clock() - started
        self._sample = None
        self._words_per_second[provider].append(count_words(sample.text) / max(sample.seconds, 1e-9))
        return True

    def _write(self, model: Model) -> Iterator[str]:
        context = Context(model, self._vocabulary, self._bundle.config.end)
        cursor = context.cursor(self._left, "", exact=True)
        settings = ContinueSettings(words=CONTINUED_WORDS, seed=1)
        yield from continue_story(model, self._vocabulary, cursor, self._left, "", settings, NO_GUARD)


@dataclass
class _Continuation:
    """One that may be interrupted; `seconds` are those in which it was written."""

    pieces: Iterator[str]
    text: str = ""
    seconds: float = 0.0
    is_whole: bool = False

    def grow(self) -> None:
        """Write the next piece."""
        piece = next(self.pieces, None)
        self.text += piece or ""
        self.is_whole = piece is None


def _advance_likeliest(model: Model, state: State, logits: np.ndarray) -> State:
    """The state after the likeliest next token of each row."""
    return model.advance(state, logits.argmax(axis=-1).tolist())[1]
