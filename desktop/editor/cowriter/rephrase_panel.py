"""Odd words of a sentence and others for each, side by side below the page."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QToolButton, QVBoxLayout, QWidget

from desktop.editor.cowriter.bars import WordBars, percent
from desktop.editor.fitting import ElidedLabel
from desktop.editor.look import Look

if TYPE_CHECKING:
    from desktop.engine.cowriting.rephrasing import OddWord

LINES = 13  # of the font: the panel's height


class RephrasePanel(QFrame):
    """Shows the words.

    Signals:
        looked_at: The number of an odd word that is looked at.
        chosen: The number of an odd word, and of the one that is to stand in its place.
        closed: The writer has enough.
    """

    looked_at = Signal(int)
    chosen = Signal(int, int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("rephrase")
        self._odd: list[OddWord] = []
        self._title, self.note = ElidedLabel(self), QLabel(self)
        self._title.setObjectName("rephrase_title")
        self.note.setObjectName("rephrase_note")
        self.note.setWordWrap(True)
        self.words, self.others = QListWidget(self), WordBars(self)
        self.words.setObjectName("rephrase_words")
        self.others.setObjectName("rephrase_others")
        self.words.currentRowChanged.connect(self._on_row)
        self.words.itemActivated.connect(lambda _: self._go_to_others())
        self.others.chosen.connect(lambda number: self.chosen.emit(self.words.currentRow(), number))
        self._close = QToolButton(self)
        self._close.setObjectName("rephrase_close")
        self._close.setText("✕")
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        lists = QHBoxLayout()
        lists.setSpacing(8)
        lists.addWidget(self.words, 1)
        lists.addWidget(self.others, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 12, 8)
        column.setSpacing(5)
        column.addLayout(head)
        column.addLayout(lists, 1)
        column.addWidget(self.note)
        for part in (self.words, self.others):
            part.installEventFilter(self)
        self.retranslate()
        self.hide()

    def open(self) -> None:
        """Show the panel, with nothing in it yet."""
        self.show_words([], self.tr("Reading the sentence…"))
        self.setFixedHeight(LINES * self.fontMetrics().lineSpacing())
        self.show()

    def show_words(self, odd: "list[OddWord]", note: str) -> None:
        """Show these odd words, and a sentence below them."""
        row = max(0, self.words.currentRow())
        self._odd = odd
        self.words.blockSignals(True)
        self.words.clear()
        for one in odd:
            share = "<1%" if one.probability is None else percent(one.probability)
            self.words.addItem(self.tr("{word}  ({share})").format(word=one.text, share=share))
        self.words.setCurrentRow(min(row, len(odd) - 1))
        self.words.blockSignals(False)
        self.note.setText(note)
        self._on_row(self.words.currentRow())

    def set_look(self, look: Look) -> None:
        """Use these colours."""
        self.others.set_look(look)

    def retranslate(self) -> None:
        """Say everything in the language that is spoken now."""
        self._title.setText(self.tr("Other words"))
        self.words.setAccessibleName(self.tr("Words that are unlikely here"))
        self.words.setToolTip(self.tr("Words that the model would not expect, seen from both sides"))
        self.others.setAccessibleName(self.tr("Likelier words"))
        self.others.setToolTip(
            self.tr("A click or Return puts one in the word's place; one Undo takes it back")
        )
        self._close.setAccessibleName(self.tr("Close the other words"))
        self._close.setToolTip(self.tr("Close the other words (Esc)"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, wherever in the panel the keyboard is."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows lead from one list to the other."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.modifiers():
            forward = Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right
            back = Qt.Key.Key_Right if self.isRightToLeft() else Qt.Key.Key_Left
            if watched is self.words and event.key() == forward:
                self._go_to_others()
                return True
            if watched is self.others and event.key() == back:
                self.words.setFocus()
                return True
        return False

    def _go_to_others(self) -> None:
        self.others.setFocus()
        model = self.others.model()
        if model.rowCount() and not self.others.currentIndex().isValid():
            self.others.setCurrentIndex(model.index(0, 0))

    def _on_row(self, row: int) -> None:
        others = self._odd[row].others if 0 <= row < len(self._odd) else ()
        self.others.show_words([(one.text, one.probability, "") for one in others])
        self.looked_at.emit(row if others else -1)
