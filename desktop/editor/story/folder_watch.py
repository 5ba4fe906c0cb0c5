"""Notices what other programs do to a story's folder."""

from pathlib import Path

from PySide6.QtCore import QEvent, QFileSystemWatcher, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.editor.documents.disk_guard import can_be_told

# Shorter than the wait of the guard over the open file, which is to hear of a new name first.
SETTLE_MILLISECONDS = 100


class FolderWatch(QObject):
    """Watches folders: at once where the system tells, else whenever the window comes to the front.

    Signals:
        stirred: Something may have changed.
    """

    stirred = Signal()

    def __init__(self, window: QWidget):
        super().__init__(window)
        self._is_on = False
        self._watcher = QFileSystemWatcher(self)
        self._settle = QTimer(self, interval=SETTLE_MILLISECONDS, singleShot=True)
        self._settle.timeout.connect(self.stirred)
        self._watcher.directoryChanged.connect(self._on_event)
        window.installEventFilter(self)

    def watch(self, folders: list[Path]) -> None:
        """Watch these folders, as far as they are there, and no others."""
        self._is_on = bool(folders)
        names = {str(folder) for folder in folders if folder.is_dir() and can_be_told(folder)}
        watched = set(self._watcher.directories())
        if watched - names:
            self._watcher.removePaths(sorted(watched - names))
        if names - watched:
            self._watcher.addPaths(sorted(names - watched))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look when the writer comes back: not all disks tell of changes."""
        if event.type() == QEvent.Type.WindowActivate:
            self._on_event()
        return False

    def _on_event(self, *_: str) -> None:
        if self._is_on and not self._settle.isActive():
            self._settle.start()
