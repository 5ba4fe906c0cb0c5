"""What Inkling keeps on this machine: where, how much and how long; and its deletion, after a question."""

from pathlib import Path

from PySide6.QtCore import QDateTime, QEvent, QLocale, QSize, Qt, QUrl
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QDesktopServices
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QMessageBox,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.editor.fitting import fitting
from desktop.editor.messages.engine_words import told
from desktop.editor.row_table import row_table
from desktop.editor.settings.settings import Settings
from desktop.engine.errors import InklingError
from desktop.engine.recovery.kept import SETTINGS, Kept, delete, what_is_kept

NUMBERS = (1, 2)  # columns
LINES = 5  # of what is said on one kind


class Privacy(QDialog):
    """Lists what is kept; each kind, or all of it, can be looked at and deleted. Open texts keep theirs."""

    def __init__(self, settings: Settings, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._settings = settings
        self._kept: list[Kept] = []
        self._asked: list[Kept] = []  # what the open question is about
        self._intro = QLabel(self)
        self._intro.setWordWrap(True)
        self._table = self._make_table()
        self._about = QLabel(self)
        self._about.setObjectName("about")
        self._about.setWordWrap(True)
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop)
        # Reached with Tab, so that it can be read with the keys, and copied.
        self._about.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self._about.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._about.setMinimumHeight(LINES * self._about.fontMetrics().lineSpacing())
        self._result = QLabel(self)
        self._result.setWordWrap(True)
        self._result.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self._intro)
        column.addWidget(self._table, 1)
        column.addWidget(self._about)
        column.addWidget(self._result)
        column.addWidget(self._make_buttons())
        self.resize(fitting(self, QSize(620, 520)))
        self._retranslate()
        self._table.setCurrentCell(0, 0)
        self._table.setFocus()

    def _make_table(self) -> QTableWidget:
        table = row_table(self, 4)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.itemSelectionChanged.connect(self._show_current)
        return table

    def _make_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        self._open = QPushButton(self)
        self._open.setObjectName("open_folder")
        self._open.clicked.connect(self._open_folder)
        self._delete = QPushButton(self)
        self._delete.setObjectName("delete")
        self._delete.clicked.connect(self._ask_for_current)
        self._delete_all = QPushButton(self)
        self._delete_all.setObjectName("delete_all")
        self._delete_all.clicked.connect(self._ask_for_all)
        for button in (self._open, self._delete, self._delete_all):
            button.setAutoDefault(False)  # Return deletes nothing
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        return buttons

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Privacy"))
        self._intro.setText(
            self.tr("What you write never leaves this machine. Besides your files, Inkling keeps on it:")
        )
        self._table.setAccessibleName(self.tr("What Inkling keeps"))
        self._about.setAccessibleName(self.tr("About what is chosen"))
        self._table.setHorizontalHeaderLabels(
            [self.tr("What"), self.tr("Files"), self.tr("Space"), self.tr("Last written")]
        )
        self._open.setText(self.tr("Open &Folder"))
        self._delete.setText(self.tr("&Delete…"))
        self._delete_all.setText(self.tr("Delete &All…"))
        self._look()

    # --- what there is -----------------------------------------------------------------------------------

    def _look(self) -> None:
        """Look at what is kept now."""
        self._settings.flush()
        self._kept = what_is_kept(self._recent)
        row = max(0, self._table.currentRow())
        self._table.setRowCount(len(self._kept))
        for number, kept in enumerate(self._kept):
            for column, words in enumerate(self._words_of(kept)):
                item = QTableWidgetItem(words)
                if column in NUMBERS:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self._table.setItem(number, column, item)
        self._table.setCurrentCell(row, 0)
        self._delete_all.setEnabled(any(map(_can_go, self._kept)))
        self._show_current()

    @property
    def _recent(self) -> list[Path]:
        return [Path(name) for name in self._settings.choices.recent]

    def _words_of(self, kept: Kept) -> list[str]:
        locale = QLocale()
        size = locale.formattedDataSize(kept.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
        return [told(kept.kind.title), locale.toString(len(kept.files)), size, _moment(kept.newest)]

    def _show_current(self) -> None:
        kept = self._current
        if kept is None:
            return
        lines = [told(kept.kind.about), self.tr("Folder: {folder}").format(folder=kept.folder)]
        if kept.oldest is not None and len(kept.files) > 1:
            lines.append(self.tr("The oldest is of {moment}.").format(moment=_moment(kept.oldest)))
        if kept.in_use:
            lines.append(self.tr("%Ln of them belong(s) to open texts and stay(s).", None, len(kept.in_use)))
        self._about.setText("\n".join(lines))
        self._open.setEnabled(kept.folder.is_dir())
        self._delete.setEnabled(_can_go(kept))

    @property
    def _current(self) -> Kept | None:
        row = self._table.currentRow()
        return self._kept[row] if 0 <= row < len(self._kept) else None

    # --- what can be done --------------------------------------------------------------------------------

    def _open_folder(self) -> None:
        kept = self._current
        if kept and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(kept.folder))):
            self._say(
                self.tr("No program here shows folders; this one is {folder}.").format(folder=kept.folder)
            )

    def _ask_for_current(self) -> None:
        if kept := self._current:
            question = self.tr("Delete what is kept under “{title}”?").format(title=told(kept.kind.title))
            self._ask([kept], question)

    def _ask_for_all(self) -> None:
        self._ask(list(self._kept), self.tr("Delete all that Inkling keeps on this machine?"))

    def _ask(self, asked: list[Kept], question: str) -> None:
        self._asked = asked
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.windowTitle())
        box.setText(question)
        box.setInformativeText(
            self.tr("It cannot be brought back. Your files stay, and so does what belongs to open texts.")
        )
        button = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        button.clicked.connect(self._delete_asked)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        box.open()

    def _delete_asked(self) -> None:
        failures = []
        for kept in self._asked:
            try:
                if kept.kind is SETTINGS:
                    self._settings.forget()  # first, or the desk would write the file again
                delete(kept.kind, self._recent)
            except InklingError as error:
                failures.append(told(error.sentence))
        self._asked = []
        self._look()
        self._say(failures[0] if failures else self.tr("Deleted."))

    def _say(self, sentence: str) -> None:
        self._result.setText(sentence)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))


def _can_go(kept: Kept) -> bool:
    return len(kept.files) > len(kept.in_use)


def _moment(seconds: float | None) -> str:
    """A moment in the words of the writer's country; "" for none."""
    if seconds is None:
        return ""
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(seconds)), QLocale.FormatType.ShortFormat)
