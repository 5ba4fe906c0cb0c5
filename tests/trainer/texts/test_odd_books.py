"""What writing programs and converters put into books and documents besides plain paragraphs."""

import zipfile
from pathlib import Path

import pytest

from tests.trainer.texts.test_books import BOX, CONTAINER, OPS, archive, cell, odt, p, r, table, word
from trainer.errors import CorpusError
from trainer.texts import packages
from trainer.texts.epub import epub_paragraphs
from trainer.texts.opendocument import odt_paragraphs
from trainer.texts.word import docx_paragraphs

__all__ = ["word"]

BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
EMOJI = "<mc:Choice><w16se:symEx/></mc:Choice>".replace("w16se:", "mc:")
DROP_CAP = '<w:framePr w:dropCap="drop"/>'
OWN_MARK = '<w:r><w:footnoteReference w:customMarkFollows="1"/><w:t>*</w:t></w:r>'


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        # A field without its end would take the rest of the book.
        (p(BEGIN + "<w:r><w:instrText>REF</w:instrText></w:r>") + p(r("It was late.")), ["It was late."]),
        (
            p(BEGIN + "<w:r><w:instrText>TOC</w:instrText></w:r>" + SEPARATE + r("One 3"))
            + p(r("She slept.")),
            ["One 3", "She slept."],
        ),
        # Of the same twice, the newer may be a picture of what the older has in letters.
        (
            p(
                r("Ha ")
                + f"<w:r><mc:AlternateContent>{EMOJI}<mc:Fallback><w:t>\U0001f600</w:t></mc:Fallback>"
                "</mc:AlternateContent></w:r>"
            ),
            ["Ha \U0001f600"],
        ),
        (p(r("O"), DROP_CAP) + p(r("nce upon a time.")), ["Once upon a time."]),
        (p(r("Kept")) + table(f"<w:trPr><w:hidden/></w:trPr>{cell(p(r('Hidden')))}"), ["Kept"]),
        (p(r("Begun"), "<w:rPr><w:del/></w:rPr>") + table(cell(p(r("Cell")))), ["Begun", "Cell"]),
        (p(r("Run in."), "<w:rPr><w:vanish/></w:rPr>") + p(r(" And on.")), ["Run in. And on."]),
        (p(r("The king") + OWN_MARK + r(" slept.")), ["The king slept."]),
        (p('<w:r><w:sym w:char="zz"/></w:r>' + r("word")), ["word"]),
        (p("<w:r><w:t>one <!-- a remark -->two</w:t></w:r>"), ["one two"]),
        (
            p(f"<w:smartTag>{r('Paris')}</w:smartTag><w:hyperlink><w:ins>{r('!')}</w:ins></w:hyperlink>"),
            ["Paris!"],
        ),
        (
            p(f"<w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice></mc:AlternateContent></w:r>"),
            ["In a box."],
        ),
    ],
)
def test_word_documents_lose_no_words(word, body: str, shown: list[str]) -> None:
    assert word(body) == shown


def test_pages_that_were_put_into_a_document_whole_are_read(tmp_path: Path) -> None:
    types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    saved = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
        "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        "<p>caf=C3=A9</p>\r\n--b--"
    )
    relations = "".join(
        f'<Relationship Id="{name}" Type="{types}/aFChunk" Target="{name}"/>' for name in ("a.html", "b.mht")
    )
    path = archive(
        tmp_path / "a.docx",
        {
            "word/document.xml": f"<w:document {names} xmlns:r='{types}'><w:body>"
            "<w:p><w:r><w:t>One</w:t></w:r></w:p>"
            "<w:altChunk r:id='a.html'/><w:altChunk r:id='b.mht'/></w:body></w:document>",
            "word/_rels/document.xml.rels": f"<Relationships>{relations}</Relationships>",
            "word/a.html": "<p>Two</p>",
            "word/b.mht": saved,
            "word/styles.xml": "no xml",
        },
    )
    assert list(docx_paragraphs(path)) == ["One", "Two", "café"]


HIDES = '<style:text-properties text:display="none"/>'


