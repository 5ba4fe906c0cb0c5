"""The command `inkling convert`; what it needs is imported when it runs."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.engine.errors import InklingError

if TYPE_CHECKING:
    from desktop.books.exporting.layout import ExportOptions
    from desktop.books.prose.book import Book


def add_convert_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.epilog = (
        "The names say the formats; all but .pdf are read, too. A folder stands for the texts in it, in the "
        "order of their names and numbers. Each text begins a chapter; where it has no heading its name is "
        "one. What a format cannot keep is told."
    )
    parser.add_argument("sources", metavar="IN", nargs="+", type=Path, help="a text, or a folder of texts")
    parser.add_argument("target", metavar="OUT", type=Path, help="the file to write")
    parser.add_argument("--title", default="", help="for the title page; without a title there is none")
    parser.add_argument("--author", default="", help="for the title page")
    parser.add_argument(
        "--language",
        default="",
        metavar="CODE",
        help="the text's language, such as en, fr or zh-CN (default: guessed)",
    )
    parser.add_argument(
        "--no-title-page",
        action="store_true",
        help="no page for title and author; the file says them of itself only",
    )
    parser.add_argument(
        "--format",
        choices=("book", "manuscript"),
        default="book",
        help="how .docx, .odt and .pdf look: a book, or the standard manuscript format that editors ask for "
        "(default: book)",
    )
    parser.add_argument(
        "--font", choices=("times", "courier"), default="times", help="of a manuscript (default: times)"
    )
    parser.add_argument(
        "--paper", choices=("a4", "letter"), default="", help="(default: letter for a manuscript, else a4)"
    )
    parser.add_argument(
        "--contact",
        metavar="LINE",
        action="append",
        default=[],
        help="a line of the author's address, for a manuscript's title page; may be given again",
    )
    parser.add_argument("--force", action="store_true", help="replace OUT if it is there; a backup is kept")


def convert_files(options: argparse.Namespace) -> int:
    """Write INs, a text or a whole story in order, as OUT: .docx, .odt, .epub, .html, .md, .txt or .pdf."""
    from desktop.books.apart.asking import read_books_apart
    from desktop.books.convert import convert
    from desktop.books.exporting.layout import ExportOptions
    from desktop.engine.shown import shown

    wanted = ExportOptions(
        options.title,
        options.author,
        options.language,
        options.format == "manuscript",
        options.font,
        options.paper,
        "\n".join(options.contact),
        not options.no_title_page,
    )
    written = convert(
        options.sources, options.target, wanted, {".pdf": _pdf}, options.force, read_books_apart
    )
    for sentence in written.left_out:
        print(sentence, file=sys.stderr)
    print(f"{shown(options.target)}: {written.words:,} words, {written.chapters} chapters")
    return 0


def _pdf(book: "Book", options: "ExportOptions", untitled: str) -> bytes:
    """Write a PDF file, for which Qt is loaded, but no screen is needed."""
    from desktop.editor.system_libraries import start_problem

    if problem := start_problem({"QT_QPA_PLATFORM": "offscreen"}):
        raise InklingError("{problem}", problem=problem)
    from desktop.editor.printing.pdf import pdf

    return pdf(book, options, untitled)
