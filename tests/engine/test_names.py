"""Names that would do something to a terminal, or that no window can show."""

import os
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.errors import DocumentError, Sentence
from desktop.engine.names import readable


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("chapter 1, 雨😀.txt", "chapter 1, 雨😀.txt"),
        ("\x1b]0;owned\x07.txt", "\ufffd]0;owned\ufffd.txt"),
        ("two\nlines\r.txt", "two\ufffdlines\ufffd.txt"),
        ("\x7f\x9b31m", "\ufffd\ufffd31m"),
        (os.fsdecode(b"caf\xe9.txt"), "caf\ufffd.txt"),
        ("evil\u202etxt.exe", "evil\ufffdtxt.exe"),
        ("half \ud83d", "half \ufffd"),
    ],
)
def test_a_name_is_readable(name: str, words: str) -> None:
    assert readable(name) == words


@given(st.text(st.characters(exclude_categories=()), max_size=20))
def test_nothing_that_controls_is_left(text: str) -> None:
    words = readable(text)
    assert {unicodedata.category(letter) for letter in words} & {"Cc", "Cs", "Zl", "Zp"} == set()
    words.encode("utf-8")
    assert readable(words) == words


def test_a_sentence_shows_its_values() -> None:
    where = Sentence("on {host}", {"host": "\x1b[2J"})
    error = DocumentError("{file} is open {where}, {n:.1f}.", file="a\nb", where=where, n=1)
    assert str(error) == "a\ufffdb is open on \ufffd[2J, 1.0."
