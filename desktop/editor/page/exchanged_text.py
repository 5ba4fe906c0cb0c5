"""A text area whose words go to the clipboard and to other programs, and come from there."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QMimeData, QPointF, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QDragLeaveEvent, QDropEvent, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QWidget

from desktop.editor.page.long_paragraphs import text_between
from desktop.editor.page.text_area import TextArea
from desktop.engine.documents.taken_in import taken_in

ALONG = "application/x-inkling-along"  # what goes with words to the clipboard, for the desk alone


class ExchangedText(TextArea):
    """Copies, pastes, drags and drops plain text; its menu does so, too.

    Signals:
        menu_opening: The context menu is about to be shown; the menu, to which more can be added, and a
            cursor at what it is about.
        came_along: What had gone along with words to the clipboard has come with them; the bytes, the
            position at which the words begin, and the words.

    Attributes:
        pack: Gives what is to go along with the words between two positions, if anything.
    """

    menu_opening = Signal(QMenu, QTextCursor)
    came_along = Signal(bytes, int, str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.pack: Callable[[int, int], bytes] = lambda start, end: b""

    def createMimeDataFromSelection(self) -> QMimeData:
        """Give away plain text, with the characters that it really has."""
        cursor = self.textCursor()
        # An object of Qt's: one made here would be destroyed after Python's end, with the clipboard, and
        # crash. And one for no selection: else it became Qt's rich text of this one once it is asked for any.
        data = QPlainTextEdit().createMimeDataFromSelection()
        data.setText(text_between(self.document(), cursor.selectionStart(), cursor.selectionEnd()))
        along = self.pack(cursor.selectionStart(), cursor.selectionEnd())
        if along:
            data.setData(ALONG, QByteArray(along))
        return data

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text, as an undo step by itself."""
        self.end_composing()
        text = taken_in(source.text())
        if text and not self.isReadOnly():
            cursor = self.textCursor()
            start = cursor.selectionStart()
            self.edits.replace(cursor, text)
            self._take_along(source, start, text)
            self._show_edited(cursor)

    def dropEvent(self, event: QDropEvent) -> None:
        """Put dropped text where it is dropped; what was dragged on this page moves there."""
        self.end_composing()
        super().dragLeaveEvent(QDragLeaveEvent())  # Qt paints a cursor where one drags, and scrolls
        text = taken_in(event.mimeData().text())
        if self.isReadOnly() or not text or self.forward_only.refuses():
            event.ignore()
            return
        event.acceptProposedAction()
        target, dragged = self.cursor_seen_at(event.position()), self.textCursor()
        moves = event.source() is self.viewport() and event.dropAction() == Qt.DropAction.MoveAction
        if moves and dragged.selectionStart() <= target.position() <= dragged.selectionEnd():
            return
        start = QTextCursor(target)  # goes along when what was dragged is taken away before it
        start.setKeepPositionOnInsert(True)
        self.edits.move_in(target, text, dragged if moves else None)
        self._take_along(event.mimeData(), start.position(), text)
        self._show_edited(target)

    def _take_along(self, data: QMimeData, start: int, text: str) -> None:
        """Tell of what has come with words that were put in."""
        if data.hasFormat(ALONG):
            self.came_along.emit(bytes(data.data(ALONG).data()), start, text)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show Qt's menu, whose edits are ours."""
        menu = self.createStandardContextMenu(event.pos())
        for name, command in (
            ("edit-undo", self.undo),
            ("edit-redo", self.redo),
            ("edit-cut", self.cut),
            ("edit-paste", self.paste),
            ("edit-delete", self.delete_selection),
        ):
            action = menu.findChild(QAction, name)
            if action:
                action.triggered.disconnect()
                action.triggered.connect(command)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        about = self.textCursor() if by_key else self.cursor_seen_at(QPointF(event.pos()))
        self.menu_opening.emit(menu, about)
        menu.popup(event.globalPos())
