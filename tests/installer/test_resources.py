"""What the desk is shipped with is found wherever the desk lies."""

from pathlib import Path

import pytest

from desktop.editor.settings.language import LANGUAGES
from desktop.engine.bundles.bundle import Bundle
from desktop.engine.folders import resources_folder

pytest.importorskip("setuptools")

from setuptools import Distribution

from installer.resources import BuildWithResources, shipped_resources

REPOSITORY = Path(__file__).parents[2]


def test_in_a_source_tree_they_lie_beside_the_package() -> None:
    assert resources_folder() == REPOSITORY / "resources"


def test_in_a_wheel_and_in_the_packed_program_they_lie_inside_the_package(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "desktop"
    (package / "resources").mkdir(parents=True)
    # Another distribution's folder of that name.
    (tmp_path / "site-packages" / "resources").mkdir()
    assert resources_folder(package) == package / "resources"


def test_all_that_the_desk_reads_is_shipped_and_nothing_else() -> None:
    shipped = {path.as_posix() for path in shipped_resources(REPOSITORY / "resources")}
    assert {f"translations/inkling_{language}.qm" for language in LANGUAGES} <= shipped
    assert {f"samples/{language}.txt" for language in LANGUAGES} <= shipped
    assert "icons/inkling-256.png" in shipped
    assert {f"dictionaries/en_US.{kind}" for kind in ("aff", "dic")} <= shipped
    models = [path.parent for path in (REPOSITORY / "resources" / "models").glob("*/config.json")]
    assert models
    for folder in models:
        files = Bundle.open(folder).config.files
        assert {f"models/{folder.name}/{name}" for name in ("config.json", *files)} <= shipped
    assert {path.split("/")[0] for path in shipped} == {
        "dictionaries",
        "icons",
        "models",
        "samples",
        "translations",
    }
    assert not [path for path in shipped if path.endswith(".ts")]


def test_a_wheel_holds_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = built(tmp_path, monkeypatch, editable=False)
    package = tmp_path / "desktop"
    assert resources_folder(package) == package / "resources"
    for path in shipped_resources(REPOSITORY / "resources"):
        assert (package / "resources" / path).read_bytes() == (REPOSITORY / "resources" / path).read_bytes()
    assert package / "resources" / "icons" / "inkling.svg" in made


def test_an_editable_install_copies_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = built(tmp_path, monkeypatch, editable=True)
    assert not (tmp_path / "desktop" / "resources").exists()
    assert not [path for path in made if "resources" in path.parts]


def built(folder: Path, monkeypatch: pytest.MonkeyPatch, editable: bool) -> list[Path]:
    """The files that setuptools says it makes of the package `desktop` in `folder`."""
    monkeypatch.chdir(REPOSITORY)
    attributes = {"name": "desk", "packages": ["desktop"], "script_name": "setup.py"}
    build = BuildWithResources(Distribution(attributes))
    build.build_lib = str(folder)
    build.editable_mode = editable
    build.ensure_finalized()
    build.run()
    return [Path(name) for name in build.get_outputs()]
