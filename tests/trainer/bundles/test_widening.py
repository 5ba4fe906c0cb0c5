"""A wider model that goes on from a narrower bundle."""

from dataclasses import replace

import numpy as np
import pytest

from tests.trainer.bundles.test_vocabulary_transfer import fit_from
from trainer.bundles.bundle import WEIGHTS_FILE, Bundle, write_weights
from trainer.bundles.widening import widening
from trainer.corpus.tokenizer import learn_tokenizer
from trainer.errors import PresetError
from trainer.export.exporter import load_run
from trainer.fitting.run import Run
from trainer.model.cells import STATES
from trainer.model.cursor_model import CursorModel, CursorShape
from trainer.settings import ModelSettings


def logits(model, tokens, right):
    states = [np.zeros((2, model.shape.units), "float32")] * len(model.state_names)
    vectors, _ = model.read_left(tokens, states)
    after = model.read_right(right) if model.shape.backward else vectors
    present = np.array([[[1.0]] * 4 + [[0.0]] * 3] * 2, "float32")
    return np.asarray(model.logits(model.join(vectors, after, present)))


@pytest.mark.parametrize("cell", list(STATES))
@pytest.mark.parametrize(
    "other",
    [{}, {"tied": False}, {"backward": False}, {"distances": True}],
    ids=["tied", "own", "left", "told"],
)
def test_a_wider_model_says_what_the_narrower_one_said(tmp_path, cell, other):
    narrow = ModelSettings(embedding=6, units=8, cell=cell, **other)
    wide = replace(narrow, embedding=9, units=13)
    models = []
    for settings in (narrow, wide):
        names = ("embedding", "units", "forward_layers", "backward", "cell", "tied", "distances")
        models.append(CursorModel(CursorShape(40, **{name: getattr(settings, name) for name in names})))
    random = np.random.default_rng(0)
    for variable in models[0].weights:  # biases and vectors as after a training, not zeros
        variable.assign(np.asarray(variable) + random.normal(0.0, 0.3, variable.shape))
    write_weights(tmp_path / WEIGHTS_FILE, models[0])
    bundle = Bundle(tmp_path, {}, learn_tokenizer(iter(["a"]), "bytes", 270))
    bundle.load_weights(models[0])  # in float16, as kept
    bundle.load_weights(models[1], wider=widening(narrow, wide))
    tokens, right = random.integers(0, 40, (2, 2, 7), dtype=np.int32)
    before, after = (logits(model, tokens, right) for model in models)
    np.testing.assert_allclose(after, before, atol=1e-5)


def test_what_is_new_can_learn(tmp_path, corpus, bundle_folder, trained_run, capsys):
    few = ["training.tokens=4000", "training.validate_every=2000", "model.units=32", "model.embedding=20"]
    run = fit_from(bundle_folder, corpus, tmp_path / "wide", *few)
    assert "32 units (24)" in capsys.readouterr().out
    best = min(row.valid_nothing for row in Run(trained_run).history())
    assert run.history()[-1].valid_nothing < best + 0.05
    _, _, model = load_run(run)
    kernel = np.asarray(model.forward_layers[1].cell.kernel)
    before = Run(trained_run).preset().model.units
    assert kernel.shape == (32, 128)
    assert np.abs(kernel[before:, :before]).min() > 0.0  # read with zeros at first


@pytest.mark.parametrize(
    "other",
    [{"units": 7}, {"embedding": 4, "units": 20}, {"forward_layers": 3}, {"cell": "gru"}, {"tied": False}],
)
def test_what_weights_cannot_be_carried_to_is_refused_in_a_sentence(other):
    narrow = ModelSettings(embedding=6, units=8)
    with pytest.raises(PresetError, match="leave those settings to the bundle"):
        widening(narrow, replace(narrow, **other))
    assert widening(narrow, replace(narrow, dropout=0.2, distances=True)) is None
