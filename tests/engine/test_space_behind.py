# ruff: noqa: RUF001
"""Where a space comes by itself behind words that were taken, and what takes its place."""

import pytest

from desktop.engine.space_behind import gives_way, is_due


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("She opened the door", ""),
        ("She opened the door", "\nShe went in."),
        ("She opened the door,", ""),
        ("“Come,”", ""),
        ("He waited —", ""),
        ("in 1912", ""),
        ("She slowly", "opened the door"),
        ("She said", "“Come in”"),
    ],
)
def test_a_space_is_due_where_the_next_word_is(left: str, right: str) -> None:
    assert is_due(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("", ""),
        ("She opened the door ", ""),
        ("She opened the door\n", ""),
        ("She opened the door", " of the house"),
        ("She opened the door", ", and went in"),
        ("He waited—", ""),
        ("Anna", "'s hand"),
        ("well", "-known"),
        ("他走了", "Python"),
        ("She opened", "บ้าน"),
        ("well-", ""),
        ("see (", ""),
        ("他走了", ""),
        ("他走了，", ""),
        ("我们用过的那台机器叫 Python", ""),
        ("บ้าน", ""),
        ("see www.example", ""),
    ],
)
def test_no_space_is_due(left: str, right: str) -> None:
    assert not is_due(left, right)


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        *((mark, "the door") for mark in ".,;:!?…)—-/\n"),
        ("'", "Anna"),
        ("’", "Anna"),
        ('"', '"Come in'),
        ('"', '"Come in,'),
        ("”", "“Come in,"),
        ("’", "‘Come in,"),
        ("“", "Er sagte: „Komm,"),
        ("*", "the *door"),
        ("*", "the **door"),
    ],
)
def test_a_mark_takes_its_place(typed: str, left: str) -> None:
    assert gives_way(typed, left, "")


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("a", "the door"),
        ("7", "the door"),
        ("(", "the door"),
        ('"', "He said,"),
        ("“", "He said,"),
        ("„", "Er sagte:"),
        ("*", "the door"),
        ("*", "the **old** door"),
        ("—", "He waited — long — at the door"),
        ("!", "Viens ! dit-elle. Viens"),
        ("»", "« Viens » dit-elle. « Viens"),
    ],
)
def test_it_stays_before_what_begins_something(typed: str, left: str) -> None:
    assert not gives_way(typed, left, "")
