import pytest

from desktop.engine.typography import Typography

LDQ, RDQ, LSQ, RSQ, DOTS = "“”\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}…"


def test_straight_quotes_stay_where_the_writer_has_none() -> None:
    assert Typography("She went home").apply(" \"I don't", "d") == " \"I don't"


def test_straight_quotes_stay_where_the_writer_types_them() -> None:
    assert Typography('"No," he said').apply('. "Why?"', "d") == '. "Why?"'


@pytest.mark.parametrize(
    ("text", "before", "written"),
    [
        (' "Yes," she said.', ".", f" {LDQ}Yes,{RDQ} she said."),
        ('"Yes', "\n", f"{LDQ}Yes"),
        ('"', ".", RDQ),
        ('"', "", LDQ),
        ("don't", " ", f"don{RSQ}t"),
        (" 'Yes'", ",", f" {LSQ}Yes{RSQ}"),
        (" 'twas", ",", f" {RSQ}twas"),
        ('("Yes', " ", f"({LDQ}Yes"),
        ("\"'Yes,'", " ", f"{LDQ}{LSQ}Yes,{RSQ}"),
    ],
)
def test_curly_quotes_follow_the_writer(text: str, before: str, written: str) -> None:
    assert Typography(f"{LDQ}No,{RDQ} he said").apply(text, before) == written


def test_the_kind_of_apostrophe_decides_when_there_are_no_quotes() -> None:
    assert Typography(f"I don{RSQ}t know").apply('"Yes"', " ") == f"{LDQ}Yes{RDQ}"


def test_what_is_typed_lately_counts() -> None:
    old, new = f"{LDQ}No.{RDQ} " * 50, 'She said "no". ' * 200
    assert Typography(old + new).apply('"', " ") == '"'


def test_text_after_the_cursor_counts_too() -> None:
    assert Typography("He said ", f"{LDQ}no{RDQ}").apply('"', " ") == LDQ


def test_ellipses_follow_the_writer() -> None:
    assert Typography(f"Well{DOTS}").apply(" but...", "l") == f" but{DOTS}"
    assert Typography("Well...").apply(" but...", "l") == " but..."


def test_paragraphs_follow_the_writer() -> None:
    assert Typography("One.\n\nTwo.\n\nThree.").apply("\n", ".") == "\n\n"
    assert Typography("One.\nTwo.").apply("\n", ".") == "\n"
