"""Writing a file so that a crash at any moment leaves either the old or the new one, never half of one."""

import contextlib
import os
import secrets
import stat
from pathlib import Path


def write_atomically(path: Path, data: bytes) -> None:
    """Replace `path` by a file that holds `data`; permissions and owner of an existing file are kept.

    Args:
        path: The real file, no symbolic link.
        data: The new contents.

    Raises:
        OSError: It did not work, and `path` is as it was.
    """
    temporary = path.with_name(f".inkling-{secrets.token_hex(6)}.tmp")
    try:
        _write(temporary, data)
        _keep_mode(path, temporary)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _keep_mode(path: Path, temporary: Path) -> None:
    try:
        old = path.stat()
    except FileNotFoundError:
        return
    temporary.chmod(stat.S_IMODE(old.st_mode))
    if hasattr(os, "chown"):
        # Only the superuser may give a file away; the group is then the writer's own.
        with contextlib.suppress(PermissionError):
            os.chown(temporary, old.st_uid, old.st_gid)


def _sync_folder(folder: Path) -> None:
    """Make the renaming itself last; not every file system (nor Windows) can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
