import os
from pathlib import Path

import pytest

from desktop.engine.bundles.finding import default_model, find_models, model_folders
from desktop.engine.errors import BundleMissingError
from tests.engine.tiny_bundle import make_window_bundle, rewrite_config


def test_models_are_found_in_folders_and_as_folders(tmp_path: Path) -> None:
    models = tmp_path / "models"
    own = make_window_bundle(tmp_path / "own")
    shipped = make_window_bundle(models / "english")
    (models / "notes").mkdir()
    (models / "readme.txt").touch()
    found = find_models([own, models, tmp_path / "nowhere", models])
    assert [info.folder for info in found] == [own, shipped]
    assert found[0].name == "Tiny window"
    assert found[0].language == "en"


def test_a_broken_header_does_not_hide_a_model(tmp_path: Path) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "config.json").write_text("{")
    assert [info.name for info in find_models([tmp_path])] == ["broken"]


def test_extra_folders_come_first_then_the_writers_own(
    tmp_path: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INKLING_MODELS", os.pathsep.join([str(tmp_path / "x"), "", str(tmp_path / "y")]))
    assert model_folders()[:3] == [tmp_path / "x", tmp_path / "y", data_folder / "models"]


def test_models_beside_the_packages_are_found() -> None:
    repository = Path(__file__).parents[3]
    assert repository / "resources" / "models" in model_folders()


def test_the_first_model_is_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_window_bundle(tmp_path / "b")
    make_window_bundle(tmp_path / "a")
    monkeypatch.setenv("INKLING_MODELS", str(tmp_path))
    assert default_model() == tmp_path / "a"


def test_the_default_speaks_the_language_if_one_of_its_folder_does(tmp_path: Path) -> None:
    own, shipped = tmp_path / "own", tmp_path / "shipped"
    for folder, language in ((shipped / "a", "zh"), (shipped / "b", "en"), (own / "c", "de")):
        make_window_bundle(folder)
        rewrite_config(folder, language=language)
    assert default_model("en", [shipped]) == shipped / "b"
    assert default_model("zh", [shipped]) == shipped / "a"
    assert default_model("fr", [shipped]) == shipped / "b"
    assert default_model("fr", [own]) == own / "c"
    # What the writer has put there comes first, whatever its language.
    assert default_model("en", [own, shipped]) == own / "c"
    assert default_model("en", [tmp_path / "none", shipped]) == shipped / "b"


def test_no_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(BundleMissingError, match=r"No model was found; put one into .* --model\."):
        default_model(folders=[tmp_path])
