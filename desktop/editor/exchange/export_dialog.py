"""Asks how a text is to be exported."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QWidget,
)

from desktop.editor.exchange.export_choices import FORMATS, PAGED, ExportChoices
from desktop.editor.exchange.parts import Part
from desktop.engine.shown import shown

MOST_ROWS = 6  # of chapters
CONTACT_LINES = 4  # that are seen of an address


class ExportDialog(QDialog):
    """The choices as they were the last time, to be changed.

    Signals:
        chosen: The `ExportChoices`, the part, the numbers of its chapters that are wanted, and whether marks
            are read as Markdown.
    """

    chosen = Signal(ExportChoices, Part, list, bool)

    def __init__(
        self, choices: ExportChoices, parts: Sequence[Part], is_markdown: bool, parent: QWidget | None = None
    ):
        """Show choices.

        Args:
            choices: As they are at first.
            parts: What can be exported.
            is_markdown: Whether the text is taken for Markdown.
            parent: See `QDialog`.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("export")
        self.setWindowTitle(self.tr("Export"))
        self._parts = parts
        self.part = QComboBox(self)
        self.part.setObjectName("part")
        self.part.addItems([part.words for part in parts])
        self.chapters = QListWidget(self)
        self.chapters.setObjectName("chapters")
        for name in parts[0].chapters:
            item = QListWidgetItem(shown(name), self.chapters)
            item.setCheckState(Qt.CheckState.Checked)
        rows = min(MOST_ROWS, max(2, self.chapters.count()))
        self.chapters.setFixedHeight(rows * (self.chapters.fontMetrics().lineSpacing() + 6) + 8)
        self.format = QComboBox(self)
        self.format.setObjectName("format")
        for name in FORMATS:
            self.format.addItem(self._format_words()[name], name)
        self.format.setCurrentIndex(FORMATS.index(choices.format))
        self.title = self._line("title", choices.title)
        self.author = self._line("author", choices.author)
        self.language = self._line("language", choices.language)
        self.language.setPlaceholderText(self.tr("as the text is; or a code such as en or zh-CN"))
        self.title_page = QCheckBox(self.tr("Title &page"), self)
        self.title_page.setObjectName("title_page")
        self.title_page.setChecked(choices.title_page)
        self.markdown = QCheckBox(self.tr("&Marks such as *, # and > are Markdown"), self)
        self.markdown.setObjectName("markdown")
        self.markdown.setChecked(is_markdown)
        self.manuscript = QCheckBox(self.tr("Standard man&uscript format"), self)
        self.manuscript.setObjectName("manuscript")
        self.manuscript.setToolTip(
            self.tr("Double spaced, an inch of margin, surname and title above each page: as editors ask for")
        )
        self.manuscript.setChecked(choices.manuscript)
        self.font_ = self._box("font", [("times", "Times New Roman"), ("courier", "Courier New")])
        self.font_.setCurrentIndex(self.font_.findData(choices.font))
        self.paper = self._box(
            "paper", [("", self.tr("As is usual")), ("a4", "A4"), ("letter", self.tr("US Letter"))]
        )
        self.paper.setCurrentIndex(self.paper.findData(choices.paper))
        self.contact = QPlainTextEdit(choices.contact, self)
        self.contact.setObjectName("contact")
        self.contact.setTabChangesFocus(True)
        self.contact.setFixedHeight(
            CONTACT_LINES * self.contact.fontMetrics().lineSpacing() + 2 * self.contact.frameWidth() + 8
        )
        self._lay_out()
        self.part.currentIndexChanged.connect(self._follow)
        self.format.currentIndexChanged.connect(self._follow)
        self.manuscript.toggled.connect(self._follow)
        self._follow()

    def _format_words(self) -> dict[str, str]:
        return {
            "docx": self.tr("Word (.docx)"),
            "odt": self.tr("LibreOffice (.odt)"),
            "epub": self.tr("E-book (.epub)"),
            "html": self.tr("Web page (.html)"),
            "md": self.tr("Markdown (.md)"),
            "txt": self.tr("Plain text (.txt)"),
            "pdf": self.tr("PDF (.pdf)"),
        }

    def _line(self, name: str, text: str) -> QLineEdit:
        line = QLineEdit(text, self)
        line.setObjectName(name)
        return line

    def _box(self, name: str, values: Sequence[tuple[str, str]]) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(name)
        for value, words in values:
            box.addItem(words, value)
        return box

    def _lay_out(self) -> None:
        form = self._form = QFormLayout(self)
        form.setSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.tr("&What:"), self.part)
        form.addRow(self.tr("&Chapters:"), self.chapters)
        form.addRow(self.tr("&Format:"), self.format)
        form.addRow(self.tr("&Title:"), self.title)
        form.addRow(self.tr("&Author:"), self.author)
        form.addRow(self.tr("&Language:"), self.language)
        form.addRow("", self.title_page)
        form.addRow("", self.markdown)
        form.addRow("", self.manuscript)
        form.addRow(self.tr("F&ont:"), self.font_)
        form.addRow(self.tr("Pap&er:"), self.paper)
        form.addRow(self.tr("A&ddress:"), self.contact)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.export = buttons.addButton(self.tr("Export…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.export.setObjectName("do_export")
        self.export.setDefault(True)
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)

    def _follow(self, *_: object) -> None:
        """Let what means nothing for the format stand back."""
        part = self._parts[self.part.currentIndex()]
        self._form.setRowVisible(self.chapters, len(part.chapters) > 1)
        self.title.setPlaceholderText(part.title)
        has_pages = self.format.currentData() in PAGED
        self.manuscript.setEnabled(has_pages)
        self.paper.setEnabled(has_pages)
        is_manuscript = has_pages and self.manuscript.isChecked()
        self.font_.setEnabled(is_manuscript)
        self.contact.setEnabled(is_manuscript)

    def _choose(self) -> None:
        part = self._parts[self.part.currentIndex()]
        choices = ExportChoices(
            self.format.currentData(),
            self.title.text() or part.title,
            self.author.text(),
            self.language.text(),
            self.title_page.isChecked(),
            self.manuscript.isChecked(),
            self.font_.currentData(),
            self.paper.currentData(),
            self.contact.toPlainText(),
        )
        self.accept()
        items = [self.chapters.item(number) for number in range(self.chapters.count())]
        wanted = [number for number, item in enumerate(items) if item.checkState() == Qt.CheckState.Checked]
        self.chosen.emit(choices, part, wanted, self.markdown.isChecked())
