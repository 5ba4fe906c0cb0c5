"""No target leaks: proved on the very objective that is trained, with and without the CPU kernels."""

from dataclasses import replace

import keras
import numpy as np
import pytest

from trainer.batches.cursor_batches import Batch, TokenStreams
from trainer.batches.distances import UNKNOWN, steps_of
from trainer.model import cpu_kernels
from trainer.model.cells import STATES
from trainer.model.cursor_model import CursorModel, CursorShape
from trainer.model.dropout import Dropout, DropoutRates
from trainer.model.gap_objective import GapObjective

STREAMS, WINDOW, VOCABULARY = 8, 24, 50


@pytest.fixture(params=["lstm on keras", *STATES])
def objective(request):
    keras.utils.set_random_seed(5)
    cell, _, on_keras = request.param.partition(" ")
    model = CursorModel(CursorShape(VOCABULARY, 12, 16, 2, cell=cell, distances=True))
    # Untrained, some vectors are zeros and the head could hide a leak: give every weight some size.
    rng = np.random.default_rng(0)
    for variable in model.trainable_variables:
        variable.assign(rng.normal(0, 0.4, variable.shape))
    return GapObjective(model, STREAMS, 4, towers=2, kernels=None if on_keras else cpu_kernels)


def make_batch(seed: int = 1) -> Batch:
    tokens = np.random.default_rng(seed).integers(1, VOCABULARY, 3000)
    return TokenStreams(tokens, STREAMS, WINDOW, 0.5, 0, seed).batch(1)


def hidden(objective, batch: Batch):
    """Hidden vectors `[rows, window, embedding]` of tower 0, rows with text after their gaps first."""
    objective.reset_carry()
    both, nothing = objective.hidden_vectors(0, batch.__dict__)
    return np.concatenate([np.asarray(both), np.asarray(nothing)])


def tower_rows(array):
    return array[0::2]


def gap_end(right: int) -> int:
    return WINDOW - 1 - right


@pytest.mark.parametrize("seed", range(6))
def test_the_target_and_the_rest_of_its_gap_do_not_change_its_prediction(objective, seed):
    batch = make_batch(seed)
    rng = np.random.default_rng(seed)
    before = hidden(objective, batch)
    right = tower_rows(batch.right)
    for row in range(len(right)):
        place = int(rng.integers(WINDOW))
        end = gap_end(int(right[row, place]))
        changed = alter(batch, 2 * row, place, end)
        after = hidden(objective, changed)
        # The places of the same gap up to this one: earlier gaps may see what changed, it stands after them.
        same_gap = (right[row] == right[row, place]) & (np.arange(WINDOW) <= place)
        np.testing.assert_allclose(after[row, same_gap], before[row, same_gap], atol=1e-6)


def alter(batch: Batch, row: int, place: int, end: int) -> Batch:
    """Change the targets from `place` to the end of its gap wherever they occur in the batch."""
    tokens, targets = batch.tokens.copy(), batch.targets.copy()
    targets[row, place:end] = (targets[row, place:end] + 7) % (VOCABULARY - 1) + 1
    tokens[row, place + 1 : end + 1] = targets[row, place : min(end, WINDOW - 1)]
    return replace(batch, tokens=tokens, targets=targets)


def test_the_text_after_the_gap_does_change_the_prediction(objective):
    batch = make_batch()
    right = tower_rows(batch.right)
    row, place = next(
        (r, p) for r in range(2) for p in range(WINDOW) if right[r, p] >= 0 and gap_end(right[r, p]) < WINDOW
    )
    before = hidden(objective, batch)
    end = gap_end(right[row, place])
    after = hidden(objective, alter(batch, 2 * row, end, WINDOW))
    assert np.abs(after[row, place] - before[row, place]).max() > 1e-4


def test_how_far_the_text_after_is_changes_the_prediction_where_it_is_told(objective):
    batch = make_batch()
    before = hidden(objective, batch)
    untold = hidden(objective, replace(batch, distances=np.full_like(batch.distances, UNKNOWN)))
    moved = np.abs(untold - before).max(axis=-1) > 1e-6
    np.testing.assert_array_equal(moved, tower_rows(batch.distances) != UNKNOWN)
    assert moved.any()


def test_a_model_that_is_not_told_is_the_one_that_cannot_be(objective):
    batch = make_batch()
    shape = replace(objective.model.shape, distances=False)
    plain = CursorModel(shape)
    for variable, told in zip(plain.weights, objective.model.weights, strict=False):
        assert variable.path == told.path
        variable.assign(told)
    other = GapObjective(plain, STREAMS, 4, towers=2, kernels=objective.kernels)
    untold = replace(batch, distances=np.full_like(batch.distances, UNKNOWN))
    np.testing.assert_array_equal(hidden(other, batch), hidden(objective, untold))


