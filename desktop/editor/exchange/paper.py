"""Printing: pages laid out on a thread, seen before they are printed, and sent to a printer."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from desktop.books.exporting.layout import ExportOptions
from desktop.editor.exchange.export_choices import ExportChoices
from desktop.editor.exchange.work import Failed, Progress, Work
from desktop.editor.frame.frame import Frame

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desktop.books.prose.book import Book

TOPIC = "paper"
LAID_OUT = 0.5  # of the work of printing, about
LETTER_WIDTH = (600, 620)  # points


class PrintedPart(Protocol):
    """What can be printed: see `desktop.editor.exchange.exchange.Part`."""

    @property
    def words(self) -> str:
        """What it is."""

    @property
    def texts(self) -> Callable[[], Sequence[tuple[str, str]]]:
        """Gives its texts."""


class Paper(QObject):
    """Prints the first of the parts that can be exported, in the looks that were chosen the last time.

    Args:
        frame: The window's parts.
        work: What does long work.
        choices: Gives the choices of the last export.
        keep: Keeps choices for the next one.
        parts: Gives what can be printed.
        is_markdown: Whether the text is taken for Markdown.
    """

    def __init__(
        self,
        frame: Frame,
        work: Work,
        choices: Callable[[], ExportChoices],
        keep: Callable[[ExportChoices], None],
        parts: Callable[[], Sequence[PrintedPart]],
        is_markdown: Callable[[], bool],
    ):
        super().__init__(frame)
        self._frame = frame
        self._work = work
        self._choices = choices
        self._keep = keep
        self._parts = parts
        self._is_markdown = is_markdown

    def preview(self) -> None:
        """Show the pages as they would be printed."""
        from desktop.editor.exchange.preview import Preview  # a start is short

        parts = self._parts()
        dialog = Preview(self._choices(), [part.words for part in parts], self._frame.window)
        is_markdown = self._is_markdown()

        def read() -> None:
            choices, part = dialog.choices, parts[dialog.part.currentIndex()]
            self._keep(choices)
            texts = part.texts()
            dialog.work.start(
                self.tr("Reading the text…"),
                lambda progress: _book(texts, choices.options, is_markdown, progress),
                dialog.lay_out,
                dialog.show_problem,
            )

        def print_() -> None:
            self._print(dialog.choices, parts[dialog.part.currentIndex()])

        dialog.changed.connect(read)
        dialog.print_asked.connect(print_)
        dialog.open()
        read()

    def print_(self) -> None:
        """Ask for a printer and print."""
        self._print(self._choices(), self._parts()[0])

    def _print(self, choices: ExportChoices, part: PrintedPart) -> None:
        from PySide6.QtPrintSupport import QPrinter

        frame, texts, is_markdown = self._frame, part.texts(), self._is_markdown()
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(choices.title or frame.session.name)
        if not frame.dialogs.printer(frame.window, printer):
            return
        frame.messages.close_topic(TOPIC)
        unreachable = self.tr("The printer cannot be reached; choose another one, or export a PDF file.")

        def job(progress: Progress) -> object:
            return None if _printed(printer, texts, choices, is_markdown, progress) else Failed(unreachable)

        self._work.start(
            self.tr("Printing…"),
            job,
            lambda _: frame.remark(self.tr("Sent to the printer")),
            lambda sentence: frame.messages.say(TOPIC, sentence),
        )


def _book(
    texts: Sequence[tuple[str, str]], options: ExportOptions, is_markdown: bool, progress: Progress
) -> "Book":
    """The book that some texts are; for a thread."""
    from desktop.books.convert import StoryText, book_of, with_options

    book, _ = book_of([StoryText(name, text, not is_markdown) for name, text in texts], progress)
    return with_options(book, options, texts[0][0])


def _printed(
    printer: "QPrinter",
    texts: Sequence[tuple[str, str]],
    choices: ExportChoices,
    is_markdown: bool,
    progress: Progress,
) -> bool:
    """Print; for a thread. Says whether the printer could be reached."""
    from desktop.editor.printing.book_pages import BookPages, paint_pages, set_paper

    width = printer.pageLayout().pageSize().sizePoints().width()
    is_letter = LETTER_WIDTH[0] < width < LETTER_WIDTH[1]
    options = choices.printed("letter" if is_letter else "a4")
    pages = BookPages(_book(texts, options, is_markdown, progress), options)
    pages.lay_out(lambda share: progress(LAID_OUT * (1 + share) / 2))
    printer.setFullPage(True)
    set_paper(printer, pages.layout)
    numbers = _wanted(printer, pages.count)
    return paint_pages(printer, pages, lambda share: progress(LAID_OUT + (1 - LAID_OUT) * share), numbers)


def _wanted(printer: "QPrinter", count: int) -> list[int]:
    """The pages to print, in the order and as often as was asked for, where the printer cannot by itself."""
    from PySide6.QtPrintSupport import QPrinter

    first, last = printer.fromPage() or 1, printer.toPage() or count
    numbers = list(range(first - 1, min(last, count)))
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        numbers.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return numbers * copies
    return [number for number in numbers for _ in range(copies)]
