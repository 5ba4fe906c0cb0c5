import gzip
import textwrap
from pathlib import Path

import pytest

from tests.trainer.texts.prose import paragraphs as prose
from tests.trainer.texts.test_unwrapping import wrapped
from trainer.errors import CorpusError
from trainer.texts.html import html_paragraphs, paragraphs_of_html

FIELD = Path(__file__).parent / "field"


def paragraphs(body: str) -> list[str]:
    return list(paragraphs_of_html(f"<html><body>{body}</body></html>".encode()))


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


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (
            "天色渐渐暗下来，\r\n  街上的灯亮了。\n“你在等什么？”\n孙女问。",
            "天色渐渐暗下来，街上的灯亮了。“你在等什么？”孙女问。",
        ),
        ("他打开 Python\n的书 和门", "他打开 Python 的书 和门"),
        ("ฉันเดินไป\nตลาด", "ฉันเดินไปตลาด"),
        ("“No.”\n“Yes”\nsaid — he", "“No.” “Yes” said — he"),
    ],
)
def test_a_line_end_is_a_space_where_words_have_them(typed: str, shown: str) -> None:
    assert paragraphs(f"<p>{typed}</p>") == [shown]


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


@pytest.mark.parametrize(
    ("says", "encoding", "text"),
    [
        ("gb2312", "gbk", "陳镕基说：“夜色渐暗。”" * 3),
        ("gb2312", "gb18030", "夜色㐀渐暗" * 3),
        ("shift_jis", "cp932", "①番目の街灯がひとつずつともった。" * 3),
        ("big5", "big5hkscs", "佢哋嘅嘢喺度，街燈一盞接一盞地亮起。" * 3),
        ("euc-kr", "cp949", "똠방각하 펲시콜라, 밤이 늦었다." * 3),
        ("iso-8859-1", "cp1252", "“It\u2019s late,” said Zoë — café"),
        ("iso-8859-9", "cp1254", "“Geç oldu,” dedi \u0131ş\u0131k"),
        ("iso-8859-1", "utf-8", "“It\u2019s late,” said Zoë"),
        ("utf-8", "cp1252", "“It\u2019s late,” said Zoë, and left the café"),
        ("utf-8", "cp1250", "Ściemniło się i na ulicy zapalały się latarnie, łódź płynęła dalej"),
        ("windows-1251", "cp1251", "Было холодное утро"),
        ("no-such-thing", "utf-8", "Zoë"),
        ("utf-16", "utf-8", "Zoë"),
        ("iso-2022-jp", "iso2022_jp", "夜になった"),
    ],
)
def test_pages_that_say_the_one_and_use_the_other_lose_no_letter(says: str, encoding: str, text: str) -> None:
    page = f'<html><head><meta charset="{says}"></head><body><p>{text}</p></body></html>'
    assert list(paragraphs_of_html(page.encode(encoding))) == [text]


def test_the_pages_of_the_field_are_read() -> None:
    (lies,) = html_paragraphs(FIELD / "utf8-lies.html")
    assert lies == "“It\u2019s late,” the café\u2019s shut."
    gbk = " ".join(html_paragraphs(FIELD / "gb2312-meta-gbk-chars.html"))
    assert "\ufffd" not in gbk
    assert "镕基" in gbk
    assert len(gbk) > 100


def test_a_damaged_letter_does_not_change_the_encoding() -> None:
    page = '<meta charset="gb2312"><p>' + "夜色渐暗街灯一盏接一盏地亮了起来" * 20 + "</p>"
    data = page.encode("gbk")
    (text,) = paragraphs_of_html(data[:200] + b"\xff" + data[200:])
    assert text.count("夜色渐暗") >= 19


def test_a_told_encoding_is_taken_at_its_word() -> None:
    data = '<meta charset="utf-8"><p>Żółw</p>'.encode("cp852")
    assert list(paragraphs_of_html(data, "cp852")) == ["Żółw"]


def test_a_novel_that_stands_as_it_was_typed_becomes_paragraphs() -> None:
    texts = [" ".join(prose(2, seed)) for seed in range(40)]
    novel = "\n".join(wrapped(texts, 70))
    assert paragraphs(f"<h1>One</h1><pre>{novel}</pre><p>End.</p>") == ["One", *texts, "End."]
    lines = novel.replace("\n", "<br>")
    assert paragraphs(f"<pre>{lines}</pre>") == texts
    assert paragraphs("<pre>One line,\nand another.</pre>") == ["One line,", "and another."]


