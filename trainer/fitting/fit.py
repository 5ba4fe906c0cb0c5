"""The training loop: batches in, checkpoints and a history out; can be killed and resumed at any moment."""

import math
import signal
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from typing import Any

import keras

from trainer.errors import RunError
from trainer.fitting.checkpoints import read_checkpoint, save_checkpoint
from trainer.fitting.fit_listener import FitProgress, Listener, perplexity
from trainer.fitting.optimizers import make_optimizer
from trainer.fitting.run import Run, Validation
from trainer.fitting.schedule import TimeLimit, WarmupStayCooldown
from trainer.fitting.training_state import TrainingState
from trainer.settings import Preset
from trainer.tasks.task import Scores, Task
from trainer.workers.workers import ALONE, Workers

# A short run is validated at least so often, so that "best" has something to choose from.
LEAST_VALIDATIONS = 5

# A run by the clock reads its text no more often, unless its preset does: what is read four times teaches
# nearly as much as new text (Muennighoff et al., "Scaling Data-Constrained Language Models", 2023).
MOST_TIMES = 4.0


# Weight of the newest step in the training loss shown between validations.
_LOSS_SMOOTHING = 0.02
# Enough to tell hours from days.
_TIMED_STEPS = 3


@dataclass
class _Sums:
    """Sums over the training steps since the last row of the history."""

    steps: int = 0
    loss: float = 0.0
    accuracy: float = 0.0

    def add(self, loss: float, accuracy: float) -> None:
        """Count one more step."""
        self.steps += 1
        self.loss += loss
        self.accuracy += accuracy


