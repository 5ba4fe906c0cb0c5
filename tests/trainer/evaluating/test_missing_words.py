"""Words missing in mid-paragraph."""

import numpy as np
import pytest

from trainer.batches.distances import STARTS, steps_of
from trainer.evaluating.missing_words import LENGTHS, choose_gaps, missing_words

NEWLINE = 9


def spans_of(tokens):
    return [(n, n + 1) for n, token in enumerate(tokens) if token != NEWLINE]


def paragraphs(words_in_each: list[int]) -> np.ndarray:
    tokens: list[int] = []
    for words in words_in_each:
        tokens += [1] * words + [NEWLINE]
    return np.array(tokens)


def is_line_end() -> np.ndarray:
    return np.arange(10) == NEWLINE


def test_gaps_lie_inside_a_paragraph_with_words_on_both_sides():
    tokens = paragraphs([30, 5, 40, 3])
    gaps = choose_gaps(tokens, spans_of(tokens), is_line_end(), most=50)
    assert set(gaps) == set(LENGTHS)
    for length, places in gaps.items():
        assert places
        for first, end in places:
            assert end - first == length
            around = tokens[first - 4 : end + 4]
            assert len(around) == length + 8
            assert NEWLINE not in around


def test_no_more_gaps_than_asked_for():
    tokens = paragraphs([200])
    gaps = choose_gaps(tokens, spans_of(tokens), is_line_end(), most=7)
    assert [len(places) for places in gaps.values()] == [7, 7, 7]


def test_short_paragraphs_have_no_gaps():
    tokens = paragraphs([8, 8, 8])
    assert not any(choose_gaps(tokens, spans_of(tokens), is_line_end(), most=7).values())


class Listener:
    """A predictor that notes which right vectors it is asked with; its left vector is how much was read."""

    units, right_tokens = 1, 4

    def __init__(self, distances):
        self.distances = distances
        self.asked: list[list[float]] = []

    def initial_states(self, batch):
        return [np.zeros((batch, 1), np.float32)]

    def read_left(self, tokens, states):
        return states[0][:, None] + np.arange(1, tokens.shape[1] + 1, dtype=np.float32)[None, :, None], states

    def read_right(self, tokens):
        return np.full((len(tokens), 1), 100.0, np.float32)

    def logits(self, left, right):
        self.asked.append([] if right is None else [float(value) for value in right[:, 0]])
        return np.zeros((len(left), 10), np.float32)


def ask(distances) -> tuple[dict, list[list[float]]]:
    predictor = Listener(distances)
    tokens, zero = np.ones(20, np.int32), np.zeros((1, 1), np.float32)
    found = missing_words(predictor, tokens, {1: [(5, 8)]}, {5: zero}, {5: [zero]})
    return found, predictor.asked


def test_a_model_that_can_be_told_is_told_how_many_tokens_are_still_missing():
    table = np.arange(1.0, len(STARTS) + 1, dtype=np.float32)[:, None]
    found, asked = ask(table)
    nothing, both, told = asked[:2], asked[2:4], asked[4:]
    assert nothing == [[], []]
    assert both == [[100.0], [100.0] * 3]
    assert told[0] + told[1][:2] == [100.0 + steps_of(missing) for missing in (3, 2, 1)]
    # Nothing is known, so each of the three tokens of the one word is one of ten.
    assert found["1"]["told"] == pytest.approx(1000.0, rel=1e-4)


def test_a_model_that_cannot_be_told_has_no_such_column():
    found, asked = ask(None)
    assert set(found["1"]) == {"gaps", "nothing", "both"}
    assert len(asked) == 4
