"""Names of files: such that the writer can read them, and such that fit where they go."""

import hashlib
import os
from pathlib import Path

_LONGEST_NAME = 255  # bytes, in nearly every file system


def real_path(path: Path) -> Path:
    """What a path leads to through all symbolic links, whether there is a file yet or not.

    Raises:
        OSError: A link cannot be followed; what stands there must not be taken for the file.
    """
    try:
        return Path(os.path.realpath(path, strict=True))
    except FileNotFoundError:
        return Path(os.path.realpath(path))


def digest_of(path: Path) -> str:
    """Eight letters and digits for a path, whatever its bytes are."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:8]


def shortened(name: str, longest: int) -> str:
    """The beginning of a name, of at most `longest` bytes."""
    return os.fsencode(name)[:longest].decode("utf-8", "ignore")


def fitting(folder: Path, name: str, prefix: str, suffix: str) -> Path:
    """A file in `folder` that belongs to the file `name` there.

    Where the name is too long to take a prefix and a suffix its end is replaced by a digest.
    """
    try:
        longest = os.pathconf(folder, "PC_NAME_MAX")
    except (AttributeError, OSError, ValueError):
        longest = _LONGEST_NAME
    if len(os.fsencode(prefix + name + suffix)) > longest:
        digest = f"-{digest_of(Path(name))}"
        name = shortened(name, longest - len(prefix + digest + suffix)) + digest
    return folder / f"{prefix}{name}{suffix}"
