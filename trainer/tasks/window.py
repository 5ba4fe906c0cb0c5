"""Learning to guess the next token from a window of the last ones, as the classic text generators do."""

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

import keras
import numpy as np
from tokenizers import Tokenizer

from trainer.backend import Backend
from trainer.batches.windows import BLANK, WindowSamples, WindowSpec
from trainer.corpus.dataset import Dataset
from trainer.corpus.splitting import Split
from trainer.corpus.tokenizer import END_ID
from trainer.errors import PresetError
from trainer.model.first_weights import draw_weights
from trainer.model.window_model import WindowModel, WindowShape
from trainer.model.window_objective import WindowObjective
from trainer.predicting.asking import asking
from trainer.predicting.predictor import Floats, Ids
from trainer.predicting.window_predictor import WindowPredictor
from trainer.settings import Preset
from trainer.tasks.prompts import written_sample
from trainer.tasks.task import Scores, Task, mean_metrics


def build_window_model(preset: Preset, vocabulary_size: int) -> WindowModel:
    """A new model with weights from the preset's seed."""
    keras.utils.set_random_seed(preset.training.seed)
    window = preset.window
    layers = tuple(window.parsed_layers())
    model = WindowModel(WindowShape(vocabulary_size, window.embedding, layers, window.l2))
    draw_weights(model, preset.training.seed)
    return model


def window_spec(preset: Preset, tokenizer: Tokenizer) -> WindowSpec:
    """What a window of this preset holds."""
    newline = tokenizer.token_to_id("\n") if preset.window.lines else None
    restart = (END_ID,) if newline is None else (END_ID, newline)
    return WindowSpec(preset.window.length, restart, END_ID)


def keras_predictor(model: WindowModel, spec: WindowSpec) -> WindowPredictor:
    """Predictions of a Keras model."""
    run = _run_filled(model, spec) if keras.backend.backend() == "jax" else model.predict_on_batch
    return WindowPredictor(run, spec, model.shape.vocabulary_size)


def _run_filled(model: WindowModel, spec: WindowSpec) -> Callable[[Ids], Floats]:
    """Asks with windows that are filled with blanks to one length, since JAX compiles for each length."""
    answer = asking(model, lambda windows: keras.ops.softmax(model.logits(windows)))

    def run(windows: Ids) -> Floats:
        blanks = ((0, 0), (spec.length - windows.shape[1], 0))
        return np.asarray(answer(np.pad(windows, blanks, constant_values=BLANK)))

    return run


def fitted(preset: Preset, backend: Backend, dataset: Dataset) -> Preset:
    """The preset with a batch that the towers allow."""
    training = preset.training
    streams = max(1, training.streams // backend.parts) * backend.parts
    return replace(preset, training=replace(training, streams=streams, towers=backend.towers))


class WindowTask(Task):
    """See `Task`.

    Args:
        preset: settings; `training.streams` is a multiple of the towers (see `fitted`).
        dataset: token files.
        backend: how to compute.
    """

    model: WindowModel
    objective: WindowObjective

    def __init__(self, preset: Preset, dataset: Dataset, backend: Backend):
        self.preset, self.dataset, self.backend = preset, dataset, backend
        self.spec = window_spec(preset, dataset.tokenizer)
        self.model = build_window_model(preset, dataset.vocabulary_size)
        self.samples = self._samples("train")
        if not self.samples.samples:
            raise PresetError(
                f"window.length is {self.spec.length}, but the text to learn from has only "
                f"{len(dataset.tokens('train')):,} tokens; set less, or add more text."
            )
        self.step_tokens = preset.training.streams
        self.steps_in_epoch = self.samples.steps_in_epoch
        kernel, in_parts = _kernels(backend)
        self.objective = WindowObjective(
            self.model,
            preset.window.lines,
            backend.towers,
            kernel,
            preset.training.precision,
            in_parts if preset.window.lines else None,  # lines may be long
        )

    def batch(self, step: int) -> dict[str, Any]:
        """See `Task`."""
        return self.backend.copied_ahead(asdict(self.backend.own_part(self.samples.batch(step))))

    def validate(self) -> Scores | None:
        """Loss and accuracy on the validation text, where some was held out."""
        samples = self._samples("valid")
        if not samples.samples:
            return None
        limit = self.preset.training.validation_tokens // self.step_tokens
        steps = range(max(1, min(limit, samples.steps_in_epoch)))
        batches = (self.backend.own_part(samples.batch(step)) for step in steps)
        means = mean_metrics(self.objective, map(asdict, batches))
        return Scores(means["loss"], accuracy=means["accuracy"])

    def sample(self) -> str:
        """A short text that the model writes."""
        predictor = keras_predictor(self.model, self.spec)
        return written_sample(predictor, self.dataset, self.preset.training.sample_tokens)

    def _samples(self, split: Split) -> WindowSamples:
        training, tokens = self.preset.training, self.dataset.tokens(split)
        return WindowSamples(tokens, training.streams, self.spec, self.preset.window.lines, training.seed)


def _kernels(backend: Backend) -> tuple[Any, Any]:
    """What `WindowObjective` calls `kernel` and `in_parts`; both need TensorFlow."""
    if not backend.kernels or backend.devices.backend != "tensorflow":
        return None, None
    from trainer.model.cpu_loops import lstm_from_blank
    from trainer.model.parts import in_parts

    return lstm_from_blank, in_parts
