import io
import re
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextFormat
from pytestqt.qtbot import QtBot

from desktop.books.exporting.layout import ExportOptions, Layout
from desktop.books.prose.book import Block, Book, Heading, Paragraph, SceneBreak, Span
from desktop.editor.printing.book_document import UNITS, BookDocument
from desktop.editor.printing.pdf import pdf

NOTE = (Paragraph((Span("The note."),)),)
BLOCKS = (
    Heading(1, (Span("One"),)),
    Paragraph((Span("Plain, "), Span("slanted", emphasis=True), Span(" and "), Span("bold", strong=True))),
    Paragraph((Span("Second"), Span("", note=NOTE), Span("."))),
    SceneBreak(),
    Paragraph((Span("Said."),), quoted=True),
    Heading(1, (Span("Two"),)),
    Paragraph((Span("שלום עולם"),)),
)


def written(layout: Layout, blocks: tuple[Block, ...] = BLOCKS) -> QTextDocument:
    document = QTextDocument()
    written = BookDocument(document, layout)
    written.write(Book(blocks))
    return document


def lines(document: QTextDocument) -> list[QTextBlock]:
    found, block = [], document.begin()
    while block.isValid():
        found.append(block)
        block = block.next()
    return found


def pages(data: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", data))


def test_a_book_in_rich_text(qtbot: QtBot) -> None:
    document = written(Layout.of(ExportOptions()))  # which owns its lines
    found = lines(document)
    assert [block.text() for block in found] == [
        *("One", "Plain, slanted and bold", "Second1.", "* * *", "Said.", "1. The note.", "Two", "שלום עולם"),
    ]
    new_page = QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore
    assert [block.text() for block in found if block.blockFormat().pageBreakPolicy() == new_page] == ["Two"]
    first, second = (found[number].blockFormat().textIndent() for number in (1, 2))
    assert first == 0
    assert second == 18 * UNITS
    assert found[4].blockFormat().leftMargin() == 36 * UNITS
    assert found[7].blockFormat().layoutDirection() == Qt.LayoutDirection.RightToLeft
    pieces = [piece.fragment() for piece in found[1]]  # type: ignore[attr-defined]  # PySide6's stubs lack it
    assert [one.text() for one in pieces if one.charFormat().fontItalic()] == ["slanted"]


def test_a_manuscript_in_rich_text(qtbot: QtBot) -> None:
    document = written(Layout.of(ExportOptions(manuscript=True, font="courier")))
    found = lines(document)
    assert found[3].text() == "#"
    assert found[-1].text() == "THE END"
    assert all(block.blockFormat().lineHeight() == 200 for block in found)
    assert found[1].blockFormat().textIndent() == 36 * UNITS
    # A third down a page of 11 inches, with a margin of one.
    assert found[0].blockFormat().topMargin() == pytest.approx((11 / 3 - 1) * 72 * UNITS)
    assert found[0].charFormat().fontWeight() <= 400
    assert document.defaultFont().family() == "Courier New"


def test_a_heading_goes_with_its_text(qtbot: QtBot) -> None:
    layout = Layout.of(ExportOptions())
    filler = tuple(Paragraph((Span(f"Line {number}."),)) for number in range(200))
    for count in range(25, 45):
        chapters: tuple[Block, ...] = (Heading(1, (Span("One"),)), Heading(1, (Span("Two"),)))
        blocks = (*chapters, *filler[:count], Heading(2, (Span("Sub"),)), *filler[:10])
        document = QTextDocument()
        document.setPageSize(QSizeF(4500, 6980))
        writing = BookDocument(document, layout)
        writing.write(Book(blocks))
        writing.keep_headings_with_text()
        found = lines(document)
        pages = [int(first_line(found[count + one]) // 6980) for one in (2, 3)]
        assert pages[0] == pages[1], count


def first_line(block: QTextBlock) -> float:
    """Where a paragraph's first line is; where it begins may be on the page before."""
    top = block.document().documentLayout().blockBoundingRect(block).top()
    return top + block.layout().lineAt(0).y()


def test_pages_and_paper(qtbot: QtBot) -> None:
    book = Book(BLOCKS, "T", "A")
    a4, letter = pdf(book, ExportOptions(), "x"), pdf(book, ExportOptions(manuscript=True), "x")
    assert a4.startswith(b"%PDF-")
    assert pages(a4) == pages(letter) == 3  # the title, One, Two
    assert pages(pdf(Book(BLOCKS), ExportOptions(), "x")) == 2
    assert re.search(rb"/MediaBox\s*\[0 0 595(\.\d+)? 84[12]", a4)
    assert re.search(rb"/MediaBox\s*\[0 0 612(\.0+)? 792", letter)
    assert pages(pdf(Book(), ExportOptions(), "x")) == 1


@pytest.mark.parametrize("manuscript", [False, True])
def test_no_line_is_in_the_file_twice(qtbot: QtBot, manuscript: bool) -> None:
    words = [f"w{number}" for number in range(3000)]
    blocks = tuple(Paragraph((Span(" ".join(words[at : at + 60])),)) for at in range(0, len(words), 60))
    file = pypdf.PdfReader(io.BytesIO(pdf(Book(blocks), ExportOptions(manuscript=manuscript), "x")))
    found = re.findall(r"w\d+", "\n".join(page.extract_text() for page in file.pages))
    assert found == words


def test_the_command_needs_no_screen(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# One\n\nText.\n", encoding="utf-8")
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "INKLING_DATA": str(tmp_path / "data")}
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "convert", str(tmp_path / "a.md"), str(tmp_path / "a.pdf")],
        env=environment,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[3],
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert pages((tmp_path / "a.pdf").read_bytes()) == 1
