"""The questions that must be answered before anything else: which file, and what of unsaved words."""

from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

from desktop.editor.fitting import fitting
from desktop.editor.messages.engine_words import told
from desktop.editor.messages.wording import translate
from desktop.engine.documents.encodings import ENCODINGS, encoding_label

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


TEXTS = "*.txt *.md *.markdown *.text"
BOOKS = "*.docx *.docm *.odt *.epub"  # what is imported where it is opened


class Unsaved(Enum):
    """What to do with unsaved words."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()


class Dialogs:
    """Asks with the system's own dialogs. Tests bring their own."""

    def file_to_open(self, parent: QWidget, folder: str) -> Path | None:
        """Ask for a file to open; None when the writer changes their mind."""
        name, _ = QFileDialog.getOpenFileName(parent, translate("Dialogs", "Open"), folder, _filter(True))
        return Path(name) if name else None

    def file_to_import(self, parent: QWidget, folder: str) -> Path | None:
        """Ask for a text of another program; None when the writer changes their mind."""
        title, kinds = translate("Dialogs", "Import"), translate("Dialogs", "Texts of other programs")
        others = translate("Dialogs", "All files")
        name, _ = QFileDialog.getOpenFileName(
            parent, title, folder, f"{kinds} ({BOOKS} *.html *.htm *.xhtml {TEXTS});;{others} (*)"
        )
        return Path(name) if name else None

    def works_to_add(self, parent: QWidget, folder: str) -> list[Path]:
        """Ask for texts of any kind to learn from; none when the writer changes their mind."""
        title, kinds = translate("Dialogs", "Add earlier works"), translate("Dialogs", "Texts")
        names, _ = QFileDialog.getOpenFileNames(
            parent, title, folder, f"{kinds} ({TEXTS} {BOOKS} *.html *.htm *.xhtml)"
        )
        return [Path(name) for name in names]

    def folder_of_works(self, parent: QWidget, folder: str) -> Path | None:
        """Ask for a folder of texts to learn from; None when the writer changes their mind."""
        return _folder(parent, translate("Dialogs", "Add earlier works"), folder)

    def file_to_export(self, parent: QWidget, proposal: str, suffix: str) -> Path | None:
        """Ask for a file to export to; None when the writer changes their mind."""
        title, unasked = translate("Dialogs", "Export"), QFileDialog.Option.DontConfirmOverwrite
        name, _ = QFileDialog.getSaveFileName(parent, title, proposal, f"(*.{suffix})", options=unasked)
        return Path(name) if name else None

    def printer(self, parent: QWidget, printer: "QPrinter") -> bool:
        """Ask for a printer, and what of the pages to print. Says whether to print."""
        from PySide6.QtPrintSupport import QPrintDialog

        dialog = QPrintDialog(printer, parent)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        return bool(dialog.exec())

    def file_to_save(self, parent: QWidget, proposal: str) -> Path | None:
        """Ask where to save; None when the writer changes their mind."""
        title = translate("Dialogs", "Save As")
        # Whether a file may be replaced is asked when its suffix is known.
        unasked = QFileDialog.Option.DontConfirmOverwrite
        name, _ = QFileDialog.getSaveFileName(parent, title, proposal, _filter(), options=unasked)
        return Path(name) if name else None

    def table_to_save(self, parent: QWidget, proposal: str) -> Path | None:
        """Ask where to save a table; None when the writer changes their mind."""
        title, kind = translate("Dialogs", "Save As"), translate("Dialogs", "Tables")
        name, _ = QFileDialog.getSaveFileName(parent, title, proposal, f"{kind} (*.csv)")
        return Path(name) if name else None

    def may_replace(self, parent: QWidget, name: str) -> bool:
        """Ask whether a file that is there may be replaced."""
        box = _question(
            parent,
            QMessageBox.Icon.Warning,
            translate("Dialogs", "There is a file “{name}” already.").format(name=name),
            translate("Dialogs", "Replace what is in it by what you wrote here?"),
        )
        replace = box.addButton(translate("Dialogs", "Replace"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        return box.clickedButton() is replace

    def encoding(self, parent: QWidget, title: str, current: str) -> str | None:
        """Ask for an encoding; None when the writer changes their mind."""
        labels = {told(encoding_label(name)): name for name in dict.fromkeys((*ENCODINGS, current))}
        box = QInputDialog(parent)
        box.setWindowTitle(title)
        box.setLabelText(translate("Dialogs", "How the letters are written in the file:"))
        box.setOption(QInputDialog.InputDialogOption.UseListViewForComboBoxItems)
        box.setComboBoxItems(list(labels))
        box.setTextValue(told(encoding_label(current)))
        box.resize(fitting(box, QSize(420, 460)))
        return labels[box.textValue()] if box.exec() else None

    def model_folder(self, parent: QWidget, folder: str) -> Path | None:
        """Ask for a model's folder; None when the writer changes their mind."""
        return _folder(parent, translate("Dialogs", "Choose a model's folder"), folder)

    def story_folder(self, parent: QWidget, folder: str) -> Path | None:
        """Ask for the folder of a story; None when the writer changes their mind."""
        return _folder(parent, translate("Dialogs", "Open a story's folder"), folder)

    def story_to_make(self, parent: QWidget, proposal: str) -> Path | None:
        """Ask for the name of a folder to be made; None when the writer changes their mind."""
        title, label = translate("Dialogs", "New Story"), translate("Dialogs", "Folder's name:")
        dialog = QFileDialog(parent, title, proposal)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setLabelText(QFileDialog.DialogLabel.FileName, label)
        dialog.selectFile(proposal)
        return Path(dialog.selectedFiles()[0]) if dialog.exec() else None

    def may_delete(self, parent: QWidget, count: int) -> bool:
        """Ask whether so many texts may be deleted for good."""
        box = _question(
            parent,
            QMessageBox.Icon.Warning,
            translate("Dialogs", "Delete for good what is in the trash?"),
            translate("Dialogs", "Texts in it: {count}. They cannot be put back afterwards.").format(
                count=count
            ),
        )
        delete = box.addButton(translate("Dialogs", "Delete"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.exec()
        return box.clickedButton() is delete

    def may_end_draft(self, parent: QWidget) -> bool:
        """Ask whether a draft may end before its time."""
        box = _question(
            parent,
            QMessageBox.Icon.Question,
            translate("Dialogs", "Leave drafting mode?"),
            translate("Dialogs", "You can delete and go back then. What you wrote stays as it is."),
        )
        leave = box.addButton(translate("Dialogs", "Leave"), QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton(translate("Dialogs", "Write on"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        return box.clickedButton() is leave

    def unsaved(self, parent: QWidget, name: str) -> Unsaved:
        """Ask what to do with unsaved words."""
        box = _question(
            parent,
            QMessageBox.Icon.Question,
            translate("Dialogs", "Save what you wrote in “{name}”?").format(name=name),
            translate("Dialogs", "Without saving, it will be lost."),
        )
        buttons = QMessageBox.StandardButton
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        answers = {buttons.Save: Unsaved.SAVE, buttons.Discard: Unsaved.DISCARD}
        return answers.get(QMessageBox.StandardButton(box.exec()), Unsaved.CANCEL)


def _question(parent: QWidget, icon: QMessageBox.Icon, text: str, more: str) -> QMessageBox:
    """Return a box without buttons; a file's name in it is never taken for markup."""
    box = QMessageBox(parent)
    box.setIcon(icon)
    box.setWindowTitle("Inkling")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(more)
    return box


def _folder(parent: QWidget, title: str, folder: str) -> Path | None:
    name = QFileDialog.getExistingDirectory(parent, title, folder)
    return Path(name) if name else None


def _filter(with_books: bool = False) -> str:
    """Return the kinds of files to choose from."""
    text, others = translate("Dialogs", "Text"), translate("Dialogs", "All files")
    return f"{text} ({TEXTS}{f' {BOOKS}' if with_books else ''});;{others} (*)"
