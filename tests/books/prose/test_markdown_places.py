"""Where marks stand: what is left without them is what an export has, looks and all."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.books.prose.left_out import LeftOut
from desktop.books.prose.markdown_places import CODE, EMPHASIS, LINK, MARK, NOTE, STRONG, runs_in
from desktop.books.prose.markdown_spans import read_spans


def shown(text: str) -> list[tuple[str, int]]:
    """The runs by their words."""
    return [(text[run.start : run.end], run.flags) for run in runs_in(text)]


def test_each_kind() -> None:
    assert shown("a *b* c") == [("*", MARK), ("b", EMPHASIS), ("*", MARK)]
    assert shown("**b** c") == [("**", MARK), ("b", STRONG), ("**", MARK)]
    assert [flags & MARK for _, flags in shown("x ***b***")] == [MARK, MARK, 0, MARK, MARK]
    assert shown("x ***b***")[2] == ("b", EMPHASIS | STRONG)
    assert shown("``a`b``") == [("``", MARK), ("a`b", CODE), ("``", MARK)]
    assert shown("[a *b*](http://x.y)") == [
        *(("[", MARK), ("a ", LINK), ("*", MARK | LINK), ("b", EMPHASIS | LINK), ("*", MARK | LINK)),
        ("](http://x.y)", MARK),
    ]
    assert shown("<http://x.y>") == [("<", MARK), ("http://x.y", LINK), (">", MARK)]
    assert shown(r"\*a\*") == [("\\", MARK), ("\\", MARK)]
    assert shown("a[^1]") == [("[^1]", NOTE)]
    assert shown("<em>a</em>b") == [("<em>", MARK), ("a", EMPHASIS), ("</em>", MARK)]
    assert shown("*a\nb*") == [("*", MARK), ("a\nb", EMPHASIS), ("*", MARK)]


@pytest.mark.parametrize("text", ["3 * 4 * 5", "snake_case_name", "a * b", "plain", "", "[a] (b)", "**", "`"])
def test_what_is_no_mark(text: str) -> None:
    assert shown(text) == []


WORDS = st.lists(
    st.sampled_from(
        (
            "*",
            "**",
            "_",
            "__",
            "`",
            "``",
            "a",
            "b c",
            " ",
            "\n",
            "。",
            "“",
            "\\",
            "[",
            "](u)",
            "<em>",
            "</em>",
            "é",
            "🜁",
        )
    ),
    max_size=14,
).map("".join)


@given(WORDS)
@example("*</em>_*")
@example("<em>*a*b</em>c")
def test_looks_are_those_of_an_export(text: str) -> None:
    by_letter = [0] * len(text)
    for run in runs_in(text):
        for index in range(run.start, run.end):
            by_letter[index] = run.flags
    ours = [
        (letter, flags & (EMPHASIS | STRONG | CODE | LINK))
        for letter, flags in zip(text, by_letter, strict=True)
        if not flags & MARK and not letter.isspace()
    ]
    exported = [
        (letter, span.emphasis * EMPHASIS + span.strong * STRONG + span.code * CODE + bool(span.link) * LINK)
        for span in read_spans(text, LeftOut())
        for letter in span.text
        if not letter.isspace()
    ]
    assert ours == exported
