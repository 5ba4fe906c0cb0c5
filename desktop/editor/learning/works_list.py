"""The list of earlier works: added to, taken from, used or not."""

from pathlib import Path

from PySide6.QtCore import QDateTime, QEvent, QLocale, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.editor.exchange.work import Working
from desktop.editor.learning.earlier_works import Added, EarlierWorks
from desktop.editor.messages.dialogs import Dialogs
from desktop.editor.row_table import row_table
from desktop.editor.settings.settings import Settings
from desktop.engine.shown import shown
from desktop.engine.works.shelf import Work

MOST_FAILURES = 3  # that are told at once
LEAST_ROWS = 4


class WorksList(QWidget):
    """Shows the works that are on the shelf."""

    def __init__(
        self, works: EarlierWorks, settings: Settings, dialogs: Dialogs, parent: QWidget | None = None
    ):
        super().__init__(parent)
        self._works, self._settings, self._dialogs = works, settings, dialogs
        self._shown: list[Work] = []
        self._intro = QLabel(self)
        self._intro.setWordWrap(True)
        self.table = self._make_table()
        self.use = QCheckBox(self)
        self.use.setObjectName("use_works")
        self.use.setChecked(settings.choices.earlier_works)
        self.use.toggled.connect(lambda on: settings.update(earlier_works=on))
        self._result = QLabel(self)
        self._result.setObjectName("result")
        self._result.setWordWrap(True)
        self._result.setTextFormat(Qt.TextFormat.PlainText)
        self._result.hide()
        self._working = Working(works.work, self)
        buttons = QHBoxLayout()
        self.add_files = self._button("add_files", self._choose_files)
        self.add_folder = self._button("add_folder", self._choose_folder)
        self.remove = self._button("remove_works", self._remove)
        for button in (self.add_files, self.add_folder, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._working)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._intro)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        column.addWidget(self._result)
        column.addWidget(self.use)
        for told in (works.work.begun, works.work.ended):
            told.connect(self._on_work)
        works.changed.connect(self._look)
        works.added.connect(self._on_added)
        settings.changed.connect(self._on_settings)
        self._retranslate()

    def _button(self, name: str, action: object) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.clicked.connect(action)
        return button

    def _make_table(self) -> QTableWidget:
        table = row_table(self, 3)
        table.setObjectName("works")
        table.setMinimumHeight((LEAST_ROWS + 1) * (table.fontMetrics().height() + 10))
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.itemSelectionChanged.connect(self._on_selection)
        return table

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._intro.setText(
            self.tr(
                "Choose works that you wrote before, in any format that Inkling imports. Their names and "
                "turns of phrase are suggested from then on. Copies of the texts stay on this machine until "
                "you remove them."
            )
        )
        self.table.setAccessibleName(self.tr("Earlier works"))
        self.table.setHorizontalHeaderLabels([self.tr("Work"), self.tr("Words"), self.tr("Added")])
        self.add_files.setText(self.tr("Add &Files…"))
        self.add_folder.setText(self.tr("Add F&older…"))
        self.add_folder.setToolTip(self.tr("All texts of a folder, such as a story's chapters, as one work"))
        self.remove.setText(self.tr("&Remove"))
        self.remove.setToolTip(self.tr("Forget what is selected; your own files stay"))
        self.use.setText(self.tr("&Suggest from these works"))
        self._working.retranslate()
        self._look()

    # --- what there is -----------------------------------------------------------------------------------

    def _look(self) -> None:
        """Look at what is on the shelf now."""
        self._shown = self._works.shelf.all()
        locale = QLocale()
        self.table.setRowCount(len(self._shown))
        for row, work in enumerate(self._shown):
            moment = QDateTime.fromSecsSinceEpoch(int(work.added)).date()
            day = locale.toString(moment, QLocale.FormatType.ShortFormat)
            for column, words in enumerate((shown(work.title), locale.toString(work.words), day)):
                item = QTableWidgetItem(words)
                item.setToolTip(shown(work.source))
                if column == 1:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
        self._on_selection()

    def _on_selection(self) -> None:
        self.remove.setEnabled(bool(self._selected))

    @property
    def _selected(self) -> list[Work]:
        rows = {index.row() for index in self.table.selectedIndexes()}
        return [work for row, work in enumerate(self._shown) if row in rows]

    # --- what can be done --------------------------------------------------------------------------------

    def _on_work(self) -> None:
        """What is being read is not to be given up for other files."""
        for button in (self.add_files, self.add_folder):
            button.setEnabled(not self._works.work.is_busy)

    def _choose_files(self) -> None:
        self._add(self._dialogs.works_to_add(self, self._settings.choices.folder))

    def _choose_folder(self) -> None:
        folder = self._dialogs.folder_of_works(self, self._settings.choices.folder)
        self._add([folder] if folder else [])

    def _add(self, paths: list[Path]) -> None:
        if paths:
            self._say("")
            self._works.add(paths)

    def _remove(self) -> None:
        failures = self._works.remove(self._selected)
        self._say("\n".join(failures[:MOST_FAILURES]))

    def _on_added(self, added: Added) -> None:
        lines = added.failures[:MOST_FAILURES]
        if added.works:
            words = sum(work.words for work in added.works)
            lines = [self.tr("%Ln word(s) are known now.", None, words), *lines]
        self._say("\n".join(lines))

    def _say(self, sentences: str) -> None:
        self._result.setText(sentences)
        self._result.setVisible(bool(sentences))
        if sentences:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentences))

    def _on_settings(self, names: frozenset[str]) -> None:
        if "earlier_works" in names:
            self.use.setChecked(self._settings.choices.earlier_works)
