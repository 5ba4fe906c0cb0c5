"""Proposals side by side below the page: choose one, or sentences of several; go back to earlier tries."""

from enum import Enum, auto

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.editor.cowriter.tries import Tries
from desktop.editor.cowriter.way_list import WayColumn
from desktop.editor.fitting import ElidedButton, ElidedLabel
from desktop.editor.settings.cowriter_options import BRIDGE_LENGTHS, WAYS_LENGTHS, length_words

COLUMNS = 3
LINES = 21  # of the font: the panel's height, in a window that is high enough
MOST_OF_WINDOW = 0.52  # the page must be seen
PREVIEW_LINES = 2


class Kind(Enum):
    """What is proposed."""

    WAYS = auto()
    BRIDGES = auto()


class ProposalsPanel(QFrame):
    """Shows tries, and tells what the writer wants of them.

    Signals:
        again: Another try is wanted, in place of nothing.
        branch: Another try is wanted that goes on from what is chosen; that text.
        insert: What is to stand in the text.
        length_chosen: A length's name.
        closed: The writer has enough.
    """

    again = Signal()
    branch = Signal(str)
    insert = Signal(str)
    length_chosen = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("proposals")
        self._kind = Kind.WAYS
        self._tries: Tries | None = None
        self._current = 0  # the column that is taken if no sentence is chosen
        self._title = ElidedLabel(self)
        self._title.setObjectName("proposals_title")
        self._length_label, self.length = QLabel(self), QComboBox(self)
        self.length.setObjectName("proposals_length")
        self.length.activated.connect(lambda _: self.length_chosen.emit(self.length.currentData()))
        self._length_label.setBuddy(self.length)
        self.earlier_button = ElidedButton(self, "proposals_earlier", lambda: self.step(-1))
        self._state = QLabel(self)
        self.later_button = ElidedButton(self, "proposals_later", lambda: self.step(1))
        self.again_button = ElidedButton(self, "proposals_again", self.again.emit)
        self.branch_button = ElidedButton(self, "proposals_branch", self._branch)
        self.insert_button = ElidedButton(self, "proposals_insert", self._insert)
        self.close_button = ElidedButton(self, "proposals_close", self.closed.emit)
        self.columns = [WayColumn(number + 1, self) for number in range(COLUMNS)]
        for number, column in enumerate(self.columns):
            column.reached.connect(lambda number=number: self._reach(number))
            column.sentences.turned.connect(lambda part, number=number: self._turn(number, part))
            column.sentences.taken.connect(self._insert)
            column.sentences.gone_beside.connect(lambda step, number=number: self.go_to(number + step))
            column.sentences.key_pressed.connect(self._on_key)
        self.preview = QPlainTextEdit(self)
        self.preview.setObjectName("proposals_preview")
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self._lay_out()
        self.retranslate()
        self.hide()

    # --- what others ask ---------------------------------------------------------------------------------

    def open(self, kind: Kind, tries: Tries, length: str) -> None:
        """Show a history of tries."""
        self._kind, self._tries, self._current = kind, tries, 0
        names, words = (WAYS_LENGTHS if kind is Kind.WAYS else BRIDGE_LENGTHS), length_words()
        self.length.clear()
        for name in names:
            self.length.addItem(words[name], name)
        self.length.setCurrentIndex(max(0, self.length.findData(length)))
        self.branch_button.setVisible(kind is Kind.WAYS)
        for column in self.columns:
            column.sentences.clear()
        self.show()
        self.fit()
        self.retranslate()

    @property
    def kind(self) -> Kind:
        """What is shown."""
        return self._kind

    def show_tries(self) -> None:
        """Show the current try as it is now."""
        tries = self._tries
        if not tries or not len(tries):
            self._show_nothing()
            return
        one = tries.current
        for number, column in enumerate(self.columns):
            column.setVisible(number < len(one.ways) or not one.is_done)
            picked = {
                sentence: place for place, (way, sentence) in enumerate(one.picked, start=1) if way == number
            }
            column.set_title(self._column_title(number))
            column.show_way(one.ways[number] if number < len(one.ways) else "", picked)
            column.set_current(number == self._current and not one.picked)
        text = tries.text(self._current) if one.ways else ""
        shown = text.strip("\n")
        if self.preview.toPlainText() != shown:
            self.preview.setPlainText(shown)
        self._show_state(tries)

    def _show_nothing(self) -> None:
        for column in self.columns:
            column.sentences.clear()
        self._state.clear()
        self.preview.clear()
        for button in (self.earlier_button, self.later_button, self.insert_button, self.branch_button):
            button.setEnabled(False)

    def _show_state(self, tries: Tries) -> None:
        one = tries.current
        state = self.tr("Try {number} of {count}").format(number=tries.number, count=len(tries))
        self._state.setText(state if one.is_done else self.tr("Writing…"))
        self.earlier_button.setEnabled(tries.number > 1)
        self.later_button.setEnabled(tries.number < len(tries))
        has_text = any(way.strip() for way in one.ways)
        self.insert_button.setEnabled(has_text)
        self.branch_button.setEnabled(has_text and one.is_done)
        self.insert_button.setText(self.tr("Insert the mix") if one.picked else self.tr("Insert this one"))

    def step(self, step: int) -> None:
        """Look at an earlier try, or a later one."""
        if self._tries:
            self._tries.step(step)
            self._current = min(self._current, max(0, len(self._tries.current.ways) - 1))
            self.show_tries()

    def go_to(self, number: int) -> None:
        """Give the keyboard to a column, if it is there."""
        if 0 <= number < COLUMNS and self.columns[number].isVisible():
            self.columns[number].sentences.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """Take the height that is wanted, and leave the page its part."""
        wanted = LINES * self.fontMetrics().lineSpacing()
        self.setFixedHeight(min(wanted, round(self.window().height() * MOST_OF_WINDOW)))
        self.preview.setFixedHeight(PREVIEW_LINES * self.preview.fontMetrics().lineSpacing() + 12)

    def retranslate(self) -> None:
        """Say everything in the language that is spoken now."""
        is_bridge = self._kind is Kind.BRIDGES
        self._title.setText(self.tr("Bridges over the gap") if is_bridge else self.tr("Ways to go on"))
        self._length_label.setText(self.tr("Length:"))
        self.length.setAccessibleName(self.tr("Length"))
        self.length.setToolTip(self.tr("How long each proposal is; another length writes anew"))
        self.preview.setAccessibleName(self.tr("What would be inserted"))
        self.preview.setToolTip(self.tr("What would be inserted"))
        for button, text, name, tip in (
            (self.earlier_button, "←", self.tr("Earlier try"), "Alt+Left"),
            (self.later_button, "→", self.tr("Later try"), "Alt+Right"),
            (self.again_button, self.tr("Write others"), self.tr("Write others"), "R"),
            (
                self.branch_button,
                self.tr("Go on from here"),
                self.tr("Three ways on from what is chosen"),
                "G",
            ),
            (self.insert_button, None, self.tr("Insert what is chosen; one Undo takes it back"), "Return"),
            (self.close_button, "✕", self.tr("Close the proposals"), "Esc"),
        ):
            if text is not None:
                button.setText(text)
            button.setAccessibleName(name)
            button.setToolTip(self.tr("{name} ({keys})").format(name=name, keys=tip))
        self.show_tries()

    # --- keys --------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, wherever in the panel the keyboard is."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _on_key(self, event: QKeyEvent) -> None:
        key, is_alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        number = key - Qt.Key.Key_1
        if is_alt:
            if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                back = (key == Qt.Key.Key_Left) != self.isRightToLeft()
                self.step(-1 if back else 1)
            else:
                event.ignore()
        elif key == Qt.Key.Key_R:
            self.again.emit()
        elif key == Qt.Key.Key_G and self.branch_button.isVisible() and self.branch_button.isEnabled():
            self._branch()
        elif 0 <= number < COLUMNS:
            self.go_to(number)

    # --- inside ------------------------------------------------------------------------------------------

    def _reach(self, number: int) -> None:
        if number != self._current:
            self._current = number
            self.show_tries()

    def _turn(self, way: int, part: int) -> None:
        if self._tries and len(self._tries):
            self._tries.current.turn((way, part))
            self._current = way
            self.show_tries()

    def _insert(self) -> None:
        if self._tries and len(self._tries) and self.insert_button.isEnabled():
            self.insert.emit(self._tries.text(self._current))

    def _branch(self) -> None:
        if self._tries and len(self._tries):
            self.branch.emit(self._tries.text(self._current))

    def _column_title(self, number: int) -> str:
        if self._kind is Kind.WAYS:
            return (self.tr("1  Calm"), self.tr("2  As usual"), self.tr("3  Bold"))[number]
        assert self._tries
        likelihoods = self._tries.current.likelihoods
        if number == 0 and likelihoods and likelihoods[0] is not None:
            return self.tr("1  Likeliest")
        return str(number + 1)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._title, 1)
        for widget in (
            self._length_label,
            self.length,
            self.again_button,
            self.earlier_button,
            self._state,
            self.later_button,
            self.close_button,
        ):
            head.addWidget(widget)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        for way in self.columns:
            ways.addWidget(way, 1)
        foot = QHBoxLayout()
        foot.setSpacing(4)
        foot.addWidget(self.preview, 1)
        buttons = QVBoxLayout()
        buttons.setSpacing(3)
        buttons.addWidget(self.insert_button)
        buttons.addWidget(self.branch_button)
        foot.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 12, 8)
        column.setSpacing(5)
        column.addLayout(head)
        column.addLayout(ways, 1)
        column.addLayout(foot)


class Refit(QObject):
    """Fits a panel when its window changes its size."""

    def __init__(self, panel: ProposalsPanel, window: QWidget):
        super().__init__(panel)
        self._panel = panel
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the window's new size."""
        if event.type() == QEvent.Type.Resize and self._panel.isVisible():
            self._panel.fit()
        return False
