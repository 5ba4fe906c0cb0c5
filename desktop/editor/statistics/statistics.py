"""The statistics window: the days, what was suggested on them, and the text."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from desktop.editor.counting.word_count import WordCount
from desktop.editor.fitting import fitting
from desktop.editor.goals.progress import Progress
from desktop.editor.look import Look
from desktop.editor.page.page import Page
from desktop.editor.statistics.days_page import AsksForTable, DaysPage
from desktop.editor.statistics.ghosts_page import GhostsPage
from desktop.editor.statistics.text_page import TextPage


class Statistics(QDialog):
    """Stays open beside the page, so that one can go to a sentence and come back."""

    def __init__(
        self,
        progress: Progress,
        page: Page,
        word_count: WordCount,
        model: Callable[[], Path | None],
        dialogs: AsksForTable,
        parent: QWidget | None = None,
    ):
        """Show what `progress` knows and the figures of `page`; `model` gives the folder of the model."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("statistics")
        self.setWindowTitle(self.tr("Statistics"))
        self.days = DaysPage(progress, dialogs, self)
        self.ghosts = GhostsPage(progress, self)
        self.text = TextPage(page, word_count, model, self)
        self.tabs = QTabWidget(self)
        self.tabs.addTab(_scrolled(self.days), self.tr("&Days"))
        self.tabs.addTab(_scrolled(self.ghosts), self.tr("&Suggestions"))
        self.tabs.addTab(_scrolled(self.text), self.tr("This &Text"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        # Return goes to a sentence or a word, and the window stays.
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.tabs)
        column.addWidget(buttons)
        self.resize(fitting(self, QSize(640, 640)))
        self.text.read()
        self.days.chart.setFocus()

    def set_look(self, look: Look) -> None:
        """Use these colours."""
        self.days.chart.set_look(look)
        self.ghosts.chart.set_look(look)

    def done(self, result: int) -> None:
        """Stop reading as the window closes."""
        self.text.end()
        super().done(result)


def _scrolled(page: QWidget) -> QScrollArea:
    """Let a page be scrolled on a screen that is too small for it."""
    area = QScrollArea()
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it brings itself in sight
    area.setWidgetResizable(True)
    area.setWidget(page)
    return area
