"""Whose undo steps are whose: so that an undo takes words from whoever added them."""

from dataclasses import dataclass
from enum import Enum, auto


class Owner(Enum):
    """Who adds and removes words."""

    WRITER = auto()
    MODEL = auto()
    NOBODY = auto()  # words that were written earlier: opened, loaded again, brought back after a crash


@dataclass
class _Stretch:
    start: int
    end: int
    owner: Owner


class StepOwners:
    """Remembers which of a document's undo steps are not the writer's.

    Steps are told by how many there are before and behind them, as `QTextDocument.availableUndoSteps` counts:
    an edit leads from one number to another one, its undo back.
    """

    def __init__(self) -> None:
        self._stretches: list[_Stretch] = []  # in their order, none of the writer's

    def edited(self, before: int, after: int, owner: Owner) -> None:
        """Note a new edit, behind which there is nothing to redo any more."""
        start = min(before, after)
        self._stretches = [stretch for stretch in self._stretches if stretch.start < start]
        last = self._stretches[-1] if self._stretches else None
        if last:
            last.end = min(last.end, start)
        if owner is Owner.WRITER or after <= before:
            return
        if last and last.owner is owner and last.end == before:
            last.end = after  # what is written in pieces is undone at once
        else:
            self._stretches.append(_Stretch(before, after, owner))

    def of(self, before: int, after: int) -> Owner:
        """Whose edit was undone or redone."""
        start, end = sorted((before, after))
        for stretch in self._stretches:
            if stretch.start <= start and end <= stretch.end:
                return stretch.owner
        return Owner.WRITER
