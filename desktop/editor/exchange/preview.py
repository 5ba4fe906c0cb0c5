"""Pages as they would be printed, one at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.editor.exchange.export_choices import ExportChoices
from desktop.editor.exchange.work import Work, Working
from desktop.editor.fitting import fitting

if TYPE_CHECKING:
    from desktop.editor.printing.book_pages import BookPages

MARGIN = 14  # pixels around the sheet
STEPS = {
    Qt.Key.Key_PageDown: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageUp: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
}
SIZE = QSize(760, 860)


class Sheet(QWidget):
    """One page, as large as there is room.

    Signals:
        turned: The writer turns pages; how many, forwards if > 0.
    """

    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("sheet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(200, 240)
        self._pages: BookPages | None = None
        self._number = 0

    def show_page(self, pages: "BookPages | None", number: int) -> None:
        """Show a page, counted from 0; None for no pages."""
        self._pages, self._number = pages, number
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page on a white sheet."""
        if self._pages is None or not self._pages.count:
            return
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        size = self._pages.size
        scale = min(room.width() / size.width(), room.height() / size.height())
        sheet = QRectF(0, 0, size.width() * scale, size.height() * scale)
        sheet.moveCenter(room.center())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(sheet, Qt.GlobalColor.white)
        painter.setPen(self.palette().mid().color())
        painter.drawRect(sheet)
        painter.setClipRect(sheet)
        painter.translate(sheet.topLeft())
        painter.scale(scale, scale)
        self._pages.paint(painter, self._number)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages."""
        key = Qt.Key(event.key())
        if key in STEPS:
            self.turned.emit(STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.turned.emit(-1_000_000 if key == Qt.Key.Key_Home else 1_000_000)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn pages."""
        if event.angleDelta().y():
            self.turned.emit(-1 if event.angleDelta().y() > 0 else 1)


class Preview(QDialog):
    """Shows pages, and lets the writer choose between the looks of a book and of a manuscript.

    Signals:
        changed: Other looks are wanted.
        print_asked: The pages are to be printed.

    Attributes:
        work: What reads the text.
    """

    changed = Signal()
    print_asked = Signal()

    def __init__(self, choices: ExportChoices, parts: Sequence[str], parent: QWidget | None = None):
        """Show nothing yet.

        Args:
            choices: As they are at first.
            parts: Words for what can be printed.
            parent: See `QDialog`.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("preview")
        self.setWindowTitle(self.tr("Print Preview"))
        self._choices = choices
        self._pages: BookPages | None = None
        self._steps: Iterator[float] = iter(())
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._lay_out_more)
        self.work = Work(self)
        self.work.begun.connect(self._next.stop)
        working = Working(self.work, self)
        self.part = QComboBox(self)
        self.part.addItems(list(parts))
        self.part.setAccessibleName(self.tr("What"))
        self.part.setVisible(len(parts) > 1)
        self.manuscript = QCheckBox(self.tr("&Manuscript format"), self)
        self.manuscript.setChecked(choices.manuscript)
        self.title_page = QCheckBox(self.tr("&Title page"), self)
        self.title_page.setChecked(choices.title_page)
        self.sheet = Sheet(self)
        self.sheet.setAccessibleName(self.tr("Page"))
        self.sheet.turned.connect(self._turn)
        self.number = QSpinBox(self)
        self.number.setAccessibleName(self.tr("Page"))
        self.number.setRange(0, 0)
        self.number.valueChanged.connect(self._show_page)
        self._count = QLabel(self)
        self._print = QPushButton(self.tr("&Print…"), self)
        self._print.setEnabled(False)
        self._print.clicked.connect(self.print_asked)
        close = QPushButton(self.tr("Close"), self)
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        top, bottom = QHBoxLayout(), QHBoxLayout()
        shown: tuple[QWidget, ...] = (self.part, self.manuscript, self.title_page)
        for widget in shown:
            top.addWidget(widget)
        top.addStretch(1)
        for state in (self.number, self._count, working):
            bottom.addWidget(state)
        bottom.addStretch(1)
        bottom.addWidget(self._print)
        bottom.addWidget(close)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(self.sheet, 1)
        column.addLayout(bottom)
        self.resize(fitting(self, SIZE))
        self.sheet.setFocus()
        self.part.currentIndexChanged.connect(self.changed)
        self.manuscript.toggled.connect(self.changed)
        self.title_page.toggled.connect(self.changed)

    @property
    def choices(self) -> ExportChoices:
        """The looks that are wanted."""
        return replace(
            self._choices,
            format="pdf",
            manuscript=self.manuscript.isChecked(),
            title_page=self.title_page.isChecked(),
        )

    @property
    def shows_manuscript(self) -> bool:
        """Whether the pages in sight are those of a manuscript."""
        return self._pages is not None and self._pages.layout.manuscript and self._pages.count > 0

    def lay_out(self, book: object) -> None:
        """Show the pages of a `Book` as they are laid out."""
        from desktop.editor.printing.book_pages import BookPages

        options = self.choices.options
        self._pages = BookPages(book, options)  # type: ignore[arg-type]  # what the job has given
        self._steps = self._pages.laid_out()
        self._next.start()

    def _lay_out_more(self) -> None:
        if self._pages is None or next(self._steps, None) is None:
            self._next.stop()
            self._print.setEnabled(True)
            return
        count = self._pages.count
        self.number.setRange(min(1, count), max(count, 0))
        self._count.setText(self.tr("of %Ln page(s)", None, count))
        self._show_page()

    def show_problem(self, sentence: str) -> None:
        """Say why there are no pages."""
        self._count.setText(sentence)

    def done(self, result: int) -> None:
        """Lay nothing out any more as the window closes."""
        self.work.cancel()
        self._next.stop()
        super().done(result)

    def _turn(self, pages: int) -> None:
        self.number.setValue(self.number.value() + pages)

    def _show_page(self, *_: int) -> None:
        self.sheet.show_page(self._pages, max(0, self.number.value() - 1))
