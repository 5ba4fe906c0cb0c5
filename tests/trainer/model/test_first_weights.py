"""New weights: NumPy's numbers in the distributions that Keras's layers have."""

import keras
import numpy as np
import pytest

from trainer.model.cursor_model import CursorModel, CursorShape
from trainer.model.first_weights import draw_weights
from trainer.model.mood_model import MoodModel, MoodShape


def drawn(seed):
    keras.utils.set_random_seed(99)
    model = CursorModel(CursorShape(400, 32, 48, 2))
    constant = {v.path: np.asarray(v).copy() for v in model.trainable_variables if len(v.shape) == 1}
    draw_weights(model, seed, model.shape.vector_deviation)
    return {v.path: np.asarray(v).copy() for v in model.trainable_variables}, constant


def test_the_same_seed_draws_the_same():
    first, constant = drawn(3)
    again, _ = drawn(3)
    other, _ = drawn(4)
    for path, value in first.items():
        np.testing.assert_array_equal(value, again[path])
        assert path in constant or np.abs(value - other[path]).max() > 1e-3


def test_biases_stay_as_the_layers_begin_them():
    found, constant = drawn(3)
    assert any(values.any() for values in constant.values())  # the forget gate's
    for path, value in constant.items():
        np.testing.assert_array_equal(found[path], value)


def test_recurrent_kernels_are_orthogonal_and_others_as_wide_as_glorot_says():
    found, _ = drawn(3)
    kernels = {path: value for path, value in found.items() if path.endswith("/kernel")}
    recurrent = {path: value for path, value in found.items() if path.endswith("recurrent_kernel")}
    assert len(recurrent) == 3
    for value in recurrent.values():
        np.testing.assert_allclose(value @ value.T, np.eye(48), atol=1e-5)
    for value in kernels.values():
        limit = np.sqrt(6 / sum(value.shape))
        assert 0.97 * limit < np.abs(value).max() <= limit
        assert abs(value.mean()) < 0.1 * limit
    vectors = next(value for path, value in found.items() if path.endswith("embeddings"))
    assert vectors.std() == pytest.approx(32**-0.5, rel=0.05)


def test_vectors_of_other_models_are_uniform():
    model = MoodModel(MoodShape(500, 8, 4, 10))
    draw_weights(model, 1)
    vectors = np.asarray(model.embedding.embeddings)
    assert 0.049 < np.abs(vectors).max() <= 0.05
