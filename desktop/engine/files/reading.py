"""Reading a file that anybody may have put there: no pipe, no device, and no more than fits in memory."""

import errno
import os
import stat
from pathlib import Path

from desktop.engine.errors import DocumentError

MEBIBYTE = 1 << 20
# Some fifteen million words: no text is longer, and a page that holds it takes a gigabyte.
LONGEST_BYTES = 100 * MEBIBYTE
_BLOCK = 4 * MEBIBYTE
_TRIES = 3
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # or opening a pipe waits for who writes into it
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class NoFileError(OSError):
    """A folder, a pipe, a device or a socket, where a file was expected."""


class TooLargeError(OSError):
    """The file is larger than what is read of any."""


def read_file(path: Path, longest: int = LONGEST_BYTES) -> tuple[bytes, os.stat_result]:
    """What a file holds, and its facts at that time.

    Raises:
        NoFileError: It is no regular file; it has not been opened, as opening alone can do harm.
        TooLargeError: It has more than `longest` bytes.
        OSError: It cannot be read.
    """
    handle = open_file(path)
    try:
        for _ in range(_TRIES):
            before = os.fstat(handle)
            if before.st_size > longest:
                raise TooLargeError(errno.EFBIG, os.strerror(errno.EFBIG), os.fspath(path))
            data = _read_all(path, handle, longest)
            after = os.fstat(handle)
            # Another program may write at this moment.
            if (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns):
                break
            os.lseek(handle, 0, os.SEEK_SET)
        return data, after
    finally:
        os.close(handle)


def open_file(path: Path) -> int:
    """Open a file for reading, for `os`, which waits for nobody.

    Raises:
        NoFileError: It is no regular file; it has not been opened, as opening alone can do harm.
        OSError: It cannot be opened.
    """
    _require_file(path, path.stat())
    handle = os.open(path, _FLAGS)
    try:
        _require_file(path, os.fstat(handle))  # it may have become something else at this moment
    except BaseException:
        os.close(handle)
        raise
    return handle


def read_text_file(path: Path) -> tuple[bytes, os.stat_result]:
    """What a file that the writer chose holds, and its facts.

    Raises:
        DocumentError: It cannot be read; one sentence that says why.
    """
    try:
        if path.is_dir():
            raise DocumentError("{path} is a folder; choose a text file in it.", path=path)
        return read_file(path)
    except NoFileError as error:
        raise DocumentError("{path} is a device, not a text file; choose another one.", path=path) from error
    except TooLargeError as error:
        raise DocumentError(
            "{path} is larger than {size} MB, which no text is; divide it with another program first.",
            path=path,
            size=LONGEST_BYTES // MEBIBYTE,
        ) from error
    except FileNotFoundError as error:
        raise DocumentError("There is no file {path}; check its name.", path=path) from error
    except (OSError, ValueError) as error:
        raise DocumentError(
            "{path} cannot be read ({reason}); check its permissions.", path=path, reason=reason_of(error)
        ) from error


def reason_of(error: OSError | ValueError) -> str:
    """Why the system refused, in a few words."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__


def _require_file(path: Path, facts: os.stat_result) -> None:
    if not stat.S_ISREG(facts.st_mode):
        raise NoFileError(errno.EINVAL, "no regular file", os.fspath(path))


def _read_all(path: Path, handle: int, longest: int) -> bytes:
    blocks: list[bytes] = []
    left = longest + 1  # a file of /proc says that it is empty, others grow meanwhile
    while left > 0 and (block := os.read(handle, min(_BLOCK, left))):
        blocks.append(block)
        left -= len(block)
    if left <= 0:
        raise TooLargeError(errno.EFBIG, os.strerror(errno.EFBIG), os.fspath(path))
    return b"".join(blocks)
