import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(not hasattr(os, "fork"), reason="faults are made in forked processes")
@pytest.mark.parametrize("layouts", [["plain"], ["new"], ["linked"], ["colleague", "folder"]])
def test_whatever_fails_in_a_save_the_text_is_whole_and_what_is_said_is_true(layouts: list[str]) -> None:
    memory = (
        ["--folder", "/dev/shm"] if layouts != ["colleague", "folder"] and Path("/dev/shm").is_dir() else []
    )
    options = ["--seed", "3", "--injector", "patch", "--share", "0.05", "--layouts", *layouts, *memory]
    done = subprocess.run(
        [sys.executable, "-m", "tests.campaigns.save_faults", *options],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 failures" in done.stdout or "superuser" in done.stdout
