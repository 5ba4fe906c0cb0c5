"""Learning to tell light texts from dark ones."""

from dataclasses import asdict, replace
from typing import Any

import keras
import numpy as np

from trainer.backend import Backend
from trainer.corpus.dataset import Dataset
from trainer.corpus.splitting import Split
from trainer.corpus.tokenizer import encode
from trainer.model.first_weights import draw_weights
from trainer.model.mood_model import MoodModel, MoodShape
from trainer.model.mood_objective import MoodObjective
from trainer.moods.labelled_dataset import labels_of
from trainer.moods.labelled_samples import LabelledSamples, padded_rows
from trainer.moods.scores import mood_scores, read_samples
from trainer.settings import Preset
from trainer.tasks.task import Scores, Task

SAMPLES = (
    "A warm and funny evening; we laughed all the way home.",
    "It was cold, the bread was gone, and nobody came to the grave.",
)


def build_mood_model(preset: Preset, vocabulary_size: int) -> MoodModel:
    """A new model with weights from the preset's seed."""
    keras.utils.set_random_seed(preset.training.seed)
    mood = preset.mood
    model = MoodModel(MoodShape(vocabulary_size, mood.embedding, mood.units, mood.length))
    draw_weights(model, preset.training.seed)
    return model


def fitted(preset: Preset, backend: Backend, dataset: Dataset) -> Preset:
    """The preset with a batch that the towers allow and that the texts fill."""
    training = preset.training
    most = min(training.streams, dataset.counts["train"].documents)
    streams = max(1, most // backend.parts) * backend.parts
    return replace(preset, training=replace(training, streams=streams, towers=backend.towers))


def labelled_samples(preset: Preset, dataset: Dataset, split: Split) -> LabelledSamples:
    """The labelled texts of a split."""
    labels = labels_of(dataset, split)
    return LabelledSamples(dataset.tokens(split), labels, preset.mood.length, preset.training.seed)


class MoodTask(Task):
    """See `Task`; a prediction is that of one text.

    Args:
        preset: settings; `training.streams` is a multiple of the towers (see `fitted`).
        dataset: token files and labels.
        backend: how to compute.
    """

    model: MoodModel
    objective: MoodObjective

    def __init__(self, preset: Preset, dataset: Dataset, backend: Backend):
        self.preset, self.dataset, self.backend = preset, dataset, backend
        self.model = build_mood_model(preset, dataset.vocabulary_size)
        self.samples = labelled_samples(preset, dataset, "train")
        self.step_tokens = preset.training.streams
        self.steps_in_epoch = self.samples.steps_in_epoch(self.step_tokens)
        self.objective = MoodObjective(self.model, backend.towers)

    def batch(self, step: int) -> dict[str, Any]:
        """See `Task`."""
        batch = self.backend.own_part(self.samples.batch(step, self.step_tokens))
        return self.backend.copied_ahead(asdict(batch))

    def validate(self) -> Scores | None:
        """Loss and accuracy on the texts held out."""
        samples = labelled_samples(self.preset, self.dataset, "valid")
        if not len(samples):
            return None
        moods = read_samples(self.model.predict_on_batch, samples, self.preset.training.validation_tokens)
        scores = mood_scores(moods, samples.labels[: len(moods)])
        return Scores(scores.loss, accuracy=scores.accuracy)

    def sample(self) -> str:
        """What it makes of two sentences."""
        texts = [np.array(ids, np.int32) for ids in encode(self.dataset.tokenizer, SAMPLES)]
        rows = padded_rows(texts, self.preset.mood.length)
        moods = self.model.predict_on_batch(rows)[:, 0]
        return "  ".join(f"{mood:.2f} {text}" for mood, text in zip(moods, SAMPLES, strict=True))
