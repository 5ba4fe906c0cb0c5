"""The places that stand out, as a list: the words, why, and the line they stand in."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from desktop.editor.rereading.findings import Stretch
from desktop.editor.two_lines import BELOW, SAID, Index, TwoLineList

if TYPE_CHECKING:
    from desktop.engine.rereading.places import Place

PAD = 5  # pixels
Row = tuple[int, Stretch]


class Rows(QAbstractListModel):
    """The rows; what stands around a place is asked for as it comes in sight."""

    def __init__(
        self, parent: QWidget, reason: Callable[["Place"], str], context: Callable[[int, Stretch], str]
    ):
        super().__init__(parent)
        self.rows: list[Row] = []
        self._reason, self._context = reason, context

    def show(self, rows: list[Row]) -> None:
        """Show these."""
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What is painted, and what screen readers say of a row."""
        line, one = self.rows[index.row()]
        if one.place is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return one.place.text
        if role == SAID:
            return self._reason(one.place)
        if role in (BELOW, Qt.ItemDataRole.ToolTipRole):
            return self._context(line, one)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{one.place.text}: {self._reason(one.place)}. {self._context(line, one)}"
        return None


class PlaceList(TwoLineList):
    """The list.

    Signals:
        chosen: The number of a row that was clicked, or on which Return was pressed.
        left_alone: The number of a row whose words are not to be shown again.
    """

    chosen = Signal(int)
    left_alone = Signal(int)

    def __init__(
        self, parent: QWidget, reason: Callable[["Place"], str], context: Callable[[int, Stretch], str]
    ):
        super().__init__(parent, PAD)
        self.rows = Rows(self, reason, context)
        self.setModel(self.rows)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))

    def mark(self, row: int) -> None:
        """Mark a row, and have it in sight."""
        index = self.rows.index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes to a place, Delete leaves it alone."""
        row = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.chosen.emit(row)
        elif event.key() == Qt.Key.Key_Delete and row >= 0:
            self.left_alone.emit(row)
        else:
            super().keyPressEvent(event)
