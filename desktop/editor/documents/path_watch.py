"""Notices what other programs do to files and folders."""

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QEvent, QFileSystemWatcher, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget


class PathWatch(QObject):
    """Watches paths: at once where the system tells, else whenever the window comes to the front.

    Signals:
        stirred: Something may have changed.
    """

    stirred = Signal()

    def __init__(self, window: QWidget, settle: int):
        """Tell of changes `settle` milliseconds behind the first of them, when others have followed."""
        super().__init__(window)
        self._is_on = False
        self._watcher = QFileSystemWatcher(self)
        self._settle = QTimer(self, interval=settle, singleShot=True)
        self._settle.timeout.connect(self.stirred)
        self._watcher.fileChanged.connect(self._on_event)
        self._watcher.directoryChanged.connect(self._on_event)
        window.installEventFilter(self)

    def watch(self, paths: Collection[Path]) -> None:
        """Watch these, as far as they are there, and no others."""
        self._is_on = bool(paths)
        names = {str(path) for path in paths if _can_be_told(path) and path.exists()}
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if watched - names:
            self._watcher.removePaths(sorted(watched - names))
        if names - watched:
            self._watcher.addPaths(sorted(names - watched))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look when the writer comes back: not all disks tell of changes, nor can all names be watched."""
        if event.type() == QEvent.Type.WindowActivate:
            self._on_event()
        return False

    def _on_event(self, *_: str) -> None:
        if self._is_on and not self._settle.isActive():
            self._settle.start()


def _can_be_told(path: Path) -> bool:
    """Whether Qt can be told of a path: its strings hold no bytes that are no UTF-8."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True
