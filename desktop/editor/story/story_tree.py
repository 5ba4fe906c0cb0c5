"""The list of a story's texts: chapters in order, notes and trash below them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from desktop.engine.stories.story_folder import StoryText

TEXT = Qt.ItemDataRole.UserRole
TITLE, WORDS = 0, 1
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StoryTree(QTreeWidget):
    """Shows texts and says what the writer does with them; changes nothing itself.

    Signals:
        opened: A text is to be shown on the page.
        renamed: A text, and the title that was typed for it.
        title_left: The line in which a title is typed has gone.
        moved: A chapter or note, and its number from then on among the others.
        deleted: A text is to go to the trash.
        put_back: One is to come back from there.
        menu_wanted: A text (or None), and where on the screen.
    """

    opened = Signal(object)
    renamed = Signal(object, str)
    title_left = Signal()
    moved = Signal(object, int)
    deleted = Signal(object)
    put_back = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("story_tree")
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setRootIsDecorated(False)
        self.setIndentation(14)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.header().setStretchLastSection(False)
        self.header().setMinimumSectionSize(1)
        self.header().setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(WORDS, QHeaderView.ResizeMode.ResizeToContents)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._notes = self._group()
        self._trash = self._group()
        self._trash.setExpanded(False)
        self._notes.setFlags(self._notes.flags() | Qt.ItemFlag.ItemIsDropEnabled)  # between its rows
        self._current: StoryText | None = None
        self._quiet = QColor("gray")
        self._waiting: tuple[Sequence[StoryText], ...] | None = None
        self.itemDelegate().closeEditor.connect(self._on_title_left)
        self.itemClicked.connect(self._on_clicked)
        self.itemChanged.connect(self._on_changed)
        self.customContextMenuRequested.connect(self._on_menu)

    # --- what is shown -----------------------------------------------------------------------------------

    def set_names(self, tree: str, notes: str, trash: str) -> None:
        """Say what the list and its groups are called."""
        self.setAccessibleName(tree)
        with QSignalBlocker(self):
            self._notes.setText(TITLE, notes)
            self._trash.setText(TITLE, trash)

    def set_quiet(self, colour: QColor) -> None:
        """Show numbers, groups and what is in the trash in this colour."""
        self._quiet = colour
        with QSignalBlocker(self):
            for item in (self._notes, self._trash):
                item.setForeground(TITLE, QBrush(colour))
                item.setForeground(WORDS, QBrush(colour))
            for item in self._items():
                self._dress(item)

    def show_texts(
        self, texts: Sequence[StoryText], notes: Sequence[StoryText], trash: Sequence[StoryText]
    ) -> None:
        """Show these, with the marked row where it was; not before a title that is being typed is typed."""
        if self.is_typing:
            self._waiting = texts, notes, trash
            return
        self._waiting = None
        marked, at = self.marked, self._row()
        state = self.verticalScrollBar().value()
        with QSignalBlocker(self):
            for item in self._items():
                (item.parent() or self.invisibleRootItem()).removeChild(item)
            for number, text in enumerate(texts):
                self.insertTopLevelItem(number, self._item(text))
            for group, members in ((self._notes, notes), (self._trash, trash)):
                group.addChildren([self._item(text) for text in members])
                group.setHidden(not members)
            self._trash.setText(WORDS, self.locale().toString(len(trash)))
        self.verticalScrollBar().setValue(state)
        if not (marked and self.mark(marked)):
            rows = self._rows()
            if rows and at is not None:
                self.setCurrentItem(rows[min(at, len(rows) - 1)])

    def show_words(self, words: Callable[[StoryText], str]) -> None:
        """Show behind each text how many words it has."""
        with QSignalBlocker(self):
            for item in self._items():
                text = item.data(TITLE, TEXT)
                count = "" if text.is_trash else words(text)
                if item.text(WORDS) != count:
                    item.setText(WORDS, count)
        self.header().resizeSections()
        self.viewport().update()

    def show_current(self, text: StoryText | None) -> None:
        """Show which one is on the page."""
        if text == self._current:
            return
        self._current = text
        with QSignalBlocker(self):
            for item in self._items():
                self._dress(item)
        if text:
            self.mark(text)

    @property
    def is_typing(self) -> bool:
        """Whether a title is being typed."""
        return self.state() == QAbstractItemView.State.EditingState

    @property
    def marked(self) -> StoryText | None:
        """The text of the marked row."""
        item = self.currentItem()
        return item.data(TITLE, TEXT) if item else None

    def mark(self, text: StoryText) -> bool:
        """Mark a text's row; says whether it has one."""
        item = self._item_of(text)
        if item:
            self.setCurrentItem(item)
            self.scrollToItem(item)
        return item is not None

    def rename(self, text: StoryText) -> None:
        """Let the writer type another title for a text."""
        item = self._item_of(text)
        if item:
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.setCurrentItem(item, TITLE)
            self.editItem(item, TITLE)

    # --- what the writer does ----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, move and delete by key; the rest, with finding by first letters, is Qt's."""
        text, key, modifiers = self.marked, event.key(), event.modifiers()
        if self.is_typing or text is None:
            super().keyPressEvent(event)
        elif key in _RETURN and not modifiers & ~Qt.KeyboardModifier.KeypadModifier:
            (self.put_back if text.is_trash else self.opened).emit(text)
        elif key == Qt.Key.Key_Delete and not modifiers and not text.is_trash:
            self.deleted.emit(text)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and modifiers == Qt.KeyboardModifier.AltModifier:
            self._step(text, -1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def _step(self, text: StoryText, step: int) -> None:
        texts = self._texts(text)
        if text.is_trash or text not in texts:
            return
        place = texts.index(text) + step
        if 0 <= place < len(texts):
            self.moved.emit(text, place)

    def dropEvent(self, event: QDropEvent) -> None:
        """Say where a chapter, or a note, is to stand; the list is filled anew then."""
        text, target = self.marked, self.itemAt(event.position().toPoint())
        event.setDropAction(Qt.DropAction.IgnoreAction)  # or Qt would take the row away
        event.accept()
        if text is None or text.is_trash:
            return
        texts = self._texts(text)
        other = target.data(TITLE, TEXT) if target else None
        if target and isinstance(other, StoryText) and other in texts:
            place = texts.index(other)
            # As Qt draws its line where nothing can be dropped upon.
            place += event.position().y() > self.visualItemRect(target).center().y()
        elif target is None and not text.is_note:
            place = len(texts)
        else:
            return
        place -= place > texts.index(text)
        if place != texts.index(text):
            self.moved.emit(text, place)

    def _on_clicked(self, item: QTreeWidgetItem) -> None:
        text = item.data(TITLE, TEXT)
        if text is None:
            item.setExpanded(not item.isExpanded())
        elif not text.is_trash:
            self.opened.emit(text)

    def _on_changed(self, item: QTreeWidgetItem, column: int) -> None:
        text = item.data(TITLE, TEXT)
        if text and column == TITLE:
            typed = item.text(TITLE)
            with QSignalBlocker(self):
                item.setText(TITLE, text.title)
            # Not before the line in which it was typed has gone: the list is filled anew.
            QTimer.singleShot(0, self, lambda: self.renamed.emit(text, typed))

    def _on_title_left(self, *_: object) -> None:
        self.title_left.emit()
        QTimer.singleShot(0, self, self._show_waiting)  # when the line has really gone

    def _show_waiting(self) -> None:
        if self._waiting:
            self.show_texts(*self._waiting)

    def _on_menu(self, point: QPoint) -> None:
        item = self.itemAt(point)
        if item:
            self.setCurrentItem(item)
        self.menu_wanted.emit(self.marked if item else None, self.viewport().mapToGlobal(point))

    # --- rows --------------------------------------------------------------------------------------------

    def _group(self) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self)
        item.setTextAlignment(WORDS, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        item.setExpanded(True)
        item.setHidden(True)
        return item

    def _item(self, text: StoryText) -> QTreeWidgetItem:
        item = QTreeWidgetItem([text.title, ""])
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not text.is_trash:
            flags |= Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
        item.setFlags(flags)
        item.setData(TITLE, TEXT, text)
        item.setTextAlignment(WORDS, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self._dress(item)
        return item

    def _dress(self, item: QTreeWidgetItem) -> None:
        text = item.data(TITLE, TEXT)
        font = self.font()
        font.setBold(text == self._current)
        item.setFont(TITLE, font)
        item.setForeground(WORDS, QBrush(self._quiet))
        item.setForeground(TITLE, QBrush(self._quiet) if text.is_trash else QBrush())

    def _rows(self) -> list[QTreeWidgetItem]:
        """The rows that can be marked, from top to bottom, but for those in the trash."""
        chapters = [self.topLevelItem(n) for n in range(self.indexOfTopLevelItem(self._notes))]
        notes = [self._notes.child(n) for n in range(self._notes.childCount())]
        return [item for item in (*chapters, *notes) if item]

    def _items(self) -> list[QTreeWidgetItem]:
        trash = [self._trash.child(n) for n in range(self._trash.childCount())]
        return [item for item in (*self._rows(), *trash) if item]

    def _item_of(self, text: StoryText) -> QTreeWidgetItem | None:
        return next((item for item in self._items() if item.data(TITLE, TEXT).path == text.path), None)

    def _texts(self, like: StoryText) -> list[StoryText]:
        """The chapters, or the notes."""
        texts = [item.data(TITLE, TEXT) for item in self._rows()]
        return [text for text in texts if text.is_note == like.is_note]

    def _row(self) -> int | None:
        item = self.currentItem()
        rows = self._rows()
        return rows.index(item) if item in rows else None
