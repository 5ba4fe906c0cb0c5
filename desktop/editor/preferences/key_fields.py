"""The keys of all commands, to be chosen by pressing them."""

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QKeySequenceEdit, QToolButton, QWidget

from desktop.editor.messages.wording import about, translate
from desktop.editor.settings.keys import COMMANDS, Command
from desktop.editor.settings.settings import Settings

# They may share their keys: a running story is stopped first, then a ghost goes, then the find bar.
IN_TURN = {"stop", "dismiss", "close_find"}
FIRST_WITHOUT_LETTER = Qt.Key.Key_Escape.value  # keys below it are those of Unicode characters
WRITING = frozenset(
    (
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    )
)


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
        edit.keySequenceChanged.connect(lambda keys: self._rebind(command, edit, keys))
        reset = QToolButton()
        reset.setText(translate("Preferences", "Default"))
        reset.setAccessibleName(about(command.title, reset.text()))
        reset.clicked.connect(lambda: edit.setKeySequence(QKeySequence(command.keys)))
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(edit, 1)
        layout.addWidget(reset)
        return row, edit

    def look(self) -> None:
        """Say whether two commands want the same keys."""
        owners: dict[str, Command] = {}
        for command in COMMANDS:
            keys = self._settings.keys_of(command.name)
            other = owners.setdefault(keys, command)
            if keys and other is not command and not {other.name, command.name} <= IN_TURN:
                sentence = translate(
                    "Preferences", "“{one}” and “{other}” have the same keys; give one others."
                )
                self.conflict.emit(sentence.format(one=other.title, other=command.title))
                return
        self.conflict.emit("")

    def _rebind(self, command: Command, edit: QKeySequenceEdit, keys: QKeySequence) -> None:
        if _writes(keys) and not command.while_ghost:
            with QSignalBlocker(edit):
                edit.setKeySequence(QKeySequence(self._settings.keys_of(command.name)))
            sentence = translate(
                "Preferences",
                "{keys} alone is needed for writing; choose keys with Ctrl or Alt for “{command}”.",
            )
            shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
            self.conflict.emit(sentence.format(keys=shown, command=command.title))
            return
        text = keys.toString(QKeySequence.SequenceFormat.PortableText)
        self._settings.update(keys={**self._settings.choices.keys, command.name: text})
        self.look()


def _writes(keys: QKeySequence) -> bool:
    """Whether the text could not be written or gone through any more were these the keys of a command."""
    if keys.isEmpty():
        return False
    pressed = keys[0]  # type: ignore[index]
    if pressed.keyboardModifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    ):
        return False
    return pressed.key().value < FIRST_WITHOUT_LETTER or pressed.key() in WRITING
