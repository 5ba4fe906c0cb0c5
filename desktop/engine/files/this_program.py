"""This program, started once more without a window: for what may hang, crash or hold Python's lock."""

import os
import sys


def this_program() -> list[str]:
    """The beginning of a command that starts this program."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    # Not from the current folder, where anything may lie by the name of a package.
    return [sys.executable, "-P", "-m", "desktop"]


def its_environment() -> dict[str, str]:
    """An environment in which that command finds what this process has found."""
    environment = dict(os.environ)
    if not getattr(sys, "frozen", False):
        environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    return environment
