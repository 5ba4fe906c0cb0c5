"""Files from anyone: each ends in one sentence, soon and without filling the memory."""

import contextlib
import io
import re
import shutil
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.books.exporting.docx_styles import W
from desktop.books.exporting.docx_writing import docx
from desktop.books.exporting.epub_writing import epub
from desktop.books.exporting.layout import ExportOptions
from desktop.books.exporting.odt_writing import odt
from desktop.books.markup.archives import packed
from desktop.books.prose.book import Book, Paragraph, Span
from desktop.books.reading import read_any
from desktop.engine.errors import DocumentError
from tests.books.importing.made_files import e_book, open_document, word

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
ENCRYPTION = (
    "<encryption><EncryptedData><EncryptionMethod Algorithm='http://www.w3.org/2001/04/xmlenc#aes128-cbc'/>"
    "</EncryptedData></encryption>"
)
PAGE = {"a.xhtml": "<html><body><p>Text.</p></body></html>"}


def refusal(tmp_path: Path, name: str, data: bytes) -> str:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(DocumentError) as caught:
        read_any(path)
    return str(caught.value).replace(str(path), name)


@pytest.mark.parametrize("suffix", ["doc", "rtf", "pages", "pdf", "mobi"])
def test_kinds_that_are_not_read_are_named(suffix: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, f"a.{suffix}", b"x") == (
        f"a.{suffix} is of a kind that Inkling does not read (.{suffix}); save it as .docx or .odt in the "
        "program that made it."
    )


@pytest.mark.parametrize("suffix", ["docx", "odt", "epub"])
@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04" + bytes(100), packed({"x": "y"})])
def test_what_is_something_else(suffix: str, data: bytes, tmp_path: Path) -> None:
    assert "is damaged or no" in refusal(tmp_path, f"a.{suffix}", data)


def test_passwords(tmp_path: Path) -> None:
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert "locked with a password" in refusal(tmp_path, "a.docx", container)
    data = open_document("", manifest="<manifest><encryption-data/></manifest>")
    assert "locked with a password" in refusal(tmp_path, "a.odt", data)
    flagged = bytearray(packed({"content.xml": "x"}))
    flagged[6] |= 1
    flagged[flagged.index(b"PK\x01\x02") + 8] |= 1
    assert "locked with a password" in refusal(tmp_path, "b.odt", bytes(flagged))


