"""Asks an engine for what a text goes on with, as the editor does."""

import time

from desktop.engine.decoding.suggest import Suggestion, SuggestSettings
from desktop.engine.measuring.measure_places import LeftContext, Stretch
from desktop.engine.protocols import RememberingEngine, SuggestingEngine


class AskingDesk:
    """Asks as the editor does, and takes the time.

    Attributes:
        settings: How to ask.
        milliseconds: Of each request so far.
    """

    def __init__(self, engine: SuggestingEngine, settings: SuggestSettings, remember: bool) -> None:
        self.milliseconds: list[float] = []
        self._remember = remember
        self._stretch: Stretch | None = None
        self._engine = engine
        self.settings = settings

    def ask(self, stretch: Stretch, place: int) -> list[Suggestion]:
        """Suggestions with the cursor at `place`."""
        before = self._stretch
        if before is None or stretch.document is not before.document or stretch.start < before.start:
            # What was learned on the way must not have this stretch in it.
            self._context = LeftContext(stretch.document)
            self._engine.forget()
        left, right = self._context.before(place), stretch.right
        if stretch is not self._stretch:
            self._stretch = stretch
            if isinstance(self._engine, RememberingEngine):
                # What was read and learned around another place may have been this stretch itself.
                self._engine.leave()
                self._engine.turn_to(stretch.document, self._remember)
                if self._remember:
                    self._engine.read_far(stretch.far(place), keep=True)
                    self._engine.prepare(left, right, stretch.document[: place - len(left)], stretch.later)
                    self._engine.survey(stretch.standing(place))
        started = time.perf_counter()
        suggestions = self._engine.suggest(left, right, self.settings)
        self.milliseconds.append((time.perf_counter() - started) * 1000)
        return suggestions
