"""The file behind a document: where it is, how it was read or written, and the lock on it."""

from dataclasses import dataclass
from pathlib import Path

from desktop.engine.documents import Document, DocumentLock, read_document
from desktop.engine.file_stamp import FileStamp


@dataclass(frozen=True)
class OpenFile:
    """A file that a window has open.

    Attributes:
        path: Where it is.
        document: How it was when it was read or written last.
        lock: Keeps other desks from it.
    """

    path: Path
    document: Document
    lock: DocumentLock


def lock_and_read(
    path: Path, force: bool = False, encoding: str | None = None, known: FileStamp | None = None
) -> OpenFile:
    """Open a file.

    Args:
        path: The file.
        force: Even if it is locked.
        encoding: What the writer had chosen for it; found out if None.
        known: Of the contents for which the encoding was chosen.

    Raises:
        DocumentLockedError: Another desk, or another window, has it open.
        DocumentError: It cannot be read.
    """
    lock = DocumentLock(path)
    lock.acquire(force)
    try:
        document = read_document(path)
        if encoding not in (None, document.encoding) and document.stamp == known:
            document = read_document(path, encoding)
    except BaseException:
        lock.release()
        raise
    return OpenFile(path, document, lock)
