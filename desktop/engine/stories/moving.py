"""Giving a file another name without ever taking the place of another one."""

import errno
import logging
import os
from pathlib import Path

from desktop.engine.documents.chosen_encodings import move_choice
from desktop.engine.files.temporary import NO_LINKS, sync_folder
from desktop.engine.names import fitting
from desktop.engine.shown import shown
from desktop.engine.stories.file_names import key_of

log = logging.getLogger("inkling")

# Files beside a text that go where it goes, by what their names have behind its own.
COMPANIONS = (".comments.json", ".memory.json", ".origins.json")


def move_text(old: Path, new: Path) -> None:
    """Rename a text's file, and what belongs to it beside it and elsewhere; see `move_file`."""
    move_file(old, new)
    move_choice(old, new)
    for suffix in COMPANIONS:
        companion = fitting(old.parent, old.name, "", suffix)
        if not companion.is_file():
            continue
        try:
            move_file(companion, fitting(new.parent, new.name, "", suffix))
        except OSError as error:
            log.warning("%s does not go along with its text: %s", shown(companion), error.strerror)


def move_file(old: Path, new: Path) -> None:
    """Rename a file; whatever happens, its contents are there under the old name or the new one.

    Raises:
        FileExistsError: There is a file of the new name; both are as they were.
        OSError: It did not work, and the file has its old name.
    """
    if _is_other_spelling(old, new) or os.name == "nt":
        old.rename(new)  # Windows refuses a name that is taken
    else:
        _move(old, new)
    sync_folder(new.parent)
    if new.parent != old.parent:
        sync_folder(old.parent)


def _move(old: Path, new: Path) -> None:
    try:
        os.link(old, new)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        if os.path.lexists(new):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), os.fspath(new)) from error
        old.rename(new)
        return
    try:
        old.unlink()
    except BaseException:
        new.unlink()
        raise


def _is_other_spelling(old: Path, new: Path) -> bool:
    """Whether two names are of one file of a folder that takes letters of either case for the same."""
    if old.parent != new.parent or key_of(old.name) != key_of(new.name):
        return False
    try:
        return os.path.samestat(old.lstat(), new.lstat())
    except OSError:
        return False
