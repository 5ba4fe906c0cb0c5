"""Tries, sentences and mixes, without a window."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.editor.cowriter.tries import Tries, joined, parts_of

TEXTS = st.text(st.sampled_from('ab .!?"\n\u3002\u4f60'), max_size=40)


@given(TEXTS)
def test_parts_are_the_whole_text(text: str) -> None:
    assert "".join(parts_of(text)) == text


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (" He sat. She stood.", [" He sat.", " She stood."]),
        (' He sat.\n"No!" she said. Mr. Day left.', [" He sat.", '\n"No!" she said.', " Mr. Day left."]),
        (" and so on, without an end", [" and so on, without an end"]),
        (
            "\u4ed6\u6765\u4e86\u3002\u5979\u8d70\u4e86\u3002",
            ["\u4ed6\u6765\u4e86\u3002", "\u5979\u8d70\u4e86\u3002"],
        ),
        (" One.\n", [" One.\n"]),
        ("", []),
    ],
)
def test_a_part_is_a_sentence_with_the_space_before_it(text: str, parts: list[str]) -> None:
    assert parts_of(text) == parts


@pytest.mark.parametrize(
    ("left", "parts", "right", "begins_there", "text"),
    [
        ("It was late.", [" He sat.", " She stood."], "", True, " He sat. She stood."),
        ("She opened the do", ["or.", " He sat."], "", True, "or. He sat."),
        ("It was late.\n", [" She stood."], "", False, "She stood."),
        ("It was late. ", [" She stood."], "", False, "She stood."),
        ("It was late.", ["She stood."], "", False, " She stood."),
        ("It was late.", [", she said."], "", False, ", she said."),
        ("It was late.", ["\nShe stood."], "", False, "\nShe stood."),
        ("It was late.", [" She stood"], "up.", True, " She stood "),
        (
            "\u5929\u9ed1\u4e86\u3002",
            ["\u5979\u8d70\u4e86\u3002"],
            "\u4ed6",
            False,
            "\u5979\u8d70\u4e86\u3002",
        ),
    ],
)
def test_sentences_are_put_together_as_a_writer_would(
    left: str, parts: list[str], right: str, begins_there: bool, text: str
) -> None:
    assert joined(left, parts, right, begins_there) == text


def tries() -> Tries:
    history = Tries("It was late.", "")
    one = history.begin(3)
    one.ways = [" He sat. He slept.", " She stood. She left.", ""]
    return history


def test_without_a_choice_a_whole_way_is_inserted() -> None:
    history = tries()
    assert history.text(0) == " He sat. He slept."
    assert history.text(1) == " She stood. She left."
    assert history.text(2) == ""


def test_a_mix_has_the_order_of_the_choice() -> None:
    history = tries()
    for part in ((1, 1), (0, 0), (1, 0)):
        history.current.turn(part)
    history.current.turn((1, 0))  # let go again
    assert history.text(2) == " She left. He sat."


def test_a_branch_goes_on_from_what_was_chosen() -> None:
    history = tries()
    history.current.turn((0, 0))
    branch = history.begin(3, history.text(0))
    branch.ways = [" It rained.", "", ""]
    assert history.text(0) == " He sat. It rained."


def test_earlier_tries_stay_as_they_were() -> None:
    history = tries()
    history.current.turn((0, 0))
    history.begin(3).ways = [" Other."]
    assert (history.number, len(history)) == (2, 2)
    history.step(-1)
    assert history.text(0) == " He sat."
    history.step(-1)
    assert history.number == 1
    history.step(5)
    assert history.text(0) == " Other."


def test_a_try_that_came_to_nothing_is_forgotten() -> None:
    history = tries()
    history.drop(history.begin(3))
    assert len(history) == 1
    assert history.text(0) == " He sat. He slept."