class Fit:
    """One training from start, or from its last checkpoint, to its end.

    Args:
        run: folder to write to.
        preset: settings.
        task: what is learned.
        listener: told of progress.
        workers: those that share the training; each goes through the same steps with its part of the batches.
        limit: when this sitting has to end; none leaves it to the preset.
    """

    def __init__(
        self,
        run: Run,
        preset: Preset,
        task: Task,
        listener: Listener | None = None,
        workers: Workers = ALONE,
        limit: TimeLimit | None = None,
    ):
        training = preset.training
        self.run, self.preset, self.task, self.workers, self.limit = run, preset, task, workers, limit
        self.listener = listener or Listener()
        self.total_steps = self._total_steps()
        self.schedule = WarmupStayCooldown(
            training.learning_rate,
            training.warmup_tokens // task.step_tokens,
            round(training.cooldown_share * self.total_steps),
            self.total_steps,
            training.final_rate,
        )
        self.optimizer = make_optimizer(training, workers)
        # TensorFlow has kernels of our own, or cuDNN's, which its compiler cannot take in.
        task.objective.compile(optimizer=self.optimizer, jit_compile=keras.backend.backend() == "jax")
        self.optimizer.build(task.objective.trainable_variables)
        self.state = TrainingState(task, self.optimizer, workers)
        self.history: list[Validation] = []
        self.step, self.seconds, self.loss, self._speed = 0, 0.0, 0.0, 0.0
        self._since, self._rate = _Sums(), 0.0
        self._asked_to_stop = self.interrupted = False

    def resume(self) -> None:
        """Go back to the run's last checkpoint; to the newest one, where workers have different ones."""
        saved, own = read_checkpoint(self.run.last)
        with self.workers.watched(self._lost):
            arrays, progress = self.state.newest(saved, own)
        self.state.restore(self.run.last, arrays)
        self.step, self.seconds, self.loss = (progress[name] for name in ("step", "seconds", "loss"))
        # Checkpoints made before these means were kept have none.
        self._since = _Sums(**progress.get("since", {}))
        self.history = [Validation(**row) for row in progress["history"]]
        if self.limit:
            # What was done before is no part of this sitting.
            self.total_steps += self.step
            self.schedule = replace(self.schedule, total=self.total_steps)
        self._catch_up()

    def expected_seconds(self) -> float:
        """How long the rest of the run will take here, from a few steps that leave no trace in the weights.

        A validation reads its text twice, forward only, at about three times the speed of training. Where
        time is limited, one is made, to know how much of it to keep for the last.
        """
        with self.workers.watched(self._lost):
            kept = [value for _, value in self.state.values()]
        seconds: list[float] = []
        with self.workers.watched(self._lost):
            for step in range(self.step, self.step + 1 + _TIMED_STEPS):
                started = time.perf_counter()
                self._set_rate(step)
                self.task.objective.train_on_batch(self.task.batch(step), return_dict=True)
                seconds.append(time.perf_counter() - started)
            if self.limit:
                before = self.limit.look()
                self.task.validate()
                self.limit.reserve(before - self.limit.look())
            self.task.objective.reset_metrics()
            self.state.restore(self.run.last, kept)
        # The first one builds the graph.
        a_step = statistics.median(seconds[1:])
        left = self.total_steps - self.step
        validation = a_step * self.preset.training.validation_tokens / self.task.step_tokens * 2 / 3
        whole = a_step * left + validation * math.ceil(left / self._interval)
        return min(whole, self.limit.look()) if self.limit else whole

    def stop(self) -> None:
        """Ask for an end after the coming step, as Ctrl-C does."""
        self._asked_to_stop = True

    def train(self) -> None:
        """Train to the end, to an early stop, or until Ctrl-C or SIGTERM, which save first."""
        interval = self._interval
        with self._stopping_on_signals(), self.workers.watched(self._lost):
            self.state.align()
            if self.limit:
                self.limit.begin(*self.workers.means([self.limit.look()]))
            while not (self._is_over or self._is_stale() or self.interrupted):
                until = (self.step // interval + 1) * interval
                # A last stretch of a few steps is not worth a validation of its own.
                self._train_until(
                    until if self.total_steps - until > interval // 2 else self.total_steps, self._pause()
                )
                self.state.align()
                if self.interrupted:
                    self._save()
                else:
                    self._validate()

    @property
    def _interval(self) -> int:
        """Steps from one validation to the next."""
        asked = self.preset.training.validate_every // self.task.step_tokens
        return max(1, min(asked, -(-self.total_steps // LEAST_VALIDATIONS)))

    @property
    def _is_over(self) -> bool:
        """Whether the run has come to its end, or this sitting to that of its time.

        However short the time, it is not over before there is something to export.
        """
        is_late = self.limit is not None and self.limit.is_over and bool(self.history)
        return self.step >= self.total_steps or is_late

    def _pause(self) -> float:
        """Seconds left at which the next validation is due, where there is a limit."""
        if not self.limit:
            return -math.inf
        stretch = self.limit.whole / LEAST_VALIDATIONS
        pause = self.limit.left - stretch
        return pause if pause > stretch / 2 else 0.0

    def _time_left(self) -> float:
        return self.limit.look() if self.limit else 0.0

    def _set_rate(self, step: int) -> None:
        rate = self.schedule(step, self.limit)
        if rate != self._rate:
            self.optimizer.learning_rate = self._rate = rate

    def _train_until(self, last_step: int, pause: float) -> None:
        """Train up to a step, or until no more than so many seconds are left."""
        objective, step_tokens = self.task.objective, self.task.step_tokens
        started, first = time.perf_counter(), self.step
        for batch in _prefetched(self.task.batch, self.step, last_step):
            objective.reset_metrics()
            self._set_rate(self.step)
            logs = objective.train_on_batch(batch, return_dict=True)
            told = [float(logs["loss"]), float(logs.get("accuracy", 0.0)), float(self._asked_to_stop)]
            loss, accuracy, stop, left = self.workers.means([*told, self._time_left()])
            if not math.isfinite(loss):
                raise RunError(
                    f"The loss became {loss} at step {self.step}; resume with a lower training.learning_rate."
                )
            self.loss = loss if self.step == 0 else self.loss + _LOSS_SMOOTHING * (loss - self.loss)
            self._since.add(loss, accuracy)
            self.step += 1
            self.listener.on_step(self._progress(time.perf_counter() - started, self.step - first))
            # Whichever worker was asked to stop, all do so after the same step.
            if stop:
                self.interrupted = True
                break
            if self.limit:
                # All workers go by the same clock, so they end with the same step.
                self.limit.left = left
                if left <= pause:
                    break
        self._speed = (self.step - first) * step_tokens / (time.perf_counter() - started)
        self.seconds += time.perf_counter() - started

    def _progress(self, seconds: float, steps: int) -> FitProgress:
        """Where the run stands, so many seconds and steps after the last validation."""
        validated = self.history[-1].valid_nothing if self.history else 0.0
        return FitProgress(
            step=self.step,
            total_steps=self._expected_steps(steps, seconds),
            tokens=self.step * self.task.step_tokens,
            seconds=self.seconds + seconds,
            tokens_per_second=steps * self.task.step_tokens / seconds,
            learning_rate=self._rate,
            loss=self.loss,
            accuracy=self._since.accuracy / self._since.steps or None,
            perplexity=perplexity(validated) if validated else None,
        )

    def _validate(self) -> None:
        before = self._time_left()
        is_last = self._is_over or (self.limit is not None and self.limit.is_over)
        if is_last and self.preset.training.average:
            self.optimizer.finalize_variable_values(self.task.objective.trainable_variables)
        found = self.task.validate() or Scores()
        row = self._row(Scores(*self.workers.means([found.loss, found.both, found.accuracy])))
        self.history.append(row)
        best = self._is_best()
        if best:
            self._save_best()
        self._save()
        self.run.write_history(self.history)
        sample = self.task.sample()
        with (self.run.folder / "samples.txt").open("a", encoding="utf-8") as file:
            file.write(f"[{row.tokens} tokens] {sample}\n\n")
        if self.limit:
            after = self.limit.look()
            seconds, self.limit.left = self.workers.means([before - after, after])
            self.limit.reserve(seconds)
        self.listener.on_validation(row, sample, best)

    def _row(self, scores: Scores) -> Validation:
        """The history's next row; the means since the last one begin anew."""
        since, self._since = self._since, _Sums()
        return Validation(
            step=self.step,
            tokens=self.step * self.task.step_tokens,
            train_loss=since.loss / since.steps,
            valid_nothing=scores.loss,
            valid_both=scores.both,
            learning_rate=self._rate,
            tokens_per_second=self._speed,
            seconds=self.seconds,
            train_accuracy=since.accuracy / since.steps,
            valid_accuracy=scores.accuracy,
        )

    def _is_best(self) -> bool:
        """Whether no earlier validation was as good as the last one."""
        *earlier, last = [_score(row) for row in self.history]
        return all(last < score for score in earlier)

    def _save_best(self) -> None:
        progress = {"validation": asdict(self.history[-1])}
        save_checkpoint(self.run.best, self.state.weights(), progress)

    def _catch_up(self) -> None:
        """Write what a kill between two files, or between another worker's save and this one's, left out."""
        self.run.write_history(self.history)
        if self.history and self.history[-1].step == self.step and self._is_best():
            self._save_best()

    def _lost(self, worker: str) -> str:
        """What to say when another worker is lost."""
        how = " with --resume" if self.run.last.is_file() else ""
        return f"Worker {worker} was lost at step {self.step:,}; start all workers again{how}."

    def _save(self) -> None:
        progress = {
            "step": self.step,
            "seconds": self.seconds,
            "loss": self.loss,
            "since": asdict(self._since),
            "history": [asdict(row) for row in self.history],
        }
        save_checkpoint(self.run.last, self.state.values(), progress)

    def _is_stale(self) -> bool:
        patience = self.preset.training.patience
        scores = [_score(row) for row in self.history]
        return bool(patience and scores and len(scores) - scores.index(min(scores)) > patience)

    def _expected_steps(self, steps: int, seconds: float) -> int:
        """Steps of the whole run, as far as can be told while the clock decides."""
        if not self.limit:
            return self.total_steps
        return min(self.total_steps, self.step + self.limit.steps_left(steps, seconds))

    def _total_steps(self) -> int:
        training = self.preset.training
        if self.limit:
            return math.ceil(max(training.epochs, MOST_TIMES) * self.task.steps_in_epoch)
        by_epochs = training.epochs * self.task.steps_in_epoch
        by_tokens = training.tokens / self.task.step_tokens if training.tokens else by_epochs
        return max(1, math.ceil(min(by_epochs, by_tokens)))

    @contextmanager
    def _stopping_on_signals(self) -> Iterator[None]:
        def stop(_number: int, _frame: Any) -> None:
            self.stop()

        before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _score(row: Validation) -> float:
    """What "best" goes by: the mean of the validation losses that were measured, else the training loss."""
    losses = [loss for loss in (row.valid_nothing, row.valid_both) if loss > 0.0] or [row.train_loss]
    return sum(losses) / len(losses)


def _prefetched(make: Callable[[int], dict[str, Any]], first: int, last: int) -> Iterator[dict[str, Any]]:
    """Batches of steps `first` to `last - 1`, each made while the one before is in use."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(make, first)
        for step in range(first, last):
            batch = coming.result()
            if step + 1 < last:
                coming = pool.submit(make, step + 1)
            yield batch
