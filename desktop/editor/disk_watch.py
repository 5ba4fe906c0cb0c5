"""Notices what other programs do to a document's file."""

import os
from pathlib import Path

from PySide6.QtCore import QEvent, QFileSystemWatcher, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

# Programs save by removing and writing again, or in several steps; only what comes of it counts.
SETTLE_MILLISECONDS = 150


class DiskWatch(QObject):
    """Watches one file: at once where the system tells, else whenever its window comes to the front.

    Signals:
        stirred: Something happened to the file, or near it; maybe nothing of interest.
    """

    stirred = Signal()

    def __init__(self, window: QWidget):
        super().__init__(window)
        self._path: Path | None = None
        self._watcher = QFileSystemWatcher(self)
        self._settle = QTimer(self, interval=SETTLE_MILLISECONDS, singleShot=True)
        self._watcher.fileChanged.connect(self._on_event)
        self._watcher.directoryChanged.connect(self._on_event)
        self._settle.timeout.connect(self._on_settled)
        window.installEventFilter(self)

    def watch(self, path: Path | None) -> None:
        """Watch this file from now on, or none.

        Its folder is watched, too, and that of the file that a link leads to: programs that save by replacing
        end the watch on the file itself.
        """
        self._path = path
        wanted = {path, path.parent, Path(os.path.realpath(path)).parent} if path else set()
        names = {str(one) for one in wanted if one.exists() and _can_be_told(one)}
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if watched - names:
            self._watcher.removePaths(sorted(watched - names))
        if names - watched:
            self._watcher.addPaths(sorted(names - watched))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look when the writer comes back: not all disks tell of changes, nor can all names be watched."""
        if event.type() == QEvent.Type.WindowActivate and self._path:
            self._on_event()
        return False

    def _on_event(self, *_: str) -> None:
        if not self._settle.isActive():
            self._settle.start()

    def _on_settled(self) -> None:
        if self._path:
            self.watch(self._path)
            self.stirred.emit()


def _can_be_told(path: Path) -> bool:
    """Whether Qt can be told of a path: its strings hold no bytes that are no UTF-8."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True
