import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.habits.code import is_in_code


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The file is `boat.c", ""),
        ("The file is `boat.c", "` and no other"),
        ("The `oar` is in `boat.c", ""),
        ("The command `git commit of a very long list of files that nobody reads", "`"),
        ("The code:\n\n```\nint boat", ""),
        ("The code:\n\n```c\nint boat;\n\nint oar", ""),
        ("The code:\n\n~~~c\nint boat;\n", ""),
        ("The code:\n\n```py", ""),
        ("```\nint boat;\n```", ""),
        ("````\n```\nint boat", ""),
        ("the end of code that was cut\n```\nProse.\n```c\nint", ""),
    ],
)
def test_code_is_told_from_words(left: str, right: str) -> None:
    assert is_in_code(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("", ""),
        ("The file is `boat.c` and it", ""),
        ("The file is ``a`b`` and it", ""),
        ("A mark ` alone, which the writer did not close and forgot about", ""),
        ("It is `boat.c\nand the next", ""),
        ("```\nint boat;\n```\nHe", ""),
        ("~~~c\nint boat;\n~~~\nHe", ""),
        ("He left.\n\n~~~\n\nThe next", ""),
        ("He left.\n\n~~~", ""),
        ("`Well,' said", ""),
        ("`Well,' he said.\n`Come", ""),  # backticks are quotes here
        ("``Well,'' he said. ``Come", ""),
        ("the cap`n", ""),
    ],
)
def test_words_are_no_code(left: str, right: str) -> None:
    assert not is_in_code(left, right)


@given(st.text("`~ a\n'"), st.text("`~ a\n'"))
def test_any_text_can_be_asked_about(left: str, right: str) -> None:
    assert is_in_code(left, right) in (True, False)


@pytest.mark.parametrize("text", ["` " * 10_000, "`" * 20_000, "``` \n" * 4_000, "~~~ a ` \n" * 2_000])
def test_texts_of_many_marks_are_looked_through_in_no_time(text: str) -> None:
    begun = time.perf_counter()
    is_in_code(text, text)
    assert time.perf_counter() - begun < 0.5
