"""Writing a file so that a crash at any moment leaves either the old or the new one, never half of one."""

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from desktop.engine.files.file_facts import FileFacts
from desktop.engine.files.temporary import Temporary, remove_leftovers, sync_folder


class FactsLostError(OSError):
    """A new file in the place of the old one would not have its owner, rights or attributes."""


def write_atomically(path: Path, data: bytes) -> None:
    """Replace one of the desk's own files, which nobody else may read, by one that holds `data`.

    Args:
        path: The real file, no symbolic link.
        data: The new contents.

    Raises:
        OSError: It did not work, and `path` is as it was.
    """
    remove_leftovers(path.parent)
    temporary = Temporary(path.parent)
    try:
        temporary.write(data)
        temporary.replace(path)
    except BaseException:
        temporary.discard()
        raise
    temporary.close()
    sync_folder(path.parent)


def replace_file(
    path: Path, data: bytes, old: FileFacts | None, sources: Iterable[Path | FileFacts] = ()
) -> os.stat_result:
    """Put a new file in the place of one of the writer's, with the same owner, rights and attributes.

    One that is new takes the place of none, not even of one that another desk has made meanwhile.

    Args:
        path: The real file, no symbolic link.
        data: The new contents.
        old: What the file has; None for a file that is new.
        sources: Files whose words are in it; a new file can be read by those alone who can read all of these.

    Returns:
        The facts of the new file.

    Raises:
        FileExistsError: There is a file by now where there was none.
        FactsLostError: The new file cannot be given all of those; `path` is as it was.
        OSError: It did not work, and `path` is as it was.
    """
    try:
        return _replace(path, data, old, sources)
    except FileNotFoundError:
        # Another desk may have taken the temporary file, of that instant, for a leftover.
        return _replace(path, data, old, sources)


def _replace(
    path: Path, data: bytes, old: FileFacts | None, sources: Iterable[Path | FileFacts]
) -> os.stat_result:
    temporary = Temporary(path.parent, private=old is not None)
    try:
        temporary.write(data)
        if old is None:
            temporary.publish(sources)
        elif not old.give_to(temporary.handle):
            raise FactsLostError
        facts = os.fstat(temporary.handle)
        if old is None:
            temporary.put(path)
        else:
            temporary.replace(path)
    except BaseException:
        temporary.discard()
        raise
    # The new file is there. Whatever fails from here on must not say otherwise.
    with contextlib.suppress(OSError):
        facts = path.stat()
    temporary.close()
    sync_folder(path.parent)
    return facts
