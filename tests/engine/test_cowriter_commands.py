"""`inkling next`, `bridge` and `rephrase`."""

import json
from pathlib import Path

import pytest

from desktop.engine.bundles.finding import default_model
from tests.engine.test_cli import run
from tests.engine.tiny_story import STORY

LEFT, RIGHT = STORY[:200], STORY[400:600]


def test_next_lists_words(stream_bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments: list[str | Path] = ["next", "It was late when she opened the", "--model", stream_bundle]
    status, out, _ = run(capsys, *arguments, "--words", "3")
    assert status == 0
    assert out.splitlines()[0].endswith("%   door")
    assert len(out.splitlines()) <= 3
    answer = json.loads(run(capsys, *arguments, "--json")[1])
    assert answer["words"][0]["text"] == " door"
    assert 0 < answer["words"][0]["probability"] <= 1


def test_bridge_proposes_the_same_for_one_seed(
    stream_bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["bridge", LEFT, RIGHT, "--length", "sentence", "--seed", "3", "--tries", "4", "--json"]
    first, second = (json.loads(run(capsys, *arguments, "--model", stream_bundle)[1]) for _ in range(2))
    assert first == second
    assert first["seed"] == 3
    likelihoods = [one["likelihood"] for one in first["proposals"]]
    assert 1 <= len(likelihoods) <= 3
    assert likelihoods == sorted(likelihoods, reverse=True)


def test_bridge_for_people(stream_bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["bridge", LEFT, RIGHT, "--length", "words", "--tries", "2"]
    status, out, _ = run(capsys, *arguments, "--model", stream_bundle)
    assert status == 0
    assert out.startswith("1. (-")


def test_a_bridge_needs_both_sides(stream_bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "bridge", LEFT, " ", "--model", stream_bundle)
    assert status == 1
    assert err == "A bridge needs text on both sides; give some before the gap and some behind it.\n"


def test_rephrase_lists_odd_words(stream_bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["rephrase", "It was late when she opened the window.", "--before", LEFT, "--after", RIGHT]
    status, out, _ = run(capsys, *arguments, "--model", stream_bundle)
    assert status == 0
    assert out.strip()
    answer = json.loads(run(capsys, *arguments, "--json", "--model", stream_bundle)[1])
    assert all(set(one) == {"start", "text", "probability", "others"} for one in answer["words"])


def test_a_passage_without_spaces_is_not_rephrased(
    stream_bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "\u5979\u6253\u5f00\u95e8\u3002"
    status, _, err = run(capsys, "rephrase", text, "--model", stream_bundle)
    assert status == 1
    assert "spaces" in err


@pytest.mark.parametrize("text", ["", "  ", "... --- !!!"])
def test_a_passage_without_words_is_told(
    stream_bundle: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    status, _, err = run(capsys, "rephrase", text, "--model", stream_bundle)
    assert status == 1
    assert err == "There is no word to look at; give a sentence or a passage.\n"


def test_no_words_are_offered_in_a_language_that_the_model_has_not_learned(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = "Die Frau hat ihm das Buch gegeben, aber er wollte es nicht lesen, weil er schon sehr müde war."
    status, out, err = run(capsys, "rephrase", text, "--model", default_model("en"))
    assert (status, out) == (1, "")
    assert "language" in err


def test_what_of_a_long_passage_is_not_looked_at_is_told(
    stream_bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, _ = run(capsys, "rephrase", "It was late. " * 70, "--model", stream_bundle)
    assert status == 0
    assert out.endswith("Only the first 200 of 210 words were looked at.\n")
