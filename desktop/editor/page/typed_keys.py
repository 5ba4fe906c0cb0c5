"""What a key press types or deletes, and which keys a widget claims before menus get them."""

import sys
import unicodedata
from collections.abc import Callable
from typing import NamedTuple, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QWidget

from desktop.engine.documents.taken_in import taken_in

MODIFIERS = frozenset(
    (
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
    )
)
DELETIONS = (
    (QKeySequence.StandardKey.Delete, QTextCursor.MoveOperation.NextCharacter),
    (QKeySequence.StandardKey.Backspace, QTextCursor.MoveOperation.PreviousCharacter),
    (QKeySequence.StandardKey.DeleteEndOfWord, QTextCursor.MoveOperation.NextWord),
    (QKeySequence.StandardKey.DeleteStartOfWord, QTextCursor.MoveOperation.PreviousWord),
    (QKeySequence.StandardKey.DeleteEndOfLine, QTextCursor.MoveOperation.EndOfBlock),
)
MOVES = frozenset(
    (
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
RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# A direction of the writer's choice would not come into the file.
DIRECTIONS = (Qt.Key.Key_Direction_L, Qt.Key.Key_Direction_R)


class Typed(NamedTuple):
    """What was typed, or is to stand there instead.

    Attributes:
        start: Where it begins, in Qt's positions.
        end: Where it ends.
        text: It.
    """

    start: int
    end: int
    text: str


def typed_text(event: QKeyEvent) -> str:
    """What a key types; empty if it types nothing."""
    if event.key() in RETURN:
        return "\n"  # Shift, too: plain text files cannot say that a line ends inside a paragraph
    text = event.text()
    control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
    alt_gr = event.modifiers() & Qt.KeyboardModifier.AltModifier
    # Some keyboards have the marks without a width, which Persian needs, on Ctrl and Shift.
    if event.modifiers() & control and not alt_gr and unicodedata.category(text[:1] or "\0") != "Cf":
        return ""
    return taken_in(text)


def is_alien(event: QKeyEvent) -> bool:
    """Whether Qt would type a letter or a line for keys that were meant for a command that is not there now.

    Ctrl and Alt together are AltGr on Windows, and Alt alone writes letters on a Mac.
    """
    modifiers = event.modifiers()
    control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
    if event.key() in RETURN:
        return control or alt
    return (
        alt and not control and sys.platform != "darwin" and event.text().isprintable() and event.text() != ""
    )


def deletion(event: QKeyEvent) -> QTextCursor.MoveOperation | None:
    """What a deleting key deletes, from the cursor to where this would move it."""
    others = ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.GroupSwitchModifier)
    if event.key() == Qt.Key.Key_Backspace and not event.modifiers() & others:
        return QTextCursor.MoveOperation.PreviousCharacter
    return next((move for key, move in DELETIONS if event.matches(key)), None)


class ClaimedKeys(QObject):
    """Claims keys for a widget, at the moments at which they mean something there.

    Args:
        widget: The widget.
        claims: Says whether a key is its own now.
    """

    def __init__(self, widget: QWidget, claims: Callable[[QKeyEvent], bool]):
        super().__init__(widget)
        self._claims = claims
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim a key before menus ask for it."""
        if event.type() == QEvent.Type.ShortcutOverride and self._claims(cast(QKeyEvent, event)):
            event.accept()
            return True
        return False
