"""Learning to write on at the cursor: every token of a text, from both sides of its gap."""

from dataclasses import asdict, replace
from typing import Any

import keras
import numpy as np

from trainer.backend import Backend
from trainer.batches.candidates import Candidates
from trainer.batches.cursor_batches import Batch, SkippingWindows, TokenStreams
from trainer.batches.distances import UNKNOWN
from trainer.corpus.dataset import Dataset
from trainer.corpus.splitting import Split
from trainer.corpus.tokenizer import END_ID
from trainer.model.cursor_model import CursorModel, CursorShape
from trainer.model.dropout import Dropout, DropoutRates
from trainer.model.first_weights import draw_weights
from trainer.model.gap_objective import GapObjective
from trainer.predicting.keras_predictor import KerasPredictor
from trainer.settings import Preset
from trainer.tasks.prompts import written_sample
from trainer.tasks.task import Scores, Task, mean_metrics

# How often tokens occur is counted on so many of them.
_COUNTED_TOKENS = 10_000_000


def build_cursor_model(preset: Preset, vocabulary_size: int) -> CursorModel:
    """A new model with weights from the preset's seed."""
    keras.utils.set_random_seed(preset.training.seed)
    sizes = preset.model
    model = CursorModel(
        CursorShape(
            vocabulary_size,
            sizes.embedding,
            sizes.units,
            sizes.forward_layers,
            sizes.backward,
            sizes.cell,
            sizes.tied,
            sizes.distances and sizes.backward,
        )
    )
    draw_weights(model, preset.training.seed, model.shape.vector_deviation)
    return model


def fitted(preset: Preset, backend: Backend, dataset: Dataset) -> Preset:
    """The preset with a batch that the text and the towers allow.

    A small text has fewer streams, so that an epoch still has some tens of steps; the number of streams with
    and without text after their gaps is a multiple of the towers.

    Args:
        preset: the settings asked for.
        backend: how to compute.
        dataset: token files.
    """
    training = preset.training
    most = max(2, len(dataset.tokens("train")) // (training.window * 20))
    unit = 2 * backend.parts
    streams = max(unit, min(training.streams, most) // unit * unit)
    both = round(streams * training.both_sides / backend.parts) * backend.parts / streams
    return replace(
        preset, training=replace(training, streams=streams, both_sides=both, towers=backend.towers)
    )


class CursorTask(Task):
    """See `Task`.

    Args:
        preset: settings; `training.towers` and `training.streams` already fit each other (see `fitted`).
        dataset: token files.
        backend: how to compute.
    """

    model: CursorModel
    objective: GapObjective

    def __init__(self, preset: Preset, dataset: Dataset, backend: Backend):
        training = preset.training
        self.preset, self.dataset, self.backend = preset, dataset, backend
        self.model = build_cursor_model(preset, dataset.vocabulary_size)
        self.streams = self._token_streams("train")
        self.candidates = self._candidates()
        self.step_tokens = training.streams * training.window
        self.steps_in_epoch = self.streams.steps_in_epoch
        self.objective = GapObjective(
            self.model,
            training.streams // backend.workers.count,
            self.streams.rows_with_right // backend.workers.count,
            backend.towers,
            backend.kernels,
            backend.product_type(training.precision),
            Dropout(_dropout_rates(preset), training.seed),
        )

    @property
    def carried(self) -> list[list[keras.Variable]]:
        """The states that go on from window to window."""
        return self.objective.carry

    def batch(self, step: int) -> dict[str, Any]:
        """See `Task`."""
        whole = self.streams.batch(step)
        batch = asdict(self.backend.own_part(whole))
        return self.backend.copied_ahead(batch | self._drawn(whole, step))

    def validate(self) -> Scores | None:
        """Losses with nothing after the gaps, and with the text after them."""
        streams = self._token_streams("valid")
        limit = self.preset.training.validation_tokens // self.step_tokens
        steps = max(1, min(limit, streams.steps_in_epoch))
        carried = [np.asarray(state) for state in self.objective.carry_variables]
        halves = []
        # Each half of the streams is read once with the text after its gaps and once without.
        for turn in (0, streams.rows_with_right):
            self.objective.reset_carry()
            batches = (self.backend.own_part(_asked(streams.batch(step), turn)) for step in range(steps))
            halves.append(mean_metrics(self.objective, map(asdict, batches)))
        for state, value in zip(self.objective.carry_variables, carried, strict=True):
            state.assign(value)
        return Scores(*(sum(half[name] for half in halves) / 2 for name in ("nothing", "both")))

    def sample(self) -> str:
        """A short text that the model writes."""
        predictor = KerasPredictor(self.model, self.preset.training.window)
        return written_sample(predictor, self.dataset, self.preset.training.sample_tokens)

    def _drawn(self, whole: Batch, step: int) -> dict[str, Any]:
        """The candidates of this process's part of a batch, if there are any."""
        if not self.candidates:
            return {}
        backend = self.backend
        if backend.workers.count > 1:
            return self.candidates.draw(backend.own_part(whole), step)
        # Devices that share a batch choose between the same candidates; each is given them.
        drawn = self.candidates.draw(whole, step)
        own = backend.workers.rows(len(whole.tokens), backend.towers)
        places = drawn.pop("places")[own]
        repeated = {name: np.repeat(values, backend.devices.local, axis=0) for name, values in drawn.items()}
        return {**repeated, "places": places}

    def _candidates(self) -> Candidates | None:
        training = self.preset.training
        if not training.candidates:
            return None
        counts = np.bincount(
            self.dataset.tokens("train")[:_COUNTED_TOKENS], minlength=self.dataset.vocabulary_size
        )
        first = self.backend.workers.index * self.backend.towers
        return Candidates(counts, training.candidates, self.backend.towers, training.seed, first_tower=first)

    def _token_streams(self, split: Split) -> TokenStreams | SkippingWindows:
        training = self.preset.training
        tokens = self.dataset.tokens(split)
        if training.skip:
            return SkippingWindows(tokens, training.streams, training.window, training.skip)
        return TokenStreams(
            tokens, training.streams, training.window, training.both_sides, END_ID, training.seed
        )


def _dropout_rates(preset: Preset) -> DropoutRates:
    model = preset.model
    return DropoutRates(
        model.word_dropout, model.input_dropout, model.dropout, model.output_dropout, model.recurrent_dropout
    )


def _asked(batch: Batch, roll: int) -> Batch:
    """A batch to validate on: its streams, but not its gaps, moved on by so many rows; no end is told."""
    return replace(
        batch,
        tokens=np.roll(batch.tokens, roll, axis=0),
        targets=np.roll(batch.targets, roll, axis=0),
        carried=np.roll(batch.carried, roll, axis=0),
        distances=np.full_like(batch.distances, UNKNOWN),
    )
