import gzip
import warnings
from pathlib import Path

import docx
import pytest
from ebooklib import epub

from trainer.errors import CorpusError
from trainer.texts.formats import docx_paragraphs, epub_paragraphs, html_paragraphs, plain_lines


def markdown(text: str) -> list[str]:
    return [line for line in plain_lines(text.split("\n")) if line]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("# The Lamp", "The Lamp"),
        ("### The Lamp ###", "The Lamp"),
        ("She was *very* late, and __quite__ wet.", "She was very late, and quite wet."),
        ("***Really?***", "Really?"),
        ("a snake_case_name stays", "a snake_case_name stays"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("See [the map](http://example.org/a_b) there.", "See the map there."),
        ("See [the map][1] there.", "See the map there."),
        ("![a lamp](lamp.png)She slept.", "She slept."),
        ("Say `ahoy` twice.", "Say ahoy twice."),
        ("> > He wrote: come.", "He wrote: come."),
        ("- first", "first"),
        ("12. twelfth", "twelfth"),
        (r"\*not emphasis\*", "*not emphasis*"),
        ("~~gone~~ kept", "gone kept"),
        ("one<br/>two <!-- note -->", "onetwo "),
    ],
)
def test_markup_goes_and_words_stay(text: str, plain: str) -> None:
    assert markdown(text) == [plain]


def test_code_in_fences_is_dropped() -> None:
    text = "Before.\n```python\nprint('# no')\n~~~\n```\nBetween.\n~~~~\n```\n~~~\n~~~~\nAfter."
    assert markdown(text) == ["Before.", "Between.", "After."]


def test_rules_underlines_and_link_addresses_are_dropped() -> None:
    assert markdown("Title\n=====\nText.\n\n* * *\n\nMore.\n---\n[1]: http://example.org\n|---|:--|") == [
        "Title",
        "Text.",
        "More.",
    ]


def test_front_matter_is_dropped_but_not_what_stands_after_a_rule() -> None:
    assert markdown("---\ntitle: The Lamp\ntags:\n  - sea\n---\nIt was late.") == ["It was late."]
    assert markdown("---\nIt was late.\n\n---\nShe slept.") == ["It was late.", "She slept."]
    assert markdown("---\nIt was late.") == ["It was late."]


def test_headings_and_list_items_stand_apart_from_what_surrounds_them() -> None:
    assert list(plain_lines(["Before.", "## Two", "After.", "- item"])) == [
        "Before.",
        "",
        "Two",
        "",
        "After.",
        "",
        "item",
    ]


def test_html_becomes_paragraphs_without_scripts_and_navigation(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        "<!DOCTYPE html><html><head><title>T</title><style>p {}</style></head><body>"
        "<nav><ul><li>Menu</li></ul></nav>"
        "<h1>The\n Lamp</h1><p>She was <i>very</i>\n   late.<!-- no --></p><div>One<br>two<hr>three"
        "<p>inner</p>tail</div><script>var x;</script><table><tr><td>a</td><td>b</td></tr></table>"
        "&eacute;</body></html>",
        encoding="utf-8",
    )
    assert list(html_paragraphs(path)) == [
        "The Lamp",
        "She was very late.",
        *("One", "two", "three", "inner", "tail", "a", "b", "é"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_the_encoding_an_html_file_declares_is_used(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "page.htm"
    path.write_bytes(f'<meta charset="{encoding}"><p>Zoë\u2019s café</p>'.encode(encoding))
    assert list(html_paragraphs(path)) == ["Zoë\u2019s café"]


def test_packed_html_is_read(tmp_path: Path) -> None:
    path = tmp_path / "page.html.gz"
    path.write_bytes(gzip.compress(b"<p>one</p><p>two</p>"))
    assert list(html_paragraphs(path)) == ["one", "two"]


def test_xhtml_is_read_without_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>one</p></body></html>'
    )
    assert list(html_paragraphs(path)) == ["one"]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = epub.EpubBook()
    made.set_title("The Lamp")
    items = []
    for number, body in enumerate(
        [
            "<h1>One</h1><p>It was late.</p>",
            '<section epub:type="colophon"><p>Set in Caslon.</p></section>',
            '<p>She slept.<a epub:type="noteref" href="#n">1</a></p>',
        ]
    ):
        item = epub.EpubHtml(title=f"Part {number}", file_name=f"{number}.xhtml")
        item.content = f'<html xmlns:epub="http://www.idpf.org/2007/ops"><body>{body}</body></html>'
        made.add_item(item)
        items.append(item)
    made.toc = items
    made.add_item(epub.EpubNcx())
    made.add_item(epub.EpubNav())
    made.spine = ["nav", *items]
    path = tmp_path / "lamp.epub"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        epub.write_epub(str(path), made)
    return path


def test_epub_is_read_in_the_order_of_its_spine_without_contents_and_imprint(book: Path) -> None:
    assert list(epub_paragraphs(book)) == ["One", "It was late.", "She slept."]


def test_docx_paragraphs_are_read(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("The Lamp")
    made.add_paragraph("It was late.").add_run(" Very.").bold = True
    made.add_paragraph("One\ntwo")
    path = tmp_path / "lamp.docx"
    made.save(str(path))
    assert list(docx_paragraphs(path)) == ["The Lamp", "It was late. Very.", "One", "two"]


@pytest.mark.parametrize(
    ("name", "read", "kind"),
    [("lamp.epub", epub_paragraphs, "an EPUB book"), ("lamp.docx", docx_paragraphs, "a Word document")],
)
def test_a_broken_book_is_one_clear_sentence(tmp_path: Path, name: str, read, kind: str) -> None:
    path = tmp_path / name
    for data in (b"", b"no archive", b"PK\x03\x04" + bytes(200)):
        path.write_bytes(data)
        with pytest.raises(CorpusError, match=rf"{name} cannot be read as {kind}; open it in the program"):
            list(read(path))


def test_an_epub_cut_short_is_one_clear_sentence(book: Path) -> None:
    book.write_bytes(book.read_bytes()[:-200])
    with pytest.raises(CorpusError, match=r"lamp\.epub cannot be read as an EPUB book"):
        list(epub_paragraphs(book))


def test_a_missing_book_is_one_clear_sentence(tmp_path: Path) -> None:
    for read, name in ((epub_paragraphs, "gone.epub"), (docx_paragraphs, "gone.docx")):
        with pytest.raises(CorpusError, match=rf"{name} cannot be read \(No such file or directory\)"):
            list(read(tmp_path / name))
