import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.words import (
    WordCounter,
    begins_word,
    count_words,
    ends_in_abbreviation,
    first_kept,
    first_words,
    is_ideograph,
    is_in_address,
    is_letter,
    is_mostly_ideographs,
    is_unspaced,
    overlap,
    repeats,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("one", 1),
        (" and two", 2),
        ("don't", 1),
        ("don\N{RIGHT SINGLE QUOTATION MARK}t", 1),
        ("well-known man", 2),
        ('." "Yes', 1),
        ("a\nb", 2),
        ("她打开屋门。", 5),
        ("“好！”——他说……", 3),
        ("用Python写3次", 5),
        ("人々は〇", 4),
        ("책을 읽다", 2),
    ],
)
def test_words_are_counted(text: str, words: int) -> None:
    assert count_words(text) == words


@given(text=st.text(st.sampled_from("ab7é-'\u2019_ \n明月，。ー")), cut=st.integers(0, 20))
def test_a_stream_is_counted_as_a_text(text: str, cut: int) -> None:
    counter = WordCounter()
    counter.feed(text[:cut])
    counter.feed(text[cut:])
    assert counter.words == count_words(text)


def test_ideographs_are_no_letters_and_marks_are_neither() -> None:
    assert [is_letter(one) for one in ("a", "é", "7", "글", "明", "の", "，", "_", "")] == [True] * 4 + [
        False
    ] * 5
    assert [is_ideograph(one) for one in ("明", "の", "々", "𠀀", "・", "，", "글", "a", "")] == (
        [True] * 4 + [False] * 5
    )


def test_no_space_is_missed_behind_ideographs_and_their_marks() -> None:
    assert all(map(is_unspaced, "明の，。！」》"))
    assert not any(map(is_unspaced, ("a", ".", "—", "”", " ", "\u3000", "글", "")))


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("walked", True),
        ("1912", True),
        ("“Come", True),
        ('"Come', True),
        ("(as he", True),
        ("", False),
        (" walked", False),
        (", and", False),
        ("'s hand", False),
        ('" he said', False),
        ("走了", False),
        ("“走", False),
        ("บ้าน", False),
    ],
)
def test_a_space_goes_before_what_begins_a_word(text: str, begins: bool) -> None:
    assert begins_word(text) is begins


def test_a_text_is_of_ideographs_if_most_words_are() -> None:
    assert is_mostly_ideographs("他用 Python 写")
    assert not is_mostly_ideographs("The sign 明 was there")
    assert not is_mostly_ideographs("")


def test_first_words_keep_what_stands_before_them() -> None:
    assert first_words(' "I went home.', 2) == ' "I went'
    assert first_words("one", 2) == "one"
    assert first_words("，明月光", 2) == "，明月"
    assert first_words("用Python写", 2) == "用Python"


@pytest.mark.parametrize(
    ("ghost", "kept"),
    [
        (" word, and", " word"),
        (", and", ", and"),
        (' "I went', ' "I'),
        (" \u2014 and so", " \u2014 and"),
        ("!", "!"),
        ("isn't it", "isn't"),
        ("well-known man", "well-known"),
        ("dogs' tails", "dogs"),
        ("明月光，疑是", "明"),
        ("，疑是地上霜", "，"),
        ("。”她说", "。”"),
        ("……是", "……"),
        ("OK，明月", "OK"),
        (" 明月", " 明"),
        ("", ""),
    ],
)
def test_a_word_is_kept_without_the_marks_behind_it(ghost: str, kept: str) -> None:
    assert first_kept(ghost) == kept


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
        ("明月光", "光，疑是", 1),
        ("明月光，", "，疑是", 1),
        ("明月", "光，疑是", 0),
        ("用Py", "Python", 0),
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
        ("明月光", "光，疑是", True),
        ("明亮", "明月光", True),
        ("屋门", "，走了进去", False),
        ("屋门，", "，走了进去", True),
    ],
)
def test_what_stands_after_the_cursor_is_recognised(text: str, right: str, expected: bool) -> None:
    assert repeats(text, right) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met Mr.", True),
        ("He met (Mrs. ", True),
        ("“Dr.", True),
        ("J. R.", True),
        ("e.g.", True),
        ("z. B.", True),
        ("usw.", True),
        ("It is I.", False),
        ("She said no.", False),
        ("a drum.", False),  # which ends in no abbreviation, but in letters of one
        ("Это я.", False),
        ("in 1912.", False),
        ("好.", False),
        ("Mr", False),
        (".", False),
        ("", False),
    ],
)
def test_abbreviations_end_no_sentence(text: str, expected: bool) -> None:
    assert ends_in_abbreviation(text) is expected


@pytest.mark.parametrize(
    "left",
    [
        "She wrote to anna@exa",
        "She wrote to anna.k@",
        "Look at https://exam",
        "Look at (http://",
        "Look at www.exam",
        "Look at example.org/pict",
        "<mailto:/an",
    ],
)
def test_an_address_is_told_from_words(left: str) -> None:
    assert is_in_address(left)


@pytest.mark.parametrize(
    "left",
    [
        "",
        "She wrote to anna@example.org ",
        "It was late.The door",
        "and/or",
        "He said: 'Well",
        "the ratio 3/4",
        "at 6 p.m. she",
        "Mr.Hale",
        "and so on...Then",
    ],
)
def test_words_are_no_address(left: str) -> None:
    assert not is_in_address(left)


@given(st.text())
def test_any_text_can_be_asked_about(left: str) -> None:
    assert is_in_address(left) in (True, False)
