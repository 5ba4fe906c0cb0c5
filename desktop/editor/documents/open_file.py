"""The file behind a document: where it is, how it was read or written, and the lock on it."""

from dataclasses import dataclass
from pathlib import Path

from desktop.engine.documents.documents import Document, read_document
from desktop.engine.documents.locks import DocumentLock
from desktop.engine.errors import DocumentLockedError
from desktop.engine.files.file_stamp import FileStamp


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
    path: Path, force: bool = False, encoding: str | None = None, chosen_for: FileStamp | None = None
) -> OpenFile:
    """Open a file.

    Args:
        path: The file.
        force: Even if it is locked.
        encoding: What the writer has chosen for it; found out if None.
        chosen_for: The contents for which it was chosen; for any others the encoding is found out.

    Raises:
        DocumentLockedError: Another desk, or another window, has it open.
        DocumentBinaryError: It does not look like text, and no encoding was chosen.
        DocumentError: It cannot be read.
    """
    lock = DocumentLock(path)
    lock.acquire(force)
    try:
        document = read_document(path, None if chosen_for else encoding)
        if chosen_for == document.stamp and encoding not in (None, document.encoding):
            document = read_document(path, encoding)
    except BaseException:
        lock.release()
        raise
    return OpenFile(path, document, lock)


def may_be_opened(path: Path) -> bool:
    """Whether no other desk, nor window, has a file open at this moment."""
    lock = DocumentLock(path)
    try:
        lock.acquire()
    except DocumentLockedError:
        return False
    lock.release()
    return True
