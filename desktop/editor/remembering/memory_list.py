"""What is remembered, as a list: the words, how often they are used, and what the writer has chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.editor.fitting import draw_words
from desktop.editor.look import Look, blend, current_look

MARGIN, PAD = 8, 4  # pixels
STATE, USES, FIRST = (Qt.ItemDataRole.UserRole + number for number in (1, 2, 3))
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Row:
    """A line of the list.

    Attributes:
        text: The words.
        uses: How often the whole story has them; 0 for not at all.
        kind: "name", "word" or "phrase"; "" for what the writer has added.
        state: "kept", "forgotten", or "" for what is as it is.
    """

    text: str
    uses: int
    kind: str = ""
    state: str = ""


class Rows(QAbstractListModel):
    """The rows; where words come first is asked for as they come in sight."""

    def __init__(self, parent: QWidget, state: Callable[[Row], str], first: Callable[[str], str]):
        super().__init__(parent)
        self.rows: Sequence[Row] = ()
        self._state, self._first = state, first

    def show(self, rows: Sequence[Row]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What is painted, and what screen readers say of a row."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == STATE:
            return self._state(row)
        if role == USES:
            return str(row.uses) if row.uses else ""
        if role in (FIRST, Qt.ItemDataRole.ToolTipRole):
            return self._first(row.text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = (row.text, str(row.uses), self._state(row), self._first(row.text))
            return ", ".join(part for part in said if part)
        return None


class MemoryDelegate(QStyledItemDelegate):
    """Paints a row: the words, what was chosen, how often they come; below, where they do first."""

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.look = current_look()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines."""
        return QSize(10, 2 * option.fontMetrics.lineSpacing() + 2 * PAD + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        look, metrics = self.look, option.fontMetrics
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            painter.fillRect(option.rect, blend(look.accent, look.paper, 0.28))
        inner = option.rect.adjusted(MARGIN, PAD, -MARGIN, -PAD)
        height, uses = metrics.lineSpacing(), str(index.data(USES))
        state = str(index.data(STATE))
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        uses_width = metrics.horizontalAdvance(uses) + MARGIN
        room = inner.width() - uses_width
        words = str(index.data())
        width = min(QFontMetrics(bold).horizontalAdvance(words) + MARGIN, room)
        quiet = look.ink if is_chosen else look.quiet
        painter.save()
        painter.setFont(bold)
        first = QRect(inner.left(), inner.top(), width, height)
        draw_words(painter, option, first, words, look.ink)
        painter.setFont(option.font)
        behind = QRect(inner.left() + width, inner.top(), room - width, height)
        draw_words(painter, option, behind, state, look.ink if is_chosen else look.accent)
        last = QRect(inner.right() - uses_width + 1, inner.top(), uses_width, height)
        draw_words(painter, option, last, uses, quiet, at_end=True)
        below = QRect(inner.left(), inner.top() + height + 2, inner.width(), height)
        draw_words(painter, option, below, str(index.data(FIRST)), quiet)
        painter.restore()


class MemoryList(QListView):
    """The list.

    Signals:
        chosen: A row was clicked twice, or Return was pressed on it.
        forget_asked: Delete was pressed on a row.
        keep_asked: Insert, or the space bar, was.
    """

    chosen = Signal()
    forget_asked = Signal()
    keep_asked = Signal()

    def __init__(self, parent: QWidget, state: Callable[[Row], str], first: Callable[[str], str]):
        super().__init__(parent)
        self.rows = Rows(self, state, first)
        self._delegate = MemoryDelegate(self)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(lambda _: self.chosen.emit())

    @property
    def current(self) -> Row | None:
        """The row that is marked."""
        at = self.currentIndex().row()
        return self.rows.rows[at] if 0 <= at < len(self.rows.rows) else None

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these; the words that were marked still are."""
        current, at = self.current, self.currentIndex().row()
        self.rows.show(rows)
        if current:
            same = next((n for n, row in enumerate(rows) if row.text == current.text), min(at, len(rows) - 1))
            self.setCurrentIndex(self.rows.index(same, 0))

    def set_look(self, look: Look) -> None:
        """Use these colours."""
        self._delegate.look = look
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes there, Delete forgets, Insert or the space bar keeps."""
        signal = {
            Qt.Key.Key_Return: self.chosen,
            Qt.Key.Key_Enter: self.chosen,
            Qt.Key.Key_Delete: self.forget_asked,
            Qt.Key.Key_Insert: self.keep_asked,
            Qt.Key.Key_Space: self.keep_asked,
        }.get(Qt.Key(event.key()))
        if signal and self.current:
            signal.emit()
        else:
            super().keyPressEvent(event)
