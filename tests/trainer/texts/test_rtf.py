from pathlib import Path

import pytest

from trainer.errors import CorpusError
from trainer.texts.rtf import rtf_paragraphs

HEAD = r"{\rtf1\ansi\ansicpg%d\deff0{\fonttbl{\f0\fnil\fcharset0 Times;}}{\colortbl;\red0\green0\blue0;}"


def read(tmp_path: Path, body: str, code_page: int = 1252) -> list[str]:
    path = tmp_path / "a.rtf"
    path.write_bytes((HEAD % code_page + body + "}").encode("latin-1"))
    return list(rtf_paragraphs(path))


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (r"\pard It was late.\par\pard She {\i slept}.\par", ["It was late.", "She slept."]),
        (r"Zo\'eb and the caf\'e9\par", ["Zoë and the café"]),
        (r"\u8220?It\u8217?s late,\u8221? \u-10179?\u-8704?\par", ["“It\u2019s late,” \U0001f600"]),
        (r"{\info{\title A title}}{\*\generator Word;}Text{\header Head}.\par", ["Text."]),
        (r"Seen {\v hidden }and \v hidden \v0 seen.\par", ["Seen and seen."]),
        (r"{\v a\par b}Kept\plain  all.\par", ["Kept all."]),
        (r"She {\deleted\revauth1 did }{\revised\revauth1 really }sleep.\par", ["She really sleep."]),
        (
            r'See {\field{\*\fldinst{HYPERLINK "http://example.org/a"}}{\fldrslt{the map}}} there.\par',
            ["See the map there."],
        ),
        (r"\trowd BEN\cell I did.\cell\row After.\par", ["BEN", "I did.", "After."]),
        (r"A \{brace\} and a \\ slash\line next\par", ["A {brace} and a \\ slash", "next"]),
    ],
)
def test_rich_text_is_read_as_it_shows(tmp_path: Path, body: str, shown: list[str]) -> None:
    assert [" ".join(text.split()) for text in read(tmp_path, body)] == shown


def test_the_code_page_is_that_of_the_file(tmp_path: Path) -> None:
    word = "".join(f"\\'{byte:02x}" for byte in "Żółw".encode("cp1250"))
    assert read(tmp_path, word + r"\par", 1250) == ["Żółw"]


@pytest.mark.parametrize("data", [b"", b"no rich text", b"\xd0\xcf\x11\xe0"])
def test_what_is_no_rich_text_is_one_clear_sentence(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.rtf").write_bytes(data)
    with pytest.raises(CorpusError, match=r"a\.rtf cannot be read as Rich Text; open it in the program"):
        list(rtf_paragraphs(tmp_path / "a.rtf"))


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (
            r"Before {\*\shppict x}{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt In a box.\par}}}after.\par",
            ["Before after.", "In a box."],
        ),
        (r"{\upr{old}{\*\ud{new \u8364?}}}.\par", ["new €."]),
        (r"{\object\objemb{\*\objdata 0102}{\result Shown}}.\par", ["Shown."]),
        (r"{\listtext 1.\tab}An item.\par", ["An item."]),
        ("One\\\nTwo\\\r\nThree", ["One", "Two", "Three"]),
        (r"One\column Two\par", ["One", "Two"]),
    ],
)
def test_no_words_of_rich_text_are_lost(tmp_path: Path, body: str, shown: list[str]) -> None:
    assert [" ".join(text.split()) for text in read(tmp_path, body)] == shown


@pytest.mark.parametrize(
    "data",
    [
        rb"{\rtf1\mac caf\'8e\par}",
        rb"{\rtf1\pca caf\'82\par}",
        rb"{\rtf1\ansi\ansicpg99999 caf\'e9\par}",
        "{\\rtf1\\ansi café\\par}".encode(),
        b"\xef\xbb\xbf{\\rtf1 caf\\'e9\\par}",
    ],
)
def test_letters_of_any_system_are_read(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.rtf").write_bytes(data)
    assert list(rtf_paragraphs(tmp_path / "a.rtf")) == ["café"]
