import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from desktop.engine.bundle_check import check_bundle
from desktop.engine.bundles.bundle import Bundle
from desktop.engine.bundles.recall import Recall
from desktop.engine.engine import Engine, SuggestSettings
from desktop.engine.errors import BundleDamagedError, BundleError
from desktop.engine.model.keys import make_keys
from tests.engine.tiny_bundle import change_config, rehash, teach_recall
from tests.engine.tiny_story import STORY

ONE_WORD = SuggestSettings(max_words=1, precision=0.01)


@pytest.fixture
def recalling(stream_bundle: Path, tmp_path: Path) -> Path:
    """A bundle of its own whose model has learned to recall."""
    folder = Path(shutil.copytree(stream_bundle, tmp_path / "recalling"))
    teach_recall(folder)
    return folder


def test_keys_are_the_projected_vectors_of_length_one(recalling: Path) -> None:
    recall = Recall.load(Bundle.open(recalling))
    assert recall is not None
    table = np.load(recalling / "recall.npy")
    np.testing.assert_array_equal(recall.gate, table[:, -1])
    vectors = np.random.default_rng(1).standard_normal((5, len(table))).astype(np.float32)
    keys = make_keys(vectors, recall)
    expected = vectors @ table[:, :-1]
    np.testing.assert_allclose(keys, expected / np.linalg.norm(expected, axis=1, keepdims=True), rtol=1e-5)


def test_ages_double_from_step_to_step_and_the_last_is_for_all_that_is_older(recalling: Path) -> None:
    recall = Recall.load(Bundle.open(recalling))
    assert recall is not None
    one, two, four = recall.ages
    np.testing.assert_array_equal(recall.by_age(10), [*[four] * 7, two, two, one])


def test_a_bundle_that_says_nothing_of_it_has_learned_nothing(stream_bundle: Path) -> None:
    assert Recall.load(Bundle.open(stream_bundle)) is None


def test_what_is_learned_changes_what_is_recalled(stream_bundle: Path, recalling: Path) -> None:
    check_bundle(Bundle.open(recalling))
    found = []
    for folder in (stream_bundle, recalling):
        engine = Engine.load(folder)
        engine.prepare(STORY * 3)
        found.append(engine.suggest(STORY * 3 + "once upon a", "", ONE_WORD)[0])
    assert found[0].text == found[1].text
    assert found[0].probability != found[1].probability


def zeros(path: Path) -> np.ndarray:
    return np.zeros_like(np.load(path))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"no table"),
        lambda path: np.save(path, zeros(path)[:, 1:].copy()),
        lambda path: np.save(path, zeros(path).astype(np.float16)),
        lambda path: np.save(path, zeros(path) + np.float32(1e30)),
        lambda path: np.save(path, zeros(path) + np.float32("nan")),
    ],
)
def test_another_file_is_told_in_one_sentence(recalling: Path, spoil: Callable[[Path], None]) -> None:
    spoil(recalling / "recall.npy")
    rehash(recalling)
    for use in (Engine.load, lambda folder: check_bundle(Bundle.open(folder))):
        with pytest.raises(
            BundleError, match=r"recall\.npy is not the table it should be .*install the model"
        ):
            use(recalling)


def without_file(config: dict[str, Any]) -> None:
    del config["files"]["recall.npy"]


def changing(**changes: Any) -> Callable[[dict[str, Any]], None]:
    return lambda config: config["recall"].update(changes)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (without_file, r"recall\.npy has no checksum"),
        (lambda config: config.update(recall=[]), "not of type dict"),
        (changing(file="recall.pkl"), r"does not end with \.npy"),
        (changing(file="../recall.npy"), "no plain file name"),
        (changing(size=0), "`size` is"),
        (changing(size=True), "`size` is"),
        (changing(ages=[]), "`ages` is no list"),
        (changing(ages=[0.0] * 1000), "`ages` is no list"),
        (changing(ages=["new"]), "no number within"),
        (changing(ages=[1e300]), "no number within"),
        (changing(likelihood=-101.0), "no number within"),
        (changing(likelihood="much"), "`likelihood` is not of type float"),
    ],
)
def test_a_malformed_header_is_told_with_the_reason(
    recalling: Path, change: Callable[[dict[str, Any]], None], reason: str
) -> None:
    change_config(recalling, change)
    with pytest.raises(BundleDamagedError, match=reason):
        Bundle.open(recalling)
