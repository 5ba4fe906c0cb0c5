"""Files that are there in full or not at all, and token files written in a stream."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import numpy as np

from trainer.errors import RunError


@contextmanager
def writing_to(folder: Path) -> Iterator[None]:
    """Turn what the system says about a folder that cannot be written into one sentence.

    Raises:
        RunError: the folder cannot be written, or the disk is full.
    """
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise RunError(
            f"{folder} cannot be written ({reason}); choose another folder or make room."
        ) from error


def replace_file(path: Path, content: str | bytes) -> None:
    """Write a file, text as UTF-8, so that a crash leaves either its old or its new content."""
    temporary = path.with_name(path.name + ".tmp")
    with temporary.open("wb") as file:
        file.write(content.encode() if isinstance(content, str) else content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


class TokenWriter:
    """Appends token ids to a temporary file, which takes its place under `path` when all went well.

    Args:
        path: the file to write.
        dtype: "uint16" or "uint32"; written little endian.
    """

    def __init__(self, path: Path, dtype: str) -> None:
        self._path = path
        self._temporary = path.with_name(path.name + ".tmp")
        self._dtype = np.dtype(dtype).newbyteorder("<")
        self.tokens = 0

    def __enter__(self) -> "TokenWriter":
        self._file = self._temporary.open("wb")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._temporary.replace(self._path)
        else:
            try:
                self._file.close()
            finally:
                self._temporary.unlink(missing_ok=True)

    def write(self, ids: list[int]) -> None:
        """Append ids."""
        self._file.write(np.asarray(ids, self._dtype).tobytes())
        self.tokens += len(ids)
