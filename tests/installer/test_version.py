"""The version comes from the last tag, in one place, and there is one without git too."""

import shutil
import subprocess
from pathlib import Path

import pytest

setuptools_scm = pytest.importorskip("setuptools_scm")

REPOSITORY = Path(__file__).parents[2]


def version_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    for name in ("SETUPTOOLS_SCM_PRETEND_VERSION", "GIT_DIR", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    shutil.copy(REPOSITORY / "pyproject.toml", folder)
    configuration = setuptools_scm.Configuration.from_file(folder / "pyproject.toml", root=folder)
    return setuptools_scm._get_version(configuration, force_write_version_files=False)


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet")
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "one")
    return tmp_path


def test_a_clone_without_tags_has_a_version_before_the_first(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert version_in(clone, monkeypatch).startswith("0.1.dev1+g")


def test_a_tag_is_the_version(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(clone, "tag", "v1.2.3")
    assert version_in(clone, monkeypatch) == "1.2.3"


def test_after_a_tag_comes_the_next_version(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(clone, "tag", "v1.2.3")
    git(clone, "commit", "--allow-empty", "-m", "two")
    assert version_in(clone, monkeypatch).startswith("1.2.4.dev1+g")


def test_a_copy_without_git_has_a_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert version_in(tmp_path, monkeypatch) == "0.1.dev0"
