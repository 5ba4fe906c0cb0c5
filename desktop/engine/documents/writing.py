"""Bytes written to a file of the writer's, whose former contents are kept first."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from desktop.engine.documents.backups import back_up
from desktop.engine.errors import DocumentError
from desktop.engine.files.file_facts import FileFacts
from desktop.engine.files.in_place import DamagedError, finish_interrupted
from desktop.engine.files.reading import reason_of
from desktop.engine.files.saving import save_file
from desktop.engine.files.temporary import remove_leftovers
from desktop.engine.names import real_path


def write_bytes(
    path: Path, data: bytes, backups: Path | None = None, sources: Iterable[Path | FileFacts] = ()
) -> os.stat_result:
    """Give a file new contents, or make it; whatever fails, it is as it was.

    Args:
        path: The file; a symbolic link is followed.
        data: The new contents.
        backups: Where former contents go; the writer's data folder if None.
        sources: Files whose words are in it; a new file can be read by those alone who can read all of these.

    Returns:
        The file's facts.

    Raises:
        DocumentError: It cannot be written; the message says how the file is.
    """
    try:
        real = real_path(path)
        is_new = _is_new(path, real)
        finish_interrupted(real)
        remove_leftovers(real.parent)
        back_up(real, backups)
        return save_file(real, data, is_new, sources)
    except DamagedError as error:
        raise DocumentError(
            "{path} was damaged while it was saved ({reason}); its whole text, old and new, is in {note}: "
            "make room and open the file again.",
            path=path,
            reason=reason_of(error),
            note=error.note,
        ) from error
    except (OSError, ValueError) as error:
        raise DocumentError(
            "{path} cannot be saved ({reason}) and is as it was; save elsewhere or make room.",
            path=path,
            reason=reason_of(error),
        ) from error


def _is_new(path: Path, real: Path) -> bool:
    """Whether there is no file yet; a file that is there has to be one that can be written."""
    try:
        facts = real.stat()
    except FileNotFoundError:
        if real.parent.is_dir():
            return True
        # A stick was pulled out, or the folder renamed: there is no file that could be as it was.
        raise DocumentError(
            "{path} cannot be saved, as its folder is gone; save elsewhere or put the folder back.", path=path
        ) from None
    if stat.S_ISDIR(facts.st_mode):
        raise DocumentError("{path} is a folder; choose another name.", path=path)
    if not stat.S_ISREG(facts.st_mode):
        raise DocumentError("{path} is a device, not a text file; choose another name.", path=path)
    # Replacing a file asks for the folder's permission alone.
    effective = os.access in os.supports_effective_ids
    if not os.access(real, os.W_OK, effective_ids=effective):
        raise DocumentError(
            "{path} is read-only; save under another name or change its permissions.", path=path
        )
    return False
