"""One document's life in a window: new, open, save, close, and what else happens to its file."""

import logging
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.editor.autosave import Autosave
from desktop.editor.dialogs import Dialogs, Unsaved
from desktop.editor.engine_words import told
from desktop.editor.long_paragraphs import plain_text
from desktop.editor.messages import Answer, Messages
from desktop.editor.page import Page
from desktop.editor.settings import Settings
from desktop.engine.documents import (
    Document,
    DocumentLock,
    RecoveryStore,
    read_document,
    stamp_of,
    write_document,
)
from desktop.engine.errors import InklingError

log = logging.getLogger(__name__)

FILE_TOPIC = "file"
DISK_TOPIC = "disk"


class DocumentSession(QObject):
    """Opens, saves and guards the document of one window.

    What goes wrong is said in a bar, in one sentence; a dialog asks only about unsaved words that would be
    lost.

    Signals:
        document_replaced: Another text is on the page.
    """

    document_replaced = Signal()

    def __init__(
        self,
        window: QWidget,
        page: Page,
        messages: Messages,
        settings: Settings,
        store: RecoveryStore,
        dialogs: Dialogs,
    ):
        super().__init__(window)
        self._window = window
        self._page = page
        self._messages = messages
        self._settings = settings
        self._dialogs = dialogs
        self._path: Path | None = None
        self._file: Document | None = None
        self._lock: DocumentLock | None = None
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._on_disk_change)
        self._watcher.directoryChanged.connect(self._on_disk_change)
        self.autosave = Autosave(page.document(), store, lambda: self._path)
        self.autosave.failed.connect(self._say)
        page.document().modificationChanged.connect(window.setWindowModified)
        self.show_title()

    # --- facts -------------------------------------------------------------------------------------------

    @property
    def path(self) -> Path | None:
        """The document's file; None for an untitled one."""
        return self._path

    @property
    def name(self) -> str:
        """The document's name as the writer knows it."""
        return self._path.name if self._path else self.tr("Untitled")

    @property
    def is_modified(self) -> bool:
        """Whether there are unsaved words."""
        return self._page.document().isModified()

    @property
    def is_blank(self) -> bool:
        """Whether nothing would be lost by opening something else here."""
        return self._path is None and not self.is_modified and self._page.document().isEmpty()

    # --- new and open ------------------------------------------------------------------------------------

    def new(self) -> bool:
        """Begin an empty, untitled document. Says whether it did."""
        if not self.may_close():
            return False
        self._put_on_page("", None, None, None)
        return True

    def choose_and_open(self) -> None:
        """Ask for a file and open it."""
        path = self._dialogs.file_to_open(self._window, self._settings.choices.folder)
        if path:
            self.open(path)

    def open(self, path: Path) -> bool:
        """Open a file in place of what is on the page. Says whether it did."""
        path = path.absolute()
        if path == self._path or not self.may_close():
            return False
        return self._load(path)

    def restore(self, text: str, path: Path | None) -> bool:
        """Put words that were never saved back on the page, unsaved as they are."""
        if path and path.exists() and not self._load(path):
            return False
        cursor = self._page.textCursor()
        cursor.select(cursor.SelectionType.Document)
        self._page.edits.replace(cursor, text)
        self._page.document().setModified(True)
        self._page.setTextCursor(cursor)
        return True

    def _acquired_lock(self, path: Path) -> DocumentLock | None:
        """A lock on a file; None, and the reason on screen, when another desk has it."""
        lock = DocumentLock(path)
        try:
            lock.acquire()
        except InklingError as error:
            self._say(told(error.sentence))
            return None
        return lock

    def _load(self, path: Path) -> bool:
        lock = self._acquired_lock(path)
        if lock is None:
            return False
        try:
            document = read_document(path)
        except InklingError as error:
            lock.release()
            self._say(told(error.sentence))
            return False
        self._put_on_page(document.text, path, document, lock)
        self._settings.add_recent(path)
        if document.notice:
            self._messages.say(FILE_TOPIC, told(document.notice))
        return True

    def _put_on_page(
        self, text: str, path: Path | None, document: Document | None, lock: DocumentLock | None
    ) -> None:
        self._release_lock()
        self._messages.close_topic(FILE_TOPIC)
        self._messages.close_topic(DISK_TOPIC)
        self.autosave.drop()
        self._path, self._file, self._lock = path, document, lock
        self._page.setPlainText(text)
        self._page.document().setModified(False)
        self._watch()
        self.show_title()
        self.document_replaced.emit()

    # --- save --------------------------------------------------------------------------------------------

    def save(self) -> bool:
        """Save to the document's file; asks for one when it has none. Says whether it did."""
        if self._path is None:
            return self.save_as()
        if self._changed_on_disk():
            self._messages.say(
                DISK_TOPIC,
                self.tr(
                    "“{name}” was changed by another program since you opened it; it has not been saved."
                ).format(name=self.name),
                [
                    (self.tr("Save mine over it"), self._save_over),
                    (self.tr("Save as…"), self.save_as),
                    (self.tr("Load theirs"), self.load_again),
                ],
            )
            return False
        return self._write(self._path)

    def save_as(self) -> bool:
        """Ask for a file and save to it. Says whether it did."""
        proposal = self._path or Path(self._settings.choices.folder) / f"{self.tr('Untitled')}.txt"
        path = self._dialogs.file_to_save(self._window, str(proposal))
        if path is None:
            return False
        path = path.absolute()
        if path == self._path:
            return self._write(path)
        lock = self._acquired_lock(path)
        if lock is None:
            return False
        if not self._write(path):
            lock.release()
            return False
        self._release_lock()
        self._lock = lock
        return True

    def _save_over(self) -> None:
        if self._path:
            self._write(self._path)

    def _write(self, path: Path) -> bool:
        old = self._file
        try:
            self._file = write_document(path, plain_text(self._page.document()), old)
        except InklingError as error:
            self._say(told(error.sentence), [(self.tr("Save as…"), self.save_as)])
            return False
        self._path = path
        self._page.document().setModified(False)
        self._messages.close_topic(FILE_TOPIC)
        self._messages.close_topic(DISK_TOPIC)
        self._settings.add_recent(path)
        self._watch()
        self.show_title()
        return True

    # --- close -------------------------------------------------------------------------------------------

    def may_close(self) -> bool:
        """Ask what to do with unsaved words. Says whether the document may go."""
        if not self.is_modified:
            return True
        answer = self._dialogs.unsaved(self._window, self.name)
        if answer is Unsaved.SAVE:
            return self.save()
        return answer is Unsaved.DISCARD

    def end(self) -> None:
        """Let go of the file; nothing is saved here."""
        self.autosave.end()
        self._release_lock()

    # --- the file on disk --------------------------------------------------------------------------------

    def load_again(self) -> None:
        """Load the file anew, and drop what is on the page."""
        if self._path is None:
            return
        try:
            document = read_document(self._path)
        except InklingError as error:
            self._say(told(error.sentence))
            return
        position = self._page.textCursor().position()
        self._put_on_page(document.text, self._path, document, self._take_lock())
        cursor = self._page.textCursor()
        cursor.setPosition(min(position, self._page.document().characterCount() - 1))
        self._page.setTextCursor(cursor)

    def _changed_on_disk(self) -> bool:
        if self._path is None or self._file is None:
            return False
        try:
            if self._path.stat().st_mtime_ns == self._file.stamp.modified:
                return False  # the stamp reads the whole file
        except OSError:
            return False
        stamp = stamp_of(self._path)
        return stamp is not None and stamp != self._file.stamp

    def _on_disk_change(self, _: str) -> None:
        self._watch()
        if self._changed_on_disk():
            self._messages.say(
                DISK_TOPIC,
                self.tr("“{name}” was changed by another program.").format(name=self.name),
                [(self.tr("Load theirs"), self.load_again)],
            )

    def _watch(self) -> None:
        """Watch the file, and its folder too: programs that save by replacing end the watch on the file."""
        watched = self._watcher.files() + self._watcher.directories()
        wanted = [str(one) for one in (self._path, self._path.parent) if one.exists()] if self._path else []
        gone = [one for one in watched if one not in wanted]
        if gone:
            self._watcher.removePaths(gone)
        new = [one for one in wanted if one not in watched]
        if new:
            self._watcher.addPaths(new)

    def _take_lock(self) -> DocumentLock | None:
        lock, self._lock = self._lock, None
        return lock

    def _release_lock(self) -> None:
        lock = self._take_lock()
        if lock:
            lock.release()

    # --- words to the writer -----------------------------------------------------------------------------

    def _say(self, sentence: str, answers: Sequence[Answer] = ()) -> None:
        log.warning("%s", sentence)
        self._messages.say(FILE_TOPIC, sentence, answers)

    def show_title(self) -> None:
        """Name the document in the window's title."""
        self._window.setWindowTitle(f"{self.name}[*] — Inkling")
        self._window.setWindowFilePath(str(self._path or ""))
