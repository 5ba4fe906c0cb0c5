"""The questions that must be answered before anything else: which file, and what of unsaved words."""

from enum import Enum, auto
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from desktop.editor.wording import translate


class Unsaved(Enum):
    """What to do with unsaved words."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()


class Dialogs:
    """Asks with the system's own dialogs. Tests bring their own."""

    def file_to_open(self, parent: QWidget, folder: str) -> Path | None:
        """Ask for a file to open; None when the writer changes their mind."""
        name, _ = QFileDialog.getOpenFileName(parent, translate("Dialogs", "Open"), folder, _filter())
        return Path(name) if name else None

    def file_to_save(self, parent: QWidget, proposal: str) -> Path | None:
        """Ask where to save; None when the writer changes their mind."""
        title = translate("Dialogs", "Save As")
        name, _ = QFileDialog.getSaveFileName(parent, title, proposal, _filter())
        if not name:
            return None
        path = Path(name)
        return path if path.suffix else path.with_suffix(".txt")

    def model_folder(self, parent: QWidget, folder: str) -> Path | None:
        """Ask for a model's folder; None when the writer changes their mind."""
        title = translate("Dialogs", "Choose a model's folder")
        name = QFileDialog.getExistingDirectory(parent, title, folder)
        return Path(name) if name else None

    def unsaved(self, parent: QWidget, name: str) -> Unsaved:
        """Ask what to do with unsaved words."""
        box = QMessageBox(parent)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("Inkling")
        box.setText(translate("Dialogs", "Save what you wrote in “{name}”?").format(name=name))
        box.setInformativeText(translate("Dialogs", "Without saving, it will be lost."))
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        answers = {buttons.Save: Unsaved.SAVE, buttons.Discard: Unsaved.DISCARD}
        return answers.get(QMessageBox.StandardButton(box.exec()), Unsaved.CANCEL)


def _filter() -> str:
    """Return the kinds of files to choose from."""
    text, others = translate("Dialogs", "Text"), translate("Dialogs", "All files")
    return f"{text} (*.txt *.md *.markdown *.text);;{others} (*)"
