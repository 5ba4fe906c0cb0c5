"""What is remembered, as a list: the words, how often they are used, and what the writer has chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.editor.two_lines import AT_END, BELOW, SAID, Index, TwoLineList

PAD = 4  # pixels


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
        if role == SAID:
            return self._state(row)
        if role == AT_END:
            return str(row.uses) if row.uses else ""
        if role in (BELOW, Qt.ItemDataRole.ToolTipRole):
            return self._first(row.text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = (row.text, str(row.uses), self._state(row), self._first(row.text))
            return ", ".join(part for part in said if part)
        return None


class MemoryList(TwoLineList):
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
        super().__init__(parent, PAD)
        self.rows = Rows(self, state, first)
        self.setModel(self.rows)
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
