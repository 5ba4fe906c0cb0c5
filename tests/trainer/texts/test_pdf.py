import textwrap
from itertools import zip_longest
from pathlib import Path

import pypdf
import pytest

from desktop.books.exporting.layout import ExportOptions
from desktop.books.prose.book import Book, Paragraph, Span
from desktop.editor.printing.pdf import pdf
from tests.trainer.texts.prose import paragraphs
from trainer.errors import CorpusError
from trainer.texts.cleaning import clean
from trainer.texts.pdf import in_columns, pdf_paragraphs


def write_pdf(path: Path, pages: list[list[str]]) -> Path:
    """A file with a line of Courier every 14 points."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    font = "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>"
    objects.append(font)
    kids = []
    for lines in pages:
        drawn = "".join(
            f"BT /F 10 Tf 1 0 0 1 72 {760 - 14 * number} Tm ({line}) Tj ET\n"
            for number, line in enumerate(lines)
            if line.strip()
            for line in [line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")]
        )
        objects.append(f"<</Length {len(drawn)}>>stream\n{drawn}endstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
            f"/Contents {len(objects)} 0 R>>"
        )
    objects[1] = f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(kids)}]>>"
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF\n"
    path.write_bytes(data + end.encode())
    return path


@pytest.fixture
def texts() -> list[str]:
    return [" ".join(paragraphs(2, seed)) for seed in range(24)]


def printed(texts: list[str]) -> list[list[str]]:
    """Pages of a book: indented paragraphs, a head with a number, and words cut at line ends."""
    lines = []
    for text in texts:
        first, *rest = textwrap.wrap(text, 60, initial_indent="    ")
        lines += [first, *rest]
    pages = []
    for number, start in enumerate(range(0, len(lines), 30), start=12):
        head = [f"{number}                      NIGHT FERRY", ""]
        pages.append([*head, *lines[start : start + 30], "", f"               {number}"])
    return pages


def test_a_printed_book_becomes_paragraphs_again(tmp_path: Path, texts: list[str]) -> None:
    assert list(pdf_paragraphs(write_pdf(tmp_path / "a.pdf", printed(texts)))) == texts


def test_a_scan_without_text_is_called_so(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", [[], ["7"], []])
    with pytest.raises(CorpusError, match=r"a\.pdf holds pictures of pages but no text; have their text rec"):
        list(pdf_paragraphs(path))


def test_a_file_with_a_password_is_called_so(tmp_path: Path, texts: list[str]) -> None:
    written = pypdf.PdfWriter(clone_from=write_pdf(tmp_path / "a.pdf", [texts[:3]]))
    written.encrypt("secret", algorithm="RC4-128")
    written.write(tmp_path / "b.pdf")
    with pytest.raises(CorpusError, match=r"b\.pdf is locked by a password; save it without one"):
        list(pdf_paragraphs(tmp_path / "b.pdf"))
    written = pypdf.PdfWriter(clone_from=tmp_path / "a.pdf")
    written.encrypt("", "owner", algorithm="RC4-128")
    written.write(tmp_path / "c.pdf")
    assert list(pdf_paragraphs(tmp_path / "c.pdf"))


@pytest.mark.parametrize("data", [b"", b"no pdf", b"%PDF-1.4\n1 0 obj\n<<", b"%PDF-1.7\n%%EOF"])
def test_a_broken_file_is_one_clear_sentence(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises(CorpusError, match=r"a\.pdf cannot be read as a PDF file; open it, and print it"):
        list(pdf_paragraphs(tmp_path / "a.pdf"))


def test_a_missing_file_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"gone\.pdf cannot be read \(No such file or directory\)"):
        list(pdf_paragraphs(tmp_path / "gone.pdf"))


def test_what_the_desk_prints_is_read_word_for_word(tmp_path: Path, texts: list[str], qtbot) -> None:
    """Qt's files call a space a tab, and may hold a line across a cut of the text twice."""
    texts = [f"{text} Five officers fled the baffling office." for text in texts * 3]
    path = tmp_path / "book.pdf"
    path.write_bytes(pdf(Book(tuple(Paragraph((Span(text),)) for text in texts)), ExportOptions(), "x"))
    read = list(clean(pdf_paragraphs(path)))
    assert " ".join(read).split() == " ".join(texts).split()
    assert not any("\t" in text for text in read)


@pytest.mark.parametrize("with_head", [True, False])
def test_columns_are_read_one_after_the_other(tmp_path: Path, texts: list[str], with_head: bool) -> None:
    lines = [line for text in texts for line in textwrap.wrap(text, 38, initial_indent="  ")]
    pages = []
    for start in range(0, len(lines), 60):
        left, right = lines[start : start + 30], lines[start + 30 : start + 60]
        beside = zip_longest(left, right, fillvalue="")
        head = [f"{' ' * 30}NIGHT FERRY {start // 60 + 12}", ""] if with_head else []
        pages.append([*head, *(f"{a:<44}{b}" for a, b in beside), "", f"{' ' * 38}{start // 60 + 12}"])
    read = list(pdf_paragraphs(write_pdf(tmp_path / "a.pdf", pages)))
    assert " ".join(read) == " ".join(texts)
    # Where a column ends with a sentence, nobody can tell whether the paragraph does.
    assert len(read) <= len(texts) + len(pages) * 2


def test_a_page_of_one_column_is_left_alone() -> None:
    lines = textwrap.wrap(" ".join(paragraphs(40, 3)), 60)
    assert in_columns(lines) == [lines]
