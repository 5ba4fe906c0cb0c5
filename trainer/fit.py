"""The training loop: batches in, checkpoints and a history out; can be killed and resumed at any moment."""

import math
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, replace
from typing import Any

import keras
import numpy as np

from trainer.backend import Backend
from trainer.batches import Batch, TokenStreams
from trainer.candidates import Candidates
from trainer.checkpoints import load_checkpoint, save_checkpoint
from trainer.corpus.dataset import Dataset
from trainer.corpus.tokenizer import END_ID
from trainer.errors import RunError
from trainer.fit_listener import FitProgress, Listener
from trainer.model.cursor_model import CursorModel, CursorShape
from trainer.model.dropout import Dropout, DropoutRates
from trainer.model.gap_objective import GapObjective
from trainer.predictor import KerasPredictor
from trainer.run import Run, Validation
from trainer.sampling import write_text
from trainer.schedule import WarmupStayCooldown
from trainer.settings import Preset

SAMPLE_PROMPT = "It was late when she opened the door, and"
SAMPLE_TOKENS = 60
# A short run is validated at least so often, so that "best" has something to choose from.
LEAST_VALIDATIONS = 5

# How often tokens occur is counted on so many of them.
_COUNTED_TOKENS = 10_000_000
# Weight of the newest step in the training loss shown between validations.
_LOSS_SMOOTHING = 0.02


def build_model(preset: Preset, vocabulary_size: int) -> CursorModel:
    """A new model with weights from the preset's seed."""
    keras.utils.set_random_seed(preset.training.seed)
    model = preset.model
    return CursorModel(
        CursorShape(vocabulary_size, model.embedding, model.units, model.forward_layers, model.backward)
    )


