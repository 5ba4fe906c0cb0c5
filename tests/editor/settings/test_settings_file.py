"""The settings file as a real desk has it: for the writer alone, and not whatever may lie in its place."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

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
