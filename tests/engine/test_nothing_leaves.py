"""Nothing a writer types, nor that she types, leaves the machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

LOAD_IN_DESK = """
import socket, sys
def refuse(*arguments, **options): raise AssertionError("a network connection was opened")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from pathlib import Path
from desktop.engine.engine import Engine
engine = Engine.load(Path(sys.argv[1]), "cpu")
assert engine.suggest("Once upon a")
assert list(engine.continue_story("Once upon a"))
"""
LOAD_IN_TRAINER = """
import sys
from pathlib import Path
from trainer.bundles.bundle import Bundle
Bundle.open(Path(sys.argv[1])).predictor()
"""


@pytest.mark.parametrize("script", [LOAD_IN_DESK, LOAD_IN_TRAINER], ids=["desk", "trainer"])
def test_onnx_runtime_keeps_no_count_of_its_use(script: str, tmp_path: Path, stream_bundle: Path) -> None:
    """Its telemetry would leave a device id and a database of unsent events in the home folder."""
    home = tmp_path / "home"
    home.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "ORT_"))}
    environment = {**kept, "HOME": str(home)}
    subprocess.run([sys.executable, "-c", script, str(stream_bundle)], env=environment, check=True)
    left_behind = [path.relative_to(home) for path in home.rglob("*") if path.is_file()]
    assert not left_behind
