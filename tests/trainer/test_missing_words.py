"""Words missing in mid-paragraph."""

import numpy as np

from trainer.missing_words import LENGTHS, choose_gaps

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
