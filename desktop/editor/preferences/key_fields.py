"""The keys of all commands, to be chosen by pressing them."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QKeySequenceEdit, QToolButton, QWidget

from desktop.editor.messages.wording import translate
from desktop.editor.settings.keys import COMMANDS, Command
from desktop.editor.settings.settings import Settings


class KeyFields(QObject):
    """Makes a field for each command.

    Signals:
        conflict: Two commands want the same keys, in one sentence; "" for none.
    """

    conflict = Signal(str)

    def __init__(self, settings: Settings, parent: QObject):
        super().__init__(parent)
        self._settings = settings

    def make(self, command: Command) -> tuple[QWidget, QKeySequenceEdit]:
        """Make a command's field: all of it, and the part that takes the keyboard."""
        edit = QKeySequenceEdit(QKeySequence(self._settings.keys_of(command.name)))
        edit.setObjectName(f"keys_{command.name}")
        edit.setMaximumSequenceLength(1)
        edit.setClearButtonEnabled(True)
        edit.keySequenceChanged.connect(lambda keys: self._rebind(command.name, keys))
        reset = QToolButton()
        reset.setText(translate("Preferences", "Default"))
        reset.setAccessibleName(f"{command.title}: {reset.text()}")
        reset.clicked.connect(lambda: edit.setKeySequence(QKeySequence(command.keys)))
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(edit, 1)
        layout.addWidget(reset)
        return row, edit

    def look(self) -> None:
        """Say whether two commands want the same keys; a ghost's and a running story's may share."""
        owners: dict[str, Command] = {}
        for command in COMMANDS:
            keys = self._settings.keys_of(command.name)
            other = owners.setdefault(keys, command)
            if keys and other is not command and {other.name, command.name} != {"stop", "dismiss"}:
                sentence = translate(
                    "Preferences", "“{one}” and “{other}” have the same keys; give one others."
                )
                self.conflict.emit(sentence.format(one=other.title, other=command.title))
                return
        self.conflict.emit("")

    def _rebind(self, name: str, keys: QKeySequence) -> None:
        text = keys.toString(QKeySequence.SequenceFormat.PortableText)
        self._settings.update(keys={**self._settings.choices.keys, name: text})
        self.look()
