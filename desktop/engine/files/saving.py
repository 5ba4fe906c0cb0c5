"""Saving to the writer's file: by a new file in its place or, where that cannot be, within it."""

import errno
import os
from collections.abc import Iterable
from pathlib import Path

from desktop.engine.files.atomic import FactsLostError, replace_file
from desktop.engine.files.file_facts import FileFacts
from desktop.engine.files.in_place import write_in_place

# No new file may be put there: no right to change the folder, a folder that keeps others' files, a file that
# is itself a mount.
_NO_NEW_FILE = {errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.EXDEV}


def save_file(
    path: Path, data: bytes, is_new: bool, sources: Iterable[Path | FileFacts] = ()
) -> os.stat_result:
    """Give a file new contents; its owner, group, rights, access list, attributes and links stay as they are.

    Args:
        path: The real file, no symbolic link.
        data: The new contents.
        is_new: Whether there was none yet a moment ago.
        sources: Files whose words are in it; a new file can be read by those alone who can read all of these.

    Returns:
        Its facts.

    Raises:
        DamagedError: It failed half-way, and the old contents could not be put back.
        OSError: It did not work, and the file is as it was.
    """
    try:
        facts = FileFacts.of(path)
        links = path.stat().st_nlink
    except FileNotFoundError:
        if not is_new:
            raise
        return replace_file(path, data, None, sources)
    if links > 1:
        return write_in_place(path, data)
    try:
        return replace_file(path, data, facts)
    except FactsLostError:
        return write_in_place(path, data)
    except OSError as error:
        if error.errno not in _NO_NEW_FILE:
            raise
        return write_in_place(path, data)
