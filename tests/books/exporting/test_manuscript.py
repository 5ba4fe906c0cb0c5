"""The standard manuscript format, in what Word and LibreOffice are told."""

import io
import re
import zipfile

import pytest

from desktop.books.exporting.docx_writing import docx
from desktop.books.exporting.layout import ExportOptions, Layout, running_head, word_count_line
from desktop.books.exporting.odt_writing import odt
from desktop.books.prose.book import Book, Heading, Paragraph, SceneBreak, Span

BLOCKS = (
    Heading(1, (Span("One"),)),
    Paragraph((Span("Text."),)),
    SceneBreak(),
    Paragraph((Span("More."),)),
    Heading(1, (Span("Two"),)),
    Paragraph((Span("Last."),)),
)
BOOK = Book(BLOCKS, "The Long: A Story", "Ann B. Other")


def part(data: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


def paragraphs(xml: str, tag: str) -> list[str]:
    return re.findall(rf"<{tag}[ >].*?</{tag}>", xml)


def test_word_document() -> None:
    data = docx(BOOK, ExportOptions(manuscript=True, font="courier", contact="1 Road\nTown"), "x")
    document, styles = part(data, "word/document.xml"), part(data, "word/styles.xml")
    found = [re.sub("<[^>]+>", "", one) for one in paragraphs(document, "w:p")]
    assert found == [
        *("Ann B. Other", "1 Road", "Town", "about 100 words", "The Long: A Story", "Ann B. Other"),
        *("One", "Text.", "#", "More.", "Two", "Last.", "THE END"),
    ]
    # An inch all around, US letter; the title page is page 0, without a header.
    assert 'w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"' in document
    assert '<w:pgSz w:w="12240" w:h="15840"/>' in document
    assert '<w:pgNumType w:start="0"/><w:titlePg/>' in document
    assert "Other / THE LONG / " in re.sub("<[^>]+>", "", part(data, "word/header1.xml"))
    # Double spaced, 12 points, Courier.
    assert '<w:spacing w:after="0" w:line="480" w:lineRule="auto"/>' in styles
    assert '<w:rFonts w:ascii="Courier New"' in styles
    assert '<w:sz w:val="24"/>' in styles
    # Each chapter on a new page, a third down.
    chapters = [one for one in paragraphs(document, "w:p") if "Heading1" in one]
    assert len(chapters) == 2
    assert all('<w:pageBreakBefore/><w:spacing w:before="3840"/>' in one for one in chapters)


def test_open_document() -> None:
    data = odt(BOOK, ExportOptions(manuscript=True), "x")
    content, styles = part(data, "content.xml"), part(data, "styles.xml")
    found = [re.sub("<[^>]+>", "", one) for one in re.findall(r"<text:[ph] .*?</text:[ph]>", content)]
    assert found == [
        *("Ann B. Other", "about 100 words", "The Long: A Story", "Ann B. Other"),
        *("One", "Text.", "#", "More.", "Two", "Last.", "THE END"),
    ]
    assert 'fo:page-width="612.00pt" fo:page-height="792.00pt" fo:margin="72.00pt"' in styles
    assert 'fo:line-height="200%"' in styles
    assert "svg:font-family=\"'Times New Roman'\"" in styles
    assert "Other / THE LONG / <text:page-number/>" in styles
    assert content.count('fo:margin-top="192.00pt"') == 2
    assert content.count('fo:break-before="page"') == 1
    assert 'style:page-number="1"' in content


@pytest.mark.parametrize(
    ("words", "line"), [(12, "about 100 words"), (7_349, "about 7,300 words"), (84_700, "about 85,000 words")]
)
def test_words_are_rounded_as_editors_want_them(words: int, line: str) -> None:
    assert word_count_line(Book((Paragraph((Span("word " * words),)),))) == line


def test_a_running_head_is_short() -> None:
    assert running_head(Book(title="A " + "very " * 20 + "long title", author="")).startswith("A VERY VERY")
    assert len(running_head(Book(title="x" * 200, author="A B"))) <= 45
    assert running_head(Book()) == ""


def test_paper_is_a_choice() -> None:
    assert Layout.of(ExportOptions(manuscript=True)).width == 612
    assert Layout.of(ExportOptions(manuscript=True, paper="a4")).width == pytest.approx(595.3)
    assert Layout.of(ExportOptions()).width == pytest.approx(595.3)


def test_a_book_with_one_chapter_has_no_page_of_its_own_for_it() -> None:
    data = docx(Book(BLOCKS[:2]), ExportOptions(), "x")
    assert "pageBreakBefore" not in part(data, "word/document.xml")
