"""The window of versions: which there are, what changed since, and what can be done with them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QEvent, QLocale, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.editor.fitting import fitting
from desktop.editor.look import Look
from desktop.editor.messages.wording import in_a_row
from desktop.editor.versions.changes_view import ChangesView
from desktop.editor.versions.comparer import Comparer
from desktop.editor.versions.sources import Kind, Source
from desktop.engine.shown import shown

if TYPE_CHECKING:
    from desktop.language.comparing.comparing import Comparison

NUMBER = Qt.ItemDataRole.UserRole  # of a row's source


class VersionsWindow(QDialog):
    """Stays open beside the page. What is chosen is compared with another state, at first with that of now.

    Signals:
        came_to_front: The writer turns to this window, maybe after having written on.
        keep_asked: The writer wants to keep a version.
        restore_asked: The writer wants a `Source` back.
        delete_asked: The writer wants a version deleted; its `Source`.
    """

    came_to_front = Signal()
    keep_asked = Signal()
    restore_asked = Signal(object)
    delete_asked = Signal(object)

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("versions")
        self.setWindowTitle(self.tr("Versions"))
        self._sources: list[Source] = []
        self._comparer = Comparer(self)
        self._list = QTreeWidget()
        self._list.setColumnCount(3)
        self._list.setHeaderLabels([self.tr("Version"), self.tr("Kept"), self.tr("Words")])
        self._list.setRootIsDecorated(False)
        self._list.setAllColumnsShowFocus(True)
        self._list.setAccessibleName(self.tr("Versions"))
        self._list.header().setStretchLastSection(False)
        self._list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._with = QComboBox()
        self._with.setAccessibleName(self.tr("Compared with"))
        # As wide as there is room for, however long the names are.
        self._with.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._with.setMinimumContentsLength(12)
        self._view = ChangesView()
        self._view.setAccessibleName(self.tr("What changed"))
        self._state = QLabel()
        self._state.setObjectName("versions_state")
        self._state.setTextFormat(Qt.TextFormat.PlainText)
        self._state.setWordWrap(True)
        self._legend = QLabel(
            self.tr(
                "Underlined words were added, struck out ones removed; dashed lines are under moved ones."
            )
        )
        self._legend.setObjectName("versions_legend")
        self._legend.setWordWrap(True)
        self._previous = self._button("previous", "▲", self.tr("Change before"), "Alt+Up")
        self._next = self._button("next", "▼", self.tr("Next change"), "Alt+Down")
        self._keep = QPushButton(self.tr("&Keep a Version…"))
        self._restore = QPushButton(self.tr("&Bring Back"))
        self._delete = QPushButton(self.tr("&Delete…"))
        self._lay_out()
        self._list.currentItemChanged.connect(lambda *_: self._compare())
        self._with.currentIndexChanged.connect(lambda *_: self._compare())
        self._comparer.compared.connect(self._on_compared)
        self._comparer.failed.connect(self._state.setText)
        self._view.filled.connect(self._on_filled)
        self._previous.clicked.connect(lambda: self.go(-1))
        self._next.clicked.connect(lambda: self.go(1))
        self._keep.clicked.connect(self.keep_asked)
        self._restore.clicked.connect(lambda: self._with_current(self.restore_asked))
        self._delete.clicked.connect(lambda: self._with_current(self.delete_asked))
        self._list.setFocus()

    def _button(self, name: str, sign: str, words: str, keys: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(f"versions_{name}")
        button.setText(sign)
        button.setAccessibleName(words)
        button.setShortcut(QKeySequence(keys))
        shown_keys = button.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{words} ({shown_keys})")
        return button

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._list)
        head = QHBoxLayout()
        label = QLabel(self.tr("Compared &with"))
        label.setBuddy(self._with)
        head.addWidget(label)
        head.addWidget(self._with, 1)
        head.addWidget(self._previous)
        head.addWidget(self._next)
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self._state)
        column.addWidget(self._view, 1)
        column.addWidget(self._legend)
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        for button in (self._keep, self._restore, self._delete):
            button.setAutoDefault(False)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(splitter, 1)
        column.addWidget(buttons)
        self.resize(fitting(self, QSize(980, 640)))
        splitter.setSizes([self.width() * 2 // 5, self.width() * 3 // 5])

    # --- what others ask ---------------------------------------------------------------------------------

    def set_look(self, look: Look, font: QFont) -> None:
        """Use these colours, and the page's font."""
        self._view.set_look(look, font)

    def show_sources(self, sources: Sequence[Source]) -> None:
        """List these; the same ones stay chosen."""
        former, other = self.current, self._other
        self._sources = list(sources)
        self._list.blockSignals(True)
        self._with.blockSignals(True)
        self._list.clear()
        self._with.clear()
        for number, source in enumerate(self._sources):
            words = source.version.words if source.version else None
            count = "" if words is None else QLocale().toString(words)
            item = QTreeWidgetItem([self._name(source), _moment(source), count])
            item.setData(0, NUMBER, number)
            item.setToolTip(0, self._name(source))
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._list.addTopLevelItem(item)
            self._with.addItem(f"{self._name(source)}  {_moment(source)}".strip())
        for column in (1, 2):
            self._list.resizeColumnToContents(column)
        first = next((n for n, one in enumerate(self._sources) if one.kind is not Kind.NOW), 0)
        chosen = self._list.topLevelItem(self._row_of(former, first))
        if chosen:
            self._list.setCurrentItem(chosen)
        self._with.setCurrentIndex(self._row_of(other, 0))
        self._list.blockSignals(False)
        self._with.blockSignals(False)
        self._compare()

    def _row_of(self, source: Source | None, otherwise: int) -> int:
        if source is None:
            return otherwise
        same = (source.kind, source.is_story, source.kept_at)
        found = (n for n, one in enumerate(self._sources) if (one.kind, one.is_story, one.kept_at) == same)
        return next(found, otherwise)

    @property
    def current(self) -> Source | None:
        """What is chosen in the list."""
        item = self._list.currentItem()
        return self._sources[item.data(0, NUMBER)] if item else None

    @property
    def _other(self) -> Source | None:
        row = self._with.currentIndex()
        return self._sources[row] if 0 <= row < len(self._sources) else None

    def _name(self, source: Source) -> str:
        if source.kind is Kind.NOW:
            return self.tr("The story now") if source.is_story else self.tr("The text now")
        if source.kind is Kind.BACKUP:
            return self.tr("Backup")
        name = shown(source.version.name) if source.version else ""
        name = name or self.tr("Without a name")
        return self.tr("{name} (story)").format(name=name) if source.is_story else name

    def _with_current(self, signal: SignalInstance) -> None:
        source = self.current
        if source:
            signal.emit(source)

    # --- comparing ---------------------------------------------------------------------------------------

    def _compare(self) -> None:
        source, other = self.current, self._other
        self._restore.setEnabled(source is not None and source.kind is not Kind.NOW)
        self._delete.setEnabled(source is not None and source.kind is Kind.VERSION)
        self._view.clear_all()
        self._show_steps()
        if source is None or other is None or (len(self._sources) == 1):
            self._state.setText(self.tr("Keep a version, and see here what has changed since."))
            return
        self._state.setText(self.tr("Comparing…"))
        self._comparer.ask(source.text, other.text)

    def _on_compared(self, comparison: "Comparison") -> None:
        if all(piece.change.name == "SAME" for piece in comparison.pieces):
            said = self.tr("Nothing has changed.")
        else:
            added = self.tr("%Ln word(s) added", None, comparison.added)
            removed = self.tr("%Ln word(s) removed", None, comparison.removed)
            said = self.tr("{added}, {removed}.").format(added=added, removed=removed)
            if comparison.moved:
                said = in_a_row([said, self.tr("%Ln paragraph(s) moved.", None, comparison.moved)])
        self._state.setText(said)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self._view.show_comparison(comparison)

    def _on_filled(self) -> None:
        self._show_steps()
        if self._view.places:
            self.go(1)

    def _show_steps(self) -> None:
        for button in (self._previous, self._next):
            button.setEnabled(bool(self._view.places))

    def go(self, step: int) -> None:
        """Go to the next change, or to the one before."""
        words = self._view.go(step)
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def changeEvent(self, event: QEvent) -> None:
        """Tell that the writer turns to this window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.came_to_front.emit()

    def done(self, result: int) -> None:
        """End the thread as the window closes."""
        self._comparer.end()
        super().done(result)


def _moment(source: Source) -> str:
    if source.kept_at is None:
        return ""
    moment = QDateTime.fromSecsSinceEpoch(int(source.kept_at.timestamp()))
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)