@pytest.mark.parametrize(
    ("body", "common", "shown"),
    [
        (
            '<text:p text:style-name="P">Hidden.</text:p><text:p>Shown.</text:p>',
            f'<style:style style:name="Q" style:family="paragraph">{HIDES}</style:style>'
            '<style:style style:name="P" style:family="paragraph" style:parent-style-name="Q"/>',
            ["Shown."],
        ),
        (
            '<text:p text:style-name="S">Shown.</text:p>',
            f'<style:style style:name="S" style:family="text">{HIDES}</style:style>',
            ["Shown."],
        ),
        (
            "<text:p>a<drawing:custom-shape><text:p>In a shape.</text:p></drawing:custom-shape>b</text:p>",
            "",
            ["ab", "In a shape."],
        ),
        ('<text:section text:is-hidden="true"><text:p>Hidden.</text:p></text:section>', "", []),
        (
            "<text:p>one\n      two<text:s text:c='x'/><text:placeholder>name</text:placeholder></text:p>",
            "",
            ["one two "],
        ),
    ],
)
def test_open_documents_lose_and_gain_no_words(
    tmp_path: Path, body: str, common: str, shown: list[str]
) -> None:
    names = " ".join(f'xmlns:{name}="urn:{name}"' for name in ("office", "style", "text"))
    styles = f"<office:document-styles {names}>{common}</office:document-styles>"
    assert list(odt_paragraphs(odt(tmp_path / "a.odt", body, more={"styles.xml": styles}))) == shown


def book(path: Path, items: dict[str, str], spine: list[str], pages: dict[str, str]) -> Path:
    """A book whose manifest has these types, or further attributes, by the names of its files."""
    manifest = "".join(f'<item id="{name}" href="{name}" {what}/>' for name, what in items.items())
    references = "".join(f'<itemref idref="{name}"/>' for name in spine)
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{manifest}</manifest>'
        f"<spine>{references}</spine></package>"
    )
    files = {
        f"OEBPS/{name}": f'<html xmlns:epub="{OPS}"><body>{body}</body></html>'
        for name, body in pages.items()
    }
    return archive(path, {"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": package, **files})


PAGE = 'media-type="application/xhtml+xml"'


@pytest.mark.parametrize(
    ("items", "spine"),
    [
        ({"a.html": 'media-type="text/plain"', "b.htm": ""}, ["a.html", "b.htm"]),
        (
            {"a.html": f"{PAGE}", "b.htm": 'media-type="application/x-dtbook+xml"'},
            ["a.html", "b.htm", "a.html"],
        ),
        (
            {"p.svg": 'media-type="image/svg+xml" fallback="a.html"', "a.html": PAGE, "b.htm": PAGE},
            ["p.svg", "b.htm"],
        ),
        ({"s.css": 'media-type="text/css"', "a.html": PAGE, "b.htm": PAGE}, []),
    ],
)
def test_chapters_of_any_type_are_read_once_each(
    tmp_path: Path, items: dict[str, str], spine: list[str]
) -> None:
    pages = {"a.html": "<p>It was late.</p>", "b.htm": "<p>She slept.</p>"}
    assert list(epub_paragraphs(book(tmp_path / "a.epub", items, spine, pages))) == [
        "It was late.",
        "She slept.",
    ]


def test_a_book_without_its_container_is_read(tmp_path: Path) -> None:
    path = book(tmp_path / "a.epub", {"a.html": PAGE}, ["a.html"], {"a.html": "<p>It was late.</p>"})
    with zipfile.ZipFile(path) as packed:
        files = {name: packed.read(name) for name in packed.namelist() if not name.startswith("META-INF")}
    assert list(epub_paragraphs(archive(tmp_path / "b.epub", files))) == ["It was late."]


def test_a_file_made_to_fill_the_memory_is_called_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = book(tmp_path / "a.epub", {"a.html": PAGE}, ["a.html"], {"a.html": " " * 4000})
    monkeypatch.setattr(packages, "LARGEST_FILE", 3000)
    with pytest.raises(CorpusError, match=r"a\.epub holds a file of 0 MB, which no book has; leave it out"):
        list(epub_paragraphs(path))
