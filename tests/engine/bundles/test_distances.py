import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from desktop.engine.bundle_check import check_bundle
from desktop.engine.bundles.bundle import Bundle
from desktop.engine.bundles.distances import Distances
from desktop.engine.engine import Engine
from desktop.engine.errors import BundleDamagedError, BundleError
from tests.engine.tiny_bundle import change_config, rehash, rewrite_config, tell_distances


@pytest.fixture
def told(stream_bundle: Path, tmp_path: Path) -> Path:
    """A bundle of its own whose model is told distances."""
    folder = Path(shutil.copytree(stream_bundle, tmp_path / "told"))
    tell_distances(folder)
    return folder


def distances_of(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "config.json").read_text())["distances"]
    return found


def test_each_number_of_missing_tokens_has_its_step(told: Path) -> None:
    distances = Distances.load(Bundle.open(told))
    assert distances is not None
    rows = np.load(told / "distances.npy")
    found = distances.of(np.array([0, 1, 2, 4, 5, 1000]))
    np.testing.assert_array_equal(found, [np.zeros_like(rows[0]), *rows[[0, 1, 1, 2, 2]]])


def test_a_bundle_that_says_nothing_of_distances_has_none(stream_bundle: Path) -> None:
    assert Distances.load(Bundle.open(stream_bundle)) is None


def test_a_told_bundle_is_sound_and_its_golden_samples_are_recomputed(told: Path) -> None:
    check_bundle(Bundle.open(told))
    changed = distances_of(told)
    changed["golden"][2]["top_probabilities"][0] *= 0.5
    rewrite_config(told, distances=changed)
    with pytest.raises(BundleDamagedError, match="does not give the answers"):
        Engine.load(told)


def test_a_table_that_says_something_else_is_noticed(told: Path) -> None:
    np.save(told / "distances.npy", np.load(told / "distances.npy")[::-1].copy() * 3)
    rehash(told)
    with pytest.raises(BundleDamagedError, match="does not give the answers"):
        Engine.load(told)


def test_an_altered_table_is_noticed_before_it_is_used(told: Path) -> None:
    np.save(told / "distances.npy", np.load(told / "distances.npy") + 1)
    with pytest.raises(BundleDamagedError, match=r"distances\.npy does not match its checksum"):
        Engine.load(told)


def saved(array: np.ndarray, version: tuple[int, int] | None = None, **kwargs: Any) -> bytes:
    file = io.BytesIO()
    np.lib.format.write_array(file, array, version, **kwargs)
    return file.getvalue()


TABLE = np.zeros((3, 48), np.float32)
CLAIMS_MUCH = saved(TABLE).replace(b"(3, 48), ", b"(3, 4800000000000), ".ljust(9))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no table",
        saved(TABLE)[:-4],
        saved(TABLE) + b"more",
        saved(TABLE.astype(np.float64)),
        saved(TABLE.astype(">f4")),
        saved(np.asfortranarray(TABLE)),
        saved(TABLE[:2]),
        saved(TABLE.T.copy()),
        saved(TABLE.ravel()),
        saved(TABLE, (2, 0)),
        saved(np.where(np.eye(3, 48) > 0, np.nan, TABLE).astype(np.float32)),
        saved(np.full_like(TABLE, np.inf)),
        saved(np.full((3, 48), None), allow_pickle=True),
        CLAIMS_MUCH,
        saved(TABLE).replace(b"'shape'", b"__imp__"),
    ],
    ids=range(16),
)
def test_another_file_is_told_in_one_sentence(told: Path, data: bytes) -> None:
    (told / "distances.npy").write_bytes(data)
    rehash(told)
    for use in (Engine.load, lambda folder: check_bundle(Bundle.open(folder))):
        with pytest.raises(BundleError) as caught:
            use(told)
        assert "distances.npy" in str(caught.value)
        assert str(caught.value).endswith("install the model again.")


def test_a_far_too_large_table_is_not_read(told: Path) -> None:
    with (told / "distances.npy").open("r+b") as file:
        file.truncate(1 << 30)
    rehash(told)
    with pytest.raises(BundleError, match="which no model needs"):
        Engine.load(told)


def without_file(config: dict[str, Any]) -> None:
    del config["files"]["distances.npy"]


def changing(**changes: Any) -> Callable[[dict[str, Any]], None]:
    return lambda config: config["distances"].update(changes)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (without_file, r"distances\.npy has no checksum"),
        (lambda config: config.update(distances=[]), "not of type dict"),
        (lambda config: config.update(right_tokens=0), "reads the text after the cursor"),
        (changing(file="distances.pkl"), r"does not end with \.npy"),
        (changing(file="../distances.npy"), "no plain file name"),
        (changing(starts=[]), "does not rise from 1"),
        (changing(starts=[2, 3, 5]), "does not rise from 1"),
        (changing(starts=[1, 5, 5]), "does not rise from 1"),
        (changing(starts=list(range(1, 200))), "does not rise from 1"),
        (changing(starts=[1, True, 5]), "something other than numbers"),
        (changing(golden=[]), "no golden sample"),
        (lambda config: config["distances"]["golden"][0].update(left_ids=[10**6]), "outside the vocabulary"),
        (lambda config: config["distances"]["golden"][0].update(missing=-1), "`missing` is less than zero"),
    ],
)
def test_a_malformed_header_is_told_with_the_reason(
    told: Path, change: Callable[[dict[str, Any]], None], reason: str
) -> None:
    change_config(told, change)
    with pytest.raises(BundleDamagedError, match=reason):
        Bundle.open(told)


def test_samples_of_a_model_that_is_told_must_tell_it(told: Path) -> None:
    untold = [sample | {"missing": 0} for sample in distances_of(told)["golden"]]
    rewrite_config(told, distances=distances_of(told) | {"golden": untold})
    with pytest.raises(BundleDamagedError, match="no golden sample that is told one"):
        Bundle.open(told)
