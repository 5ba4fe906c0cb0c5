"""Rows of two lines in a list: words and what is said of them, and below them what belongs to them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.editor.fitting import draw_words
from desktop.editor.look import Look, blend, current_look

# Besides the words (the display role): what is said of them, what stands below, a number at the end.
SAID, BELOW, AT_END = (Qt.ItemDataRole.UserRole + number for number in (1, 2, 3))
MARGIN = 8  # pixels
Index = QModelIndex | QPersistentModelIndex


class TwoLines(QStyledItemDelegate):
    """Paints such rows.

    Args:
        parent: The list.
        pad: Pixels kept free above and below.

    Attributes:
        look: The colours.
    """

    def __init__(self, parent: QWidget, pad: int):
        super().__init__(parent)
        self._pad = pad
        self.look = current_look()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines."""
        return QSize(10, 2 * option.fontMetrics.lineSpacing() + 2 * self._pad + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        look, metrics = self.look, option.fontMetrics
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_chosen:
            painter.fillRect(option.rect, blend(look.accent, look.paper, 0.28))
        inner = option.rect.adjusted(MARGIN, self._pad, -MARGIN, -self._pad)
        height, words, at_end = metrics.lineSpacing(), str(index.data()), index.data(AT_END)
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        end_width = 0 if at_end is None else metrics.horizontalAdvance(at_end) + MARGIN
        room = inner.width() - end_width
        width = min(QFontMetrics(bold).horizontalAdvance(words) + MARGIN, room)
        quiet = look.ink if is_chosen else look.quiet
        painter.save()
        painter.setFont(bold)
        first = QRect(inner.left(), inner.top(), width, height)
        draw_words(painter, option, first, words, look.ink)
        painter.setFont(option.font)
        behind = QRect(inner.left() + width, inner.top(), room - width, height)
        draw_words(painter, option, behind, str(index.data(SAID)), look.ink if is_chosen else look.accent)
        if at_end is not None:
            last = QRect(inner.right() - end_width + 1, inner.top(), end_width, height)
            draw_words(painter, option, last, at_end, quiet, at_end=True)
        below = QRect(inner.left(), inner.top() + height + 2, inner.width(), height)
        draw_words(painter, option, below, str(index.data(BELOW)), quiet)
        painter.restore()


class TwoLineList(QListView):
    """A list of such rows, all of the same height, none of which is edited."""

    def __init__(self, parent: QWidget, pad: int):
        """Keep so many pixels free above and below each row."""
        super().__init__(parent)
        self._delegate = TwoLines(self, pad)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def set_look(self, look: Look) -> None:
        """Use these colours."""
        self._delegate.look = look
        self.viewport().update()
