"""Locks that the system keeps on an open file, and lets go when the process that holds it ends."""

import errno
import os
import sys

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# Where file systems have no locks they say so in one of these ways.
_UNSUPPORTED = {errno.ENOLCK, errno.ENOSYS, errno.EINVAL, getattr(errno, "EOPNOTSUPP", 0), errno.ENOTSUP}
# Windows keeps others from reading what is locked, so the locked byte lies behind all contents.
_PLACE = 1 << 30


def lock_file(handle: int) -> bool | None:
    """Lock an open file, without waiting. Closing it, and so the end of the process, unlocks it.

    Returns:
        Whether it is locked now; None where the file system has no locks.
    """
    try:
        if sys.platform == "win32":
            os.lseek(handle, _PLACE, os.SEEK_SET)
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            finally:
                os.lseek(handle, 0, os.SEEK_SET)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return None if error.errno in _UNSUPPORTED and sys.platform != "win32" else False
    return True
