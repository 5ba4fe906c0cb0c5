"""Adding a language is one command, which makes all that the desk, its packages and its tests look for."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="it is for the shell that packages are made in"
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The parts of the repository that the command touches, with an environment that is there already."""
    tools = Path(sys.executable).parent
    if not (tools / "pyside6-lupdate").exists():
        pytest.skip("PySide6 came without its tools for translators")
    (tmp_path / "installer").mkdir()
    shutil.copy(REPOSITORY / "installer" / "translate.sh", tmp_path / "installer")
    (tmp_path / "installer" / "prepare.sh").write_text("prepare() { :; }\n", encoding="utf-8")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "activate").write_text(f"PATH={tools}:$PATH\n", encoding="utf-8")
    shutil.copytree(REPOSITORY / "resources" / "translations", tmp_path / "resources" / "translations")
    (tmp_path / "desktop" / "editor").mkdir(parents=True)
    shutil.copy(REPOSITORY / "desktop/editor/settings/menus.py", tmp_path / "desktop/editor")
    return tmp_path


def translate(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["bash", "installer/translate.sh", *arguments]
    return subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)


def test_a_language_is_added(checkout: Path) -> None:
    done = translate(checkout, "fr")
    assert done.returncode == 0, done.stderr
    made = checkout / "resources" / "translations"
    assert 'language="fr' in (made / "inkling_fr.ts").read_text(encoding="utf-8")
    assert (made / "inkling_fr.qm").exists()
    assert "inkling_fr.ts" in done.stdout
    # All that asks which languages there are looks for these files.
    script = (
        "import desktop.engine.folders as folders, pathlib\n"
        f"folders.resources_folder = lambda: pathlib.Path({str(made.parent)!r})\n"
        "from desktop.editor.settings.languages import LANGUAGES\n"
        "print(LANGUAGES['fr'], *LANGUAGES)\n"
    )
    offered = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert offered.stdout.split() == ["Français", "en", "fr", "zh_CN"]


def test_what_was_translated_stays_when_it_runs_again(checkout: Path) -> None:
    assert translate(checkout, "fr").returncode == 0
    file = checkout / "resources" / "translations" / "inkling_fr.ts"
    words = file.read_text(encoding="utf-8")
    unfinished = '<source>&amp;File</source>\n        <translation type="unfinished"></translation>'
    assert unfinished in words
    finished = "<source>&amp;File</source>\n        <translation>&amp;Fichier</translation>"
    file.write_text(words.replace(unfinished, finished), encoding="utf-8")
    assert translate(checkout).returncode == 0
    assert finished in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["French", "../x", "FR", "fr_fr", "-h"])
def test_what_is_no_language_is_refused_in_one_sentence(checkout: Path, name: str) -> None:
    done = translate(checkout, name)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "pt_BR" in done.stderr


def test_the_packages_know_every_language() -> None:
    from desktop.editor.settings.languages import LANGUAGES
    from installer.packing.contents import QT_LANGUAGES

    assert set(LANGUAGES) == QT_LANGUAGES
