"""The settings file as a real desk has it: for the writer alone, and not whatever may lie in its place."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.engine.recovery.kept import SETTINGS, delete, what_is_kept

# In a process of its own: Qt looks for the folder once.
RUN = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from desktop.editor.settings.settings import Settings
os.umask(0)
application = QCoreApplication([])
settings = Settings()
settings.add_recent(Path(sys.argv[1]))
settings.flush()
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "xdg_config_home" / "Inkling" / "Inkling.ini"


def run(tmp_path: Path) -> None:
    secret = str(tmp_path / "My secret.txt")
    subprocess.run([sys.executable, "-c", RUN, secret], check=True, timeout=60)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are another matter there")
def test_nobody_else_can_read_which_texts_were_opened(tmp_path: Path, file: Path) -> None:
    for _ in range(2):
        run(tmp_path)
        assert "My secret" in file.read_text(encoding="utf-8")
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        file.parent.chmod(0o755)  # as earlier versions had it


DIALOG = """
import sys
from PySide6.QtWidgets import QApplication, QFileDialog
from desktop.editor.settings.settings import Settings
application = QApplication([])
settings = Settings()
dialog = QFileDialog(None, "Open", sys.argv[1])
dialog.show()
dialog.close()
del dialog
settings.flush()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Qt notes it elsewhere")
def test_folders_that_a_dialog_has_shown_are_for_nobody_else(tmp_path: Path, file: Path) -> None:
    (tmp_path / "My secrets").mkdir()
    secrets = str(tmp_path / "My secrets")
    subprocess.run([sys.executable, "-c", DIALOG, secrets], check=True, timeout=60)
    noted = [one for one in tmp_path.rglob("*") if one.is_file() and b"My%20secrets" in one.read_bytes()]
    assert noted == [file.with_name("QtProject.conf")]
    (settings,) = (kept for kept in what_is_kept() if kept.kind is SETTINGS)
    assert noted[0] in settings.files
    delete(SETTINGS)
    assert not noted[0].exists()


def huge(path: Path) -> None:
    path.touch()
    os.truncate(path, 1 << 30)


@pytest.mark.skipif(sys.platform == "win32", reason="it is no file there")
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, huge])
def test_what_cannot_be_a_settings_file_is_moved_aside(
    tmp_path: Path, file: Path, make: Callable[[Path], object]
) -> None:
    file.parent.mkdir(parents=True)
    make(file)
    run(tmp_path)
    assert file.with_suffix(".ini.odd").exists()
    assert "My secret" in file.read_text(encoding="utf-8")
