"""Names that would do something to a terminal, or that no window can show."""

import os
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.errors import DocumentError, Sentence
from desktop.engine.shown import shown


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("chapter 1, 雨😀.txt", "chapter 1, 雨😀.txt"),
        ("\x1b]0;owned\x07.txt", "␛]0;owned␇.txt"),
        ("two\nlines\r.txt", "two␊lines␍.txt"),
        ("\x7f\x9b31m", "␡\ufffd31m"),
        (os.fsdecode(b"caf\xe9.txt"), "caf\ufffd.txt"),
        ("evil\u202etxt.exe", "evil\ufffdtxt.exe"),
        ("half \ud83d", "half \ufffd"),
    ],
)
def test_a_name_is_shown(name: str, words: str) -> None:
    assert shown(name) == words


@given(st.text(st.characters(exclude_categories=()), max_size=20))
def test_nothing_that_controls_is_left(text: str) -> None:
    words = shown(text)
    assert {unicodedata.category(letter) for letter in words} & {"Cc", "Cs", "Zl", "Zp"} == set()
    words.encode("utf-8")
    assert shown(words) == words


def test_a_sentence_shows_its_values() -> None:
    where = Sentence("on {host}", {"host": "\x1b[2J"})
    assert str(DocumentError("{file} is open {where}, {n:.1f}.", file="a\nb", where=where, n=1)) == (
        "a␊b is open on ␛[2J, 1.0."
    )
