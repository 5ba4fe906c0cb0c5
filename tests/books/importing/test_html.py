from pathlib import Path

import pytest

from desktop.books.reading import read_any


def read(tmp_path: Path, text: str | bytes) -> tuple[str, list[str]]:
    path = tmp_path / "a.html"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    imported = read_any(path)
    return imported.text.rstrip("\n"), [str(sentence) for sentence in imported.left_out]


def test_a_page_as_browsers_understand_it(tmp_path: Path) -> None:
    page = """<HTML><HEAD><TITLE>No text</TITLE><STYLE>p.x{color:red}</STYLE></HEAD><BODY>
    <H2>A <I>heading</I></H2><P>One
    paragraph<P>and <B>bold <I>both</B> slanted</I> &mdash; caf&eacute;&nbsp;&#x201C;x&#8221;<BR>broken
    <BLOCKQUOTE>Quoted.<P>Twice.</BLOCKQUOTE><HR><DIV>Loose <SPAN>words</SPAN><DIV>inside</DIV>of divs</DIV>
    <SCRIPT>if (a < b) alert("<p>no</p>")</SCRIPT><!-- <p>no</p> --></BODY></HTML>"""
    assert read(tmp_path, page)[0].split("\n\n") == [
        "## A *heading*",
        "One paragraph",
        "and **bold *both***<em> slanted</em> — café\u00a0“x”\\\nbroken",
        "> Quoted.\n>\n> Twice.",
        "***",
        *("Loose words", "inside", "of divs"),
    ]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('<span style="font-style: italic">x</span>', "*x*"),
        ('<span class="i">x</span>', "*x*"),
        ('<i class="upright">x</i>', "x"),
        ('<span style="FONT-WEIGHT:700">x</span>', "**x**"),
        ('<a href="https://example.org/?a=1&amp;b=2">x</a>', "[x](https://example.org/?a=1&b=2)"),
        ('<a href="#there">x</a><a href="javascript:y">z</a>', "xz"),
        ("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢（kan）"),
        ('<span hidden>no</span><span style="display:none">no</span>x', "x"),
        ("<em>a</em> <em>b</em>", "*a b*"),
    ],
)
def test_looks(markup: str, text: str, tmp_path: Path) -> None:
    sheet = (
        "<style>/* . */ .i, p .other { font-style: italic } @media all { "
        "i.upright {font-style:normal} }</style>"
    )
    assert read(tmp_path, f"{sheet}<p>{markup}</p>")[0] == text


@pytest.mark.parametrize(
    "page",
    [
        # LibreOffice, Word, and e-books of old.
        '<p>A<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>.</p>'
        '<div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>'
        "Note.</p></div>",
        '<p>A<a href="#_ftn1" name="_ftnref1">[1]</a>.</p>'
        '<p><a href="#_ftnref1" name="_ftn1">[1]</a> Note.</p>',
        '<p>A<sup><a href="#n1" id="r1">1</a></sup>.</p><ol><li id="n1">Note. <a href="#r1">↩</a></li></ol>',
        '<p>A<a href="#x" role="doc-noteref">*</a>.</p><aside id="x"><p>* Note.</p></aside>',
    ],
)
def test_footnotes_of_other_programs(page: str, tmp_path: Path) -> None:
    assert read(tmp_path, page)[0] == "A[^1].\n\n[^1]: Note."


def test_a_link_with_a_number_is_no_footnote_by_itself(tmp_path: Path) -> None:
    page = '<p>See <a href="#ch2">2</a>.</p><p id="ch2">Chapter text.</p>'
    assert read(tmp_path, page)[0] == "See 2.\n\nChapter text."


def test_lists_tables_and_pictures(tmp_path: Path) -> None:
    page = (
        "<ul><li>dot</li></ul><ol><li>one</li><li><p>two</p></li></ol><table><tr><td>a<td>b</table>"
        "<p><img src='x.png'><svg><text>no</text></svg></p><nav><a href='#a'>Contents</a></nav>"
        "<pre>  x\n y</pre>"
    )
    text, told = read(tmp_path, page)
    assert text == "• dot\n\n1. one\n\n2. two\n\na\n\nb\n\n```\n  x\n y\n```"
    assert told == [
        "Pictures and drawn objects were left out: 2.",
        "Tables were kept as paragraphs, one for each cell: 1.",
        "Lists were kept as paragraphs: 3 items.",
        "A table of contents was left out, since headings make a new one.",
    ]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">', "shift_jis"),
        ("", "utf-16"),
        ("", "utf-8"),
        ('<meta charset="utf-16">', "utf-8"),
        ('<meta charset="iso-8859-1">', "utf-8"),
        ('<meta charset="no-such-thing">', "utf-8"),
    ],
)
def test_encodings(head: str, encoding: str, tmp_path: Path) -> None:
    word = "Юлия и Анна"
    assert read(tmp_path, f"<html>{head}<p>{word}</p>".encode(encoding))[0] == word
