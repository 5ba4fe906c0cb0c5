"""The palette: a field over the page, and below it what its letters find."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from desktop.editor.frame.frame import Frame
from desktop.editor.messages.wording import listed
from desktop.editor.palette.entries import Entry, entries
from desktop.editor.palette.matching import best_first

WIDEST = 640  # pixels
LETTERS = 46  # of the font that the desk speaks in, which may be large
ROWS, FEW_ROWS = 15, 6
EDGE = 24  # pixels kept free around it
PAUSE_MILLISECONDS = 300  # before a screen reader is told what is found, not over every key
LEFT_TO_RIGHT = "\u200e"  # a mark without width
NUMBER = Qt.ItemDataRole.UserRole
MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Palette(QFrame):
    """Lies in the window itself, and is no window: the keyboard comes and goes at once.

    Return does what is marked, Esc and turning elsewhere close it. The page has the keyboard afterwards.
    """

    def __init__(self, frame: Frame, show_preferences: Callable[[str], object]):
        super().__init__(frame.window)
        self.setObjectName("command_palette")
        self._frame = frame
        self._show_preferences = show_preferences
        self._entries: list[Entry] = []
        self._pause = QTimer(self, interval=PAUSE_MILLISECONDS, singleShot=True)
        self._pause.timeout.connect(self._say_current)
        self._field = QLineEdit(self)
        self._field.setObjectName("palette_field")
        self._field.textChanged.connect(self._find)
        self._field.installEventFilter(self)
        self._list = QTreeWidget(self)
        self._list.setObjectName("palette_list")
        self._list.setColumnCount(2)
        self._list.setHeaderHidden(True)
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.header().setStretchLastSection(False)
        self._list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._list.itemClicked.connect(self._run)
        self._list.currentItemChanged.connect(lambda *_: self._pause.start())
        self._nothing = QLabel(self)
        self._nothing.setObjectName("palette_nothing")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self._field)
        column.addWidget(self._nothing)
        column.addWidget(self._list, 1)
        self.hide()
        frame.window.installEventFilter(self)
        frame.actions.bind(palette=self.turn)

    def turn(self) -> None:
        """Open it, or close it if it is open."""
        if self.isVisible():
            self.leave()
            return
        self._field.setPlaceholderText(self.tr("A command or an option"))
        self._field.setAccessibleName(self.tr("Command palette"))
        self._list.setAccessibleName(self.tr("Found"))
        self._nothing.setText(self.tr("Nothing is called that."))
        # Asks for the keyboard first: what is possible once the page has lost it is what is offered.
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._entries = entries(self._frame, self._show_preferences)
        self._field.clear()
        self._find()

    def leave(self) -> None:
        """Close it, and give the keyboard to the page."""
        # In this order: what hides with the keyboard leaves it to whatever comes next.
        self._frame.page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    # --- finding -----------------------------------------------------------------------------------------

    def _find(self) -> None:
        found = best_first(self._field.text(), [(one.words, one.english) for one in self._entries])
        self._list.clear()
        for number in found:
            self._list.addTopLevelItem(self._item(number))
        self._list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self._mark(0)
        self._fit()

    def _item(self, number: int) -> QTreeWidgetItem:
        entry = self._entries[number]
        # Else "Ctrl+," would stand as "+Ctrl," among words that run from right to left.
        keys = f"{LEFT_TO_RIGHT}{entry.keys}{LEFT_TO_RIGHT}" if self.isRightToLeft() else entry.keys
        item = QTreeWidgetItem([entry.words, keys])
        item.setData(0, NUMBER, number)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        item.setToolTip(0, entry.words if entry.words == entry.english else entry.english)
        if entry.is_on is not None:
            item.setCheckState(0, Qt.CheckState.Checked if entry.is_on else Qt.CheckState.Unchecked)
        item.setFlags(Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled)
        if not entry.possible and self._frame.look:  # grey, but it can be gone to, and says why
            for column in range(2):
                item.setForeground(column, self._frame.look.ghost)
        return item

    def _entry(self, item: QTreeWidgetItem) -> Entry:
        return self._entries[item.data(0, NUMBER)]

    def _run(self, item: QTreeWidgetItem) -> None:
        entry = self._entry(item)
        if not entry.possible:
            self._frame.remark(
                self.tr("“{command}” means nothing at this moment.").format(command=entry.words)
            )
            return
        self.leave()  # first: the page has the keyboard when a command is done
        entry.run()

    def _say_current(self) -> None:
        item = self._list.currentItem()
        if not self.isVisible() or not QAccessible.isActive():
            return
        if item is None:
            self._frame.announcer.say(self._nothing.text())
            return
        entry = self._entry(item)
        words = [entry.words, entry.keys]
        if entry.is_on is not None:
            words.append(self.tr("on") if entry.is_on else self.tr("off"))
        if not entry.possible:
            words.append(self.tr("not possible now"))
        self._frame.announcer.say(listed(words))

    # --- keys and places ---------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the field's keys from leaving it, and the place when the window's size changes."""
        if watched is self._frame.window:
            if event.type() == QEvent.Type.Resize and self.isVisible():
                self._fit()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._do_key(event)
        elif event.type() == QEvent.Type.FocusOut and self.isVisible():
            # Not while a menu is up, or another window: the writer comes back to it.
            QTimer.singleShot(0, self, self._close_if_left)
        return False

    def _do_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if item := self._list.currentItem():
                self._run(item)
        elif key in MOVES:
            self._move(key)
        else:
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def _move(self, key: Qt.Key) -> None:
        count = self._list.topLevelItemCount()
        if not count:
            return
        current = self._list.currentItem()
        row = self._list.indexOfTopLevelItem(current) if current else 0
        page = max(1, self._list.viewport().height() // max(1, self._list.sizeHintForRow(0)) - 1)
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            row = (row + (1 if key == Qt.Key.Key_Down else -1)) % count
        else:
            row = min(max(row + (page if key == Qt.Key.Key_PageDown else -page), 0), count - 1)
        self._mark(row)

    def _mark(self, row: int) -> None:
        if item := self._list.topLevelItem(row):
            self._list.setCurrentItem(item)

    def _close_if_left(self) -> None:
        elsewhere = QApplication.focusWidget()
        if elsewhere and elsewhere is not self._field and elsewhere.window() is self.window():
            self.hide()

    def _fit(self) -> None:
        """Take the middle of the page's upper edge, and no more room than there is or what is found needs."""
        window, central = self._frame.window, self._frame.central.geometry()
        wide = max(WIDEST, LETTERS * self.fontMetrics().averageCharWidth())
        width = min(wide, window.width() - 2 * EDGE)
        row = max(self._list.sizeHintForRow(0), self.fontMetrics().height())
        field = self._field.sizeHint().height() + 40
        room = max(central.bottom() - central.top() - EDGE, field + FEW_ROWS * row)
        rows = min(max(self._list.topLevelItemCount(), 1), ROWS)
        height = min(field + rows * row, room, window.height())
        top = min(central.top() + EDGE // 2, window.height() - height)
        self.setGeometry((window.width() - width) // 2, top, width, height)