def test_a_table_of_distances_comes_last_so_that_older_weights_keep_their_places(objective):
    assert objective.model.weights[-1].path == "distances/vectors"
    assert objective.model.weights[-1].shape == (steps_of(999), objective.model.shape.units)


def test_rows_without_text_after_ignore_the_backward_direction(objective):
    batch = make_batch()
    before = hidden(objective, batch)
    for weight in objective.model.around.backward_layer.trainable_variables:
        weight.assign(np.asarray(weight) * 1.7 + 0.3)
    after = hidden(objective, batch)
    np.testing.assert_array_equal(after[2:], before[2:])
    assert np.abs(after[:2] - before[:2]).max() > 1e-4


def test_the_state_is_carried_from_window_to_window(objective):
    streams = TokenStreams(np.random.default_rng(2).integers(1, VOCABULARY, 3000), STREAMS, WINDOW, 0.0, 0, 1)
    first, second = streams.batch(1), streams.batch(2)
    hidden(objective, first)
    carried = np.asarray(objective.hidden_vectors(0, second.__dict__)[1])
    fresh = hidden(objective, second)[2:]
    assert np.abs(carried - fresh).max() > 1e-4


@pytest.mark.parametrize(
    ("changes", "recurrent"),
    [
        ({}, 0.0),
        *(({"cell": cell}, 0.4) for cell in STATES),
        ({"tied": False}, 0.0),
        ({"distances": True}, 0.0),
        ({"tied": False, "backward": False}, 0.0),
    ],
)
def test_kernels_and_keras_layers_give_the_same_loss_and_gradients(changes, recurrent):
    import tensorflow as tf

    batch = make_batch().__dict__
    results = []
    for kernels in (None, cpu_kernels):
        keras.utils.set_random_seed(5)
        model = CursorModel(CursorShape(VOCABULARY, 12, 16, 2, **changes))
        dropout = Dropout(DropoutRates(recurrent=recurrent), seed=3)
        rows_with_right = 4 if model.shape.backward else 0
        objective = GapObjective(model, STREAMS, rows_with_right, 2, kernels, dropout=dropout)
        with tf.GradientTape() as tape:
            loss = objective(batch, training=True)["loss"]
        gradients = tape.gradient(loss, [v.value for v in objective.trainable_variables])
        results.append((float(loss), [tf.convert_to_tensor(g).numpy() for g in gradients]))
    (plain_loss, plain), (kernel_loss, fast) = results
    assert kernel_loss == pytest.approx(plain_loss, abs=1e-5)
    for expected, got in zip(plain, fast, strict=True):
        np.testing.assert_allclose(got, expected, atol=2e-6)


def test_an_output_layer_of_its_own_scores_as_the_model_itself_does():
    model = CursorModel(CursorShape(VOCABULARY, 12, 16, 2, backward=False, tied=False))
    model.scores.bias.assign(np.random.default_rng(0).normal(0, 1, VOCABULARY))
    batch = make_batch()
    objective = GapObjective(model, STREAMS, 0, kernels=cpu_kernels)
    vectors = np.asarray(objective.hidden_vectors(0, batch.__dict__)[1]).reshape(-1, 16)
    logits = np.asarray(model.logits(vectors))
    expected = keras.losses.sparse_categorical_crossentropy(batch.targets.ravel(), logits, from_logits=True)
    objective.reset_carry()
    assert float(objective(batch.__dict__)["loss"]) == pytest.approx(float(np.mean(expected)), abs=1e-5)


@pytest.mark.parametrize("cell", STATES)
def test_recurrent_weights_are_dropped_in_training_only(cell):
    losses = {}
    for rate in (0.0, 0.6):
        keras.utils.set_random_seed(5)
        model = CursorModel(CursorShape(VOCABULARY, 12, 16, 2, cell=cell))
        objective = GapObjective(model, STREAMS, 4, dropout=Dropout(DropoutRates(recurrent=rate)))
        for training in (False, True):
            objective.reset_carry()
            losses[rate, training] = float(objective(make_batch().__dict__, training=training)["loss"])
    assert losses[0.6, False] == losses[0.0, False] == pytest.approx(losses[0.0, True], abs=1e-6)
    assert abs(losses[0.6, True] - losses[0.0, True]) > 1e-6
