"""The n-gram model: what it must hold to whatever it has read."""

import numpy as np
import pytest

from tests.bench.rivals.kneser_ney import KneserNey

SIZE = 12
TEXT = np.array([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 1, 4, 1, 5, 2, 6, 5, 3, 1, 4, 10, 9])


@pytest.mark.parametrize("context", [[], [3], [1, 4], [3, 1, 4, 1], [0, 0], [11], [3, 11, 4], [9]])
@pytest.mark.parametrize("order", [2, 3, 5])
def test_probabilities_after_any_context_add_up_to_one(context, order):
    model = KneserNey.train(TEXT, SIZE, order)
    assert model.after(model.contexts(context)).sum() == pytest.approx(1, abs=1e-5)


def test_probabilities_add_up_to_one_where_discounts_are_estimated():
    text = np.random.default_rng(1).zipf(1.3, 4000) % SIZE
    model = KneserNey.train(text, SIZE, 4)
    for place in range(4, 60):
        after = model.after(model.contexts(text[:place].tolist()))
        assert after.sum() == pytest.approx(1, abs=1e-5)
        assert after.min() > 0


def test_a_sequence_has_the_probabilities_of_its_contexts():
    model = KneserNey.train(TEXT, SIZE, 4)
    sequence = np.array([4, 1, 5, 11, 3, 1, 4, 1, 2])
    one_by_one = [
        model.after(model.contexts(sequence[:place].tolist()))[sequence[place]]
        for place in range(len(sequence))
    ]
    assert model.probabilities(sequence) == pytest.approx(one_by_one)


def test_a_share_of_the_ids_has_the_same_probabilities():
    model = KneserNey.train(TEXT, SIZE, 4)
    contexts = model.contexts([3, 1])
    assert model.after(contexts, 3, 7) == pytest.approx(model.after(contexts)[3:7])


def test_bigrams_are_those_of_the_book():
    # Discounts are 0.5 and 1 here, as the text is too small to estimate them. After 1 stand 2 and 3, once
    # each; before 2 stands only 1, before 3 stand 1 and 2, before 1 only 3: five different bigrams, no 0.
    model = KneserNey.train(np.array([1, 2, 3, 1, 3]), 4, 2)
    assert model.after([])[2] == pytest.approx((1 - 0.5) / 4 + (0.5 + 0.5 + 1) / 4 / 4)
    backed_off = (0.5 + 0.5) / 2 * model.after([])[2]
    assert model.after(model.contexts([1]))[2] == pytest.approx((1 - 0.5) / 2 + backed_off)


def test_longer_memory_knows_what_comes_next():
    text = np.tile([1, 2, 3, 1, 2, 4], 50)
    short, long = (KneserNey.train(text, 5, order) for order in (2, 4))
    assert np.log(long.probabilities(text)).sum() > np.log(short.probabilities(text)).sum()


def test_a_saved_model_is_the_same(tmp_path):
    model = KneserNey.train(TEXT, SIZE, 4)
    model.save(tmp_path)
    loaded = KneserNey.load(tmp_path)
    assert loaded.probabilities(TEXT) == pytest.approx(model.probabilities(TEXT))
    assert (loaded.size, loaded.order, loaded.bytes) == (SIZE, 4, model.bytes)
