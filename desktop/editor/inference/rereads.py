"""Texts that are being reread, one for each window, a few milliseconds at a time."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.editor.inference.engine_protocol import DeskEngine, Rereader
from desktop.editor.inference.requests import RereadRequest

if TYPE_CHECKING:
    from desktop.engine.rereading.rereading import Part

# What was found is told that often: each time costs the window a look at its marks.
TELL_SECONDS = 0.25
Found = tuple["list[Part]", bool]


@dataclass
class _Run:
    """A text on its way: the request that it is for, and what is found."""

    ticket: int
    found: Iterator[Found]


class Rereads:
    """What was read of each text, by the model in use."""

    def __init__(self) -> None:
        self._rereaders: dict[int, Rereader] = {}
        self._runs: dict[int, _Run] = {}

    def go_on(
        self, engine: DeskEngine, request: RereadRequest, is_stale: Callable[[], bool]
    ) -> Iterator[Found]:
        """Begin a text, or go on with it where it made way for something else.

        Args:
            engine: Reads.
            request: Which text.
            is_stale: Whether somebody waits, for steps that take longer.

        Returns:
            After each few milliseconds, what is to be told, mostly nothing, and whether that is all.
        """
        run = self._runs.get(request.text)
        if run is None or run.ticket != request.ticket:
            rereader = self._rereaders.get(request.text)
            if rereader is None:
                rereader = self._rereaders[request.text] = engine.rereading()
            run = self._runs[request.text] = _Run(request.ticket, _read(rereader, request, is_stale))
        return run.found

    def drop(self, text: int) -> None:
        """Keep nothing of a text."""
        self._rereaders.pop(text, None)
        self._runs.pop(text, None)


def _read(rereader: Rereader, request: RereadRequest, is_stale: Callable[[], bool]) -> Iterator[Found]:
    parts: list[Part] = []
    told_at = 0.0
    for part in rereader.read("".join(request.parts), is_stale):
        if part is not None:
            parts.append(part)
        if parts and time.monotonic() - told_at >= TELL_SECONDS:
            yield parts, False
            parts, told_at = [], time.monotonic()
        else:
            yield [], False
    yield parts, True
