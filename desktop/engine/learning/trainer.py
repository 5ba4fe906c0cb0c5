"""The trainer, if it is installed: a program of its own, which the desk never imports."""

import os
import shlex
import shutil
import sys
from pathlib import Path

COMMAND = "inkling-train"
# What installs it: in a clone of the repository, and anywhere else.
_SCRIPT, _INSTALL = Path("installer", "train.sh"), 'pip install "inkling-desk[train]"'
TRAINER_VARIABLE = "INKLING_TRAIN"
_PACKAGE = Path(__file__).resolve().parents[2]


def install_command(package: Path = _PACKAGE) -> str:
    """The command that installs the trainer beside a desk that runs from the folder `package`."""
    script = package.parent / _SCRIPT
    return shlex.join(["bash", str(script)]) if script.is_file() else _INSTALL


def find_trainer() -> list[str] | None:
    """The beginning of the trainer's command; None if there is none.

    It is looked for where the environment variable INKLING_TRAIN says, beside the Python that runs the desk,
    and on the search path. Whether it has all that it needs, `[*command, "check"]` tells.
    """
    named = os.environ.get(TRAINER_VARIABLE)
    beside = shutil.which(COMMAND, path=str(Path(sys.executable).parent))
    found = named or beside or shutil.which(COMMAND)
    return [found] if found else None
