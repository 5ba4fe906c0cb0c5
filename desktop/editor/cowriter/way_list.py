"""One proposal in its column: a title, and its sentences to choose from."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.editor.cowriter.tries import parts_of
from desktop.editor.fitting import ElidedLabel

PADDING = 26  # pixels, of the style sheet's and Qt's own around a row's words
TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class WrappedRows(QStyledItemDelegate):
    """Gives each row the height that its words need beside its box, which Qt leaves out of account."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As wide as the list, and so high that nothing is cut off."""
        view, style = option.widget, QApplication.style()
        assert isinstance(view, QListWidget)
        width = view.viewport().width()
        box = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth)
        room = QRect(0, 0, max(40, width - box - PADDING), 1_000_000)
        words = option.fontMetrics.boundingRect(room, Qt.TextFlag.TextWordWrap, str(index.data()))
        return QSize(width, words.height() + 10)


class Sentences(QListWidget):
    """Sentences with boxes.

    Signals:
        turned: The number of a sentence that was chosen, or let go again.
        taken: What is chosen is to be inserted.
        gone_beside: The keyboard is to go to the column before (-1) or behind (1).
        key_pressed: Another key, for the panel to make something of; it is a `QKeyEvent`.
    """

    turned = Signal(int)
    taken = Signal()
    gone_beside = Signal(int)
    key_pressed = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWordWrap(True)
        self.setItemDelegate(WrappedRows(self))
        self.setSelectionMode(QListWidget.SelectionMode.NoSelection)  # boxes tell what is chosen
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Else its coming would break lines that have found their places.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space chooses, Return takes, and the arrows lead to the other columns."""
        key = event.key()
        mirrored = -1 if self.isRightToLeft() else 1
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and key == Qt.Key.Key_Space:
            self._turn(self.currentItem())
        elif plain and key in TAKES:
            self.taken.emit()
        elif plain and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.gone_beside.emit(mirrored if key == Qt.Key.Key_Right else -mirrored)
        elif key == Qt.Key.Key_Escape:
            event.ignore()  # the panel closes
        elif event.text() or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.key_pressed.emit(event)  # not Qt's search among the sentences
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a sentence chooses it, wherever on it."""
        item = self.itemAt(event.position().toPoint())
        if item and event.button() == Qt.MouseButton.LeftButton:
            self.setCurrentItem(item)
            self._turn(item)
            return
        super().mouseReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Leave the box to `mouseReleaseEvent`: it belongs to the sentence."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Nothing but two clicks."""
        event.accept()

    def _turn(self, item: QListWidgetItem | None) -> None:
        if item:
            self.turned.emit(self.row(item))


class WayColumn(QFrame):
    """A title and its sentences.

    Signals:
        reached: The keyboard came here.
    """

    reached = Signal()

    def __init__(self, number: int, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("way")
        self.title = ElidedLabel(self)
        self.title.setObjectName("way_title")
        self.sentences = Sentences(self)
        self.sentences.setObjectName(f"way_{number}")
        self.sentences.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.title)
        column.addWidget(self.sentences, 1)

    def set_title(self, title: str) -> None:
        """Call the column so."""
        self.title.setText(title)
        self.sentences.setAccessibleName(title)

    def show_way(self, text: str, picked: dict[int, int]) -> None:
        """Show a proposal.

        Args:
            text: It.
            picked: The chosen sentences, each with its place among all that are chosen, from 1.
        """
        parts = parts_of(text)
        sentences = self.sentences
        for row, part in enumerate(parts):
            item = sentences.item(row)
            if item is None:
                item = QListWidgetItem(sentences)
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
                )
            number = picked.get(row)
            words = ("¶ " if part.lstrip(" ").startswith("\n") else "") + " ".join(part.split())
            shown = f"{number}. {words}" if number else words
            if item.text() != shown:
                item.setText(shown)
            item.setCheckState(Qt.CheckState.Checked if number else Qt.CheckState.Unchecked)
        while sentences.count() > len(parts):
            sentences.takeItem(sentences.count() - 1)
        sentences.scheduleDelayedItemsLayout()
        if parts and sentences.currentRow() < 0:
            sentences.setCurrentRow(0)

    def set_current(self, is_current: bool) -> None:
        """Show whether this is the column that is taken if no sentence is chosen."""
        if self.property("current") != is_current:
            self.setProperty("current", is_current)
            for widget in (self, self.title, self.sentences):
                widget.style().unpolish(widget)
                widget.style().polish(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the keyboard's coming."""
        if event.type() == QEvent.Type.FocusIn:
            self.reached.emit()
        return False
