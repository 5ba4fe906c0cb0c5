"""Titles become names of files that every system takes."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.stories.file_names import free_name, is_text_name, key_of, natural, stem_of, usual_suffix


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("The storm", "The storm"),
        ("Who is it?", "Who is it"),
        ("Either/Or", "Either - Or"),
        ("Part 2: The sea", "Part 2 - The sea"),
        ("  two   spaces ", "two spaces"),
        ("more < less", "more less"),
        ("...and then", "and then"),
        ("Wait...", "Wait"),
        ("con", "con_"),
        ("Com1", "Com1_"),
        ("lpt9.old", "lpt9_.old"),
        ("Console", "Console"),
        ("-rf", "rf"),
        ("???", ""),
        ("Cafe\N{COMBINING ACUTE ACCENT}", "Caf\N{LATIN SMALL LETTER E WITH ACUTE}"),
        ("第一章", "第一章"),
        ("a\u202eb\ud800", "ab"),
    ],
)
def test_a_title_becomes_a_name(title: str, stem: str) -> None:
    assert stem_of(title) == stem


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_any_title_gives_a_name_that_every_system_takes(title: str) -> None:
    stem = stem_of(title)
    assert len(stem.encode()) <= 101  # a device's name gets one character more
    assert not set(stem) & set('<>:"/\\|?*\0\n\r\t')
    assert stem == stem.strip(" .")
    assert stem.split(".")[0].rstrip().lower() not in ("con", "nul", "aux", "prn", "com1", "lpt1")
    assert unicodedata.is_normalized("NFC", stem)
    assert stem_of(stem) == stem


def test_names_that_some_system_takes_for_one_are_not_given_twice() -> None:
    assert free_name("Storm", ".md", ["storm.MD", "Sea.md"]) == "Storm 2.md"
    assert free_name("Storm", ".md", ["STORM.md", "storm 2.md"]) == "Storm 3.md"
    composed, parted = "Caf\N{LATIN SMALL LETTER E WITH ACUTE}", "Cafe\N{COMBINING ACUTE ACCENT}"
    assert free_name(composed, ".txt", [parted + ".txt"]) == composed + " 2.txt"
    assert key_of("STRASSE") == key_of("straße")


def test_texts_are_told_by_their_suffix() -> None:
    assert [name for name in ("a.txt", "B.MD", ".hidden.md", "c.docx", "~$d.txt") if is_text_name(name)] == [
        "a.txt",
        "B.MD",
    ]
    assert usual_suffix(["a.txt", "b.md", "c.md"]) == ".md"
    assert usual_suffix([]) == ".txt"


def test_numbers_sort_as_people_count() -> None:
    names = ["Chapter 10.md", "chapter 2.md", "9 x.md", "Chapter 2a.md", "1" * 5000 + ".md"]
    assert sorted(names, key=natural)[0] == "9 x.md"
    assert sorted(names[:2], key=natural) == ["chapter 2.md", "Chapter 10.md"]
