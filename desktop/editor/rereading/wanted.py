"""Which places the writer wants to see: of a kind, and not those that are to be left alone."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from desktop.engine.rereading.places import Place


class Wanted(QObject):
    """What is wanted of one text.

    Signals:
        changed: Something else is wanted.

    Attributes:
        kind: The only kind that is wanted; "" for all.
    """

    changed = Signal()

    def __init__(self, parent: QObject):
        super().__init__(parent)
        self.kind = ""
        self._alone: set[tuple[str, str]] = set()

    def wants(self, place: "Place") -> bool:
        """Whether a place is wanted."""
        return self.kind in ("", place.kind.value) and not self.is_left_alone(place)

    @property
    def leaves_some_alone(self) -> bool:
        """Whether anything is to be left alone."""
        return bool(self._alone)

    def is_left_alone(self, place: "Place") -> bool:
        """Whether a place is to be left alone."""
        return (place.kind.value, place.text.lower()) in self._alone

    def want(self, kind: str) -> None:
        """Want one kind only; "" for all."""
        if kind != self.kind:
            self.kind = kind
            self.changed.emit()

    def leave_alone(self, place: "Place") -> None:
        """Do not show the same words for the same reason again."""
        self._alone.add((place.kind.value, place.text.lower()))
        self.changed.emit()

    def forget(self) -> None:
        """Leave nothing alone any more."""
        if self._alone:
            self._alone.clear()
            self.changed.emit()
