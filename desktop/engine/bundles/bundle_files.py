"""Reads a bundle's files within limits: ordinary files inside its folder, and none larger than a model's are.

What stands under a name of the bundle may be a pipe that never ends, a device, or a link to somebody else's
file; none of those is opened.
"""

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from desktop.engine.errors import BundleError, BundleMissingError, BundleUnsafeError

HEADER = "config.json"
# A shipped header has 25 kB, a shipped tokenizer 0.6 MB; graphs are bounded by their format, at 2 GB.
MOST_BYTES_OF_HEADER = 4 << 20
MOST_BYTES_OF_TOKENIZER = 64 << 20
MOST_BYTES = 2 << 30
_PIECE = 1 << 18


def read_file(folder: Path, name: str, most: int) -> bytes:
    """The contents of a file of a bundle.

    Raises:
        BundleMissingError: It is not there, or cannot be read.
        BundleUnsafeError: It is no ordinary file of the folder, or has more than `most` bytes.
    """
    with _opened(folder, name, most) as file:
        data = file.read(most + 1)
    if len(data) > most:  # it has grown meanwhile
        raise _too_large(folder / name, most)
    return data


def digest(folder: Path, name: str, most: int = MOST_BYTES) -> str:
    """The SHA-256 of a file of a bundle, in hexadecimal.

    Raises:
        BundleMissingError: It is not there, or cannot be read.
        BundleUnsafeError: It is no ordinary file of the folder, or has more than `most` bytes.
    """
    known, size = hashlib.sha256(), 0
    piece = memoryview(bytearray(_PIECE))
    with _opened(folder, name, most) as file:
        while count := file.readinto(piece):
            size += count
            if size > most:
                raise _too_large(folder / name, most)
            known.update(piece[:count])
    return known.hexdigest()


@contextmanager
def _opened(folder: Path, name: str, most: int) -> Iterator[BufferedReader]:
    path = folder / name
    try:
        # Looked at before it is opened, since opening alone does something to some devices, and once more
        # behind, since it may be another one by then; a pipe is opened without waiting for its other end.
        _check_kind(path, path.stat(), most)
        if not _lies_inside(folder, path):
            raise BundleUnsafeError(
                "The model's file {path} is a link that leads out of its folder; choose another model.",
                path=path,
            )
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            _check_kind(path, os.fstat(file.fileno()), most)
            yield file
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # a name with a NUL is no name
        raise _missing(folder, name) from error
    except OSError as error:
        raise unreadable(path, error) from error


def _check_kind(path: Path, status: os.stat_result, most: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise BundleUnsafeError(
            "The model's file {path} is no ordinary file; choose another model.", path=path
        )
    if status.st_size > most:
        raise _too_large(path, most)


def _lies_inside(folder: Path, path: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _too_large(path: Path, most: int) -> BundleUnsafeError:
    return BundleUnsafeError(
        "The model's file {path} has more than {size} MB, which no model needs; choose another model.",
        path=path,
        size=most >> 20,
    )


def _missing(folder: Path, name: str) -> BundleError:
    if not os.path.isdir(folder):  # noqa: PTH112 - Path.is_dir raises what it cannot look at
        return BundleMissingError("There is no model folder {folder}; choose another model.", folder=folder)
    if name == HEADER:
        return BundleMissingError(
            "The folder {folder} holds no config.json, so it is no Inkling model; choose another folder.",
            folder=folder,
        )
    return BundleMissingError(
        "The model in {folder} lacks its file {file}; install the model again.", folder=folder, file=name
    )


def unreadable(path: Path, error: OSError) -> BundleMissingError:
    """What to say of a file that the system does not let us read."""
    return BundleMissingError(
        "The model's file {path} cannot be read ({reason}); check the permissions of the folder.",
        path=path,
        reason=error.strerror,
    )
