# ruff: noqa: RUF001
"""Words as Unicode's boundaries part them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLibrary

from desktop.editor.counting import unicode_words
from desktop.editor.counting.unicode_words import count_words
from desktop.engine import words as engine_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" \t\n", 0),
        ("one", 1),
        ("two words", 2),
        ("a dash — alone", 3),
        ("* * *", 0),
        ("***\u2003#\u2003§", 0),
        ("train—which", 2),
        ("train--which", 2),
        ("well-known", 2),
        ("don't, isn’t, l’homme", 3),
        ("dogs’ ’tis 'twas", 3),
        ("e.g. the U.S.A.", 3),
        ("At 3.14 or 3,000.50, 7:30", 6),
        ("foo_bar __ _a", 2),
        ("“Yes,” she said. «\u202fNon\u202f», dit-il…", 6),
        ("and/or", 2),
        ("明", 1),
        ("她打开屋门，走了——出去。", 9),
        ("a sign said 明 — and no more", 7),
        ("OK 3 明月", 4),
        ("の日カタカナ", 3),
        ("𠀀𠀁 𝒜bc", 3),
        ("한국어는 쉽다", 2),
        ("हिन्दी में", 2),
        ("e\u0301te\u0301 и\u0306", 2),
        ("שלום צה״ל", 2),
        ("مرحبا، كيف", 2),
        ("👍 👩‍👩‍👧 ❤️", 0),
        ("x\u00ady", 1),
        ("ab\u200bcd", 2),
        ("1\u202f000\u00a0000", 2),
        ("\ud800 lone \udc00", 1),
        ("𠀀\ud800a", 2),
    ],
)
def test_words_are_those_of_unicode(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.skipif(
    not any(QLibrary("thai", version).load() for version in (0, -1)), reason="there is no libthai here"
)
def test_thai_is_parted_by_the_dictionary() -> None:
    assert count_words("ภาษาไทยง่ายมาก") == 4


def slowly(text: str) -> int:
    """As Qt counts, whatever the characters."""
    return count_words(text + " \u0378") if text else 0  # no character of any script


@settings(max_examples=1500, deadline=None)
@given(st.text("aé1_.,;:'’‘·‧․-—/ “»\u00a0明の〇、。гΣ한Ấ½²ªµ"))
def test_the_fast_way_counts_as_the_slow_one(text: str) -> None:
    assert unicode_words._SIMPLE.fullmatch(slowly.__doc__ or "")
    assert not unicode_words._SIMPLE.fullmatch(text + " \u0378")
    assert count_words(text) == slowly(text)


def test_every_character_of_the_fast_way_is_as_in_the_slow_one() -> None:
    simple = [chr(code) for code in range(0x20, 0x3100) if unicode_words._SIMPLE.fullmatch(chr(code))]
    assert len(simple) > 1000
    wrong = [
        text
        for one in [*simple, "\t", "\n", "一", "鿿", "가", "힣", "！"]
        for text in (
            one,
            f"a{one}b",
            f"1{one}2",
            f"a{one}1",
            one * 2,
            f"_{one}",
            f"明{one}a",
            f"a{one}{one}b",
        )
        if count_words(text) != slowly(text)
    ]
    assert wrong == []


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["a", "été", "12", "don't", "isn’t", "明", "の", "—", "…", ", ", ". ", " “", "!"])
    )
)
def test_but_for_hyphens_the_engine_counts_the_same(parts: list[str]) -> None:
    """Its `continue --words` and its passages speak of words, too."""
    text = "".join(parts)
    assert engine_words.count_words(text) == count_words(text)
