"""Books and documents that are archives of XML: EPUB, Word, OpenDocument."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import pytest

from trainer.errors import CorpusError
from trainer.texts.epub import epub_paragraphs
from trainer.texts.opendocument import odt_paragraphs
from trainer.texts.word import docx_paragraphs

FIELD = Path(__file__).parent / "field"
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)
OPS = "http://www.idpf.org/2007/ops"


def archive(path: Path, files: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return path


def epub(
    path: Path, chapters: dict[str, str], items: str = "", more: Mapping[str, str | bytes] | None = None
) -> Path:
    """A book whose spine is its chapters in order, each a type and a body."""
    page = "application/xhtml+xml"
    manifest = "".join(f'<item id="{name}" href="{name}" media-type="{page}"/>' for name in chapters)
    first = [name for name in ("nav", "old") if f'id="{name}"' in items]
    spine = "".join(f'<itemref idref="{name}"/>' for name in (*first, *chapters))
    book = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f"<manifest>{items}{manifest}</manifest><spine>{spine}</spine></package>"
    )
    pages = {
        f"OEBPS/{name}": f'<html xmlns:epub="{OPS}"><body>{body}</body></html>'
        for name, body in chapters.items()
    }
    files = {"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": book, **pages, **(more or {})}
    return archive(path, files)


CHAPTERS = {
    "2.xhtml": "<h1>One</h1><p>It was late.</p>",
    "1.xhtml": '<section epub:type="colophon"><p>Set in Caslon.</p></section>',
    "3.xhtml": '<p>She slept.<a epub:type="noteref" href="#n">1</a></p>',
}
READ = ["One", "It was late.", "She slept."]


def test_epub_is_read_in_the_order_of_its_spine_without_contents_and_imprint(tmp_path: Path) -> None:
    nav = '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
    book = epub(tmp_path / "a.epub", CHAPTERS, nav, {"OEBPS/nav.xhtml": "<nav>One</nav><p>Contents</p>"})
    assert list(epub_paragraphs(book)) == READ


def test_files_that_the_list_names_and_the_book_lacks_are_passed_over(tmp_path: Path) -> None:
    items = '<item id="c" href="style.css" media-type="text/css"/>'
    missing = "<item id='x' href='gone.xhtml' media-type='application/xhtml+xml'/>"
    book = epub(tmp_path / "a.epub", CHAPTERS, items + missing)
    assert list(epub_paragraphs(book)) == READ
    with zipfile.ZipFile(book) as packed:
        files = {name: packed.read(name) for name in packed.namelist() if name != "OEBPS/2.xhtml"}
    assert list(epub_paragraphs(archive(tmp_path / "b.epub", files))) == ["She slept."]


def test_old_pages_of_html_are_chapters_too(tmp_path: Path) -> None:
    items = '<item id="old" href="sub/old.html" media-type="text/html"/>'
    more = {"OEBPS/sub/old.html": '<p><span epub:type="pagebreak">12</span>It fell<br>down.'}
    book = epub(tmp_path / "a.epub", CHAPTERS, items, more)
    assert list(epub_paragraphs(book)) == ["It fell", "down.", *READ]


def test_names_with_escapes_and_other_capitals_are_found(tmp_path: Path) -> None:
    items = '<item id="old" href="../Text/old.html%20one.HTML" media-type="text/html"/>'
    more = {"text/old.html one.html": "<p>It fell.</p>"}
    assert next(epub_paragraphs(epub(tmp_path / "a.epub", CHAPTERS, items, more))) == "It fell."


def test_a_locked_book_is_called_so(tmp_path: Path) -> None:
    with pytest.raises(
        CorpusError, match=r"drm\.epub is locked against copying \(DRM\).*; use a copy without"
    ):
        list(epub_paragraphs(FIELD / "drm.epub"))
    encryption = (
        '<encryption><EncryptedData><EncryptionMethod Algorithm="aes"/><CipherData>'
        '<CipherReference URI="OEBPS/2.xhtml"/></CipherData></EncryptedData></encryption>'
    )
    for file, content, name in (
        ("META-INF/rights.xml", '<rights xmlns="http://ns.adobe.com/adept"/>', "Adobe ADEPT"),
        ("META-INF/license.lcpl", "{}", "Readium LCP"),
        ("META-INF/sinf.xml", "<a/>", "Apple FairPlay"),
    ):
        more = {"META-INF/encryption.xml": encryption, file: content}
        with pytest.raises(CorpusError, match=name):
            list(epub_paragraphs(epub(tmp_path / "a.epub", CHAPTERS, more=more)))


def test_fonts_alone_may_be_obfuscated() -> None:
    assert list(epub_paragraphs(FIELD / "font-only.epub")) == ["Readable text."]


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


@pytest.fixture
def word(tmp_path: Path) -> Callable[..., list[str]]:
    """What is read of a Word document with a body, and styles."""

    def read(body: str, styles: str = "", namespace: str = WORD) -> list[str]:
        document = f"<w:document {NAMES}><w:body>{body}</w:body></w:document>".replace(WORD, namespace)
        files: dict[str, str | bytes] = {"word/document.xml": document}
        if styles:
            files["word/styles.xml"] = f"<w:styles {NAMES}>{styles}</w:styles>"
        return list(docx_paragraphs(archive(tmp_path / "document.docx", files)))

    return read


def p(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def field(instruction: str, result: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText>{instruction}</w:instrText></w:r>{marks[1]}{result}{marks[2]}"


def table(row: str) -> str:
    return f"<w:tbl><w:tr>{row}</w:tr></w:tbl>"


def cell(inside: str) -> str:
    return f"<w:tc>{inside}</w:tc>"


CONTENT = f"<w:txbxContent>{p(r('In a box.'))}</w:txbxContent>"
BOX = f"<wps:txbx>{CONTENT}</wps:txbx>"
TWICE = (
    f"<w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
PLACEHOLDER = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Click')}</w:sdtContent></w:sdt>"
DELETED_MARK = "<w:rPr><w:del/></w:rPr>"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (p(r("She ") + f"<w:ins>{r('really ')}</w:ins>" + r("slept.")), ["She really slept."]),
        (p(f"<w:del><w:r><w:delText>He</w:delText></w:r></w:del><w:ins>{r('She')}</w:ins>"), ["She"]),
        (
            p(f"<w:moveTo>{r('Moved here.')}</w:moveTo>") + p(f"<w:moveFrom>{r('Moved.')}</w:moveFrom>"),
            ["Moved here."],
        ),
        (p(r("It "), DELETED_MARK) + p(r("fell.")), ["It fell."]),
        (p(r("It fell."), "<w:rPr><w:ins/></w:rPr>") + p(r("Then.")), ["It fell.", "Then."]),
        (
            f"<w:tbl><w:tr><w:tc>{p(r('BEN'))}</w:tc><w:tc>{p(r('I.'))}{p(r('We.'))}</w:tc></w:tr></w:tbl>",
            ["BEN", "I.", "We."],
        ),
        (
            f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{p(r('Gone'))}</w:tc></w:tr></w:tbl>{p(r('Here'))}",
            ["Here"],
        ),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{p(r('Whole'))}</w:sdtContent></w:sdt>", ["Whole"]),
        (p(r("In ") + f"<w:sdt><w:sdtContent>{r('line')}</w:sdtContent></w:sdt>"), ["In line"]),
        (
            p(
                "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
                + r("Click")
                + "</w:sdtContent></w:sdt>"
                + r("Text")
            ),
            ["Text"],
        ),
        (p(r("Chapter ") + field(" REF x ", r("Two"))), ["Chapter Two"]),
        (p(r("Page ") + f'<w:fldSimple w:instr="PAGE">{r("7")}</w:fldSimple>'), ["Page 7"]),
        (p(field(' TOC "1" ', r("One 3") + field("PAGEREF a", r("4")))) + p(r("One")), ["One"]),
        (p(f"<w:hyperlink>{r('A link')}</w:hyperlink>" + r(".")), ["A link."]),
        (
            p(r("Before.") + TWICE),
            ["Before.", "In a box."],
        ),
        (
            p(f"<w:r><w:pict><v:shape><v:textbox>{CONTENT}</v:textbox></v:shape></w:pict></w:r>"),
            ["In a box."],
        ),
        (p(r("Seen") + r(" hidden", "<w:vanish/>") + r(" again", '<w:vanish w:val="0"/>')), ["Seen again"]),
        (
            p(
                r("a")
                + "<w:r><w:br/></w:r>"
                + r("b")
                + "<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>"
                + r("c")
            ),
            ["a", "b-c"],
        ),
        (
            p(f"<w:r><w:ruby><w:rt>{r('yoru')}</w:rt><w:rubyBase>{r('夜')}</w:rubyBase></w:ruby></w:r>"),
            ["夜"],
        ),
        (p(r("So ") + "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>" + r("it is")), ["So it is"]),
        (f"<w:customXml>{p('<w:smartTag>' + r('Paris') + '</w:smartTag>')}</w:customXml>", ["Paris"]),
    ],
)
def test_word_is_read_as_it_shows_with_all_changes_accepted(word, body: str, shown: list[str]) -> None:
    assert word(body) == shown


def test_text_that_a_style_hides_stays_hidden(word) -> None:
    def style(name: str, above: str = "", hides: str = "") -> str:
        base = f'<w:basedOn w:val="{above}"/>' if above else ""
        return f'<w:style w:styleId="{name}">{base}<w:rPr>{hides}</w:rPr></w:style>'

    styles = (
        style("Note", hides="<w:vanish/>")
        + style("Own", "Note")
        + style("Seen", "Note", '<w:vanish w:val="false"/>')
        + style("Loop", "Loop")
    )
    body = "".join(p(r(name), f'<w:pStyle w:val="{name}"/>') for name in ("Note", "Own", "Seen", "Loop"))
    run = p(r("A", '<w:rStyle w:val="Own"/>') + r("B", '<w:rStyle w:val="Seen"/>'))
    assert word(body + run, styles) == ["Seen", "Loop", "B"]


def test_documents_of_the_strict_kind_are_read(word) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    assert word(p(r("Strict.")), namespace=strict) == ["Strict."]


def test_what_the_library_writes_is_read(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("The Lamp")
    made.add_paragraph("It was late.").add_run(" Very.").bold = True
    made.add_paragraph("One\ntwo")
    made.save(str(tmp_path / "lamp.docx"))
    assert list(docx_paragraphs(tmp_path / "lamp.docx")) == ["The Lamp", "It was late. Very.", "One", "two"]


def test_the_documents_of_the_field_are_read() -> None:
    draft = list(docx_paragraphs(FIELD / "tracked-draft.docx"))
    assert draft[:2] == [f"Sentence number {n} of a draft typed with tracking switched on." for n in range(2)]
    script = list(docx_paragraphs(FIELD / "script-table.docx"))
    assert script[:2] == ["BEN", "This is what I wanted to say number 0, and nothing else."]


OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
ODT = " ".join(
    f'xmlns:{name}="{OFFICE}:{name}:1.0"'
    for name in ("office", "text", "style", "table", "drawing", "manifest")
)


def odt(path: Path, body: str, styles: str = "", more: Mapping[str, str | bytes] | None = None) -> Path:
    content = (
        f"<office:document-content {ODT}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return archive(path, {"content.xml": content, **(more or {})})


def test_open_documents_are_read_with_all_changes_accepted(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Deleted.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:table-of-content><text:index-body><text:p>One 3</text:p></text:index-body>"
        "</text:table-of-content>"
        "<text:h>One</text:h>"
        "<text:p>It<text:s/>was <text:span>very\nlate</text:span>.<text:change-start/>"
        "<text:note><text:note-body><text:p>A note.</text:p></text:note-body></text:note>"
        "<office:annotation><text:p>A comment.</text:p></office:annotation> Really."
        '<text:span text:style-name="H">Hidden.</text:span></text:p>'
        "<text:p>One<text:line-break/>two<text:tab/>three</text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>BEN</text:p></table:table-cell></table:table-row>"
        "</table:table>"
        "<text:p>Before.<drawing:frame><drawing:text-box><text:p>In a box.</text:p></drawing:text-box>"
        "</drawing:frame></text:p>"
        "<text:list><text:list-item><text:p>An item.</text:p></text:list-item></text:list>"
        "<text:p><text:ruby><text:ruby-base>夜</text:ruby-base><text:ruby-text>yoru</text:ruby-text>"
        "</text:ruby></text:p>"
    )
    hidden = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    assert list(odt_paragraphs(odt(tmp_path / "a.odt", body, hidden))) == [
        "One",
        "It was very late. Really.",
        "One",
        "two\tthree",
        "BEN",
        "Before.",
        "In a box.",
        "An item.",
        "夜",
    ]


def test_an_open_document_with_a_password_is_called_so(tmp_path: Path) -> None:
    manifest = (
        f"<manifest:manifest {ODT}><manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
        "</manifest:manifest>"
    )
    path = odt(tmp_path / "a.odt", "", more={"META-INF/manifest.xml": manifest})
    with pytest.raises(CorpusError, match=r"a\.odt is locked by a password; save it without one"):
        list(odt_paragraphs(path))


READERS = [
    ("lamp.epub", epub_paragraphs, "an EPUB book"),
    ("lamp.docx", docx_paragraphs, "a Word document"),
    ("lamp.odt", odt_paragraphs, "an OpenDocument text"),
]


@pytest.mark.parametrize(("name", "read", "kind"), READERS)
def test_a_broken_book_is_one_clear_sentence(tmp_path: Path, name: str, read, kind: str) -> None:
    path = tmp_path / name
    empty = archive(tmp_path / "empty", {}).read_bytes()
    other = archive(tmp_path / "other", {"a.txt": "no book"}).read_bytes()
    nonsense = archive(
        tmp_path / "nonsense",
        dict.fromkeys(("word/document.xml", "content.xml", "META-INF/container.xml"), "no xml"),
    ).read_bytes()
    for data in (b"", b"no archive", b"PK\x03\x04" + bytes(200), empty, other, nonsense):
        path.write_bytes(data)
        with pytest.raises(CorpusError, match=rf"{name} cannot be read as {kind}; open it in the program"):
            list(read(path))


def test_a_book_cut_short_is_one_clear_sentence(tmp_path: Path) -> None:
    book = epub(tmp_path / "lamp.epub", CHAPTERS)
    book.write_bytes(book.read_bytes()[:-200])
    with pytest.raises(CorpusError, match=r"lamp\.epub cannot be read as an EPUB book"):
        list(epub_paragraphs(book))


def test_a_word_document_with_a_password_is_called_so(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99))
    with pytest.raises(CorpusError, match=r"a\.docx is locked by a password, or of an older format"):
        list(docx_paragraphs(tmp_path / "a.docx"))


@pytest.mark.parametrize(("name", "read", "kind"), READERS)
def test_a_missing_book_is_one_clear_sentence(tmp_path: Path, name: str, read, kind: str) -> None:
    with pytest.raises(CorpusError, match=rf"{name} cannot be read \(No such file or directory\)"):
        list(read(tmp_path / name))
