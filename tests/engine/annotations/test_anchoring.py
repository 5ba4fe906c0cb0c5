"""Places are found again by their words and by those around them, and no others are taken for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.annotations.anchoring import find_again, find_within, stands_at
from desktop.engine.annotations.annotation import CONTEXT, LONGEST_QUOTE, Anchor, Annotation, Kind

STORY = (
    "The clock at low water had stopped long before the war.\n"
    "Mara said nothing of the clock, and her brother said nothing of the war.\n"
    "In the morning the tide had taken the boat, and nobody spoke of the clock again.\n"
)


def comment(text: str, words: str, nth: int = 0) -> Annotation:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Annotation(Kind.COMMENT, Anchor.of(text, start, start + len(words)))


def words_at(text: str, anchor: Anchor | None) -> str | None:
    return None if anchor is None else text[anchor.start : anchor.end]


def test_an_untouched_text_has_each_place_where_it_was() -> None:
    for nth in range(3):
        one = comment(STORY, "the clock", nth) if nth < 2 else comment(STORY, "the war", 1)
        assert find_again(STORY, one) == one.anchor


def test_the_one_of_many_equal_words_is_found_by_its_neighbours() -> None:
    one = comment(STORY, "the clock", 1)
    text = "A new first paragraph, with the clock in it.\n" + STORY
    found = find_again(text, one)
    assert found
    assert found.start == text.index("spoke of the clock") + len("spoke of ")


def test_words_that_were_changed_outside_are_found_between_their_neighbours() -> None:
    one = comment(STORY, "said nothing of the clock")
    text = STORY.replace("said nothing of the clock", "kept silent about the old clock")
    assert words_at(text, find_again(text, one)) == "kept silent about the old clock"


def test_lines_may_be_broken_otherwise() -> None:
    one = comment(STORY, "nobody spoke of the clock again")
    text = STORY.replace("nobody spoke of", "nobody\nspoke  of").replace("In the morning", "At dawn")
    assert words_at(text, find_again(text, one)) == "nobody\nspoke  of the clock again"


def test_what_is_gone_is_lost_and_not_given_to_other_words() -> None:
    one = comment(STORY, "the tide had taken the boat")
    assert find_again(STORY[: STORY.index("In the morning")], one) is None
    the = comment(STORY, "the", 3)
    assert find_again("Over there, the other one was all the same.", the) is None


def test_a_bookmark_is_found_by_one_neighbour() -> None:
    start = STORY.index("In the morning")
    mark = Annotation(Kind.BOOKMARK, Anchor.of(STORY, start, start + 30))
    text = STORY.replace("In the morning the tide had taken the boat", "Nothing")
    found = find_again(text, mark)
    assert found
    assert found.start == text.index("Nothing")


def test_a_long_stretch_is_known_by_its_beginning_and_what_follows() -> None:
    long = " ".join(f"word{number}" for number in range(300))
    text = f"Before it. {long} And behind it there is more.\n"
    one = comment(text, long)
    assert len(one.anchor.exact) == LONGEST_QUOTE
    changed = "New. " + text.replace("word200", "another word")
    found = find_again(changed, one)
    assert found
    assert words_at(changed, found) == long.replace("word200", "another word")


def test_pasted_words_are_known_by_their_length_or_neighbours() -> None:
    one = comment(STORY, "nobody spoke of the clock")
    pasted = "Then " + STORY[STORY.index("In the morning") :]
    assert find_within(pasted, one.anchor) is not None
    assert find_within("the war is over", comment(STORY, "the war").anchor) is None
    assert find_within("", comment(STORY, "the war").anchor) is None


def test_a_place_is_checked_without_the_whole_text() -> None:
    anchor = comment(STORY, "Mara").anchor
    around = STORY[anchor.start - len(anchor.prefix) : anchor.end + CONTEXT]
    assert stands_at(around, anchor)
    assert not stands_at(around.replace("Mara", "Nora"), anchor)


@given(
    st.text(alphabet="ab \né😀", min_size=1, max_size=200),
    st.data(),
)
def test_a_shifted_text_has_all_places_shifted(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    one = Annotation(Kind.COMMENT, Anchor.of(text, start, end))
    assert find_again(text, one) == one.anchor
    shifted = "Something else entirely. " + text
    found = find_again(shifted, one, len(shifted) - len(text))
    if start or end < len(text):  # else both neighbours were the text's ends
        assert found
        assert (found.start, found.end) == (start + 25, end + 25)


@pytest.mark.parametrize("text", ["", "short", "the the the the"])
def test_any_text_may_be_searched(text: str) -> None:
    one = comment(STORY, "the clock")
    find_again(text, one)
    assert find_within(text, one.anchor) is None
