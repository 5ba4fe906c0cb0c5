"""What can be learned: to write on at the cursor, to guess what comes after a window of tokens, to tell light
texts from dark ones."""

from collections.abc import Callable
from typing import Any

from trainer.backend import Backend
from trainer.corpus.dataset import Dataset
from trainer.errors import PresetError
from trainer.predicting.keras_predictor import KerasPredictor
from trainer.predicting.predictor import Predictor
from trainer.settings import Preset
from trainer.tasks import cursor, mood, window
from trainer.tasks.sizing import sized
from trainer.tasks.task import Task

_TASKS: dict[str, Callable[[Preset, Dataset, Backend], Task]] = {
    "cursor": cursor.CursorTask,
    "window": window.WindowTask,
    "mood": mood.MoodTask,
}
_FITTED = {"cursor": cursor.fitted, "window": window.fitted, "mood": mood.fitted}
_MODELS = {
    "cursor": cursor.build_cursor_model,
    "window": window.build_window_model,
    "mood": mood.build_mood_model,
}


def make_task(preset: Preset, dataset: Dataset, backend: Backend) -> Task:
    """The task of a preset's kind, with a new model.

    Raises:
        PresetError: the batch cannot be dealt out evenly; presets that come from `fitted` can be.
    """
    parts, streams = backend.parts, preset.training.streams
    both = round(streams * preset.training.both_sides) if preset.kind == "cursor" else 0
    if streams % parts or both % parts:
        raise PresetError(
            f"training.streams is {streams}, which {parts} parts cannot share evenly; use as many workers "
            "times training.towers as the run began with, or half as many."
        )
    return _TASKS[preset.kind](preset, dataset, backend)


def fitted(preset: Preset, backend: Backend, dataset: Dataset) -> Preset:
    """The preset with all that it leaves open, with a batch that the text and the towers allow."""
    return _FITTED[preset.kind](sized(preset, dataset, backend.devices.is_gpu), backend, dataset)


def build_model(preset: Preset, vocabulary_size: int) -> Any:
    """A new model of a preset's kind, with weights from its seed."""
    return _MODELS[preset.kind](preset, vocabulary_size)


def predictor(preset: Preset, dataset: Dataset, model: Any) -> Predictor:
    """Predictions of a Keras model that writes."""
    if preset.kind == "window":
        return window.keras_predictor(model, window.window_spec(preset, dataset.tokenizer))
    return KerasPredictor(model, preset.training.window)
