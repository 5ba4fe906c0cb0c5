"""Learn My Writing, plugged into a window: its command, its dialog, a word in the status bar meanwhile."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QLocale, QObject

from desktop.editor.fitting import ElidedButton
from desktop.editor.frame.frame import Frame
from desktop.editor.learning.earlier_works import EarlierWorks

if TYPE_CHECKING:
    from desktop.editor.learning.learning_dialog import LearningDialog
    from desktop.editor.learning.training import Training


class LearningHost(Protocol):
    """What all windows share of it; `desktop.editor.desk.Desk` is one."""

    works: EarlierWorks

    @property
    def training(self) -> "Training":
        """The training, made when it is first asked for."""

    def use_model(self, folder: Path) -> None:
        """Use a model from now on."""


class Learning(QObject):
    """Shows the dialog, which is made when it is asked for."""

    def __init__(self, frame: Frame, host: LearningHost):
        super().__init__(frame)
        self._frame, self._host = frame, host
        self.dialog: LearningDialog | None = None
        self._tool: ElidedButton | None = None
        frame.actions.bind(learn_writing=self.show)
        frame.follow_language(self._show_progress)

    def show(self) -> None:
        """Show the works and the training."""
        if self.dialog is None:
            self.dialog = self._make_dialog()
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def _make_dialog(self) -> "LearningDialog":
        from desktop.editor.learning.learning_dialog import LearningDialog

        frame, host = self._frame, self._host
        training = host.training
        if self._tool is None:
            self._tool = _tool(self.show)
            frame.status.add_tool(self._tool)
            training.changed.connect(self._show_progress)
            self._show_progress()
        dialog = LearningDialog(host.works, training, frame.settings, frame.dialogs, self._base, frame.window)
        dialog.panel.use.connect(host.use_model)
        dialog.destroyed.connect(self._forget_dialog)
        return dialog

    def _forget_dialog(self) -> None:
        self.dialog = None

    def _base(self) -> tuple[Path, str] | None:
        """The model to go on from, and its name: the one in use, or what that was made from."""
        from desktop.engine.bundles.finding import find_models
        from desktop.engine.learning.plan import can_go_on_from
        from desktop.engine.learning.verdict import origin_of

        model = self._frame.worker.model
        folder = origin_of(model.folder) if model else None
        if folder is None or not can_go_on_from(folder):
            return None
        return folder, next((info.name for info in find_models([folder])), folder.name)

    def _show_progress(self) -> None:
        if self._tool is None:
            return
        training = self._host.training
        self._tool.setVisible(training.is_busy)
        percent = QLocale().toString(100 * training.share, "f", 0)
        self._tool.setText(self.tr("Learning: {percent} %").format(percent=percent))
        self._tool.setToolTip(self.tr("The model goes on learning from your works; show how far it is"))


def _tool(show: Callable[[], None]) -> ElidedButton:
    tool = ElidedButton(None, "learning_tool", show)
    tool.hide()
    return tool