@pytest.mark.parametrize(
    "mark",
    [
        '<span epub:type="pagebreak" id="p12">12</span>',
        '<span role="doc-pagebreak" aria-label="12">12</span>',
        '<span class="pagenum">[Pg 12]</span>',
        '<span class="pagenum"><a id="Page_12">12</a></span>',
        '<a id="page_12">12</a>',
        '<a name="Page_xii">xii</a>',
        '<span class="x pageno">12</span>',
        '<a class="fnanchor" href="#n1">[1]</a>',
        '<sup><a href="#n1">1</a></sup>',
        '<a href="notes.html#n1"><sup>*</sup></a>',
        '<a role="doc-noteref" href="#n1">1</a>',
    ],
)
def test_numbers_of_pages_and_notes_are_not_read_into_sentences(mark: str) -> None:
    assert paragraphs(f"<p>{mark}It fell{mark} down.</p>") == ["It fell down."]


@pytest.mark.parametrize(
    "part",
    [
        '<div class="pagebreak"><p>A whole chapter.</p></div>',
        '<div class="page">THE END</div>',
        "<p>In <a href='#y'>1901</a> it fell.</p>",
        "<p>E = mc<sup>2</sup></p>",
        '<a id="pages">mill</a>',
    ],
)
def test_what_only_looks_like_such_a_number_stays(part: str) -> None:
    assert paragraphs(part)


@pytest.mark.parametrize(
    ("says", "encoding", "text"),
    [
        ("koi8-r", "cp1251", "Он вошёл в комнату и увидел старого друга, который молчал."),
        ("windows-1251", "koi8-r", "Он вошёл в комнату и увидел старого друга, который молчал."),
        ("iso-8859-1", "cp1251", "Он вошёл в комнату и увидел старого друга, который молчал."),
        (
            "windows-1252",
            "cp1250",
            "Byl pozdní večer, první máj, večerní máj, byl lásky čas. Hrdliččin zval ku lásce hlas.",
        ),
        ("iso-8859-1", "iso8859-7", "Γέρος βασιλιάς σηκώθηκε αργά και πλησίασε στο παράθυρο."),
    ],
)
def test_a_page_is_not_believed_when_its_letters_make_no_words(says: str, encoding: str, text: str) -> None:
    page = f'<meta charset="{says}"><p>{text} {text}</p>'.encode(encoding)
    assert list(paragraphs_of_html(page)) == [f"{text} {text}"]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<p hidden>a</p><p style='display: none'>b</p><p>It was late.</p>", ["It was late."]),
        ("<div style='display:none'><p>All that the page has.</p></div>", ["All that the page has."]),
        ("<nav><a href='x'>Menu</a><p>A page that forgot to end its menu.</p></nav>", "A page that forgot"),
        ("He said <q>no</q>.", ["He said \u201cno\u201d."]),
        ("<p>She <del>ran</del><ins>slept</ins>.</p>", ["She slept."]),
        ("<p>a</p><![CDATA[It < was]]><p>b</p>", ["a", "It < was", "b"]),
        ("<p>Note.<a href='#r1'>\u21a9</a></p>", ["Note."]),
        ("<ruby>夜<rt>yoru</rt></ruby><iframe>no</iframe><button>Buy</button>", ["夜"]),
        ("<listing>one\ntwo</listing>", ["one", "two"]),
        ("<p>One<br>two<br>three</p>", ["One", "two", "three"]),
    ],
)
def test_pages_are_read_as_they_show(body: str, shown: list[str] | str) -> None:
    read = paragraphs(body)
    assert read == shown if isinstance(shown, list) else any(text.startswith(shown) for text in read)


def test_lines_broken_at_a_width_by_tags_are_joined_again() -> None:
    texts = [" ".join(prose(2, seed)) for seed in range(12)]
    body = "".join(f"<p>{'<br>'.join(textwrap.wrap(text, 60))}</p>" for text in texts)
    assert paragraphs(body) == texts
    assert paragraphs("<br><br>".join("<br>\n".join(textwrap.wrap(text, 60)) for text in texts)) == texts


def test_what_is_called_a_page_and_is_none_is_read_as_text() -> None:
    assert list(paragraphs_of_html(b"It was late.\n\nShe slept &amp; dreamt.")) == [
        "It was late.",
        "She slept & dreamt.",
    ]


def test_a_few_zeros_do_not_make_chinese_of_a_page() -> None:
    assert list(paragraphs_of_html(b"<p>It was\0 late.</p>")) == ["It was late."]


def test_a_picture_called_a_page_is_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)))
    with pytest.raises(CorpusError, match=r"a\.html is not a text file"):
        list(html_paragraphs(tmp_path / "a.html"))
