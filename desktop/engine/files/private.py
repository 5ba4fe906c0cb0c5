"""Folders that hold the writer's words: nobody else can look into them."""

import contextlib
import os
import stat
from pathlib import Path

_FOLDER_MODE, _FILE_MODE = 0o700, 0o600
_repaired: set[Path] = set()


def private_folder(folder: Path) -> Path:
    """Make sure that a folder is there and that it, and what is in it, is the writer's alone.

    Earlier versions left such folders open to others; what is in one is looked through once in a run.

    Raises:
        OSError: It cannot be created.
    """
    missing = []
    ancestor = folder
    while not ancestor.exists() and ancestor != ancestor.parent:
        missing.append(ancestor)
        ancestor = ancestor.parent
    for one in reversed(missing):
        one.mkdir(_FOLDER_MODE, exist_ok=True)
    if folder not in _repaired:
        _repaired.add(folder)
        close_to_others(folder)
    return folder


def close_to_others(folder: Path) -> None:
    """Take all rights on a folder, and on all that is in it, from everybody but the writer."""
    for place, folders, files in os.walk(folder):
        _close(Path(place), _FOLDER_MODE)
        for name in files:
            _close(Path(place, name), _FILE_MODE)
        folders[:] = [name for name in folders if not Path(place, name).is_symlink()]


def _close(path: Path, mode: int) -> None:
    # Not every file system has rights, and what belongs to others is theirs to close.
    with contextlib.suppress(OSError):
        facts = path.lstat()
        if not stat.S_ISLNK(facts.st_mode) and stat.S_IMODE(facts.st_mode) & 0o077:
            path.chmod(mode)
