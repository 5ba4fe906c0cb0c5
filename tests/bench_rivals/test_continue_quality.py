"""How continuations are judged."""

import math

import pytest

from tests.bench.story.continue_quality import OPENINGS, choose_openings, distinct, quality


def test_a_text_that_goes_round_is_less_distinct_and_more_repeated():
    round_and_round = quality([("", "the state of the state of the state of the state of the state")], None)
    other = quality([("", "he took the lamp from its nail and went down to look at the water")], None)
    assert round_and_round.distinct[0] < other.distinct[0]
    assert round_and_round.repeated > other.repeated == 0


def test_distinct_is_the_share_of_different_runs():
    assert distinct(["a", "b", "a", "b"], 1) == pytest.approx(2 / 4)
    assert distinct(["a", "b", "a", "b"], 2) == pytest.approx(2 / 3)
    assert distinct(["a"], 2) == 1


def test_perplexity_is_a_word():
    found = quality(
        [("It", " was late"), ("He", " went")], lambda before, after: math.log(8) * after.count(" ")
    )
    assert found.perplexity == pytest.approx(8)


def test_an_opening_goes_on_as_the_text_does(tmp_path):
    path = tmp_path / "text.txt"
    text = " ".join(f"word{number}" for number in range(2000))
    path.write_text(text, encoding="utf-8")
    openings = choose_openings(path, 4, 0)
    assert len(openings) == 4
    assert all(one.before + one.after in text for one in openings)
    assert all(len(one.after.split()) == 100 for one in openings)


def test_a_text_that_is_too_short_is_told_so(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text("only a few words", encoding="utf-8")
    with pytest.raises(SystemExit, match="too short"):
        choose_openings(path, 4, 0)


def test_there_are_ten_different_openings():
    assert len(set(OPENINGS.values())) == 10
