"""The list of next words, beside the page or at the cursor."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop.editor.cowriter.bars import WordBars
from desktop.editor.fitting import ElidedLabel
from desktop.editor.look import Look
from desktop.editor.page.page import Page

NARROWEST, USUAL = 30, 36  # letters, beside the page
BELOW = 4  # pixels under the cursor's line


class WordPanel(QFrame):
    """Shows words; beside the page with a title and words on what it is, at the cursor without.

    Signals:
        chosen: The number of a word that is to be taken.
        moved: It is to stand at the other place: at the cursor or beside the page.
        closed: It is to go.
    """

    chosen = Signal(int)
    moved = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None, at_cursor: bool = False):
        super().__init__(parent)
        self.setObjectName("next_words_popup" if at_cursor else "next_words")
        self._position = -1  # where it stands on the page
        self.bars = WordBars(self)
        self.bars.setObjectName("next_words_list")
        self.bars.chosen.connect(self.chosen)
        self._title, self.note = ElidedLabel(self), QLabel(self)
        self._title.setObjectName("next_words_title")
        self.note.setWordWrap(True)
        self.note.setObjectName("next_words_note")
        self._move = self._button("next_words_move", "⇲", self.moved.emit)
        self._close = self._button("next_words_close", "✕", self.closed.emit)
        column = QVBoxLayout(self)
        if at_cursor:
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(self.bars)
            self.bars.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # the page below is not painted anew
            for part in (self._title, self.note, self._move, self._close):
                part.hide()
        else:
            column.setContentsMargins(10, 8, 10, 10)
            head = QHBoxLayout()
            head.addWidget(self._title, 1)
            head.addWidget(self._move)
            head.addWidget(self._close)
            column.addLayout(head)
            column.addWidget(self.bars, 1)
            column.addWidget(self.note)
            self.setMinimumWidth(NARROWEST * self.fontMetrics().averageCharWidth())
        self.retranslate()
        self.hide()

    def sizeHint(self) -> QSize:
        """Ask for room for a few words with their bars."""
        return QSize(USUAL * self.fontMetrics().averageCharWidth(), super().sizeHint().height())

    def retranslate(self) -> None:
        """Say everything in the language that is spoken now."""
        self._title.setText(self.tr("Next words"))
        self.bars.setAccessibleName(self.tr("Next words"))
        for button, words in (
            (self._move, self.tr("Show the words at the cursor")),
            (self._close, self.tr("Close the next words")),
        ):
            button.setToolTip(words)
            button.setAccessibleName(words)

    def set_look(self, look: Look) -> None:
        """Use these colours."""
        self.bars.set_look(look)

    def show_words(self, rows: list[tuple[str, float, str]], note: str) -> None:
        """Show these (word, probability, key), and a few words below them."""
        self.bars.show_words(rows)
        self.note.setText(note)

    def stand_at(self, page: Page, position: int, rows: int) -> None:
        """Stand below a place on a page, or above it where there is no room."""
        width = max(self.bars.sizeHintForColumn(0) + 4, 14 * self.fontMetrics().averageCharWidth())
        if self.isVisible() and position == self._position:
            width = max(width, self.width())  # no flicker while a word is typed
        self._position = position
        height = rows * self.bars.row_height() + 4
        place = page.textCursor()
        place.setPosition(position)
        line = page.cursorRect(place).translated(page.viewport().pos())
        left = line.right() - width if page.isRightToLeft() else line.left()
        left = max(0, min(left, page.width() - width))
        top = line.bottom() + BELOW
        if top + height > page.height():
            top = line.top() - BELOW - height
        where = QRect(left, max(0, top), width, height)
        if where != self.geometry():
            self.setGeometry(where)
        if not self.isVisible():
            self.show()
            self.raise_()

    def _button(self, name: str, words: str, action: Callable[[], object]) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setText(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: action())
        return button
