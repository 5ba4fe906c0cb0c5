"""Running a piece of a test as a user without privileges, which only the superuser's test run can."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

USER, GROUP, SHARED_GROUP = 61234, 61234, 61300


@pytest.fixture
def common_place() -> Iterator[Path]:
    """A folder that others can look into, which pytest's own are not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


needs_superuser = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only the superuser may act as somebody else"
)

_PRELUDE = f"""
import os, stat, sys
from pathlib import Path
import desktop.engine.documents.documents as documents
from desktop.engine.documents.documents import *
from desktop.engine.documents.locks import *
from desktop.engine.recovery.recovery import *
from desktop.engine.errors import *
import encodings.ascii, numpy  # which that user may not be able to read
os.setgroups([{SHARED_GROUP}])
os.setgid({GROUP})
os.setuid({USER})
"""


def run_as_other(script: str, data: Path) -> str:
    """Run a script as a user without privileges.

    Args:
        script: It finds the names of the engine's `documents`, `locks` and `recovery`, and `Path`.
        data: That user's data folder; it is created, and theirs.

    Returns:
        What it printed.
    """
    data.mkdir(exist_ok=True)
    os.chown(data, USER, GROUP)
    done = subprocess.run(
        [sys.executable, "-c", _PRELUDE + script],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"INKLING_DATA": str(data), "HOME": str(data)},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
