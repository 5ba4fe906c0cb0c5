"""Workers that share a batch learn from it what one process learns."""

from typing import Any

import numpy as np
import pytest

from tests.trainer.moods.reviews import write_reviews
from tests.trainer.workers.fakes import Part
from trainer.backend import Backend, start_backend
from trainer.corpus.dataset import prepare
from trainer.devices import Devices
from trainer.errors import PresetError, WorkersError
from trainer.moods.labelled_dataset import prepare_labelled
from trainer.settings import load_preset, override
from trainer.tasks import fitted, make_task
from trainer.workers.workers import ALONE, share_of_rows

SMALL = {
    "flagship": ["model.embedding=8", "model.units=8", "training.window=16", "training.candidates=40"],
    "story": ['window.layers=["lstm 8", "relu 0.5"]', "window.embedding=8", "window.l2=0.001"],
    "char256": ['window.layers=["lstm 8"]', "window.length=12"],
    "mood": ["mood.embedding=8", "mood.units=8", "mood.length=24"],
}


@pytest.mark.parametrize(("rows", "towers", "count"), [(8, 1, 2), (24, 2, 3), (12, 3, 1)])
def test_each_row_belongs_to_one_worker_and_to_the_tower_it_has_in_one_process(rows, towers, count):
    whole, parts = np.arange(rows), towers * count
    expected = [whole[tower::parts] for tower in range(parts)]
    shares = [whole[share_of_rows(rows, towers, Part(index, count))] for index in range(count)]
    np.testing.assert_array_equal([own[n::towers] for own in shares for n in range(towers)], expected)


def test_who_is_alone_has_all_rows():
    np.testing.assert_array_equal(share_of_rows(6, 2, ALONE), np.arange(6))


@pytest.fixture(params=SMALL)
def setting(request, corpus, tmp_path):
    """A preset for two towers, and its texts."""
    corpus_settings = ["corpus.vocabulary_size=300", "corpus.valid_share=0.1"]
    training = ["training.streams=16", "training.precision=float32", "training.validation_tokens=64"]
    preset = override(load_preset(request.param), [*corpus_settings, *training, *SMALL[request.param]])
    if preset.kind == "mood":
        dataset = prepare_labelled(
            [write_reviews(tmp_path / "reviews.tsv")], tmp_path / "data", preset.corpus
        )
    else:
        dataset = prepare([corpus], tmp_path / "data", preset.corpus)
    return fitted(preset, start_backend(2), dataset), dataset


def test_the_losses_of_workers_have_the_mean_of_one_process(setting):
    preset, dataset = setting
    kernels = start_backend(2).kernels

    def losses(backend):
        task = make_task(preset, dataset, backend)
        task.objective.compile(run_eagerly=True)
        # The second batch as well, for the states that go on to it.
        found = [float(task.objective(task.batch(step), training=True)["loss"]) for step in range(2)]
        scores = task.validate()
        assert scores
        return [*found, scores.loss, scores.both, scores.accuracy]

    whole = losses(Backend(kernels, 2, ""))
    parts = [losses(Backend(kernels, 1, "", Part(index, 2))) for index in range(2)]
    np.testing.assert_allclose(np.mean(parts, axis=0), whole, rtol=2e-5)
    assert parts[0][0] != pytest.approx(parts[1][0], rel=1e-6)


def test_a_batch_that_workers_cannot_share_evenly_is_refused(setting):
    preset, dataset = setting
    with pytest.raises(PresetError, match=r"training.streams is \d+, which 7 parts cannot share evenly; use"):
        make_task(preset, dataset, Backend(None, 7, ""))


def test_a_batch_is_made_to_fit_all_workers(setting):
    preset, dataset = setting
    backend = Backend(start_backend(2).kernels, 1, "", Part(2, 3))
    assert make_task(fitted(preset, backend, dataset), dataset, backend).step_tokens % 3 == 0


def test_workers_need_jax_or_tensorflow_on_the_cpu(monkeypatch):
    gpu = Devices("tensorflow", is_gpu=True)
    monkeypatch.setattr("trainer.backend.find_devices", lambda name: gpu)
    meeting: Any = object()
    with pytest.raises(WorkersError, match="but this is Keras on TensorFlow, GPU; on all machines set KERAS"):
        start_backend(1, meeting)
