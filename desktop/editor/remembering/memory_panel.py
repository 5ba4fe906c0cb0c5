"""The panel of the memory: what is in it, a line to find or add words, buttons, and what it brought."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.editor.fitting import ElidedButton, ElidedLabel, fitting
from desktop.editor.look import Look
from desktop.editor.remembering.memory_list import MemoryList, Row

WIDTH, NARROWEST = 270, 170  # pixels


class MemoryPanel(QFrame):
    """Shows what is remembered.

    Signals:
        go_asked: The writer wants to see where these words come first.
        kept: These words are always to be known.
        left_out: These words are not to be suggested from memory.
        freed: These words are to be as all others.
        closed: The panel is to go.
    """

    go_asked = Signal(str)
    kept = Signal(str)
    left_out = Signal(str)
    freed = Signal(str)
    closed = Signal()

    def __init__(self, first: Callable[[str], str], parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("memory")
        self._all: Sequence[Row] = ()
        self._title = ElidedLabel(self)
        self._title.setObjectName("panel_title")
        self._close = ElidedButton(self, "memory_close", self.closed.emit)
        self._close.setText("✕")
        self.words = QLineEdit(self)
        self.words.setObjectName("memory_words")
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(lambda _: self._filter())
        self.words.returnPressed.connect(self._add)
        self.add = ElidedButton(self, "memory_add", self._add)
        self.list = MemoryList(self, self._state, first)
        self.list.setObjectName("memory_list")
        self.list.chosen.connect(lambda: self._with_current(lambda row: self.go_asked.emit(row.text)))
        self.list.forget_asked.connect(lambda: self._with_current(self._toggle_left_out))
        self.list.keep_asked.connect(lambda: self._with_current(self._toggle_kept))
        self.list.selectionModel().currentChanged.connect(lambda *_: self._name_buttons())
        self.keep = ElidedButton(self, "memory_keep", lambda: self._with_current(self._toggle_kept))
        self.leave = ElidedButton(self, "memory_forget", lambda: self._with_current(self._toggle_left_out))
        self.go = ElidedButton(
            self, "memory_go", lambda: self._with_current(lambda row: self.go_asked.emit(row.text))
        )
        self.note, self.brought = QLabel(self), QLabel(self)
        for label, name in ((self.note, "memory_note"), (self.brought, "memory_brought")):
            label.setObjectName(name)
            label.setWordWrap(True)
        head, line, buttons = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        line.addWidget(self.words, 1)
        line.addWidget(self.add)
        for button in (self.go, self.keep, self.leave):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.addLayout(head)
        column.addLayout(line)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        column.addWidget(self.note)
        column.addWidget(self.brought)
        self.setMinimumWidth(NARROWEST)
        self.retranslate()
        self.hide()

    def sizeHint(self) -> QSize:
        """Ask for room for a few words."""
        return fitting(self, QSize(WIDTH, 400))

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these, as far as they have the letters that are looked for."""
        self._all = rows
        self._filter()

    def set_look(self, look: Look) -> None:
        """Use these colours."""
        self.list.set_look(look)

    def retranslate(self) -> None:
        """Say everything in the language that is spoken now."""
        self._title.setText(self.tr("This story’s memory"))  # noqa: RUF001
        self.setAccessibleName(self._title.text())
        self.words.setPlaceholderText(self.tr("Find, or add a name"))
        self.words.setAccessibleName(self.tr("Find words in the memory, or add some"))
        self.add.setText(self.tr("Add"))
        self.add.setToolTip(self.tr("Know these words in this story from now on, before it has them"))
        self.list.setAccessibleName(self.tr("What is remembered of this story"))
        self.go.setText(self.tr("Go there"))
        self.go.setToolTip(self.tr("Show where the story has these words first (Return)"))
        self._close.setAccessibleName(self.tr("Close the memory"))
        self._close.setToolTip(self.tr("Close the memory"))
        self._name_buttons()

    def _state(self, row: Row) -> str:
        if row.state == "kept":
            return self.tr("kept")
        if row.state == "forgotten":
            return self.tr("forgotten")
        return {"phrase": self.tr("phrase"), "word": self.tr("word")}.get(row.kind, "")

    def _filter(self) -> None:
        letters = self.words.text().casefold().split()
        self.list.show_rows(
            [row for row in self._all if all(some in row.text.casefold() for some in letters)]
        )
        is_known = any(row.text == self._typed and row.state == "kept" for row in self._all)
        self.add.setEnabled(bool(self._typed) and not is_known)
        self._name_buttons()

    @property
    def _typed(self) -> str:
        return " ".join(self.words.text().split())

    def _add(self) -> None:
        if self.add.isEnabled():
            text = self._typed
            self.words.clear()
            self.kept.emit(text)

    def _name_buttons(self) -> None:
        row = self.list.current
        for button in (self.keep, self.leave):
            button.setEnabled(row is not None)
        self.go.setEnabled(row is not None and row.uses > 0)
        state = row.state if row else ""
        self.keep.setText(self.tr("Keep no more") if state == "kept" else self.tr("Keep"))
        self.leave.setText(self.tr("Remember") if state == "forgotten" else self.tr("Forget"))
        self.keep.setToolTip(self.tr("Know these words wherever the cursor is (Insert)"))
        self.leave.setToolTip(self.tr("Do not suggest these words from memory (Delete)"))

    def _toggle_kept(self, row: Row) -> None:
        (self.freed if row.state == "kept" else self.kept).emit(row.text)

    def _toggle_left_out(self, row: Row) -> None:
        (self.freed if row.state == "forgotten" else self.left_out).emit(row.text)

    def _with_current(self, action: Callable[[Row], object]) -> None:
        row = self.list.current
        if row:
            action(row)
