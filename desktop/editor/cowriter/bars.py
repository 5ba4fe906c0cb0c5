"""Words with their probabilities, as a list with bars."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.editor.look import Look, blend, current_look

PROBABILITY, HINT = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
MARGIN, GAP = 8, 10  # pixels
BAR = 0.16  # of the accent, behind a word
Index = QModelIndex | QPersistentModelIndex


def percent(probability: float) -> str:
    """A probability in words that all can read."""
    return f"{probability:.0%}" if probability >= 0.01 else "<1%"


class Words(QAbstractListModel):
    """Words, their probabilities (0 to 1), and the key that takes each."""

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self._rows: list[tuple[str, float, str]] = []

    def show(self, rows: list[tuple[str, float, str]]) -> None:
        """Show these (word, probability, key)."""
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What is painted, and what screen readers say of a row."""
        word, probability, hint = self._rows[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (word, percent(probability), hint) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return hint or None
        return {Qt.ItemDataRole.DisplayRole: word, PROBABILITY: probability, HINT: hint}.get(
            Qt.ItemDataRole(role) if role < Qt.ItemDataRole.UserRole else role
        )


class BarDelegate(QStyledItemDelegate):
    """Paints a row: a bar as long as the word is likely, the word, the share, and the key."""

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.look = current_look()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the letters, and as wide as the words."""
        metrics = option.fontMetrics
        width = metrics.horizontalAdvance(str(index.data())) + self._hint_width(option, index)
        width += metrics.horizontalAdvance("100%") + 2 * MARGIN + 2 * GAP
        return QSize(width, metrics.height() + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        look, whole, metrics = self.look, option.rect, option.fontMetrics
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            painter.fillRect(whole, blend(look.accent, look.paper, 0.28))
        bar = whole.adjusted(2, 2, -2, -2)
        bar.setWidth(round(bar.width() * float(index.data(PROBABILITY))))
        painter.fillRect(self._placed(option, bar), blend(look.accent, look.desk, BAR))
        inner = whole.adjusted(MARGIN, 0, -MARGIN, 0)
        share = percent(float(index.data(PROBABILITY)))
        share_width, hint_width = metrics.horizontalAdvance("100%"), self._hint_width(option, index)
        side = Qt.AlignmentFlag.AlignVCenter
        leading, trailing = side | Qt.AlignmentFlag.AlignLeft, side | Qt.AlignmentFlag.AlignRight
        if option.direction == Qt.LayoutDirection.RightToLeft:
            leading, trailing = trailing, leading
        word = QRect(inner)
        word.setWidth(max(0, inner.width() - share_width - hint_width - GAP))
        painter.setPen(look.ink)
        shown = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, word.width())
        painter.drawText(self._placed(option, word), leading, shown)
        painter.setPen(look.ink if is_chosen else look.quiet)
        last = QRect(inner.right() - hint_width + 1, inner.top(), hint_width, inner.height())
        painter.drawText(self._placed(option, last), trailing, str(index.data(HINT)))
        before = QRect(inner.right() - hint_width - share_width, inner.top(), share_width, inner.height())
        painter.drawText(self._placed(option, before), trailing, share)

    def _placed(self, option: QStyleOptionViewItem, rect: QRect) -> QRect:
        return QStyle.visualRect(option.direction, option.rect, rect)

    def _hint_width(self, option: QStyleOptionViewItem, index: Index) -> int:
        hint = str(index.data(HINT))
        return option.fontMetrics.horizontalAdvance(hint) + GAP if hint else 0


class WordBars(QListView):
    """The list.

    Signals:
        chosen: The number of a word that was clicked, or on which Return was pressed.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._words = Words(self)
        self._delegate = BarDelegate(self)
        self.setModel(self._words)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where it is
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))
        self.activated.connect(self._on_activated)

    def show_words(self, rows: list[tuple[str, float, str]]) -> None:
        """Show these (word, probability, key), the first one marked if the keyboard is here."""
        self._words.show(rows)
        if self.hasFocus() and rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self._words.index(0, 0))

    def set_look(self, look: Look) -> None:
        """Use these colours."""
        self._delegate.look = look
        self.viewport().update()

    def row_height(self) -> int:
        """How high a row is."""
        return self.fontMetrics().height() + 8

    def _on_activated(self, index: QModelIndex) -> None:
        # Qt tells it of a click, too, where the desktop opens things with one.
        if self.hasFocus():
            self.chosen.emit(index.row())
