"""The wheel with Ctrl held: how many steps of zoom it asks for."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent

NOTCH = 120  # eighths of a degree; what Qt says for one notch of a plain wheel


class WheelZoom:
    """Adds up what the wheel turns: touchpads and fine wheels send a notch in many small parts."""

    def __init__(self) -> None:
        self._angle = 0

    def steps(self, event: QWheelEvent) -> int | None:
        """How many steps to zoom in, or out if negative; None if the wheel does not zoom.

        What is left of a notch counts with the next part, until the wheel turns the other way or does
        something else. What a touchpad sends on after the fingers have left it is no wish to zoom.
        """
        angle = event.angleDelta().y()
        held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.phase() == Qt.ScrollPhase.ScrollBegin or not held or angle * self._angle < 0:
            self._angle = 0
        if not held or not angle:
            return None
        if event.phase() != Qt.ScrollPhase.ScrollMomentum:
            self._angle += angle
        steps = int(self._angle / NOTCH)
        self._angle -= steps * NOTCH
        return steps
