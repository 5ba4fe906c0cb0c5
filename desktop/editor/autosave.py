"""Keeps unsaved words, untitled ones too, where the next start finds them."""

import contextlib
import logging
import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextDocument

from desktop.editor.engine_words import told
from desktop.editor.exact_text import exact_text, units
from desktop.engine.documents import Document, RecoveryStore
from desktop.engine.errors import InklingError
from desktop.engine.journal import Edit

log = logging.getLogger(__name__)

# From a key to its words on disk, with time to spare below the second that is promised.
WRITE_MILLISECONDS = 250
# What is written survives the end of the desk at once, and of the whole machine after this.
SYNC_MILLISECONDS = 4000
LONGEST_WAIT_SECONDS = 5.0  # for the disk, when the desk has to end


class Autosave(QObject):
    """Keeps one document's unsaved words in the recovery store, edit by edit.

    What was edited is noted on the window's thread and written on a background thread, in order, while the
    writer writes on; the text itself is never copied for it, however long it is.

    Signals:
        failed: The words cannot be kept; one sentence that says why. Said once until it works again.
    """

    failed = Signal(str)

    def __init__(self, document: QTextDocument, store: RecoveryStore):
        super().__init__(document)
        self._document = document
        self._journal = store.journal(uuid4().hex)
        self._edits: list[Edit] = []
        self._length = units(document.toRawText())
        self._listening = True
        self._complained = False
        # A disk that is slow to sync must not keep words from being written.
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="inkling-recovery")
        self._syncer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="inkling-sync")
        self._write_timer = QTimer(self, interval=WRITE_MILLISECONDS, singleShot=True)
        self._write_timer.timeout.connect(self._write)
        self._sync_timer = QTimer(self, interval=SYNC_MILLISECONDS, singleShot=True)
        self._sync_timer.timeout.connect(self._sync)
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
        self._submit(lambda: self._journal.belongs_to(path, file))

    def _begin(self, text: str) -> None:
        self._length = self._document.characterCount() - 1
        if units(text) != self._length:
            text = exact_text(self._document, 0, self._length)
        self._edits.clear()
        self._submit(lambda: self._journal.begin(text))

    # --- keeping -----------------------------------------------------------------------------------------

    def keep_now(self) -> bool:
        """Write the words now and wait for it. Says whether nothing would be lost by a crash."""
        if not self._document.isModified():
            return True
        written = self._write()
        try:
            return written is not None and written.exception(LONGEST_WAIT_SECONDS) is None
        except TimeoutError:
            return False

    def drop(self) -> None:
        """Forget what was kept: the words are saved, or not wanted."""
        self._write_timer.stop()
        self._sync_timer.stop()
        edits = self._taken_edits()

        def forget() -> None:
            self._journal.note(edits)
            self._journal.remove()

        self._submit(forget)

    def end(self, keep: bool) -> None:
        """Wait until nothing is being written, and stop.

        Args:
            keep: Keep unsaved words for the next start; else what was kept is dropped.
        """
        if keep:
            self.keep_now()
            self._sync()
        else:
            self.drop()
        self._listening = False
        self._writer.shutdown(wait=True)
        self._syncer.shutdown(wait=False)

    # --- what happens on the page ------------------------------------------------------------------------

    def _on_edit(self, position: int, removed: int, added: int) -> None:
        if not self._listening:
            return
        document = self._document
        # Qt may count the end of the last paragraph, which is none of the text.
        length = document.characterCount() - 1
        words = exact_text(document, position, min(position + added, length))
        self._edits.append(Edit(position, removed, words))
        self._length += units(words) - min(removed, self._length - position)
        if self._length != length:
            log.error("Qt told of an edit (%d, %d, %d) that does not add up", position, removed, added)
            self._begin(exact_text(document, 0, length))
        self._keep_soon()

    def _on_modification(self, modified: bool) -> None:
        if not modified:
            self.drop()
        elif self._listening:
            self._keep_soon()

    def _keep_soon(self) -> None:
        if not self._write_timer.isActive():
            self._write_timer.start()

    def _write(self) -> "Future[None] | None":
        """Write what was edited; at once when the document is not modified, nothing."""
        self._write_timer.stop()
        if not self._document.isModified():
            return None
        edits = self._taken_edits()

        def write() -> None:
            self._journal.note(edits)
            self._journal.write()

        if not self._sync_timer.isActive():
            self._sync_timer.start()
        return self._submit(write)

    def _taken_edits(self) -> list[Edit]:
        edits, self._edits = self._edits, []
        return edits

    # --- on the background threads -----------------------------------------------------------------------

    def _sync(self) -> None:
        def sync() -> None:
            descriptor = self._journal.to_sync()
            if descriptor is not None:
                self._syncer.submit(_sync_and_close, descriptor)

        self._submit(sync)

    def _submit(self, work: Callable[[], None]) -> "Future[None] | None":
        """Do something on the writing thread; None when that has ended."""
        try:
            done = self._writer.submit(work)
        except RuntimeError:
            return None
        done.add_done_callback(self._on_done)
        return done

    def _on_done(self, done: "Future[None]") -> None:
        error = done.exception()
        if error is None:
            self._complained = False
            return
        log.warning("Unsaved words cannot be kept aside", exc_info=error)
        if not self._complained:
            self._complained = True
            self.failed.emit(
                told(error.sentence)
                if isinstance(error, InklingError)
                else self.tr("Unsaved words cannot be kept.")
            )


def _sync_and_close(descriptor: int) -> None:
    try:
        with contextlib.suppress(OSError):  # not every file system can
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def plain_text(document: QTextDocument) -> str:
    """Return the whole text as it goes into a file.

    `QTextDocument.toPlainText` would turn no-break spaces, which French needs, into plain ones.
    """
    return document.toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
