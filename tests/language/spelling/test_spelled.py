# ruff: noqa: RUF001
"""Which words of a text are looked up, and which one a ghost builds on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.language.spelling.spelled import GhostWord, ghost_word, spelled_words


def words(text: str) -> list[str]:
    return [one.text for one in spelled_words(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Don't go, it’s late.", ["Don't", "go", "it’s", "late"]),
        ("a well-being I know", ["well-being", "know"]),
        (
            "write to anna@example.org or www.example.org/a/b, see https://x.y/zz end",
            ["write", "to", "or", "see", "end"],
        ),
        ("in 1990s the 2nd foo_bar x2", ["in", "the"]),
        ("NASA and UNESCO shouted HEPLED", ["and", "UNESCO", "shouted", "HEPLED"]),
        ("an iPhone, Nooo, U.S.", ["an"]),
        ("你好，hello世界 かな", ["hello"]),
        ("ไทย and so", ["and", "so"]),
        ("’em and ’tis, goin’ home", ["and", "goin’", "home"]),
        ("#tag @name /usr/share ok", ["ok"]),
        ("“Quoted,” he said—well", ["Quoted", "he", "said", "well"]),
        ("naïve e\u0301te\u0301 Straße", ["naïve", "e\u0301te\u0301", "Straße"]),
        ("rock 'n' roll", ["rock", "roll"]),
        ("", []),
    ],
)
def test_words_are_told_from_what_dictionaries_do_not_have(text: str, found: list[str]) -> None:
    assert words(text) == found


@given(st.text(max_size=80))
def test_each_word_stands_where_it_is_said_to(text: str) -> None:
    end = 0
    for word in spelled_words(text):
        assert word.start >= end
        assert text[word.start : word.end] == word.text
        end = word.end


@pytest.mark.parametrize(
    ("left", "ghost", "word"),
    [
        ("they recie", "ve it", GhostWord("recieve", False)),
        ("a mispeled ", "word", GhostWord("mispeled", False)),
        ("a mispeled", " word", GhostWord("mispeled", False)),
        ("with Darc", "y home", GhostWord("Darcy", True)),
        ("It ended. Darc", "y", GhostWord("Darcy", False)),
        ("“Darc", "y", GhostWord("Darcy", False)),
        ("well-", "being", None),
        ("done. ", "Then", None),
        ("line\n", "Then", None),
        ("", "Then", None),
        ("in 1990", "s", None),
        ("说", "话", None),
    ],
)
def test_a_ghost_builds_on_the_word_before_it(left: str, ghost: str, word: GhostWord | None) -> None:
    assert ghost_word(left, ghost) == word
