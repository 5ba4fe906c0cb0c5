"""An e-book's insides, by the rules of EPUB 3.3 that epubcheck would hold it to."""

import io
import posixpath
import zipfile
from xml.etree import ElementTree

from desktop.books.exporting.epub_writing import epub
from desktop.books.exporting.layout import ExportOptions
from desktop.books.prose.book import Book, Heading, Paragraph, SceneBreak, Span

NOTE = (Paragraph((Span("Note & "), Span("more", emphasis=True))), Paragraph((Span("Second."),)))
BLOCKS = (
    Paragraph((Span("Before all chapters."),)),
    Heading(1, (Span("One & <Two>"),)),
    Paragraph((Span("Text"), Span("", note=NOTE), Span("\x00\ud800\uffff."))),
    SceneBreak(),
    Heading(1, (Span("Zwei"),)),
    Paragraph((Span("A"), Span("", note=NOTE), Span(" link", link='https://example.org/?a=1&b="2"'))),
)
XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"


def parts(book: Book) -> tuple[zipfile.ZipFile, dict[str, ElementTree.Element]]:
    archive = zipfile.ZipFile(io.BytesIO(epub(book, ExportOptions(), "a & b")))
    roots = {
        name: ElementTree.fromstring(archive.read(name))
        for name in archive.namelist()
        if name.endswith((".xhtml", ".xml", ".opf", ".ncx"))
    }
    return archive, roots


def test_the_first_bytes_say_what_it_is() -> None:
    archive, _ = parts(Book(BLOCKS))
    first = archive.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert archive.read("mimetype") == b"application/epub+zip"


def test_manifest_spine_and_contents_agree() -> None:
    archive, roots = parts(Book(BLOCKS, "Title", "Author"))
    package = roots["EPUB/package.opf"]
    items = {item.get("id"): item for item in package.iter(f"{OPF}item")}
    listed = {f"EPUB/{item.get('href')}" for item in items.values()}
    assert listed | {"mimetype", "META-INF/container.xml", "EPUB/package.opf"} == set(archive.namelist())
    spine = [reference.get("idref") for reference in package.iter(f"{OPF}itemref")]
    assert spine == ["title", "chapter-001", "chapter-002", "chapter-003"]
    assert set(spine) <= set(items)
    assert [item.get("href") for item in items.values() if item.get("properties") == "nav"] == ["nav.xhtml"]
    nav = [(link.get("href"), link.text) for link in roots["EPUB/nav.xhtml"].iter(f"{XHTML}a")]
    assert nav == [("chapter-002.xhtml", "One & <Two>"), ("chapter-003.xhtml", "Zwei")]
    ncx = roots["EPUB/toc.ncx"]
    space = "{http://www.daisy.org/z3986/2005/ncx/}"
    assert [one.get("src") for one in ncx.iter(f"{space}content")] == [href for href, _ in nav]
    identifier = next(package.iter("{http://purl.org/dc/elements/1.1/}identifier"))
    assert identifier.get("id") == package.get("unique-identifier")
    assert next(ncx.iter(f"{space}meta")).get("content") == identifier.text


def test_ids_are_unique_and_every_link_leads_somewhere() -> None:
    _, roots = parts(Book(BLOCKS, "Title"))
    ids = {}
    for name, root in roots.items():
        found = [element.get("id") for element in root.iter() if element.get("id")]
        assert len(found) == len(set(found)), name
        ids[name] = set(found)
    for name, root in roots.items():
        for link in root.iter(f"{XHTML}a"):
            path, _, fragment = (link.get("href") or "").partition("#")
            if path.startswith("https:"):
                continue
            target = posixpath.join("EPUB", path) if path else name
            assert target in roots
            assert not fragment or fragment in ids[target]


def test_what_a_book_must_say_is_there_without_a_title() -> None:
    for book, title in ((Book(BLOCKS), "One & <Two>"), (Book(), "a & b")):
        _, roots = parts(book)
        package = roots["EPUB/package.opf"]
        said = {element.tag.rpartition("}")[2]: element.text for element in package.iter()}
        assert said["title"] == title
        assert said["language"] == "en"
        assert len(list(package.iter(f"{OPF}itemref"))) > 0


def test_the_same_book_has_the_same_name() -> None:
    names = [
        next(parts(book)[1]["EPUB/package.opf"].iter("{http://purl.org/dc/elements/1.1/}identifier")).text
        for book in (Book(BLOCKS), Book(BLOCKS), Book(BLOCKS[:2]))
    ]
    assert names[0] == names[1] != names[2]
