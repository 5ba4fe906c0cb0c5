"""The panel of rereading: how far it is, which kinds are shown, and the places that stand out."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from desktop.editor.fitting import ElidedButton, ElidedLabel, fitting
from desktop.editor.look import Look
from desktop.editor.rereading.findings import Stretch
from desktop.editor.rereading.place_list import PlaceList, Row

if TYPE_CHECKING:
    from desktop.engine.rereading.places import Place

WIDTH, NARROWEST = 280, 170  # pixels
KINDS = ("", "confused", "surprising", "repeated", "worn")


class RereadPanel(QFrame):
    """Shows what was found.

    Signals:
        chosen: The number of a place that the writer wants to go to.
        left_alone: The number of one whose words are not to be shown again.
        corrected: The number of a slip; the likelier word is to stand in its place.
        kind_chosen: The only kind that is wanted; "" for all.
        closed: Rereading is to end.
    """

    chosen = Signal(int)
    left_alone = Signal(int)
    corrected = Signal(int)
    kind_chosen = Signal(str)
    closed = Signal()

    def __init__(self, context: Callable[[int, Stretch], str], parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("reread")
        self._counts: dict[str, int] = {}
        self._title = ElidedLabel(self)
        self._title.setObjectName("panel_title")
        self._close = ElidedButton(self, "reread_close", self.closed.emit)
        self._close.setText("✕")
        self.progress = QProgressBar(self)
        self.progress.setObjectName("reread_progress")
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.kinds = QComboBox(self)
        self.kinds.setObjectName("reread_kinds")
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kinds.setMinimumContentsLength(8)
        for kind in KINDS:
            self.kinds.addItem("", kind)
        self.kinds.activated.connect(lambda at: self.kind_chosen.emit(self.kinds.itemData(at)))
        self.list = PlaceList(self, self.reason, context)
        self.list.setObjectName("reread_list")
        self.list.chosen.connect(self.chosen)
        self.list.left_alone.connect(self.left_alone)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_buttons())
        self.note = QLabel(self)
        self.note.setObjectName("reread_note")
        self.note.setWordWrap(True)
        self.correct = ElidedButton(self, "reread_correct", lambda: self._with_row(self.corrected.emit))
        self.alone = ElidedButton(self, "reread_alone", lambda: self._with_row(self.left_alone.emit))
        head, buttons = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        buttons.addWidget(self.correct)
        buttons.addWidget(self.alone)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.addLayout(head)
        for part in (self.progress, self.kinds):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        column.addWidget(self.note)
        self.setMinimumWidth(NARROWEST)
        self.retranslate()
        self._show_buttons()
        self.hide()

    def sizeHint(self) -> QSize:
        """Ask for room for a few words."""
        return fitting(self, QSize(WIDTH, 400))

    def reason(self, place: "Place") -> str:
        """Why a place stands out."""
        kind = place.kind.value
        if kind == "confused":
            return self.tr("“{word}” is likelier here").format(word=place.other)
        if kind == "surprising":
            return self.tr("surprising here")
        if kind == "repeated":
            return self.tr("again, close by") if place.times else self.tr("twice in a row")
        if place.times:
            return self.tr("said %n time(s)", None, place.times)
        return self.tr("worn: it goes by itself")

    def show_rows(self, rows: list[Row], counts: dict[str, int]) -> None:
        """Show these places, and how many there are of each kind."""
        row = self.list.currentIndex().row()
        self.list.rows.show(rows)
        if rows and row >= 0:
            self.list.setCurrentIndex(self.list.rows.index(min(row, len(rows) - 1), 0))
        self._counts = counts
        self._name_kinds()
        self._show_buttons()

    def show_progress(self, done: int, whole: int) -> None:
        """Show how many words of how many are read."""
        self.progress.setRange(0, max(1, whole))
        self.progress.setValue(done)
        self.progress.setVisible(done < whole)

    def set_look(self, look: Look) -> None:
        """Use these colours."""
        self.list.set_look(look)

    def retranslate(self) -> None:
        """Say everything in the language that is spoken now."""
        self._title.setText(self.tr("Reread"))
        self.setAccessibleName(self.tr("Reread"))
        self.progress.setAccessibleName(self.tr("How much of the text is read"))
        self.kinds.setAccessibleName(self.tr("Which places are shown"))
        self.kinds.setToolTip(self.tr("Which places are shown, on the page and in the list"))
        self.list.setAccessibleName(self.tr("Places that stand out"))
        self._close.setAccessibleName(self.tr("End rereading"))
        self._close.setToolTip(self.tr("End rereading"))
        self.alone.setText(self.tr("Leave alone"))
        self.alone.setToolTip(self.tr("Do not show these words for this reason again (Delete)"))
        self.correct.setToolTip(self.tr("Put the likelier word in its place; one Undo takes it back"))
        self._name_kinds()
        self._show_buttons()

    def _name_kinds(self) -> None:
        names = {
            "": self.tr("All places ({count})"),
            "confused": self.tr("Slips ({count})"),
            "surprising": self.tr("Surprising here ({count})"),
            "repeated": self.tr("Repeated ({count})"),
            "worn": self.tr("Worn phrases ({count})"),
        }
        with QSignalBlocker(self.kinds):
            for at, kind in enumerate(KINDS):
                count = self._counts.get(kind, 0) if kind else sum(self._counts.values())
                self.kinds.setItemText(at, names[kind].format(count=count))

    def _show_buttons(self) -> None:
        row = self.list.currentIndex().row()
        place = self.list.rows.rows[row][1].place if 0 <= row < len(self.list.rows.rows) else None
        self.alone.setEnabled(place is not None)
        other = place.other if place else ""
        self.correct.setVisible(bool(other))
        self.correct.setText(self.tr("Write “{word}”").format(word=other))

    def _with_row(self, action: Callable[[int], object]) -> None:
        row = self.list.currentIndex().row()
        if row >= 0:
            action(row)
