"""The version comes from the last tag, in one place, and there is one without git too."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("setuptools_scm")

REPOSITORY = Path(__file__).parents[2]


def version_in(folder: Path) -> str:
    """The version that builds in a folder get."""
    shutil.copy(REPOSITORY / "pyproject.toml", folder)
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "SETUPTOOLS_SCM"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "setuptools_scm"],
        cwd=folder,
        env={**kept, "GIT_CEILING_DIRECTORIES": str(folder.parent)},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


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


def test_a_clone_without_tags_has_a_version_before_the_first(clone: Path) -> None:
    assert version_in(clone).startswith("0.1.dev1+g")


def test_a_tag_is_the_version(clone: Path) -> None:
    git(clone, "tag", "v1.2.3")
    assert version_in(clone) == "1.2.3"


def test_after_a_tag_comes_the_next_version(clone: Path) -> None:
    git(clone, "tag", "v1.2.3")
    git(clone, "commit", "--allow-empty", "-m", "two")
    assert version_in(clone).startswith("1.2.4.dev1+g")


def test_a_copy_without_git_has_a_version(tmp_path: Path) -> None:
    assert version_in(tmp_path) == "0.1.dev0"
