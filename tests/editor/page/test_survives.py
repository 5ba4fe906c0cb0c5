"""What once killed the desk, or could: done many times to a real window in a process of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.editor.hands import DEEDS

ROOT = Path(__file__).parents[3]


def outcome(deed: str, tmp_path: Path, screen: dict[str, str], *command: str) -> str:
    own = {name: str(tmp_path / name) for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    done = subprocess.run(
        [*command, sys.executable, "-m", "tests.editor.hands", deed],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, **own, **screen},
        cwd=ROOT,
        check=False,
    )
    return "alive" if "alive" in done.stdout and done.returncode == 0 else done.stdout[-2000:]


@pytest.mark.parametrize("deed", DEEDS)
def test_the_desk_survives(deed: str, tmp_path: Path) -> None:
    assert outcome(deed, tmp_path, {"QT_QPA_PLATFORM": "offscreen"}) == "alive"


@pytest.mark.skipif(not shutil.which("xvfb-run"), reason="needs Xvfb")
@pytest.mark.parametrize("deed", DEEDS)
def test_the_desk_survives_in_an_x_server(deed: str, tmp_path: Path) -> None:
    assert outcome(deed, tmp_path, {"QT_QPA_PLATFORM": "xcb"}, "xvfb-run", "-a") == "alive"
