"""The figures of the text, in the statistics window: lengths, the longest sentences, words used too often."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.editor.counting.word_count import WordCount
from desktop.editor.goals.figure_words import NONE, FigureWords
from desktop.editor.page.long_paragraphs import cursor_between
from desktop.editor.page.page import Page
from desktop.editor.row_table import row_table
from desktop.editor.statistics.figure_form import FigureForm
from desktop.editor.statistics.text_reading import TextReading
from desktop.engine.words import first_words, is_ideograph, well_formed
from desktop.language.text_statistics.text_statistics import TextStatistics
from desktop.language.text_statistics.word_use import Overused

FIRST_WORDS = 9
FIRST_CHARACTERS = 90
ROW_GAP = 6  # pixels


class TextPage(QWidget):
    """Figures of the text on one page; what is chosen in a list is shown in the text."""

    def __init__(
        self,
        page: Page,
        word_count: WordCount,
        model: Callable[[], Path | None],
        parent: QWidget | None = None,
    ):
        """Show the figures of `page`; `model` gives the folder of the model in use."""
        super().__init__(parent)
        self._page = page
        self._word_count = word_count
        self._model = model
        self._words = FigureWords(self)
        self._places: list[QTextCursor] = []
        self._overused: list[Overused] = []
        self.reading = TextReading(page, self)
        self._state = QLabel(self)
        self._state.setObjectName("state")
        self._again = QPushButton(self.tr("&Read again"), self)
        self._again.setObjectName("read_again")
        self._again.setAutoDefault(False)
        self._again.clicked.connect(self.read)
        self.figures = (FigureForm(), FigureForm())
        self.sentences = QListWidget(self)
        self.sentences.setObjectName("sentences")
        self.sentences.setUniformItemSizes(True)
        self.sentences.itemActivated.connect(self._go_to_sentence)
        self.sentences.itemClicked.connect(self._go_to_sentence)
        self.words = self._make_table()
        self._lay_out()
        self.reading.progressed.connect(self._show_share)
        self.reading.finished.connect(self._show)
        self.reading.outdated.connect(self._show_outdated)

    def read(self) -> None:
        """Read the text, unless it was read as it is."""
        self._again.setEnabled(False)
        self._show_share(0.0)
        self.reading.start(self._model())

    def end(self) -> None:
        """Read no more."""
        self.reading.stop()

    # --- laying out --------------------------------------------------------------------------------------

    def _make_table(self) -> QTableWidget:
        table = row_table(self, 4)
        table.setObjectName("overused")
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + ROW_GAP)
        table.setHorizontalHeaderLabels(
            [self.tr("Word"), self.tr("Times"), self.tr("Times usual"), self.tr("Close together")]
        )
        table.setAccessibleName(self.tr("Words used too often"))
        table.itemActivated.connect(lambda item: self._find_next(item.row()))
        table.itemClicked.connect(lambda item: self._find_next(item.row()))
        return table

    def _lay_out(self) -> None:
        left, right = self.figures
        for form, name, title in (
            (left, "words", self.tr("Words:")),
            (left, "different", self.tr("Different words:")),
            (left, "sentences", self.tr("Sentences:")),
            (left, "length", self.tr("Words a sentence:")),
            (right, "characters", self.tr("Characters:")),
            (right, "without", self.tr("Without spaces:")),
            (right, "paragraphs", self.tr("Paragraphs:")),
            (right, "minutes", self.tr("Time to read:")),
        ):
            form.add(name, title)
        both = QHBoxLayout()
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        first = QHBoxLayout()
        first.addWidget(self._state, 1)
        first.addWidget(self._again)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(first)
        column.addLayout(both)
        for title, widget, stretch in (
            (self.tr("The &longest sentences; Return goes there:"), self.sentences, 2),
            (self.tr("Words &used too often; Return goes to the next one:"), self.words, 3),
        ):
            label = QLabel(title, self)
            label.setBuddy(widget)
            column.addWidget(label)
            column.addWidget(widget, stretch)
        self.sentences.setAccessibleName(self.tr("The longest sentences"))

    # --- what is read ------------------------------------------------------------------------------------

    def _show_share(self, share: float) -> None:
        self._state.setText(self.tr("Reading the text… {share}").format(share=f"{share:.0%}"))

    def _show_outdated(self) -> None:
        self._state.setText(self.tr("The text has changed since."))
        self._again.setEnabled(True)

    def _show(self, statistics: TextStatistics) -> None:
        left, right = self.figures
        number, sentences = self._words.number, statistics.sentences
        left.show("words", number(self._word_count.words))
        left.show("different", number(statistics.different_words))
        left.show("sentences", number(sentences))
        left.show("length", number(round(statistics.words / sentences)) if sentences else NONE)
        right.show("characters", number(statistics.characters))
        right.show("without", number(statistics.characters - statistics.spaces))
        right.show("paragraphs", number(statistics.paragraphs))
        right.show("minutes", self._words.duration(statistics.minutes * 60))
        self._show_sentences(statistics)
        self._show_words(statistics.overused)
        self._state.setText(self.tr("Read to the end."))
        self._again.setEnabled(False)

    def _show_sentences(self, statistics: TextStatistics) -> None:
        self.sentences.clear()
        self._places = []
        for sentence in statistics.longest:
            cursor = self.reading.cursor_at(sentence)
            self._places.append(cursor)
            start = cursor.selectionStart()
            end = min(cursor.selectionEnd(), start + FIRST_CHARACTERS)
            begin = cursor_between(cursor.document(), start, end)
            words = " ".join(first_words(well_formed(begin.selectedText()), FIRST_WORDS).split())
            of_words = self.tr("%Ln word(s)", None, sentence.words)
            item = QListWidgetItem(self.tr("{count}: “{words}…”").format(count=of_words, words=words))
            self.sentences.addItem(item)

    def _show_words(self, overused: list[Overused]) -> None:
        self._overused = overused
        number = self._words.number
        self.words.setRowCount(len(overused))
        for row, one in enumerate(overused):
            usual = self._words.decimal(one.times_usual) if one.times_usual else ""
            cells = [one.word, number(one.count), usual, number(one.close) if one.close else ""]
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.words.setItem(row, column, item)

    # --- going there -------------------------------------------------------------------------------------

    def _go_to_sentence(self, item: QListWidgetItem) -> None:
        self._show_place(self._places[self.sentences.row(item)])

    def _find_next(self, row: int) -> None:
        """Show where a word comes next after the cursor, from the beginning on once there are no more."""
        word = self._overused[row].word
        # Of ideographs, two neighbours are no word to Qt.
        whole = QTextDocument.FindFlag.FindWholeWords
        flags = QTextDocument.FindFlag(0) if is_ideograph(word[0]) else whole
        document = self._page.document()
        found = document.find(word, self._page.textCursor(), flags)
        if found.isNull():
            found = document.find(word, 0, flags)
        if not found.isNull():
            self._show_place(found)

    def _show_place(self, cursor: QTextCursor) -> None:
        self._page.setTextCursor(cursor)
        self._page.centerCursor()
