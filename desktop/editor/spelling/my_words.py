"""The writer's own words, to be looked through and taken out."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.editor.fitting import fitting
from desktop.editor.messages.engine_words import told
from desktop.editor.spelling.speller import Speller
from desktop.engine.errors import InklingError
from desktop.language.spelling.own_words import own_words_file


class MyWords(QDialog):
    """Lists the words that the writer has added; each can be removed."""

    def __init__(self, speller: Speller, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._speller = speller
        self._about = QLabel(self)
        self._about.setWordWrap(True)
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._list = QListWidget(self)
        self._list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self._list.itemSelectionChanged.connect(self._show_selection)
        self._remove = QPushButton(self)
        self._remove.setObjectName("remove")
        self._remove.setAutoDefault(False)
        self._remove.clicked.connect(self._remove_selected)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.addButton(self._remove, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self._about)
        column.addWidget(self._list, 1)
        column.addWidget(buttons)
        self.resize(fitting(self, QSize(380, 420)))
        speller.read_own_words()
        speller.own_words_changed.connect(self._fill)
        self._retranslate()
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("My Words"))
        self._list.setAccessibleName(self.tr("My Words"))
        self._remove.setText(self.tr("&Remove"))
        self._say(
            self.tr("These words are right in every text. They are kept in {file}.").format(
                file=own_words_file()
            )
        )

    def _fill(self) -> None:
        self._list.clear()
        self._list.addItems(list(self._speller.own_words))
        self._show_selection()

    def _show_selection(self) -> None:
        self._remove.setEnabled(bool(self._list.selectedItems()))

    def _remove_selected(self) -> None:
        try:
            self._speller.remove_own([item.text() for item in self._list.selectedItems()])
        except InklingError as error:
            self._say(told(error.sentence))

    def _say(self, sentence: str) -> None:
        self._about.setText(sentence)
