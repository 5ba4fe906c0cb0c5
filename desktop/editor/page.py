"""The page: plain text in one comfortable column, with room for a ghost at the cursor."""

import math
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit, QTextEdit, QWidget

from desktop.editor.ghost import Ghost
from desktop.editor.line_spacing import LINE_GAP, SpacedDocumentLayout
from desktop.editor.look import Look, page_font
from desktop.editor.wheel_zoom import WheelZoom

COLUMN_CHARACTERS = 68  # the measure that typographers hold easiest to read is 60 to 70
NARROWEST_MARGIN = 28  # pixels beside the column in a narrow window
LINES_BELOW = 3  # lines kept free below the cursor while typing, where a ghost may wrap to
# On the way to Ctrl+Right the ghost stays.
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
MEASURE = "the quick brown fox jumps over the lazy dog, and then it goes home to sleep. "


class Page(QPlainTextEdit):
    """The writer's text.

    Signals:
        typed: The writer has typed these characters at the cursor (keys or an input method; not paste, undo).
        left_alone: The page lost the keyboard.
        files_dropped: Local files were dropped on the page; their paths.
        zoom_asked: The wheel was turned with Ctrl held: by how many notches, away from the writer if > 0.

    Attributes:
        key_command: Gives what a key does at this moment in place of typing, if anything. Asked before menus
            are, so that Tab or Esc can mean something else while a ghost stands here.
    """

    typed = Signal(str)
    left_alone = Signal()
    files_dropped = Signal(list)
    zoom_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("page")
        document = QTextDocument(self)
        document.setDocumentLayout(SpacedDocumentLayout(document))
        document.setDocumentMargin(NARROWEST_MARGIN)
        document.clearUndoRedoStacks()  # Qt takes the margin for an edit
        document.setModified(False)
        self.setDocument(document)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Lets the last line leave the window's bottom edge, so that one need not write on it.
        self.setCenterOnScroll(True)
        self.setCursorWidth(2)
        self.ghost = Ghost(self)
        self.key_command: Callable[[QKeyEvent], Callable[[], None] | None] = lambda event: None
        self._typing = False
        self._composing = False
        self._own_undo_step = False
        self._revision = 0
        self._pressed_at: QPointF | None = None
        self._wheel_zoom = WheelZoom()
        self._marks: dict[str, list[QTextEdit.ExtraSelection]] = {}
        document.contentsChange.connect(self._on_contents_change)
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        self.retranslate()

    # --- what others ask ---------------------------------------------------------------------------------

    @property
    def is_typing(self) -> bool:
        """True while a typed character is being put into the document."""
        return self._typing

    @property
    def can_show_ghost(self) -> bool:
        """Whether a ghost may stand at the cursor: the keyboard is here, nothing is selected or composed."""
        return (
            self.hasFocus()
            and not self.isReadOnly()
            and not self._composing
            and not self.textCursor().hasSelection()
        )

    def set_font(self, family: str, points: float) -> None:
        """Set the text in this font, and the column's width to match."""
        font = page_font(family, points)
        self.document().setDefaultFont(font)
        self.setFont(font)
        self.viewport().setFont(
            font
        )  # in which Qt paints the placeholder; a style sheet keeps it from following
        self.setTabStopDistance(QFontMetricsF(font).averageCharWidth() * 4)
        self._fit_column()

    def retranslate(self) -> None:
        """Say everything in the language that is spoken now."""
        self.setAccessibleName(self.tr("Text"))
        self.setPlaceholderText(
            self.tr("Write. Words in grey are offers: Tab keeps them, typing on lets them go.")
        )

    def set_look(self, look: Look) -> None:
        """Take over the ghost's colour; the rest comes with the style sheet."""
        self.ghost.set_colour(look.ghost)

    def set_marks(self, name: str, marks: list[QTextEdit.ExtraSelection]) -> None:
        """Show some stretches of text marked; each `name` has its own marks."""
        self._marks[name] = marks
        self.setExtraSelections([mark for marks in self._marks.values() for mark in marks])

    @contextmanager
    def one_undo_step(self, cursor: QTextCursor, join: bool = False) -> Iterator[None]:
        """Make the edits inside one undo step, into which later typing does not merge.

        Args:
            cursor: The cursor that edits.
            join: Add to the last undo step instead of beginning one.
        """
        cursor.joinPreviousEditBlock() if join else cursor.beginEditBlock()
        try:
            yield
        finally:
            cursor.endEditBlock()
            self._own_undo_step = True

    def make_room(self) -> None:
        """Scroll so that some lines below the cursor are in sight."""
        line = self.cursorRect()
        room = self.viewport().height() - line.bottom() - LINES_BELOW * line.height()
        if room < 0 and line.top() > self.viewport().height() // 2:
            steps = math.ceil(-room / self._line_pitch())
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + steps)
        self.ensureCursorVisible()  # last, since it would put the cursor's line in the middle

    def undo(self) -> None:
        """Undo, and show what stands around the place."""
        super().undo()
        self._look_around()

    def redo(self) -> None:
        """Redo, and show what stands around the place."""
        super().redo()
        self._look_around()

    def _line_pitch(self) -> float:
        """Return from one line to the next, in pixels; the scroll bar counts lines."""
        return max(1.0, self.cursorRect().height() * (1 + LINE_GAP))

    def _look_around(self) -> None:
        """Show some text above the cursor: an undone page of text leaves it at the window's top edge."""
        line, height = self.cursorRect(), self.viewport().height()
        if line.top() < height // 5:
            steps = int((height // 2 - line.top()) / self._line_pitch())
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - steps)
        self.make_room()

    # --- keys --------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Claim the keys that mean something else at this moment, before menus get them."""
        if event.type() == QEvent.Type.ShortcutOverride and self.key_command(cast(QKeyEvent, event)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key means at this moment, else type it or do what Qt does with it."""
        command = self.key_command(event)
        if command:
            command()
            return
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
            return
        if event.matches(QKeySequence.StandardKey.Redo):
            self.redo()
            return
        if _is_alien(event):
            event.ignore()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers():
            # Qt would break the line inside the paragraph, which plain text files cannot say.
            event = QKeyEvent(event.type(), Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
        text = event.text()
        if not self._types(event):
            if event.key() not in MODIFIERS:
                self.ghost.clear()
            super().keyPressEvent(event)
            return
        with self._typing_step():
            super().keyPressEvent(event)
        self._say_typed("\n" if text == "\r" else text)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Make way for an input method: it composes in the very place where the ghost is painted."""
        was_composing = self._composing
        self._composing = bool(event.preeditString())
        commit = event.commitString()
        if not (self._composing or was_composing or commit or event.replacementLength()):
            # Says nothing and composes nothing; Qt would take our ghost for its old composition.
            event.accept()
            return
        if self._composing or not commit:
            self.ghost.clear()
        if not commit:
            super().inputMethodEvent(event)
            return
        with self._typing_step():
            super().inputMethodEvent(event)
        if not self._composing:
            self._say_typed(commit)

    @staticmethod
    def _types(event: QKeyEvent) -> bool:
        text = event.text()
        control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
        alt_gr = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.modifiers() & control and not alt_gr:
            return False
        return bool(text) and (text.isprintable() or text in ("\r", "\n", "\t"))

    @contextmanager
    def _typing_step(self) -> Iterator[None]:
        self._revision = self.document().revision()
        self._typing = True
        # Qt merges a typed letter into the step before it, even into an accepted suggestion, unless the
        # letter arrives in an edit block of its own.
        cursor = self.textCursor() if self._own_undo_step else None
        if cursor is not None:
            cursor.beginEditBlock()
        try:
            yield
        finally:
            if cursor is not None:
                cursor.endEditBlock()
                self._own_undo_step = False
            self._typing = False

    def _say_typed(self, text: str) -> None:
        if self.document().revision() != self._revision:
            self.make_room()
            self.typed.emit(text)
        else:
            self.ghost.clear()

    # --- what takes the ghost away -----------------------------------------------------------------------

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        # Before Qt lays the paragraph out again, so that this costs no second layout.
        self.ghost.clear()

    def _on_cursor_moved(self) -> None:
        if not self._typing:
            self.ghost.clear()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ghost: Tab no longer goes to it."""
        self.ghost.clear()
        super().focusOutEvent(event)
        self.left_alone.emit()

    # --- mouse -------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor where the writer saw the letter, which the ghost may have pushed along."""
        self._pressed_at = None
        if self.ghost.text:
            where = event.position().toPoint()
            target = self._position_seen_at(event.position())
            self.ghost.clear()
            cursor = self.textCursor()
            cursor.setPosition(target)
            middle = QPointF(self.cursorRect(cursor).center())
            event = QMouseEvent(
                event.type(),
                middle,
                self.viewport().mapToGlobal(middle),
                event.button(),
                event.buttons(),
                event.modifiers(),
                event.pointingDevice(),
            )
            self._pressed_at = QPointF(where)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Do not take a trembling hand for a selection after the ghost's going moved the text."""
        if self._pressed_at is not None:
            moved = (event.position() - self._pressed_at).manhattanLength()
            if moved < QApplication.startDragDistance():
                return
            self._pressed_at = None
        super().mouseMoveEvent(event)

    def _position_seen_at(self, point: QPointF) -> int:
        """Return the document's position at a point, while the ghost has pushed some letters along."""
        cursor = self.textCursor()
        block = cursor.block()
        area = self.blockBoundingGeometry(block).translated(self.contentOffset())
        if not area.top() <= point.y() < area.bottom():
            return self.cursorForPosition(point.toPoint()).position()
        layout = block.layout()
        local = point - area.topLeft()
        lines = [layout.lineAt(number) for number in range(layout.lineCount())]
        line = next((line for line in lines if local.y() < line.rect().bottom()), lines[-1])
        painted: int = line.xToCursor(local.x())
        ghost = cursor.positionInBlock()
        if painted > ghost:
            painted = max(ghost, painted - self.ghost.length)
        return block.position() + painted

    # --- files and layout --------------------------------------------------------------------------------

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as an undo step of its own."""
        with self.one_undo_step(self.textCursor()):
            super().insertFromMimeData(source)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files."""
        if _local_files(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Welcome files anywhere on the page."""
        if _local_files(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open dropped files instead of writing their addresses into the text."""
        files = _local_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)
        else:
            super().dropEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl held, else scroll."""
        steps = self._wheel_zoom.steps(event)
        if steps is None:
            super().wheelEvent(event)
            return
        event.accept()
        if steps:
            self.zoom_asked.emit(steps)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column in the middle."""
        super().resizeEvent(event)
        self._fit_column()
        # Qt reports the margins just set as no change of width, and would go on breaking lines at the old.
        if self.viewport().width() != event.size().width():
            super().resizeEvent(QResizeEvent(self.viewport().size(), event.size()))

    def _fit_column(self) -> None:
        text_width = QFontMetricsF(self.font()).horizontalAdvance(MEASURE) / len(MEASURE) * COLUMN_CHARACTERS
        column = round(text_width) + 2 * NARROWEST_MARGIN
        scroll_bar = self.verticalScrollBar().sizeHint().width()
        side = max(0, (self.width() - column - scroll_bar) // 2)
        # The bar takes its width on the right: give as much on the left, and the column is centred.
        self.setViewportMargins(side + scroll_bar // 2, 0, max(0, side - scroll_bar // 2), 0)


def _is_alien(event: QKeyEvent) -> bool:
    """Whether Qt would type a letter or a line for keys that were meant for a command that is not there now.

    Ctrl and Alt together are AltGr on Windows, and Alt alone writes letters on a Mac.
    """
    modifiers = event.modifiers()
    control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return control or alt
    return (
        alt and not control and sys.platform != "darwin" and event.text().isprintable() and event.text() != ""
    )


def _local_files(data: QMimeData) -> list[str]:
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
