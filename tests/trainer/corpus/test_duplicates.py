import random

import pytest

from tests.trainer.texts.prose import book
from trainer.corpus.duplicates import Copy, Shingles, together


def copies(*texts: str, most: int = 4_000_000) -> list[Copy]:
    shingles = Shingles(most)
    for number, text in enumerate(texts):
        for paragraph in text.splitlines():
            shingles.add(number, paragraph)
    return shingles.copies()


def pairs(*texts: str) -> list[tuple[int, int]]:
    return [(copy.first, copy.second) for copy in copies(*texts)]


def test_different_stories_are_no_copies() -> None:
    assert pairs(*(book(60, seed) for seed in range(30))) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: text.upper().replace(".", " !"),
        lambda text: " ".join(text.split()),
        lambda text: text.replace(" ", "\n", 40),
        lambda text: "A title\n" + text + "The end, and some words of those who printed it.",
        lambda text: " ".join(
            "changed" if random.Random(n).random() < 0.03 else word for n, word in enumerate(text.split())
        ),
    ],
)
def test_a_story_is_known_again_in_other_clothes(change) -> None:
    assert pairs(book(60, 1), book(60, 2), change(book(60, 1))) == [(0, 2)]


def test_a_story_in_an_anthology_is_told_from_the_anthology() -> None:
    (copy,) = copies(book(60, 1) + book(60, 2) + book(60, 3) + book(60, 4), book(60, 3))
    assert copy.of_second > 0.95
    assert 0.2 < copy.of_first < 0.3


def test_chinese_has_no_spaces_and_is_known_too() -> None:
    source = random.Random(5)
    clauses = ["".join(source.choices("天色渐暗街灯一盏接地亮了起来她坐在门口", k=9)) for _ in range(400)]
    one, other = "。".join(clauses[:300]), "。".join(clauses[300:])
    assert pairs(one, other, one.replace("。", "，\n")) == [(0, 2)]


def test_a_sample_tells_the_same_of_a_large_corpus() -> None:
    texts = [book(200, seed) for seed in range(40)]
    found = copies(*texts, texts[7], most=4000)
    assert [(copy.first, copy.second) for copy in found] == [(7, 40)]


def test_a_forgotten_document_leaves_nothing_behind() -> None:
    shingles = Shingles()
    for number, text in enumerate((book(60, 1), book(60, 2), book(60, 1))):
        shingles.add(number, text)
    shingles.forget_from(2)
    shingles.add(2, book(60, 2))
    assert [(copy.first, copy.second) for copy in shingles.copies()] == [(1, 2)]


def test_no_document_and_short_ones_have_no_copies() -> None:
    assert copies() == []
    assert copies("Yes.", "Yes.", "") == []


def test_what_belongs_together_is_found_through_others() -> None:
    found = [Copy(1, 4, 1.0, 1.0), Copy(0, 3, 1.0, 1.0), Copy(3, 4, 1.0, 1.0)]
    assert together(6, found) == [0, 0, 2, 0, 0, 5]
