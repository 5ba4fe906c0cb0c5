"""Keeps unsaved words, untitled ones too, where the next start finds them."""

import contextlib
import logging
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextDocument

from desktop.editor.documents.exact_text import HALF, exact_text, parts_pair
from desktop.editor.messages.engine_words import told
from desktop.engine.documents.documents import Document
from desktop.engine.errors import DocumentError
from desktop.engine.recovery.journal import Edit
from desktop.engine.recovery.recovery import RecoveryStore
from desktop.engine.utf16 import utf16_length

log = logging.getLogger(__name__)

# From a key to its words on disk, with much to spare below the second that is promised.
WRITE_SECONDS = 0.1
# What is written survives the end of the desk at once, and that of the whole machine after this.
SYNC_SECONDS = 4.0
RETRY_SECONDS = 5.0  # on a full disk
LONGEST_WAIT_SECONDS = 5.0  # for the disk, when the desk has to end


class Autosave(QObject):
    """Keeps one document's unsaved words in the recovery store, edit by edit.

    What was edited is noted on the window's thread and written on a background thread, in order, also while
    the window is busy. The text itself is never copied for it, however long it is.

    Signals:
        failed: The words cannot be kept; one sentence that says why. Said once until it works again.
    """

    failed = Signal(str)

    def __init__(self, document: QTextDocument, store: RecoveryStore):
        super().__init__(document)
        self._document = document
        self._journal = store.journal(uuid4().hex)
        self._length = document.characterCount() - 1
        self._listening = True
        # Edits, and what else is to be done, for the background thread.
        self._steps: deque[Edit | Callable[[], None]] = deque()
        self._scheduled = False
        self._hurry = threading.Event()
        self._ended = threading.Event()
        # Of the background thread alone.
        self._unwritten = self._complained = self._syncing = False
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="inkling-recovery")
        # A disk that is slow to sync must not keep words from being written.
        self._syncer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="inkling-sync")
        document.contentsChange.connect(self._on_edit)
        document.modificationChanged.connect(self._on_modification)

    # --- which words -------------------------------------------------------------------------------------

    @contextmanager
    def another_text(self, path: Path | None, file: Document | None) -> Iterator[None]:
        """Put another text on the page meanwhile; what was kept of the former one is dropped.

        Args:
            path: Its file; None for an untitled one.
            file: How the file is.
        """
        self._listening = False
        try:
            yield
        finally:
            self._listening = True
            self.drop()
            self._begin(file.text if file else "")
            self.belongs_to(path, file)

    def belongs_to(self, path: Path | None, file: Document | None) -> None:
        """Say which file the words are of from now on, and how it is."""
        self._do(lambda: self._journal.belongs_to(path, file))

    def _begin(self, text: str) -> None:
        self._length = self._document.characterCount() - 1
        if utf16_length(text) != self._length:
            text = exact_text(self._document, 0, self._length)
        self._do(lambda: self._journal.begin(text))

    # --- keeping -----------------------------------------------------------------------------------------

    def keep_now(self) -> bool:
        """Write the words now and wait for it. Says whether nothing would be lost by a crash."""
        if not self._document.isModified():
            return True
        self._hurry.set()
        try:
            return self._writer.submit(self._work).result(LONGEST_WAIT_SECONDS)
        except (TimeoutError, RuntimeError):  # the disk is stuck; it was ended
            return False
        finally:
            self._hurry.clear()

    def drop(self) -> None:
        """Forget what was kept: the words are saved, or not wanted."""

        def forget() -> None:
            self._unwritten = False
            try:
                self._journal.remove()
            except OSError as error:
                log.warning("An outdated copy of unsaved words cannot be removed: %s", error)

        self._do(forget)

    def end(self, keep: bool) -> None:
        """Wait until nothing is being written, and stop.

        Args:
            keep: Keep unsaved words for the next start; else what was kept is dropped.
        """
        is_stuck = keep and not self.keep_now()
        if not keep:
            self.drop()
        self._do(self._journal.close)
        self._listening = False
        self._hurry.set()
        self._ended.set()
        self._writer.shutdown(wait=not is_stuck)
        self._syncer.shutdown(wait=False)

    # --- what happens on the page ------------------------------------------------------------------------

    def _on_edit(self, position: int, removed: int, added: int) -> None:
        """Note an edit, before Qt lays the text out again, which can take long."""
        if not self._listening:
            return
        # Qt may count the end of the last paragraph, which is none of the text.
        length = self._document.characterCount() - 1
        end = min(position + added, length)
        words = exact_text(self._document, position, end)
        if HALF in words:  # undo may bring back half of a character whose other half had stayed
            before, after = parts_pair(self._document, position), parts_pair(self._document, end)
            position, removed, end = position - before, removed + before + after, end + after
            words = exact_text(self._document, position, end)
        self._length += utf16_length(words) - min(removed, self._length - position)
        self._do(Edit(position, removed, words))
        if self._length != length:
            log.error("Qt told of an edit (%d, %d, %d) that does not add up", position, removed, added)
            self._begin(exact_text(self._document, 0, length))
            self._do(self._want_all)

    def _on_modification(self, modified: bool) -> None:
        if not self._listening:
            return
        if modified:
            self._do(self._want_all)
        else:
            self.drop()

    def _do(self, step: "Edit | Callable[[], None]") -> None:
        """Let the background thread do something soon, after all that it was told before."""
        self._steps.append(step)
        self._schedule(WRITE_SECONDS)

    def _schedule(self, wait: float) -> None:
        if not self._scheduled:
            self._scheduled = True
            with contextlib.suppress(RuntimeError):  # it was ended
                self._writer.submit(self._work, wait)

    # --- on the background threads -----------------------------------------------------------------------

    def _work(self, wait: float = 0.0) -> bool:
        """Do what is to be done, and then write what was edited. Says whether all is on disk."""
        self._hurry.wait(wait)
        self._scheduled = False  # first: what comes from now on needs another turn
        try:
            while self._steps:
                step = self._steps.popleft()
                if isinstance(step, Edit):
                    self._journal.note([step])
                    self._unwritten = True
                else:
                    step()
            if self._unwritten:
                self._journal.write()
                self._unwritten = self._complained = False
                self._sync_soon()
        except Exception as error:
            self._complain(error)
            self._schedule(RETRY_SECONDS)
            return False
        return True

    def _want_all(self) -> None:
        self._unwritten = True

    def _sync_soon(self) -> None:
        descriptor = None if self._syncing else self._journal.to_sync()
        if descriptor is not None:
            self._syncing = True
            self._syncer.submit(self._sync, descriptor)

    def _sync(self, descriptor: int) -> None:
        self._ended.wait(SYNC_SECONDS)
        self._syncing = False  # first: what is written from now on needs another turn
        try:
            with contextlib.suppress(OSError):  # not every file system can
                os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def _complain(self, error: Exception) -> None:
        log.warning("Unsaved words cannot be kept aside", exc_info=error)
        if not self._complained:
            self._complained = True
            self.failed.emit(
                told(error.sentence)
                if isinstance(error, DocumentError)
                else self.tr("Unsaved words cannot be kept.")
            )
