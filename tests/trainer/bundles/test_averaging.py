"""The mean of several models' weights, exported as one."""

import dataclasses
import json
import shutil
from pathlib import Path

import h5py
import numpy as np
import pytest
from tokenizers import Tokenizer

from trainer.bundles.averaging import average_with
from trainer.bundles.bundle import WEIGHTS_FILE, Bundle
from trainer.commands import export_command
from trainer.errors import BundleError
from trainer.export.exporter import load_run
from trainer.fitting.run import Run


@pytest.fixture(scope="module")
def bundle(tmp_path_factory, trained_run) -> Path:
    out = tmp_path_factory.mktemp("averaging") / "plain"
    export_command(trained_run, out, True, [], [])
    return out


def shifted(bundle: Path, by: float, out: Path) -> Bundle:
    """A bundle like another, all its weights larger by so much."""
    shutil.copytree(bundle, out)
    with h5py.File(out / WEIGHTS_FILE, "r+") as file:
        file.visititems(
            lambda _, one: (
                one.write_direct(np.asarray(one) + np.float16(by)) if isinstance(one, h5py.Dataset) else None
            )
        )
    config = json.loads((out / "config.json").read_text())
    del config["files"][WEIGHTS_FILE]
    (out / "config.json").write_text(json.dumps(config))
    return Bundle.open(out)


def test_the_mean_of_three_is_that_of_each_weight(trained_run, bundle, tmp_path) -> None:
    _, dataset, model = load_run(Run(trained_run))
    before = [np.asarray(one) for one in model.weights]
    others = [shifted(bundle, 0.5, tmp_path / "a"), shifted(bundle, 1.0, tmp_path / "b")]
    average_with(model, others, dataset.tokenizer)
    for was, variable in zip(before, model.weights, strict=True):
        np.testing.assert_allclose(np.asarray(variable), was + 0.5, atol=2e-3)


def test_a_bundle_that_was_never_told_distances_counts_as_one_that_heeds_none(
    trained_run, bundle, tmp_path
) -> None:
    _, dataset, model = load_run(Run(trained_run))
    distances = next(one for one in model.weights if one.path == "distances/vectors")
    distances.assign(np.full(distances.shape, 3.0))
    untold = shifted(bundle, 0.0, tmp_path / "untold")
    with h5py.File(untold.weights_file(), "r+") as file:
        del file["distances"]
    average_with(model, [untold, untold], dataset.tokenizer)
    np.testing.assert_allclose(np.asarray(distances), 1.0)


def test_models_of_other_tokens_are_refused(trained_run, bundle) -> None:
    _, dataset, model = load_run(Run(trained_run))
    before = [np.asarray(one) for one in model.weights]
    changed = json.loads(dataset.tokenizer.to_str())
    changed["model"]["vocab"] = dict(sorted(changed["model"]["vocab"].items()))
    changed["model"]["merges"] = changed["model"]["merges"][:-1]
    other = dataclasses.replace(Bundle.open(bundle), tokenizer=Tokenizer.from_str(json.dumps(changed)))
    with pytest.raises(BundleError, match="another vocabulary"):
        average_with(model, [other], dataset.tokenizer)
    for was, variable in zip(before, model.weights, strict=True):
        np.testing.assert_array_equal(np.asarray(variable), was)


def test_export_averages_and_the_card_says_so(trained_run, bundle, tmp_path) -> None:
    out = tmp_path / "mean"
    export_command(trained_run, out, True, [], [], average_with=[bundle])
    exported = Bundle.open(out)
    assert exported.config["metrics"]["averaged_models"] == 2
    assert "mean of 2 models" in (out / "README.md").read_text(encoding="utf-8")
    assert "mean of" not in (bundle / "README.md").read_text(encoding="utf-8")
