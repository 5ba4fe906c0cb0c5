"""The page: plain text in one comfortable column, with room for a ghost at the cursor."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from desktop.editor.look import Look, page_font
from desktop.editor.page.exchanged_text import ExchangedText
from desktop.editor.page.ghost import Ghost
from desktop.editor.page.steady_bar import SteadyBar
from desktop.editor.page.typed_keys import MODIFIERS, ClaimedKeys, is_alien, typed_text
from desktop.editor.page.typewriter import Typewriter
from desktop.editor.page.wheel_zoom import WheelZoom

NARROWEST_MARGIN = 28  # pixels beside the column in a narrow window
MEASURE = "the quick brown fox jumps over the lazy dog, and then it goes home to sleep. "


@dataclass(frozen=True)
class Shape:
    """How the text is set.

    Attributes:
        characters: About so many fit into a line; typographers hold 60 to 70 easiest to read.
        line_spacing: From one line to the next, in lines.
        paragraph_spacing: Between two paragraphs, in lines.
        indent: Of a paragraph's first line, in characters.
        margin: Around the text, in pixels, if the window is narrow.
    """

    characters: int = 68
    line_spacing: float = 1.4
    paragraph_spacing: float = 0.45
    indent: int = 0
    margin: int = NARROWEST_MARGIN


class Page(ExchangedText):
    """The writer's text.

    Signals:
        left_alone: The page lost the keyboard.
        files_dropped: Local files were dropped on the page; their paths.
        zoom_asked: The wheel was turned with Ctrl held: by how many notches, away from the writer if > 0.

    Attributes:
        key_command: Gives what a key does at this moment in place of typing, if anything. Asked before menus
            are, so that Tab or Esc can mean something else while a ghost stands here.
        scroll_bar: The bar at the side.
    """

    left_alone = Signal()
    files_dropped = Signal(object)  # a list, which Qt would turn into strings of its own
    zoom_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("page")
        self.ghost = Ghost(self)
        self.ghost.changed.connect(self._show_marks)
        document = self.document()
        document.setDocumentMargin(NARROWEST_MARGIN)
        document.clearUndoRedoStacks()  # Qt takes the margin for an edit
        document.setModified(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Lets the last line leave the window's bottom edge, so that one need not write on it.
        self.setCenterOnScroll(True)
        self.scroll_bar = SteadyBar(self)
        self.setCursorWidth(2)
        self.key_command: Callable[[QKeyEvent], Callable[[], None] | None] = lambda event: None
        ClaimedKeys(self, lambda event: self.key_command(event) is not None)
        self._shape = Shape()
        self._typewriter = Typewriter(self)
        self._pressed_at: QPointF | None = None
        self._wheel_zoom = WheelZoom()
        self.retranslate()

    # --- what others ask ---------------------------------------------------------------------------------

    @property
    def can_show_ghost(self) -> bool:
        """Whether a ghost may stand at the cursor: the keyboard is here, nothing is selected or composed."""
        return (
            self.hasFocus()
            and not self.isReadOnly()
            and not self.is_composing
            and not self.textCursor().hasSelection()
        )

    @property
    def shape(self) -> Shape:
        """How the text is laid out."""
        return self._shape

    def set_shape(self, shape: Shape, family: str, points: float) -> None:
        """Set the text in this font and with these widths and spaces; the text itself stays as it is."""
        font = page_font(family, points)
        top = self.cursorForPosition(QPoint(0, 0))
        is_cursor_seen = self.viewport().rect().intersects(self.cursorRect())
        self._shape = shape
        self.spacing.line_gap = shape.line_spacing - 1
        self.spacing.paragraph_gap = shape.paragraph_spacing
        self.spacing.indent = round(QFontMetricsF(font).averageCharWidth() * shape.indent)
        self.document().setDefaultFont(font)  # lays everything out anew
        self.setFont(font)
        self.viewport().setFont(
            font
        )  # in which Qt paints the placeholder; a style sheet keeps it from following
        self.setTabStopDistance(QFontMetricsF(font).averageCharWidth() * 4)
        self._fit_column()
        # The scroll bar counts lines, of which there are now others: it might stand below the last one.
        self.scroll_to(top)
        if is_cursor_seen:
            self.make_room()

    def retranslate(self) -> None:
        """Say everything in the language that is spoken now."""
        self.setAccessibleName(self.tr("Text"))
        self.setPlaceholderText(
            self.tr("Write. Words in grey are offers: Tab keeps them, typing on lets them go.")
        )

    def set_look(self, look: Look) -> None:
        """Take over the ghost's colour; the rest comes with the style sheet."""
        self.ghost.set_colour(look.ghost)

    def keep_cursor_at(self, height: float | None) -> None:
        """Keep the cursor's line at this part of the page's height; None lets it move."""
        self._typewriter.height = height
        self._typewriter.strip = 0
        self._fit_column()
        self.make_room()

    def make_room(self) -> None:
        """Scroll to where the typewriter has it, or so that some lines below the cursor are in sight."""
        if self._typewriter.height is None:
            super().make_room()
            return
        strip = self._typewriter.strip
        self._typewriter.scroll(self.line_pitch())
        if self._typewriter.strip != strip:
            self._fit_column()

    # --- keys --------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key means at this moment, else type or edit."""
        command = self.key_command(event)
        if command:
            command()
            return
        # On the way to Ctrl+Right the ghost stays.
        if event.key() not in MODIFIERS and not typed_text(event) and not is_alien(event):
            self.ghost.clear()
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Make way for an input method: it composes in the very place where the ghost is painted."""
        composes, commits = bool(event.preeditString()), bool(event.commitString())
        if not (composes or self.is_composing or commits or event.replacementLength()):
            # Says nothing and composes nothing; Qt would take our ghost for its old composition.
            event.accept()
            return
        if composes or not commits:
            self.ghost.clear()
        super().inputMethodEvent(event)

    # --- what takes the ghost away -----------------------------------------------------------------------

    def undo(self) -> None:
        """Undo, the ghost gone before: a line end that comes back may take its paragraph's layout along."""
        self.ghost.clear()
        super().undo()

    def redo(self) -> None:
        """Redo, the ghost gone before."""
        self.ghost.clear()
        super().redo()

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        super()._on_contents_change(position, removed, added)
        # Before Qt lays the paragraph out again, so that this costs no second layout.
        self.ghost.clear()

    def _on_cursor_moved(self) -> None:
        super()._on_cursor_moved()
        if not self.is_typing:
            self.ghost.clear()
        if self._typewriter.follows and not self.edits.is_editing:
            self.make_room()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ghost: Tab no longer goes to it."""
        self.ghost.clear()
        super().focusOutEvent(event)
        self.left_alone.emit()

    # --- mouse -------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor where the writer saw the letter, which a ghost may have pushed along."""
        self._pressed_at = None
        if self.ghost.text or self.is_composing:
            where = event.position().toPoint()
            cursor = self.cursor_seen_at(event.position())
            self.ghost.clear()
            self.end_composing()
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

    # --- files and layout --------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome files."""
        self.ghost.clear()
        self.end_composing()
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
        character = QFontMetricsF(self.font()).horizontalAdvance(MEASURE) / len(MEASURE)
        column = round(character * self._shape.characters) + 2 * NARROWEST_MARGIN
        scroll_bar = self.verticalScrollBar().sizeHint().width()
        # The document has the least margin of its own: to change that one would be an edit to Qt.
        more = min(self._shape.margin - NARROWEST_MARGIN, self.width() // 4)
        side = max(more, (self.width() - column - scroll_bar) // 2)
        # The bar takes its width on one side: give as much on the other, and the column is centred.
        free, beside_bar = side + scroll_bar // 2, max(0, side - scroll_bar // 2)
        left, right = (beside_bar, free) if self.isRightToLeft() else (free, beside_bar)
        self.setViewportMargins(left, more + self._typewriter.strip, right, more)


def _local_files(data: QMimeData) -> list[str]:
    return [_path_of(url) for url in data.urls() if url.isLocalFile()]


def _path_of(url: QUrl) -> str:
    """Return the path of a local file's address, also one whose bytes are no UTF-8, as Qt's are."""
    if os.name == "nt":
        return url.toLocalFile()
    return os.fsdecode(unquote_to_bytes(url.path(QUrl.ComponentFormattingOption.FullyEncoded)))
