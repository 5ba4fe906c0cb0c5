"""Asks what a version is to be called, and of what it is to be one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

LONGEST_NAME = 80


class KeepDialog(QDialog):
    """One line for the name; with a story open also whether all of it is kept.

    Signals:
        chosen: The name, and whether the whole story is to be kept.
    """

    chosen = Signal(str, bool)

    def __init__(self, name: str, has_story: bool, has_text: bool, parent: QWidget):
        """Ask, with `name` proposed."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keep a Version"))
        about = QLabel(
            self.tr("All words as they are now, under a name of yours. They stay so until you delete them.")
        )
        about.setWordWrap(True)
        self._name = QLineEdit(name)
        self._name.setMaxLength(LONGEST_NAME)
        self._name.setAccessibleName(self.tr("Name"))
        self._name.selectAll()
        self._story = QRadioButton(self.tr("The whole &story"))
        self._text = QRadioButton(self.tr("This &text only"))
        (self._story if has_story else self._text).setChecked(True)
        self._text.setEnabled(has_text)
        form = QFormLayout()
        label = QLabel(self.tr("&Name"))
        label.setBuddy(self._name)
        form.addRow(label, self._name)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(about)
        column.addLayout(form)
        for choice in (self._story, self._text):
            column.addWidget(choice)
            choice.setVisible(has_story)
        column.addWidget(buttons)
        self._name.setFocus()

    def _choose(self) -> None:
        self.chosen.emit(self._name.text(), self._story.isChecked())
        self.accept()