def test_word_before_2007_under_another_name(tmp_path: Path) -> None:
    assert "Word before 2007" in refusal(tmp_path, "a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


@pytest.mark.parametrize("name", ["META-INF/encryption.xml", "META-INF/rights.xml"])
def test_protection_against_copying(name: str, tmp_path: Path) -> None:
    assert "(DRM)" in refusal(tmp_path, "a.epub", e_book(PAGE, **{name: ENCRYPTION}))


def test_scrambled_fonts_are_no_protection(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    fonts = ENCRYPTION.replace(
        "http://www.w3.org/2001/04/xmlenc#aes128-cbc", "http://www.idpf.org/2008/embedding"
    )
    path.write_bytes(e_book(PAGE, **{"META-INF/encryption.xml": fonts}))
    assert read_any(path).text == "Text.\n"


@pytest.mark.parametrize("head", [BOMB, OUTSIDE])
def test_entities_are_refused(head: str, tmp_path: Path) -> None:
    document = f'{head}<w:document xmlns:w="{W}"><w:body/></w:document>'
    assert "damaged" in refusal(tmp_path, "a.docx", packed({"word/document.xml": document}))
    assert "damaged" in refusal(tmp_path, "b.docx", packed({"word/document.xml": document.encode("utf-16")}))
    assert "damaged" in refusal(tmp_path, "a.odt", packed({"content.xml": f"{head}<a/>"}))
    assert "damaged" in refusal(tmp_path, "a.epub", packed({"META-INF/container.xml": f"{head}<a/>"}))


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.books.markup.archives.LONGEST_BYTES", 1_000_000)
    bomb = packed({"word/document.xml": bytes(2_000_000)})
    assert len(bomb) < 10_000
    assert "would unpack to more than" in refusal(tmp_path, "a.docx", bomb)
    # One that lies about its size is read no further than it may be.
    lying = bytearray(bomb)
    size = (2_000_000).to_bytes(4, "little")
    lying = bytearray(bytes(lying).replace(size, (10).to_bytes(4, "little")))
    assert "damaged" in refusal(tmp_path, "b.docx", bytes(lying))
    # Many parts that are each small enough.
    pages = {f"{number}.xhtml": " " * 300_000 for number in range(4)}
    assert "would unpack to more than" in refusal(tmp_path, "a.epub", e_book(pages))


def test_a_list_of_endless_parts_is_not_read(tmp_path: Path) -> None:
    assert "would unpack to more than" in refusal(tmp_path, "a.odt", b"PK\x01\x02" * 20_001)


def test_tags_without_end(tmp_path: Path) -> None:
    deep = "<w:sdt>" * 5000 + "</w:sdt>" * 5000
    assert "damaged" in refusal(tmp_path, "a.docx", word(deep))


@pytest.mark.parametrize("target", ["_rels/.rels", "../../../etc/passwd", "http://example.com/x.xml", ""])
def test_relations_that_lead_to_no_text(target: str, tmp_path: Path) -> None:
    relations = f"<Relationships><Relationship Type='x/officeDocument' Target='{target}'/></Relationships>"
    assert "damaged" in refusal(tmp_path, "a.docx", packed({"_rels/.rels": relations}))


def test_text_boxes_in_text_boxes_come_once(tmp_path: Path) -> None:
    """Each was sought in all frames around it: 40 of them would have come 2**40 times."""
    opened = "".join(f"<text:p>Box {number}.<draw:frame><draw:text-box>" for number in range(40))
    data = open_document(opened + "</draw:text-box></draw:frame></text:p>" * 40)
    path = tmp_path / "a.odt"
    path.write_bytes(data)
    assert read_any(path, is_bare=True).text.split("\n") == [f"Box {number}." for number in range(40)]


# Each once took the square of its length, which at ten times this length was up to an hour.
_LONG = {
    "note marks": "[^1]" * 20_000,
    "pictures": "![" * 20_000,
    "links": "[a](" * 10_000,
    "a link behind all brackets": "[" * 20_000 + "](x)",
    "notes in place": "^[" * 10_000 + "]",
    "labels": "[^1" * 20_000,
    "backslashes": "\\" * 100_001,
    "a wide gap": "He" + " " * 200_000 + "came.",
    "a wide heading": "# He" + " " * 200_000 + "came.",
    "a wide emphasis": "<em>He" + " " * 200_000 + "came.</em>",
    "empty lines": "He came.\n\n\n" * 20_000,
    "empty lines below a note": "[^1]: He came.\n" + "\n" * 100_000 + "z",
    "comments": "<!--\n" * 20_000,
}


@pytest.mark.timeout(200)
@pytest.mark.parametrize("kind", sorted(_LONG))
def test_long_texts_of_odd_marks_take_a_time_like_their_length(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(_LONG[kind], encoding="utf-8")
    said = re.sub(r"[\W_]|em|br", "", read_any(path).text)
    assert sorted(said) == sorted(re.sub(r"[\W_]|em", "", _LONG[kind]))


def test_notes_that_many_marks_point_to_make_no_text_of_any_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.books.prose.notes_again.MOST_AGAIN", 10_000)
    nested = tmp_path / "a.md"
    nested.write_text(
        "a" + "[^1]" * 99 + "\n\n[^1]: b" + "[^2]" * 99 + "\n\n[^2]: c" + "[^3]" * 99, encoding="utf-8"
    )
    assert 200 < len(read_any(nested).text) < 100_000
    page = tmp_path / "a.html"
    mark = "<sup><a href='#n' role='doc-noteref'>1</a></sup>"
    page.write_text("<p>a" + mark * 999 + f"</p><p id=n>{'note ' * 99}</p>", encoding="utf-8")
    assert read_any(page).text.count("note note") > 0
    assert len(read_any(page).text) < 100_000


def test_items_of_a_long_list_are_numbered_in_one_walk(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<ol>" + "<li>a" * 10_000, encoding="utf-8")
    assert read_any(path, is_bare=True).text.split("\n")[-1] == "10000. a"


def test_pictures_are_never_looked_at(tmp_path: Path) -> None:
    data = io.BytesIO(
        open_document("<text:p>Text.<draw:frame><draw:image xlink:href='p.png'/></draw:frame></text:p>")
    )
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("p.png", b"\x89PNG" + bytes(1000))
    path = tmp_path / "a.odt"
    path.write_bytes(data.getvalue())
    assert read_any(path).text == "Text.\n"


_BOOK = Book((Paragraph((Span("Some text, "), Span("slanted", emphasis=True), Span("."))),) * 3, title="T")
_FILES = {
    "docx": docx(_BOOK, ExportOptions(), "x"),
    "odt": odt(_BOOK, ExportOptions(), "x"),
    "epub": epub(_BOOK, ExportOptions(), "x"),
}


@given(st.sampled_from(sorted(_FILES)), st.integers(0, 9999), st.integers(0, 255), st.booleans())
@settings(max_examples=150)
def test_a_broken_file_is_read_or_refused(suffix: str, place: int, byte: int, cut: bool) -> None:
    data = bytearray(_FILES[suffix])
    place = place * len(data) // 10_000
    if cut:
        del data[place:]
    else:
        data[place] = byte
    path = Path(tempfile.mkdtemp()) / f"a.{suffix}"
    path.write_bytes(bytes(data))
    with contextlib.suppress(DocumentError):
        read_any(path)
    shutil.rmtree(path.parent)
