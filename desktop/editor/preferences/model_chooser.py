"""Choosing a model: those on this machine, or any folder."""

from collections.abc import Sequence
from html import escape
from os.path import realpath  # that of `pathlib` raises where links go round
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.editor.fitting import fitting
from desktop.editor.messages.dialogs import Dialogs
from desktop.engine.bundles.finding import ModelInfo
from desktop.engine.shown import shown

FOLDER = Qt.ItemDataRole.UserRole


class ModelChooser(QDialog):
    """Lists models, the one in use marked.

    Signals:
        chosen: The folder of the model that the writer wants.
    """

    chosen = Signal(object)

    def __init__(self, models: Sequence[ModelInfo], current: Path | None, dialogs: Dialogs, window: QWidget):
        super().__init__(window)
        self.setWindowTitle(self.tr("Choose a model"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialogs = dialogs
        self._list = QListWidget(self)
        self._list.setAccessibleName(self.tr("Models"))
        self._list.setWordWrap(True)
        self._list.setSpacing(3)
        for info in models:
            self._add(info, current)
        if self._list.count() == 0:
            self._list.addItem(self.tr("There are no models on this machine yet."))
            self._list.item(0).setFlags(Qt.ItemFlag.NoItemFlags)
        self._list.itemActivated.connect(lambda _item: self._use())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._use_button = QPushButton(self.tr("Use this model"))
        self._use_button.setDefault(True)
        self._use_button.setEnabled(self._list.currentItem() is not None)
        folder_button = QPushButton(self.tr("Another folder…"))
        buttons.addButton(self._use_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(folder_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.accepted.connect(self._use)
        buttons.rejected.connect(self.reject)
        folder_button.clicked.connect(self._choose_folder)
        self._list.currentItemChanged.connect(lambda item, _: self._use_button.setEnabled(item is not None))
        words = QLabel(
            self.tr("A model runs on this machine alone. Those made with inkling-train work too."), self
        )
        words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addWidget(words)
        column.addWidget(self._list, 1)
        column.addWidget(buttons)
        self.resize(fitting(self, QSize(520, 360)))

    def _add(self, info: ModelInfo, current: Path | None) -> None:
        in_use = current is not None and realpath(current) == realpath(info.folder)
        mark = self.tr("in use") if in_use else ""
        about = "  ·  ".join(words for words in (info.language, info.licence, mark) if words)
        lines = [info.name, info.description, about]
        item = QListWidgetItem("\n".join(line for line in lines if line))
        item.setData(FOLDER, str(info.folder))
        # As rich text, which Qt would take the name of a folder for, if it looks like it.
        item.setToolTip(f"<p>{escape(shown(info.folder))}</p>")
        self._list.addItem(item)
        if in_use or self._list.count() == 1:
            self._list.setCurrentItem(item)

    def _use(self) -> None:
        item = self._list.currentItem()
        if item and item.data(FOLDER):
            self.chosen.emit(Path(item.data(FOLDER)))
            self.accept()

    def _choose_folder(self) -> None:
        folder = self._dialogs.model_folder(self, str(Path.home()))
        if folder:
            self.chosen.emit(folder)
            self.accept()
