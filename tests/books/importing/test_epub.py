from pathlib import Path

from desktop.books.reading import read_any
from tests.books.importing.made_files import e_book

XHTML = (
    '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "x.dtd">'
    '<html xmlns:epub="x"><head><title/><link href="../style.css"/></head><body>{}</body></html>'
)


def read(tmp_path: Path, data: bytes) -> tuple[str, str, str, list[str]]:
    path = tmp_path / "a.epub"
    path.write_bytes(data)
    imported = read_any(path)
    told = [str(sentence) for sentence in imported.left_out]
    return imported.text.rstrip("\n"), imported.title, imported.author, told


def test_pages_come_in_the_order_of_the_spine_with_notes_from_other_pages(tmp_path: Path) -> None:
    pages = {
        "b.xhtml": XHTML.format(
            '<h1>One</h1><p><a id="page1"/>Said<a epub:type="noteref" href="z%20notes.xhtml#n">1</a> '
            '<span class="c3">so</span>.<span epub:type="pagebreak">7</span></p>'
        ),
        "a.xhtml": XHTML.format("<h1>Two</h1><p>caf&eacute;&nbsp;<br/>x</p>"),
        "z notes.xhtml": XHTML.format('<aside id="n"><p>The note.</p></aside>'),
    }
    items = '<item id="css" href="style.css" media-type="text/css"/>'
    data = e_book(pages, items=items, **{"OPS/style.css": "span.c3 { font-style : italic; }"})
    text, title, _, _ = read(tmp_path, data)
    assert text == "# One\n\nSaid[^1] *so*.\n\n# Two\n\ncafé\u00a0\\\nx\n\n[^1]: The note."
    assert title == ""  # there is no title page; what the shelf shows is no part of the text


def test_title_page_cover_and_contents_are_made_anew(tmp_path: Path) -> None:
    pages = {
        "cover.xhtml": XHTML.format('<section epub:type="cover"><img src="c.jpg"/></section>'),
        "title.xhtml": XHTML.format('<section epub:type="titlepage"><h1>The Title</h1></section>'),
        "nav.xhtml": XHTML.format('<nav epub:type="toc"><ol><li>One</li></ol></nav>'),
        "one.xhtml": XHTML.format("<p>Text.</p>"),
    }
    text, title, author, told = read(tmp_path, e_book(pages))
    assert (text, title, author) == ("Text.", "The Title", "A, B")
    assert told == ["A table of contents was left out, since headings make a new one."]
