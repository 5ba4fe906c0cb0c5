"""Rereading, plugged into a window; what it needs is made when it is turned on first."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.editor.frame.frame import Frame
from desktop.editor.frame.late import Late

if TYPE_CHECKING:
    from desktop.editor.rereading.rereading_view import RereadingView


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
        Late(frame, "reread", self._make)

    def _make(self) -> "RereadingView":
        from desktop.editor.rereading.rereading_view import RereadingView

        self.view = RereadingView(self._frame)
        return self.view

    def _step(self, by: int) -> None:
        if not self._frame.settings.choices.reread:
            self._frame.settings.update(reread=True)
            self._frame.remark(self.tr("Rereading from now on; the next press leads to what stands out."))
        elif self.view:
            self.view.step(by)
