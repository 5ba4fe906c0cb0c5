"""The panel of the outline: a list of headings, which can be filtered by a few letters."""

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from desktop.books.prose.book import plain
from desktop.books.prose.left_out import LeftOut
from desktop.books.prose.lines import Heading, said_by
from desktop.books.prose.markdown_spans import has_marks, read_spans
from desktop.editor.fitting import ElidedLabel, fitting
from desktop.editor.look import Look
from desktop.editor.structure.text_structure import TextStructure
from desktop.engine.shown import shown

WIDTH, NARROWEST = 230, 130  # pixels
INDENT = "\N{EM SPACE}"  # for each level below the highest
LONGEST = 120  # characters of a heading that are shown
SCENE_BREAK = "* * *"
# Keys that go from the filter to the list.
LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
Index = QModelIndex | QPersistentModelIndex


class _Headings(QAbstractListModel):
    """The headings that are shown, whose words are asked for as they come in sight."""

    def __init__(self, structure: TextStructure):
        super().__init__()
        self.shown: list[Heading] = []
        self._structure = structure
        self._highest = 1

    def show(self, headings: Sequence[Heading]) -> None:
        """Show these."""
        levels = [one.level for one in headings if one.level]
        highest = min(levels, default=1)
        if (highest, len(headings)) == (self._highest, len(self.shown)):
            self.shown = list(headings)
            if headings:
                self.dataChanged.emit(self.index(0), self.index(len(headings) - 1))
            return
        self.beginResetModel()
        self.shown, self._highest = list(headings), highest
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — Qt's own default
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.shown):
            return None
        heading = self.shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            words = self.words(heading)
            is_seen = role == Qt.ItemDataRole.DisplayRole
            return INDENT * max(0, heading.level - self._highest) + words if is_seen else words
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.words(heading)
        if role == Qt.ItemDataRole.FontRole and heading.level == self._highest:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if role == Qt.ItemDataRole.TextAlignmentRole and not heading.level:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def words(self, heading: Heading) -> str:
        """What a heading says, without marks."""
        if not heading.level:
            return SCENE_BREAK
        return words_of(self._structure.line(heading.line), self._structure.is_markdown)


def words_of(line: str, is_markdown: bool) -> str:
    """What a line that is a heading says, without marks."""
    said = said_by(line)[: 2 * LONGEST]
    if is_markdown and has_marks(said):
        said = plain(read_spans(said, LeftOut()))
    return shown(said[:LONGEST])


class OutlinePanel(QFrame):
    """The headings of a text, the one that the cursor is under marked.

    Signals:
        chosen: The writer wants to go to a heading; its line.
        left: The writer wants to go back to the text.

    Attributes:
        filter: Letters that a heading must have.
        list: The headings.
        breaks: Whether scene breaks are listed, too.
    """

    chosen = Signal(int)
    left = Signal()

    def __init__(self, structure: TextStructure, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("outline")
        self._structure = structure
        self._lines: list[int] = []
        self._cursor_line = 0
        self._title = QLabel(self)
        self._title.setObjectName("panel_title")
        self.filter = QLineEdit(self)
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self.show_headings)
        self.filter.installEventFilter(self)
        self._headings = _Headings(structure)
        self.list = QListView(self)
        self.list.setObjectName("outline_list")
        self.list.setModel(self._headings)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self.list.installEventFilter(self)
        self._nothing = ElidedLabel(self)
        self.breaks = QCheckBox(self)
        self.breaks.toggled.connect(self.show_headings)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self._title)
        column.addWidget(self.filter)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)
        column.addWidget(self.breaks)
        self.setMinimumWidth(NARROWEST)
        self.retranslate()
        self.hide()

    def sizeHint(self) -> QSize:
        """Ask for room for a few words."""
        return fitting(self, QSize(WIDTH, 400))

    def retranslate(self) -> None:
        """Say everything in the language that is spoken now."""
        self.setAccessibleName(self.tr("Outline"))
        self._title.setText(self.tr("Outline"))
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setAccessibleName(self.tr("Filter the headings"))
        self.list.setAccessibleName(self.tr("Headings"))
        self.breaks.setText(self.tr("Scene breaks"))
        self.breaks.setToolTip(self.tr("List the pauses between scenes, too"))
        self._say_nothing()

    def set_look(self, look: Look) -> None:
        """Colours come with the style sheet."""
        self.list.viewport().update()

    def words_of(self, line: int) -> str:
        """What the heading in a line says."""
        return words_of(self._structure.line(line), self._structure.is_markdown)

    def ask(self) -> None:
        """Let letters be typed."""
        self.filter.clear()
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_headings(self, *_: object) -> None:
        """Show the headings as they are now, those that the filter lets through."""
        wanted = self.filter.text().casefold().split()
        with_breaks = self.breaks.isChecked()
        found = [one for one in self._structure.structure.headings if one.level or with_breaks]
        if wanted:
            found = [one for one in found if one.level and self._has(one, wanted)]
        self._lines = [one.line for one in found]
        self._headings.show(found)
        self._say_nothing()
        self.follow(self._cursor_line)

    def _has(self, heading: Heading, wanted: Sequence[str]) -> bool:
        words = self._headings.words(heading).casefold()
        return all(word in words for word in wanted)

    def _say_nothing(self) -> None:
        self._nothing.setVisible(not self._lines)
        is_empty = not self._structure.structure.headings
        self._nothing.setText(
            self.tr("No headings: begin a line with #") if is_empty else self.tr("Nothing has these letters")
        )

    def follow(self, line: int) -> None:
        """Mark the heading above a line, unless the writer is choosing."""
        self._cursor_line = line
        if self.list.hasFocus():
            return
        # While letters are typed, Return is to go to the first one.
        row = bisect_right(self._lines, line) - 1 if not self.filter.hasFocus() else 0
        row = min(row, len(self._lines) - 1)
        index = self._headings.index(row) if row >= 0 else QModelIndex()
        if self.list.currentIndex() != index:
            self.list.setCurrentIndex(index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go to what is marked with Return, back to the text with Esc, to the list with arrows."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.list.currentIndex().row())
            return True
        if key == Qt.Key.Key_Escape:
            self.filter.clear()
            self.left.emit()
            return True
        if watched is self.filter and key in LIST_KEYS:
            self.list.setFocus()
            self.list.keyPressEvent(event)
            return True
        if (
            watched is self.list
            and event.text()
            and event.text().isprintable()
            and not event.text().isspace()
        ):
            self.filter.setFocus()
            self.filter.insert(event.text())
            return True
        return False

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._lines):
            line = self._lines[row]
            self.filter.clear()
            self.chosen.emit(line)
