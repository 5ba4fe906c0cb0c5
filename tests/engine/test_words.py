import pytest

from desktop.engine.words import count_words, first_words, overlap, repeats


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("one", 1), (" and two", 2), ("don't", 1), ("well-known man", 2), ('." "Yes', 1), ("a\nb", 2)],
)
def test_words_are_counted(text: str, words: int) -> None:
    assert count_words(text) == words


def test_first_words_keep_what_stands_before_them() -> None:
    assert first_words(' "I went home.', 2) == ' "I went'
    assert first_words("one", 2) == "one"


@pytest.mark.parametrize(
    ("text", "right", "characters"),
    [
        ("the door", " door.", 5),
        (" door.", ".", 1),
        (" door.", ' ."', 0),
        ("the door", "doors", 0),
        ("outdoor", "door", 0),
        (" and walked", " and walked inside", 11),
        (" and walked out", " and walked inside", 0),
        ("word", "", 0),
    ],
)
def test_overlap_counts_whole_words_and_marks(text: str, right: str, characters: int) -> None:
    assert overlap(text, right) == characters


@pytest.mark.parametrize(
    ("text", "right", "expected"),
    [
        ("door", " door.", True),
        ("the door", " door.", True),
        (" and went", " and walked inside.", True),
        (" door", " and walked inside.", False),
        (" and", "\n\nThe next day", False),
        (" the", "", False),
    ],
)
def test_what_stands_after_the_cursor_is_recognised(text: str, right: str, expected: bool) -> None:
    assert repeats(text, right) is expected
