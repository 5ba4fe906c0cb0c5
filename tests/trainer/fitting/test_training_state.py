"""What workers share of a training, and what each has of its own."""

from functools import partial
from types import SimpleNamespace
from typing import Any

import keras
import numpy as np
import pytest

from tests.trainer.workers.fakes import side_by_side
from trainer.errors import RunError, WorkersError
from trainer.fitting.training_state import TrainingState
from trainer.workers.workers import ALONE

ROWS, UNITS = 8, 3


class Objective(keras.Model):
    """A model with dropout of its own, and states `[rows, units]` of each tower."""

    def __init__(self, towers, rows, seed=5):
        super().__init__()
        self.model = keras.Sequential([keras.layers.Dense(2), keras.layers.Dropout(0.5, seed=seed)])
        self.model.build((None, UNITS))
        self.dropout = keras.layers.Dropout(0.5, seed=seed + 1)
        self.carry = [
            [self.add_weight(shape=(rows, UNITS), name=f"{name}_{n}", trainable=False) for name in "hc"]
            for n in range(towers)
        ]
        self.built = True


def make_state(workers, towers=1):
    objective = Objective(towers, ROWS // towers // workers.count)
    optimizer = keras.optimizers.Adam()
    optimizer.build(objective.model.trainable_variables)
    task: Any = SimpleNamespace(model=objective.model, objective=objective, carried=objective.carry)
    return TrainingState(task, optimizer, workers), objective


def of_all_rows(objective, workers, towers):
    """Fill a worker's states with numbers that tell the row of the whole batch, and h from c."""
    all_towers = towers * workers.count
    for tower, states in enumerate(objective.carry):
        rows = np.arange(ROWS)[workers.index * towers + tower :: all_towers]
        for n, state in enumerate(states):
            state.assign(np.tile(rows[:, None] + 100.0 * n, UNITS))


def saved_by(towers, workers=ALONE):
    state, objective = make_state(workers, towers)
    of_all_rows(objective, workers, towers)
    return [np.array(value) for _, value in state.values()]


def test_the_checkpoint_of_several_workers_is_that_of_one():
    alone = saved_by(2)
    for arrays in side_by_side([lambda workers: saved_by(1, workers)] * 2):
        assert len(arrays) == len(alone)
        for one, other in zip(alone, arrays, strict=True):
            np.testing.assert_array_equal(one.shape, other.shape)
        # The weights differ by chance; states and seeds do not.
        for one, other in zip(alone[3:9], arrays[3:9], strict=True):
            np.testing.assert_array_equal(one, other)


def test_the_order_is_that_of_all_checkpoints_there_are():
    state, objective = make_state(ALONE, 2)
    weights, states = objective.model.variables, [state for tower in objective.carry for state in tower]
    (inner,), (outer,) = objective.model.layers[1].variables, objective.dropout.variables
    names = [variable.path for variable in (*weights, *states, inner, outer)]
    saved = [name for name, _ in state.values()]
    assert saved[: len(names)] == names
    assert all(name.startswith("adam") for name in saved[len(names) :])


@pytest.mark.parametrize(("count", "towers"), [(1, 1), (1, 4), (2, 1), (2, 2)])
def test_a_run_goes_on_with_other_numbers_of_workers_and_towers(tmp_path, count, towers):
    arrays = saved_by(2)

    def going_on(workers):
        state, objective = make_state(workers, towers)
        state.restore(tmp_path, arrays)
        found = [np.asarray(value) for states in objective.carry for value in states]
        of_all_rows(objective, workers, towers)
        return found, [np.asarray(value) for states in objective.carry for value in states]

    for found, expected in side_by_side([going_on] * count):
        np.testing.assert_array_equal(found, expected)


def test_a_checkpoint_of_another_batch_is_refused(tmp_path):
    arrays = saved_by(2)
    short = [array[:-1] if array.shape == (ROWS // 2, UNITS) else array for array in arrays]
    state, _ = make_state(ALONE, 1)
    with pytest.raises(RunError, match="is of another model"):
        state.restore(tmp_path, short)


def test_each_worker_drops_something_else_also_after_a_resume(tmp_path):
    def masks(workers):
        state, objective = make_state(workers)
        values = [value for _, value in state.values()]
        first = np.asarray(objective.dropout(np.ones((4, 50)), training=True))
        state.restore(tmp_path, values)
        again = np.asarray(objective.dropout(np.ones((4, 50)), training=True))
        return first, again, np.asarray(objective.model.layers[1](np.ones((4, 50)), training=True))

    (first, first_again, first_inner), (second, second_again, second_inner) = side_by_side([masks] * 2)
    np.testing.assert_array_equal(first, first_again)
    np.testing.assert_array_equal(second, second_again)
    assert (first != second).any()
    assert (first_inner != second_inner).any()


def test_all_begin_with_the_weights_of_the_first():
    def weights(workers):
        state, _ = make_state(workers)
        before = state.values()
        state.align()
        return before, state.values()

    (first, first_aligned), (second, second_aligned) = side_by_side([weights] * 2)
    assert any((one[1] != other[1]).any() for one, other in zip(first, second, strict=True))
    for (_, one), (_, other), (_, kept) in zip(first_aligned, second_aligned, first, strict=True):
        np.testing.assert_array_equal(one, other)
        np.testing.assert_array_equal(one, kept)


def newest(step, arrays, workers):
    return make_state(workers)[0].newest(arrays, {"step": step, "name": f"é{step}"})


def test_the_newest_checkpoint_is_taken_by_all():
    old, new = [np.zeros(2), np.array([1])], [np.array([0.1, 2.0]), np.array([2**40])]
    outcomes = side_by_side([partial(newest, 5, old), partial(newest, 7, new), partial(newest, 5, old)])
    for arrays, progress in outcomes:
        assert progress == {"step": 7, "name": "é7"}
        assert [array.dtype for array in arrays] == [array.dtype for array in new]
        for one, other in zip(arrays, new, strict=True):
            np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("other", [[np.ones(2)], [np.ones(3)]])
def test_checkpoints_of_different_runs_are_refused(other):
    with pytest.raises(WorkersError, match=r"not of the same run; copy last.npz of the one to go on from"):
        side_by_side([partial(newest, 5, [np.zeros(2)]), partial(newest, 5, other)])
