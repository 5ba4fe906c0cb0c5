"""Rereading, plugged into a window; what it needs is made when it is turned on first."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop.editor.frame.frame import Frame

if TYPE_CHECKING:
    from desktop.editor.rereading.rereading_view import RereadingView

# A window that opens with rereading on shows its text first.
LATE_MILLISECONDS = 400
NAME = "reread"  # of the setting


class Rereading(QObject):
    """Turns rereading on and off, and leads from place to place.

    Attributes:
        view: What rereads and shows; None as long as it was never on.
    """

    def __init__(self, frame: Frame):
        super().__init__(frame)
        self._frame = frame
        self.view: RereadingView | None = None
        frame.actions.bind(next_odd=lambda: self._step(1), previous_odd=lambda: self._step(-1))
        frame.settings.changed.connect(self._on_settings)
        if frame.settings.choices.reread:
            QTimer.singleShot(LATE_MILLISECONDS, self, self._follow)

    def _step(self, by: int) -> None:
        if not self._frame.settings.choices.reread:
            self._frame.settings.update(reread=True)
            self._frame.remark(self.tr("Rereading from now on; the next press leads to what stands out."))
        elif self.view:
            self.view.step(by)

    def _on_settings(self, names: frozenset[str]) -> None:
        if NAME in names:
            self._follow()

    def _follow(self) -> None:
        on = self._frame.settings.choices.reread
        if self.view is None and on:
            from desktop.editor.rereading.rereading_view import RereadingView

            self.view = RereadingView(self._frame)
        if self.view:
            self.view.turn(on)
