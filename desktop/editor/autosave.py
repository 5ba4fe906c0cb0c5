"""Keeps unsaved words, untitled ones too, where the next start finds them."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextDocument

from desktop.editor.engine_words import told
from desktop.editor.long_paragraphs import plain_text
from desktop.engine.documents import RecoveryStore
from desktop.engine.errors import InklingError

log = logging.getLogger(__name__)

INTERVAL_SECONDS = 5.0
PAUSE_SECONDS = 0.7  # the copy is taken when the writer's hands rest...
LONGEST_WAIT_SECONDS = 15.0  # ...unless they never do
COPY_SHARE = 0.005  # copying the text takes at most this share of the time, however long the text


class Autosave(QObject):
    """Keeps one document's unsaved words in the recovery store.

    The text is copied on the window's thread and written on a background thread, in order.

    Signals:
        failed: The words cannot be kept; one sentence that says why. Said once.
    """

    failed = Signal(str)

    def __init__(self, document: QTextDocument, store: RecoveryStore, path: Callable[[], Path | None]):
        super().__init__(document)
        self._document = document
        self._store = store
        self._path = path
        self._key = uuid4().hex
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="inkling-recovery")
        self._kept = self._complained = False
        self._interval = INTERVAL_SECONDS
        self._last_edit = self._first_edit = 0.0
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_timeout)
        document.contentsChange.connect(self._on_edit)
        document.modificationChanged.connect(self._on_modification)

    def keep_now(self) -> bool:
        """Write the words now and wait for it. Says whether nothing would be lost by a crash."""
        if not self._document.isModified():
            return True
        self._kept = True
        try:
            self._store.write(self._key, plain_text(self._document), self._path())
        except InklingError as error:
            self._complain(error)
            return False
        return True

    def drop(self) -> None:
        """Forget what was kept: the words are saved, or not wanted."""
        self._timer.stop()
        if self._kept:
            self._kept = False
            self._submit(self._remove)

    def end(self) -> None:
        """Forget what was kept and wait until nothing is being written."""
        self.drop()
        self._writer.shutdown(wait=True)

    def _on_edit(self, *_: int) -> None:
        now = time.monotonic()
        self._last_edit = now
        if not self._timer.isActive() and self._document.isUndoRedoEnabled():
            self._first_edit = now
            self._timer.start(round(self._interval * 1000))

    def _on_modification(self, modified: bool) -> None:
        if not modified:
            self.drop()

    def _on_timeout(self) -> None:
        if not self._document.isModified():
            return
        now = time.monotonic()
        rested = now - self._last_edit
        if rested < PAUSE_SECONDS and now - self._first_edit < LONGEST_WAIT_SECONDS:
            self._timer.start(round((PAUSE_SECONDS - rested) * 1000) + 1)
            return
        text, path = plain_text(self._document), self._path()
        self._interval = max(INTERVAL_SECONDS, (time.monotonic() - now) / COPY_SHARE)
        self._kept = True
        self._submit(lambda: self._store.write(self._key, text, path))

    def _submit(self, work: Callable[[], object]) -> None:
        self._writer.submit(work).add_done_callback(self._on_done)

    def _remove(self) -> None:
        try:
            self._store.remove(self._key)
        except OSError as error:
            log.warning("An outdated copy of unsaved words cannot be removed: %s", error)

    def _on_done(self, done: "Future[object]") -> None:
        """On the background thread."""
        error = done.exception()
        if error:
            self._complain(error)

    def _complain(self, error: BaseException) -> None:
        log.warning("Unsaved words cannot be kept aside", exc_info=error)
        if not self._complained:
            self._complained = True
            self.failed.emit(
                told(error.sentence)
                if isinstance(error, InklingError)
                else self.tr("Unsaved words cannot be kept.")
            )
