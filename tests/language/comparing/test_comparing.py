"""What changed between two texts: all of both is there, told word by word, and no length runs away."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.language.comparing.comparing import NEW, OLD, Comparison, compare
from desktop.language.comparing.sequences import MOST_COMPARISONS, StaleError, common_runs

STORY = (
    "The clock at low water had stopped long before the war.\n"
    "\n"
    "Mara said nothing of the clock, and her brother said nothing of the war.\n"
    "In the morning the tide had taken the boat, and nobody spoke of it again.\n"
)


def told(comparison: Comparison) -> list[tuple[str, str]]:
    return [(piece.change.name.lower(), piece.text) for piece in comparison.pieces]


def both(comparison: Comparison) -> tuple[str, str]:
    old = "".join(piece.text for piece in comparison.pieces if piece.change in OLD)
    return old, "".join(piece.text for piece in comparison.pieces if piece.change in NEW)


def test_the_same_text_has_no_change() -> None:
    assert told(compare(STORY, STORY)) == [("same", STORY)]
    assert compare("", "").pieces == ()


def test_words_are_told_one_by_one() -> None:
    new = STORY.replace("had stopped long", "had been stopped").replace("the boat", "two old boats")
    found = compare(STORY, new)
    assert told(found) == [
        ("same", "The clock at low water had "),
        ("added", "been "),
        ("same", "stopped"),
        ("removed", " long"),
        ("same", STORY[STORY.index(" before") : STORY.index("the boat")]),
        ("removed", "the boat"),
        ("added", "two old boats"),
        ("same", STORY[STORY.index(", and nobody") :]),
    ]


def test_words_are_counted() -> None:
    found = compare(STORY, STORY.replace("nothing of the war", "little") + "He's gone.\n")
    assert (found.added, found.removed, found.moved) == (3, 4, 0)


def test_a_new_paragraph_and_one_that_is_gone() -> None:
    lines = STORY.splitlines(keepends=True)
    found = compare(STORY, "".join([lines[0], "\n", "Something entirely new.\n", lines[3]]))
    assert [change for change, _ in told(found)] == ["same", "removed", "added", "same"]
    assert both(found)[0] == STORY


def test_a_moved_paragraph_is_no_loss() -> None:
    lines = STORY.splitlines(keepends=True)
    new = "".join([*lines[1:], lines[0]])
    found = compare(STORY, new)
    assert (found.added, found.removed, found.moved) == (0, 0, 1)
    assert {change for change, _ in told(found)} == {"same", "moved_away", "moved_here"}
    assert both(found) == (STORY, new)


def test_a_moved_paragraph_beside_changed_ones() -> None:
    lines = [f"Paragraph number {number} says a thing or two about the sea.\n" for number in range(8)]
    new = [*lines[:2], lines[4].replace("two", "three"), lines[6], *lines[2:4], *lines[5:6], lines[7]]
    found = compare("".join(lines), "".join(new))
    assert found.moved >= 1
    assert both(found) == ("".join(lines), "".join(new))


def test_chinese_is_told_by_characters() -> None:
    found = compare("他说今天不来了。\n", "他说明天不来了。\n")
    assert ("removed", "今") in told(found)
    assert ("added", "明") in told(found)


def test_paragraphs_with_little_in_common_are_replaced_as_a_whole() -> None:
    old = "The clock at low water had stopped long before the war began.\n"
    new = "Nobody in town, the postman least of all, was ever seen to swim.\n"
    assert [change for change, _ in told(compare(old, new))][:2] == ["removed", "added"]


@given(st.lists(st.sampled_from("ab \n.语"), max_size=60), st.lists(st.sampled_from("ab \n.语"), max_size=60))
def test_both_texts_can_be_read_from_it(one: list[str], other: list[str]) -> None:
    old, new = "".join(one), "".join(other)
    assert both(compare(old, new)) == (old, new)


@given(st.text(max_size=80), st.text(max_size=80))
def test_whatever_stands_in_them(old: str, new: str) -> None:
    assert both(compare(old, new)) == (old, new)


@given(st.lists(st.sampled_from("abc "), max_size=30), st.lists(st.sampled_from("abc "), max_size=30))
def test_runs_are_common_and_do_not_cross(one: list[str], other: list[str]) -> None:
    at = place = 0
    for start, begin, length in common_runs(one, other):
        assert start >= at
        assert begin >= place
        assert length > 0
        assert one[start : start + length] == other[begin : begin + length]
        at, place = start + length, begin + length


def test_without_fixed_points_the_longest_subsequence_is_found() -> None:
    one, other = list("xaabbccx") * 2, list("yabcabcabcy") * 2
    found = sum(length for _, _, length in common_runs(one, other))
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for row, left in enumerate(one):
        for column, right in enumerate(other):
            table[row + 1][column + 1] = (
                table[row][column] + 1
                if left == right
                else max(table[row][column + 1], table[row + 1][column])
            )
    assert found == table[-1][-1]


def test_what_is_too_long_to_compare_is_taken_for_replaced() -> None:
    length = int(MOST_COMPARISONS**0.5) + 100
    one, other = list("ab") * length, list("bba") * length
    assert common_runs(["c", *one, "d"], ["e", *other, "d"]) == [(len(one) + 1, len(other) + 1, 1)]


def test_a_whole_novel_edited_in_each_paragraph_is_compared_by_words() -> None:
    dice = random.Random(7)
    words = [f"word{number}" for number in range(3000)]
    weights = [1 / (number + 1) for number in range(3000)]
    lines = [" ".join(dice.choices(words, weights, k=60)) + ".\n" for _ in range(500)]
    new = [line.replace(line.split()[dice.randrange(50)], "changed", 1) for line in lines]
    found = compare("".join(lines), "".join(new))
    assert both(found) == ("".join(lines), "".join(new))
    assert found.added < 2 * len(lines)


def test_nobody_waits_for_what_nobody_wants() -> None:
    with pytest.raises(StaleError):
        compare(STORY, STORY.replace("clock", "watch"), lambda: True)
