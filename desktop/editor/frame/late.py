"""A feature that is made when it is turned on first, so that windows open without it."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject

from desktop.editor.frame.frame import Frame


class Turning(Protocol):
    """What can be turned on and off."""

    def turn(self, on: bool) -> None:
        """Turn it on or off."""


class Late(QObject):
    """Follows a choice of the writer's, and makes what it turns on when it is turned on first.

    Args:
        frame: The window's parts.
        setting: The choice, a switch.
        make: Makes it; what that takes is imported there.
    """

    def __init__(self, frame: Frame, setting: str, make: Callable[[], Turning]):
        super().__init__(frame)
        self._settings, self._setting, self._make = frame.settings, setting, make
        self._made: Turning | None = None
        frame.settings.changed.connect(self._on_settings)
        self._follow()

    @property
    def is_on(self) -> bool:
        """Whether the writer wants it."""
        return bool(getattr(self._settings.choices, self._setting))

    def _on_settings(self, names: frozenset[str]) -> None:
        if self._setting in names:
            self._follow()

    def _follow(self) -> None:
        if self._made is None and self.is_on:
            self._made = self._make()
        if self._made:
            self._made.turn(self.is_on)