class Fit:
    """One training from start, or from its last checkpoint, to its end.

    Args:
        run: folder to write to.
        preset: settings; `training.towers` and `training.streams` already fit each other (see `fitted`).
        dataset: token files.
        backend: how to compute.
        model: weights to start from; a new model when None.
        listener: told of progress.
    """

    def __init__(
        self,
        run: Run,
        preset: Preset,
        dataset: Dataset,
        backend: Backend,
        model: CursorModel | None = None,
        listener: Listener | None = None,
    ):
        training = preset.training
        self.run, self.preset, self.dataset = run, preset, dataset
        self.listener = listener or Listener()
        self.model = model or build_model(preset, dataset.vocabulary_size)
        self.streams = self._token_streams("train")
        self.candidates = self._candidates()
        self.step_tokens = training.streams * training.window
        self.total_steps = self._total_steps()
        self.objective = GapObjective(
            self.model,
            training.streams,
            self.streams.rows_with_right,
            backend.towers,
            backend.kernels,
            training.precision,
            Dropout(_dropout_rates(preset), training.seed),
        )
        self.schedule = WarmupStayCooldown(
            training.learning_rate,
            training.warmup_tokens // self.step_tokens,
            round(training.cooldown_share * self.total_steps),
            self.total_steps,
            training.final_rate,
        )
        optimizer = keras.optimizers.Adam(
            self.schedule,
            global_clipnorm=training.clip_norm,
            weight_decay=training.weight_decay or None,
            use_ema=training.average > 0.0,
            ema_momentum=training.average or None,
        )
        self.objective.compile(optimizer=optimizer, jit_compile=False)
        optimizer.build(self.objective.trainable_variables)
        self.history: list[Validation] = []
        self.step, self.seconds, self.loss, self._speed = 0, 0.0, 0.0, 0.0
        self.interrupted = False

    def resume(self) -> None:
        """Go back to the run's last checkpoint."""
        progress = load_checkpoint(self.run.last, self._variables())
        self.step, self.seconds, self.loss = (progress[name] for name in ("step", "seconds", "loss"))
        self.history = [Validation(**row) for row in progress["history"]]

    def train(self) -> None:
        """Train to the end, to an early stop, or until Ctrl-C or SIGTERM, which save first."""
        interval = self.preset.training.validate_every // self.step_tokens
        interval = max(1, min(interval, -(-self.total_steps // LEAST_VALIDATIONS)))
        with self._stopping_on_signals():
            while self.step < self.total_steps and not self._is_stale() and not self.interrupted:
                until = (self.step // interval + 1) * interval
                # A last stretch of a few steps is not worth a validation of its own.
                self._train_until(until if self.total_steps - until > interval // 2 else self.total_steps)
                if self.interrupted:
                    self._save()
                else:
                    self._validate()

    def validation_losses(self) -> tuple[float, float]:
        """Losses on the validation text, nats a token: nothing after the gaps, the text after them."""
        streams = self._token_streams("valid")
        limit = self.preset.training.validation_tokens // self.step_tokens
        steps = max(1, min(limit, streams.steps_in_epoch))
        carried = [np.asarray(state) for state in self.objective.carry_variables]
        sums: dict[str, float] = {"nothing": 0.0, "both": 0.0}
        # Each half of the streams is read once with the text after its gaps and once without.
        for turn in (0, streams.rows_with_right):
            self.objective.reset_carry()
            self.objective.reset_metrics()
            logs: dict[str, float] = {}
            for step in range(steps):
                logs = self.objective.test_on_batch(_as_dict(streams.batch(step), turn), return_dict=True)
            for name in sums:
                sums[name] += float(logs[name]) / 2
        for state, value in zip(self.objective.carry_variables, carried, strict=True):
            state.assign(value)
        self.objective.reset_metrics()
        return sums["nothing"], sums["both"]

    def sample(self) -> str:
        """A short text that the model writes."""
        predictor = KerasPredictor(self.model, self.preset.training.window)
        text = write_text(predictor, self.dataset.tokenizer, SAMPLE_PROMPT, END_ID, SAMPLE_TOKENS)
        return SAMPLE_PROMPT + text

    def _train_until(self, last_step: int) -> None:
        started, first = time.perf_counter(), self.step
        for batch in _prefetched(self._batch, self.step, last_step):
            self.objective.reset_metrics()
            logs = self.objective.train_on_batch(batch, return_dict=True)
            loss = float(logs["loss"])
            if not math.isfinite(loss):
                raise RunError(
                    f"The loss became {loss} at step {self.step}; resume with a lower training.learning_rate."
                )
            self.loss = loss if self.step == 0 else self.loss + _LOSS_SMOOTHING * (loss - self.loss)
            self.step += 1
            speed = (self.step - first) * self.step_tokens / (time.perf_counter() - started)
            perplexity = math.exp(self.history[-1].valid_nothing) if self.history else None
            self.listener.on_step(FitProgress(self.step, self.total_steps, speed, self.loss, perplexity))
            if self.interrupted:
                break
        self._speed = (self.step - first) * self.step_tokens / (time.perf_counter() - started)
        self.seconds += time.perf_counter() - started

    def _batch(self, step: int) -> dict[str, Any]:
        batch = self.streams.batch(step)
        drawn = self.candidates.draw(batch, step) if self.candidates else {}
        return _as_dict(batch) | drawn

    def _candidates(self) -> Candidates | None:
        training = self.preset.training
        if not training.candidates:
            return None
        counts = np.bincount(
            self.dataset.tokens("train")[:_COUNTED_TOKENS], minlength=self.dataset.vocabulary_size
        )
        targets = training.streams * training.window // training.towers
        return Candidates(counts, training.candidates, targets, training.towers, training.seed)

    def _validate(self) -> None:
        if self.step >= self.total_steps and self.preset.training.average:
            self.objective.optimizer.finalize_variable_values(self.objective.trainable_variables)
        nothing, both = self.validation_losses()
        rate = float(self.schedule(self.step - 1))
        tokens = self.step * self.step_tokens
        row = Validation(self.step, tokens, self.loss, nothing, both, rate, self._speed, self.seconds)
        best = all(_score(row) < _score(earlier) for earlier in self.history)
        self.history.append(row)
        if best:
            save_checkpoint(self.run.best, self.model.variables, {"validation": asdict(row)})
        self._save()
        self.run.write_history(self.history)
        sample = self.sample()
        with (self.run.folder / "samples.txt").open("a", encoding="utf-8") as file:
            file.write(f"[{tokens} tokens] {sample}\n\n")
        self.listener.on_validation(row, sample, best)

    def _save(self) -> None:
        progress = {
            "step": self.step,
            "seconds": self.seconds,
            "loss": self.loss,
            "history": [asdict(row) for row in self.history],
        }
        save_checkpoint(self.run.last, self._variables(), progress)

    def _is_stale(self) -> bool:
        patience = self.preset.training.patience
        scores = [_score(row) for row in self.history]
        return bool(patience and scores and len(scores) - scores.index(min(scores)) > patience)

    def _variables(self) -> list[Any]:
        # Metrics are left out: they begin anew at every step.
        seeds = [variable for variable in self.objective.variables if "seed_generator" in variable.path]
        return [
            *self.model.variables,
            *self.objective.carry_variables,
            *seeds,
            *self.objective.optimizer.variables,
        ]

    def _token_streams(self, split: Any) -> TokenStreams:
        training = self.preset.training
        tokens = self.dataset.tokens(split)
        return TokenStreams(
            tokens, training.streams, training.window, training.both_sides, END_ID, training.seed
        )

    def _total_steps(self) -> int:
        training = self.preset.training
        by_epochs = training.epochs * self.streams.steps_in_epoch
        by_tokens = training.tokens / self.step_tokens if training.tokens else by_epochs
        return max(1, math.ceil(min(by_epochs, by_tokens)))

    @contextmanager
    def _stopping_on_signals(self) -> Iterator[None]:
        def stop(_number: int, _frame: Any) -> None:
            self.interrupted = True

        before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def fitted(preset: Preset, backend: Backend, tokens: int) -> Preset:
    """The preset with a batch that the text and the towers allow.

    A small text has fewer streams, so that an epoch still has some tens of steps; the number of streams with
    and without text after their gaps is a multiple of the towers.

    Args:
        preset: the settings asked for.
        backend: how to compute.
        tokens: length of the training text.
    """
    training = preset.training
    most = max(2, tokens // (training.window * 20))
    unit = 2 * backend.towers
    streams = max(unit, min(training.streams, most) // unit * unit)
    both = round(streams * training.both_sides / backend.towers) * backend.towers / streams
    return replace(
        preset, training=replace(training, streams=streams, both_sides=both, towers=backend.towers)
    )


def _dropout_rates(preset: Preset) -> DropoutRates:
    model = preset.model
    return DropoutRates(model.word_dropout, model.input_dropout, model.dropout, model.recurrent_dropout)


def _score(row: Validation) -> float:
    """What "best" goes by: the mean of both losses, where both were measured."""
    losses = [loss for loss in (row.valid_nothing, row.valid_both) if loss > 0.0]
    return sum(losses) / len(losses)


def _as_dict(batch: Batch, roll: int = 0) -> dict[str, Any]:
    """A batch as Keras takes it; `roll` moves the streams on by so many rows, but not the gaps."""
    return {
        "tokens": np.roll(batch.tokens, roll, axis=0),
        "targets": np.roll(batch.targets, roll, axis=0),
        "right": batch.right,
        "carried": np.roll(batch.carried, roll, axis=0),
    }


def _prefetched(make: Callable[[int], dict[str, Any]], first: int, last: int) -> Iterator[dict[str, Any]]:
    """Batches of steps `first` to `last - 1`, each made while the one before is in use."""
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(make, first)
        for step in range(first, last):
            batch = coming.result()
            if step + 1 < last:
                coming = pool.submit(make, step + 1)
            yield batch
