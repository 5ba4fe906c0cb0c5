"""The panel that lists comments and bookmarks, and in which they are written."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.editor.fitting import ElidedButton
from desktop.editor.look import Look
from desktop.editor.margin.annotations import Annotations, Mark
from desktop.editor.page.typed_keys import ClaimedKeys
from desktop.engine.annotations.annotation import Kind
from desktop.engine.shown import shown

REFRESH_MILLISECONDS = 120  # behind an edit of the text
QUOTED = 60  # characters of a place's words
ID = Qt.ItemDataRole.UserRole
# What takes the keyboard only for a while.
PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class MarginPanel(QWidget):
    """All comments and bookmarks in the order of the text, and below them the words of the chosen one.

    Signals:
        chosen: The writer wants to go to one; its id.
        delete_asked: The writer wants one deleted; its id.
        back_asked: The one that was deleted last is wanted back.
        place_asked: A lost one is to belong to what is selected in the text; its id.
        left: The writer wants to write on in the text.
    """

    chosen = Signal(str)
    delete_asked = Signal(str)
    back_asked = Signal()
    place_asked = Signal(str)
    left = Signal()

    def __init__(self, annotations: Annotations):
        super().__init__()
        self.setObjectName("margin_panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._annotations = annotations
        self._title = QLabel()
        self._title.setObjectName("margin_title")
        self.list = _List()
        self.words = _Words()
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self._resolve, self._place, self._delete = (ElidedButton() for _ in range(3))
        buttons = QHBoxLayout()
        for button, name in ((self._resolve, "resolve"), (self._place, "place"), (self._delete, "delete")):
            button.setObjectName(f"margin_{name}")
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addWidget(self.list, 3)
        column.addWidget(self.words, 1)
        column.addLayout(buttons)
        self._refresh_soon = QTimer(self, interval=REFRESH_MILLISECONDS, singleShot=True)
        self._refresh_soon.timeout.connect(self.refresh)
        annotations.changed.connect(self._on_changed)
        annotations.touched.connect(self._on_touched)
        self.list.currentItemChanged.connect(lambda *_: self._show_words())
        self.list.itemClicked.connect(lambda item: self.chosen.emit(item.data(ID)))
        self.list.go_asked.connect(lambda: self._with_current(self.chosen.emit))
        self.list.delete_asked.connect(lambda: self._with_current(self.delete_asked.emit))
        self.list.back_asked.connect(self.back_asked)
        self.words.textChanged.connect(self._on_words)
        self.words.finished.connect(self.left)
        self.words.left.connect(self._drop_empty)
        self._resolve.clicked.connect(self._toggle_resolved)
        self._place.clicked.connect(lambda: self._with_current(self.place_asked.emit))
        self._delete.clicked.connect(lambda: self._with_current(self.delete_asked.emit))
        self.retranslate()

    # --- what others ask ---------------------------------------------------------------------------------

    @property
    def current(self) -> Mark | None:
        """The chosen one."""
        item = self.list.currentItem()
        return self._annotations.mark(item.data(ID)) if item else None

    def choose(self, key: str, writes: bool = False) -> None:
        """Choose one; with `writes`, the keyboard goes to its words."""
        self.refresh()
        item = self._item(key)
        if item:
            self.list.setCurrentItem(item)
            self.list.scrollToItem(item)
        if writes:
            self.words.setFocus()
            self.words.selectAll()

    def set_look(self, look: Look) -> None:
        """Use these colours."""
        self.setStyleSheet(look.coloured(STYLE))

    def retranslate(self) -> None:
        """Say everything in the language that is spoken now."""
        self._title.setText(self.tr("Comments and bookmarks"))
        self._hint.setText(self.tr("There are none in this text yet."))
        self.list.setAccessibleName(self.tr("Comments and bookmarks"))
        self._place.setText(self.tr("Place here"))
        self._place.setToolTip(self.tr("Let it belong to what is selected in the text, or to the word there"))
        self._delete.setText(self.tr("Delete"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """List what there is by now."""
        super().showEvent(event)
        self.refresh()

    # --- the list ----------------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        if self.isVisible():
            self.refresh()

    def _on_touched(self) -> None:
        if self.isVisible():
            self._refresh_soon.start()

    def refresh(self) -> None:
        """Show all as they are now."""
        self._refresh_soon.stop()
        marks = self._annotations.marks
        current = self.list.currentItem().data(ID) if self.list.currentItem() else ""
        with QSignalBlocker(self.list):
            while self.list.count() > len(marks):
                self.list.takeItem(self.list.count() - 1)
            while self.list.count() < len(marks):
                self.list.addItem(QListWidgetItem())
            for row, mark in enumerate(marks):
                self._fill(self.list.item(row), mark)
            rows = [row for row, mark in enumerate(marks) if mark.id == current]
            self.list.setCurrentRow(rows[0] if rows else min(self.list.currentRow(), len(marks) - 1))
        self._hint.setVisible(not marks)
        self._show_words()

    def _fill(self, item: QListWidgetItem, mark: Mark) -> None:
        one = mark.annotation
        words = " ".join(self._annotations.words_of(mark).split())
        quote = f"“{shown(words, QUOTED)}”" if words else self.tr("(an empty paragraph)")
        if mark.is_lost:
            quote = self.tr("Lost its place: {words}").format(words=quote)
        if one.kind is Kind.BOOKMARK:
            told = self.tr("Bookmark: {name}").format(name=one.words) if one.words else self.tr("Bookmark")
        else:
            told = self.tr("Done: {comment}").format(comment=one.words) if one.resolved else one.words
        text = f"{told}\n{quote}" if told else quote
        if item.text() != text:
            item.setText(text)
        item.setData(ID, mark.id)
        font = self.list.font()
        font.setItalic(mark.is_lost)
        font.setStrikeOut(one.resolved)
        if item.font() != font:
            item.setFont(font)

    def _item(self, key: str) -> QListWidgetItem | None:
        items = (self.list.item(row) for row in range(self.list.count()))
        return next((item for item in items if item.data(ID) == key), None)

    def _with_current(self, action: Callable[[str], object]) -> None:
        mark = self.current
        if mark:
            action(mark.id)

    # --- the words ---------------------------------------------------------------------------------------

    def _show_words(self) -> None:
        mark = self.current
        one = mark.annotation if mark else None
        is_comment = one is not None and one.kind is Kind.COMMENT
        self.words.setEnabled(one is not None)
        words = one.words if one else ""
        if self.words.toPlainText() != words:
            with QSignalBlocker(self.words):
                self.words.setPlainText(words)
        name = self.tr("What the comment says") if is_comment else self.tr("Name of the bookmark")
        self.words.setAccessibleName(name)
        self.words.setPlaceholderText(name if one else "")
        self._resolve.setVisible(is_comment)
        self._resolve.setText(self.tr("Open again") if one and one.resolved else self.tr("Done"))
        self._place.setVisible(mark is not None and mark.is_lost)
        self._delete.setEnabled(one is not None)

    def _on_words(self) -> None:
        mark = self.current
        if mark:
            self._annotations.say(mark.id, self.words.toPlainText())

    def _drop_empty(self) -> None:
        """Let a comment go in which nothing was written."""
        mark = self.current
        if mark and mark.annotation.kind is Kind.COMMENT and not mark.annotation.words.strip():
            self._annotations.drop(mark.id)

    def _toggle_resolved(self) -> None:
        mark = self.current
        if mark:
            self._annotations.resolve(mark.id, not mark.annotation.resolved)


class _List(QListWidget):
    """The list and its keys."""

    go_asked = Signal()
    delete_asked = Signal()
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("margin_list")
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setSpacing(1)
        # The key that undoes, which else would undo in the text.
        ClaimedKeys(self, lambda event: event.matches(QKeySequence.StandardKey.Undo))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go there, delete, bring back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_asked.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_asked.emit()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)


class _Words(QPlainTextEdit):
    """The words of one comment; Ctrl+Return ends writing them."""

    finished = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("margin_words")
        self.setTabChangesFocus(True)
        ClaimedKeys(self, _ends)  # Ctrl+Return, which else would continue the story

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write, or go back to the text."""
        if _ends(event):
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the writer is done, unless only a menu has opened."""
        super().focusOutEvent(event)
        if event.reason() not in PASSING:
            self.left.emit()


def _ends(event: QKeyEvent) -> bool:
    control = Qt.KeyboardModifier.ControlModifier
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and bool(event.modifiers() & control)


STYLE = """
QWidget#margin_panel { background: @desk@; }
QLabel { color: @quiet@; background: transparent; }
QLabel#margin_title { color: @ink@; font-weight: 600; }
QListWidget#margin_list {
    background: @desk@; color: @ink@; border: 1px solid transparent; outline: none;
}
QListWidget#margin_list:focus { border-color: @accent@; }
QListWidget#margin_list::item { padding: 6px; border-radius: 5px; border-bottom: 1px solid @hairline@; }
QListWidget#margin_list::item:selected { background: @found@; color: @ink@; }
QPlainTextEdit#margin_words {
    background: @paper@; color: @ink@; border: 1px solid @hairline@; border-radius: 5px; padding: 3px;
}
QPlainTextEdit#margin_words:focus { border-color: @accent@; }
QToolButton {
    color: @accent@; background: transparent; border: 1px solid @hairline@; border-radius: 5px;
    padding: 4px 9px;
}
QToolButton:focus { border-color: @accent@; }
QToolButton:disabled { color: @quiet@; }
"""
