"""What counts as a word."""

import pytest

from trainer.texts.words import count_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("  The sea\twas-- calm.\n", 4),
        ("Café, déjà vu", 3),
        ("床前明月光", 5),
        ("她读 Jane Eyre，读完了。", 7),
        ("海の日", 3),
        ("春眠不觉晓，处处闻啼鸟。夜来风雨声", 15),
    ],
)
def test_words_stand_between_white_space_and_ideographs_alone(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("มันเป็นเวลาดึกแล้วเมื่อเธอเปิดประตูออกไป", 11),
        ("เธอหลับ ไป", 3),
        ("อ่าน Jane Eyre จบแล้ว", 5),
    ],
)
def test_thai_words_are_estimated_and_no_clause_is_one_word(text: str, words: int) -> None:
    assert abs(count_words(text) - words) <= 1
