"""Printing: pages laid out on a thread, seen before they are printed, and sent to a printer."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.books.exporting.layout import ExportOptions
from desktop.editor.exchange.export_choices import ExportChoices
from desktop.editor.exchange.parts import Part, Parts, Source
from desktop.editor.exchange.work import Progress, Work, is_free
from desktop.editor.frame.frame import Frame
from desktop.editor.structure.text_structure import TextStructure
from desktop.engine.errors import InklingError

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from desktop.books.prose.book import Book

TOPIC = "paper"
LAID_OUT = 0.5  # of the work of printing, about
LETTER_WIDTH = (600, 620)  # points


class Paper(QObject):
    """Prints the first of the parts that can be exported, in the looks that were chosen the last time.

    Args:
        frame: The window's parts.
        work: What does long work.
        choices: Gives the choices of the last export.
        keep: Keeps choices for the next one.
        parts: Gives what can be printed.
        structure: Knows whether the text is taken for Markdown.
    """

    def __init__(
        self,
        frame: Frame,
        work: Work,
        choices: Callable[[], ExportChoices],
        keep: Callable[[ExportChoices], None],
        parts: Parts,
        structure: TextStructure,
    ):
        super().__init__(frame)
        self._frame = frame
        self._work = work
        self._choices = choices
        self._keep = keep
        self._parts = parts
        self._structure = structure

    def preview(self) -> None:
        """Show the pages as they would be printed."""
        from desktop.editor.exchange.preview import Preview  # a start is short

        parts = self._parts.now()
        dialog = Preview(self._choices(), [part.words for part in parts], self._frame.window)
        is_markdown = self._structure.is_markdown

        def read() -> None:
            choices, part = dialog.choices, parts[dialog.part.currentIndex()]
            self._keep(choices)
            sources = part.sources()
            dialog.work.start(
                self.tr("Reading the text…"),
                lambda progress: _book(sources, _titled(choices, part), is_markdown, progress),
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
        self._print(self._choices(), self._parts.now()[0])

    def _print(self, choices: ExportChoices, part: Part) -> None:
        from PySide6.QtPrintSupport import QPrinter

        if not is_free(self._work, self._frame, TOPIC):
            return
        frame, sources, is_markdown = self._frame, part.sources(), self._structure.is_markdown
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(choices.title or part.title or frame.session.name)
        if not frame.dialogs.printer(frame.window, printer):
            return
        frame.messages.close_topic(TOPIC)
        options = choices.printed(_paper_of(printer), part.title)

        def failed(sentence: str) -> None:
            frame.messages.say(TOPIC, sentence)

        def print_(book: object) -> None:
            steps = self._printed(printer, book, options)  # type: ignore[arg-type]  # what the job has given
            done = self.tr("Sent to the printer")
            self._work.start_slices(self.tr("Printing…"), steps, lambda: frame.remark(done), failed)

        self._work.start(
            self.tr("Reading the text…"),
            lambda progress: _book(sources, options, is_markdown, progress),
            print_,
            failed,
        )

    def _printed(self, printer: "QPrinter", book: "Book", options: ExportOptions) -> Iterator[float]:
        """Print, step by step."""
        from desktop.editor.printing.book_pages import BookPages, NoDeviceError, painted, set_paper

        pages = BookPages(book, options)
        for share in pages.laid_out():
            yield LAID_OUT * share
        printer.setFullPage(True)
        set_paper(printer, pages.layout)
        try:
            for share in painted(printer, pages, _wanted(printer, pages.count)):
                yield LAID_OUT + (1 - LAID_OUT) * share
        except NoDeviceError as error:
            raise InklingError(
                "{sentence}",
                sentence=self.tr("The printer cannot be reached; choose another one, or export a PDF file."),
            ) from error


def _titled(choices: ExportChoices, part: Part) -> ExportOptions:
    return replace(choices, title=choices.title or part.title).options


def _book(sources: Sequence[Source], options: ExportOptions, is_markdown: bool, progress: Progress) -> "Book":
    """The book that some texts are; for a thread."""
    from desktop.books.apart.asking import book_apart

    story = [source.read(is_markdown) for source in sources]
    return book_apart(story, options, progress, progress.on_cancel)


def _paper_of(printer: "QPrinter") -> str:
    """The kind of paper that a printer has been told to use, one of `PAPERS`."""
    width = printer.pageLayout().pageSize().sizePoints().width()
    return "letter" if LETTER_WIDTH[0] < width < LETTER_WIDTH[1] else "a4"


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
