"""Learn My Writing: the earlier works, and a model that goes on learning from them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QScrollArea, QVBoxLayout, QWidget

from desktop.editor.fitting import fitting
from desktop.editor.learning.earlier_works import EarlierWorks
from desktop.editor.learning.training import Training
from desktop.editor.learning.training_panel import TrainingPanel
from desktop.editor.learning.works_list import WorksList
from desktop.editor.messages.dialogs import Dialogs
from desktop.editor.settings.settings import Settings

SIZE = QSize(660, 700)


class LearningDialog(QDialog):
    """A window of its own, beside which one can write; closing it stops nothing.

    Attributes:
        works: The list of works.
        panel: The training.
    """

    def __init__(
        self,
        works: EarlierWorks,
        training: Training,
        settings: Settings,
        dialogs: Dialogs,
        base: Callable[[], tuple[Path, str] | None],
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self.setObjectName("learning")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inside = QWidget(self)
        self.works = WorksList(works, settings, dialogs, inside)
        self.panel = TrainingPanel(training, works, base, inside)
        column = QVBoxLayout(inside)
        column.setSpacing(14)
        column.addWidget(self.works, 1)
        column.addWidget(self.panel)
        # Large fonts on a small screen must not put the buttons out of reach.
        area = QScrollArea(self)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._buttons.rejected.connect(self.close)
        whole = QVBoxLayout(self)
        whole.addWidget(area, 1)
        whole.addWidget(self._buttons)
        self.resize(fitting(self, SIZE))
        self._retranslate()
        self.works.add_files.setFocus()
        training.look_again()
        training.look_for_trainer()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Learn My Writing"))
