"""The second view: a text to be read, with its name above it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.editor.fitting import ElidedButton, ElidedLabel
from desktop.editor.look import Look
from desktop.editor.messages.wording import plain
from desktop.editor.page.page import Page
from desktop.editor.page.typed_keys import ClaimedKeys, deletion, typed_text


class SecondPage(Page):
    """A page that is only read: where one reads on, one can go and write.

    Signals:
        chosen: The writer wants to write at the cursor's place.
        refused: The writer has tried to write here.
    """

    chosen = Signal()
    refused = Signal()

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setAcceptDrops(False)
        ClaimedKeys(self, _edits)  # which would edit the page while one looks elsewhere

    def retranslate(self) -> None:
        """Say everything in the language that is spoken now."""
        self.setAccessibleName(self.tr("Second view"))
        self.setPlaceholderText(self.tr("Nothing is written here yet."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes there to write; other keys move and select."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.chosen.emit()
        elif _edits(event) or typed_text(event) or deletion(event) is not None:
            self.refused.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go there to write."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setTextCursor(self.cursorForPosition(event.position().toPoint()))
            self.chosen.emit()
        else:
            super().mouseDoubleClickEvent(event)


def _edits(event: QKeyEvent) -> bool:
    keys = QKeySequence.StandardKey
    return event.matches(keys.Cut) or event.matches(keys.Paste)


class SecondView(QWidget):
    """A line with the text's name and what can be done, and the text.

    Attributes:
        page: The text.
    """

    def __init__(self, actions: list[QAction]):
        super().__init__()
        self.setObjectName("second_view")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.page = SecondPage(self)
        self._title = ElidedLabel()
        self._title.setObjectName("second_title")
        head = QHBoxLayout()
        head.setContentsMargins(12, 3, 6, 3)
        head.addWidget(self._title, 1)
        self._buttons = [ElidedButton() for _ in actions]
        for action, button in zip(actions, self._buttons, strict=True):
            button.setDefaultAction(action)
            # The keyboard goes to the text; by key all of this is in the menus.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.page, 1)
        self._name_buttons()

    def _name_buttons(self) -> None:
        """Say what each does in full; the buttons are short of room."""
        for button in self._buttons:
            button.setAccessibleName(plain(button.defaultAction().text()))

    def show_title(self, title: str) -> None:
        """Name the text."""
        self._title.setText(title)

    def set_look(self, look: Look) -> None:
        """Use these colours."""
        self.page.set_look(look)
        self.setStyleSheet(
            f"QWidget#second_view {{ background: {look.desk.name()};"
            f" border: 1px solid {look.hairline.name()}; }}"
            f"QLabel#second_title {{ color: {look.ink.name()}; }}"
            f"QToolButton {{ color: {look.accent.name()}; background: transparent; border: none;"
            " padding: 3px 8px; }"
            f"QToolButton:checked {{ background: {look.desk.name()}; }}"
        )

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.page.retranslate()
            self._name_buttons()
