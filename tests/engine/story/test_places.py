"""The places of a story that are compared with the one at the cursor."""

import numpy as np
import pytest

from desktop.engine.bundles.memory_settings import MemorySettings
from desktop.engine.bundles.recall import Recall
from desktop.engine.model.keys import KEY_SIZE, make_keys
from desktop.engine.reading.pieces import Piece
from desktop.engine.story.places import Places
from tests.engine.story.some_pieces import RANDOM, piece, some_rows


def test_mixed_probabilities_sum_to_one() -> None:
    places = Places(256)
    places.put([piece(list(range(20))), piece([3, 4, 5])], piece([7]))
    rows = some_rows(4, 30)
    blended = places.blend(rows, RANDOM.standard_normal((4, 8)).astype(np.float32))
    assert len(places) == 24
    assert np.allclose(blended.sum(axis=1), 1.0, atol=1e-5)
    assert (blended >= 0).all()


def test_what_followed_at_a_like_place_becomes_likelier() -> None:
    places, vector = Places(256), RANDOM.standard_normal((1, 8)).astype(np.float32)
    places.put([Piece("", np.array([5]), make_keys(vector).astype(np.float16), ()), piece([6, 7, 8])], None)
    before = np.full((1, 10), 0.1, np.float32)
    after = places.blend(before, vector)
    assert after.argmax() == 5
    assert after[0, 5] > 0.4


def test_places_may_count_for_less() -> None:
    places, vector = Places(256), RANDOM.standard_normal((1, 8)).astype(np.float32)
    places.put([Piece("", np.array([5]), make_keys(vector).astype(np.float16), ())], None)
    before = np.full((1, 10), 0.1, np.float32)
    full, less, none = (places.blend(before, vector, weight)[0, 5] for weight in (1.0, 0.3, 0.0))
    assert full > less > none
    assert none == pytest.approx(0.1)


SURE = MemorySettings(bias=20.0)  # nothing but what is recalled counts


def by_age() -> Recall:
    """Recalls by age alone: the nearer, the better."""
    ages = -np.arange(12, dtype=np.float32)
    return Recall(np.eye(KEY_SIZE, dtype=np.float32), np.zeros(KEY_SIZE, np.float32), ages, 0.0)


def test_what_stands_behind_the_cursor_is_as_near_as_it_is() -> None:
    places = Places(512, SURE, by_age())
    alike = [piece([token] * 100, size=KEY_SIZE) for token in range(4)]
    for one in alike:
        one.keys[:] = 0.0  # as like the one as the other
    even = np.full((1, 10), 0.1, np.float32)
    for behind in ([alike[0], alike[1]], [alike[1], alike[0]]):
        places.put([alike[2]], alike[3], behind)
        found = places.blend(even, np.ones((1, KEY_SIZE), np.float32))[0]
        nearest, farther = (int(one.tokens[0]) for one in behind)
        assert found[3] == pytest.approx(found[nearest], rel=1e-3)
        assert found[2] == pytest.approx(found[farther], rel=1e-3)
        assert found[nearest] > 1.5 * found[farther]


def test_what_is_left_out_behind_the_cursor_does_not_make_the_rest_nearer() -> None:
    places = Places(512, SURE, by_age())
    behind, before = ([piece([token] * 10, size=KEY_SIZE) for _ in range(33)] for token in (0, 1))
    for one in [*behind, *before]:
        one.keys[:] = 0.0
    places.put(before, None, behind)
    assert len(places) == 340  # the first 32 pieces are gone, which stood nearest behind the cursor
    found = places.blend(np.full((1, 10), 0.1, np.float32), np.ones((1, KEY_SIZE), np.float32))[0]
    # These ten are more than 256 places away, where each is worth exp(-8) of the nearest ones.
    assert 0.0 < found[0] < 0.002 * found[1]


def test_places_count_for_more_where_text_stands_behind_the_cursor() -> None:
    places, vector = Places(256, MemorySettings(bias=-5.0, behind=2.0)), np.ones((2, 8), np.float32)
    places.put([Piece("", np.array([5]), make_keys(vector[:1]).astype(np.float16), ())], None)
    at_end, in_gap = places.blend(np.full((2, 10), 0.1, np.float32), vector, 1.0, np.array([0.0, 1.0]))[:, 5]
    assert in_gap > 1.3 * at_end


def test_no_place_changes_nothing() -> None:
    rows = some_rows(2, 10)
    assert (Places(256).blend(rows, np.ones((2, 8), np.float32)) == rows).all()


def test_pieces_put_one_by_one_are_as_those_put_at_once() -> None:
    pieces = [piece([number % 10] * (1 + number % 7)) for number in range(60)]
    one_by_one, at_once = Places(512), Places(512)
    for number in range(len(pieces)):
        one_by_one.put(pieces[:number], pieces[number])
    one_by_one.put(pieces, None)
    at_once.put(pieces, None)
    rows, vectors = some_rows(3, 10), RANDOM.standard_normal((3, 8)).astype(np.float32)
    assert np.array_equal(one_by_one.blend(rows, vectors), at_once.blend(rows, vectors))


def test_places_stay_bounded_and_the_last_ones_stay() -> None:
    places, pieces = Places(512), []
    for number in range(400):
        pieces.append(piece([number % 10] * 5))
        places.put(pieces, None)
        assert len(places) <= 512
    assert len(places) > 200


def test_long_vectors_are_folded_with_nearly_the_same_cosines() -> None:
    vectors = RANDOM.standard_normal((50, 3 * KEY_SIZE - 5)).astype(np.float32)
    vectors[1::2] = vectors[::2] + 0.5 * vectors[1::2]
    lengths = np.linalg.norm(vectors, axis=1)
    cosines = (vectors @ vectors.T) / np.outer(lengths, lengths)
    folded = make_keys(vectors)
    assert folded.shape == (50, KEY_SIZE)
    assert np.abs(folded @ folded.T - cosines).max() < 0.3
    assert np.abs(folded @ folded.T - cosines).mean() < 0.06
