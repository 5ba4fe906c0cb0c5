"""Notices what other programs do to a document's file."""

import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget

from desktop.editor.documents.path_watch import PathWatch
from desktop.engine.documents.documents import Document, disk_state
from desktop.engine.files.file_stamp import DiskState

# Programs save by removing and writing again, or in several steps; only what comes of it counts.
SETTLE_MILLISECONDS = 150


class DiskGuard(QObject):
    """Watches one file: at once where the system tells, else whenever its window comes to the front.

    A document whose file is gone counts as modified, since its words are nowhere else.

    Signals:
        changed: The file became another one than the document's, or the document's again; its `DiskState`.
    """

    changed = Signal(DiskState)

    def __init__(self, window: QWidget, document: QTextDocument):
        super().__init__(window)
        self._document = document
        self._path: Path | None = None
        self._file: Document | None = None
        self._told: tuple[DiskState, object] = (DiskState.SAME, None)
        self._marked_at = -1  # the document's revision that was called modified because the file is gone
        self._watch = PathWatch(window, SETTLE_MILLISECONDS)
        self._watch.stirred.connect(self.look)

    def guard(self, path: Path | None, file: Document | None) -> None:
        """Watch this file, as it was read or written just now, or none."""
        self._path, self._file = path, file
        self._told, self._marked_at = (DiskState.SAME, None), -1
        self._watch_anew()

    def state(self) -> DiskState:
        """How the file is now."""
        if self._path is None or self._file is None:
            return DiskState.SAME
        return disk_state(self._path, self._file)

    def look(self) -> None:
        """See how the file is now, and say so if that is news."""
        self._watch_anew()
        state = self.state()
        told = (state, self._mark() if state is DiskState.CHANGED else None)
        if told == self._told:  # something else has happened in the folder
            return
        self._told = told
        if state in (DiskState.GONE, DiskState.UNREADABLE):
            if not self._document.isModified():
                self._document.setModified(True)
                self._marked_at = self._document.revision()
        elif state is DiskState.SAME and self._marked_at == self._document.revision():
            self._document.setModified(False)
        self.changed.emit(state)

    def _mark(self) -> object:
        """What tells one change of the file from the next."""
        try:
            status = self._path.stat() if self._path else None
        except OSError:
            status = None
        if status is None:
            return None
        return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns

    def _watch_anew(self) -> None:
        """Watch the file, its folder and that of the file that a link leads to, and what those are in.

        Programs that save by replacing end the watch on the file itself; no folder tells of its own moving.
        """
        path = self._path
        folders = {path.parent, Path(os.path.realpath(path)).parent} if path else set()
        self._watch.watch({path, *folders, *(folder.parent for folder in folders)} if path else set())
