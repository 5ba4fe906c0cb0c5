"""What a training has come to, as its checkpoint holds it: the same for all workers that share it."""

import json
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from trainer.errors import WorkersError
from trainer.fitting.checkpoints import Values, assign_values
from trainer.tasks.task import Task
from trainer.workers.workers import Workers

Array = NDArray[Any]


class TrainingState:
    """Weights, carried states, seeds of random numbers, and the optimiser's variables.

    Of these, the carried states are those of a worker's own towers: a checkpoint holds those of all towers.
    The first number of each seed is raised by the worker's number, so that no two drop the same; a checkpoint
    holds it as the first worker has it. So the checkpoint of any worker serves any other, and a run can go on
    with other numbers of workers and towers, as long as they can share its batch.

    Args:
        task: what is learned.
        optimizer: built on its variables.
        workers: those that share the training; all of them call each method at the same time.
    """

    def __init__(self, task: Task, optimizer: keras.optimizers.Optimizer, workers: Workers):
        self._workers = workers
        self._weights = list(task.model.variables)
        weights = {id(variable) for variable in self._weights}
        seeds = [variable for variable in task.objective.variables if _is_seed(variable)]
        # Where states are carried, checkpoints have always held the model's own seeds once more.
        self._seeds = seeds if task.carried else [seed for seed in seeds if id(seed) not in weights]
        self._towers = task.carried
        self._carried = [state for tower in self._towers for state in tower]
        # The learning rate is set before each step.
        self._optimizer = [
            variable for variable in optimizer.variables if not variable.path.endswith("learning_rate")
        ]
        for seed in seeds:
            self._assign(seed, np.asarray(seed))

    def weights(self) -> Values:
        """Names and values of the model's variables."""
        return [(variable.path, self._value(variable)) for variable in self._weights]

    def values(self) -> Values:
        """Names and values of everything, in the order of the checkpoints."""
        after = [(variable.path, self._value(variable)) for variable in (*self._seeds, *self._optimizer)]
        return [*self.weights(), *self._states_of_all(), *after]

    def restore(self, path: Path, arrays: Sequence[Array]) -> None:
        """Go back to what a checkpoint holds.

        Raises:
            RunError: it is of another model or batch.
        """
        first, after = len(self._weights), len(arrays) - len(self._seeds) - len(self._optimizer)
        own = self._own_states(arrays[first:after])
        variables = [*self._weights, *self._carried, *self._seeds, *self._optimizer]
        assign_values(path, variables, [*arrays[:first], *own, *arrays[after:]], self._assign)

    def newest(self, arrays: list[Array], progress: dict[str, Any]) -> tuple[list[Array], dict[str, Any]]:
        """Of the checkpoints of all workers, the one with the most steps.

        They differ where a worker was killed just before it saved.

        Raises:
            WorkersError: they are not of the same run.
        """
        if self._workers.processes == 1:
            return arrays, progress
        marks = self._workers.gather(
            np.array([progress["step"], sum(array.size for array in arrays), _checksum(arrays)], np.int64)
        )
        source = int(marks[:, 0].argmax())
        newest = marks[marks[:, 0] == marks[source, 0]]
        if (newest != marks[source]).any() or (marks[:, 1] != marks[source, 1]).any():
            raise WorkersError(
                "The workers' checkpoints are not of the same run; copy last.npz of the one to go on from "
                "into --out of all others."
            )
        if len(newest) == len(marks):
            return arrays, progress
        text = json.dumps(progress).encode()
        padded = np.zeros(int(self._workers.gather(np.array([len(text)])).max()), np.int32)
        padded[: len(text)] = np.frombuffer(text, np.uint8)
        *arrays, padded = self._workers.from_worker(source, [*arrays, padded])
        return arrays, json.loads(padded.astype(np.uint8).tobytes().rstrip(b"\0"))

    def align(self) -> None:
        """Give all workers the weights of the first, should they not be the same.

        They are, unless processors of different makes round differently.
        """
        if self._workers.processes == 1:
            return
        variables = self._equal()
        values = [self._value(variable) for variable in variables]
        marks = self._workers.gather(np.array(_checksum(values), np.int64))
        if (marks != marks[0]).any():
            for variable, value in zip(variables, self._workers.from_worker(0, values), strict=True):
                self._assign(variable, value)

    def _equal(self) -> list[keras.Variable]:
        """The variables that are the same for all workers."""
        return [*self._weights, *self._seeds, *self._optimizer]

    def _value(self, variable: keras.Variable) -> Array:
        """A variable as the first worker has it."""
        value = np.asarray(variable)
        return value - self._raised(value) if _is_seed(variable) else value

    def _assign(self, variable: keras.Variable, value: Array) -> None:
        """Set a variable to what makes of the first worker's value this worker's own."""
        variable.assign(value + self._raised(value) if _is_seed(variable) else value)

    def _raised(self, seed: Array) -> Array:
        # A seed is followed by the count of what was drawn with it.
        return np.array([self._workers.index, 0], seed.dtype)

    def _states_of_all(self) -> Values:
        """Names and values of the states of all towers, one tower after the other."""
        if not self._carried:
            return []
        own = np.stack([np.asarray(state) for state in self._carried])
        everyones = self._workers.gather(own).reshape(-1, *own.shape[1:]) if self._workers.count > 1 else own
        names = [state.path for state in self._carried] * self._workers.count
        return list(zip(names, everyones, strict=True))

    def _own_states(self, saved: Sequence[Array]) -> list[Array]:
        """States of this worker's towers, from those of all towers, however many these were when saved."""
        if not self._carried or not saved:
            return list(saved)
        states, shape = len(self._towers[0]), self._carried[0].shape
        towers = len(self._towers) * self._workers.count
        rows = np.stack(saved).reshape(-1, states, *saved[0].shape)
        if rows.shape[0] * rows.shape[2] != towers * shape[0]:
            return list(saved)
        # Row n of a batch is row n // towers of tower n % towers.
        whole = rows.transpose(1, 2, 0, 3).reshape(states, -1, towers, shape[1])
        dealt = whole.transpose(2, 0, 1, 3)
        first = self._workers.index * len(self._towers)
        return list(dealt[first : first + len(self._towers)].reshape(-1, *shape))


def _is_seed(variable: keras.Variable) -> bool:
    return "seed_generator" in variable.path


def _checksum(arrays: Sequence[Array]) -> int:
    checksum = 0
    for array in arrays:
        checksum = zlib.crc32(array.tobytes(), checksum)
    return checksum
