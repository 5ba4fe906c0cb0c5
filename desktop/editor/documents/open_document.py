"""The document on a window's page and its file: what it is, saving it, reading it again."""

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.editor.documents.autosave import Autosave
from desktop.editor.documents.disk_guard import DiskGuard
from desktop.editor.documents.exact_text import replace_text
from desktop.editor.documents.open_file import OpenFile
from desktop.editor.documents.save_path import final_path
from desktop.editor.messages.dialogs import Dialogs
from desktop.editor.messages.engine_words import told
from desktop.editor.messages.messages import Answer, Messages
from desktop.editor.messages.wording import translate
from desktop.editor.page.long_paragraphs import plain_text
from desktop.editor.page.page import Page
from desktop.editor.settings.settings import Settings
from desktop.engine.documents.backups import keep_backup
from desktop.engine.documents.chosen_encodings import Choice, choose_encoding
from desktop.engine.documents.documents import MARKDOWN_SUFFIXES, Document, read_document, write_document
from desktop.engine.documents.encodings import encoding_label
from desktop.engine.documents.locks import DocumentLock
from desktop.engine.errors import (
    DocumentEncodingError,
    DocumentLockedError,
    InklingError,
)
from desktop.engine.files.file_stamp import DiskState, same_file
from desktop.engine.recovery.recovery import RecoveryStore
from desktop.engine.shown import shown

log = logging.getLogger(__name__)

FILE_TOPIC = "file"
DISK_TOPIC = "disk"
UTF8 = "utf-8"


class OpenDocument(QObject):
    """What is on the page, and the file that it is saved to.

    What goes wrong is said in a bar, in one sentence; a dialog asks only about words that would be lost: the
    writer's unsaved ones, or those of a file that would be replaced.

    Words are looked up by this class's name; `tr` would take that of the class that inherits from it.

    Signals:
        about_to_replace: Another text is about to come to the page; the former one is still there.
        about_to_part: The desk is about to share out the words of this document's file among files anew, and
            what lies beside it; then another text comes to the page, or this one is loaded again.
        document_replaced: Another text is on the page.
        renamed: The same text is saved to another file from now on.
        encoding_changed: How the document's file is written, as Python names it.
        saved: The text is in its file now.

    Attributes:
        is_of_story: Whether a file is part of a story, and so stands not by itself among the recent ones.
    """

    about_to_replace = Signal()
    about_to_part = Signal()
    document_replaced = Signal()
    renamed = Signal()
    encoding_changed = Signal(str)
    saved = Signal()

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
        self._file: OpenFile | None = None
        self._former_path: Path | None = None  # proposed for words without a file: they came from there
        # Of words without a file: others may read what is saved no more than it.
        self._source: Path | None = None
        self._bringing = False
        self._based_on_other = False  # the words on the page were typed into other contents of the file
        self.is_of_story: Callable[[Path], bool] = lambda path: False
        self.guard = DiskGuard(window, page.document())
        self.guard.changed.connect(self._on_disk_change)
        self.autosave = Autosave(page.document(), store)
        self.autosave.failed.connect(self._say)
        page.document().modificationChanged.connect(window.setWindowModified)
        self.show_title()

    # --- facts -------------------------------------------------------------------------------------------

    @property
    def path(self) -> Path | None:
        """The document's file; None for an untitled one."""
        return self._file.path if self._file else None

    @property
    def name(self) -> str:
        """The document's name as the writer knows it."""
        return shown(self._file.path.name) if self._file else translate("OpenDocument", "Untitled")

    @property
    def encoding(self) -> str:
        """How the document's file is or will be written, as Python names it."""
        return self._file.document.encoding if self._file else UTF8

    @property
    def is_markdown(self) -> bool:
        """Whether the document's file is, or is proposed to be, one of Markdown."""
        path = self.path or self._former_path
        return path is not None and path.suffix.lower() in MARKDOWN_SUFFIXES

    @property
    def is_modified(self) -> bool:
        """Whether there are unsaved words."""
        return self._page.document().isModified()

    @property
    def is_bringing(self) -> bool:
        """True while words that were written earlier come to the page: from a file, or after a crash."""
        return self._bringing

    @contextmanager
    def _earlier_words(self) -> Iterator[None]:
        """Bring words that were written earlier to the page meanwhile."""
        self._bringing = True
        try:
            yield
        finally:
            self._bringing = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing would be lost by opening something else here."""
        return self._file is None and not self.is_modified and self._page.document().isEmpty()

    def _is_own(self, path: Path) -> bool:
        """Whether a path leads to the document's own file."""
        return self._file is not None and same_file(path, self._file.path)

    # --- what the file is now ----------------------------------------------------------------------------

    def _is_now(self, file: OpenFile | None) -> None:
        """Take over what the document's file is."""
        self._file = file
        self._based_on_other = False
        self.guard.guard(file.path if file else None, file.document if file else None)
        self.show_title()
        self.encoding_changed.emit(self.encoding)

    # --- save --------------------------------------------------------------------------------------------

    def save(self) -> bool:
        """Save to the document's file; asks for one when it has none. Says whether it did."""
        return self._save(None)

    def _save(self, encoding: str | None) -> bool:
        self._page.end_composing()
        if self._file is None:
            return self._save_as(encoding)
        path = self._file.path
        state = self.guard.state()
        if state is DiskState.UNREADABLE:
            self._on_disk_change(state)
            return False
        if self._based_on_other or state is DiskState.CHANGED:
            self._messages.say(
                DISK_TOPIC,
                translate(
                    "OpenDocument",
                    "“{name}” was changed by another program since you opened it; it has not been saved.",
                ).format(name=self.name),
                [
                    (translate("OpenDocument", "Save mine over it"), lambda: self._save_to(path, encoding)),
                    self._save_elsewhere(),
                    self._load_theirs(),
                ],
            )
            return False
        return self._save_to(path, encoding)

    def save_as(self) -> bool:
        """Ask for a file and save to it. Says whether it did."""
        return self._save_as(None)

    def _save_as(self, encoding: str | None) -> bool:
        path = self._chosen_path()
        return path is not None and self._save_to(path, encoding)

    def _save_to(self, path: Path, encoding: str | None, force: bool = False) -> bool:
        """Save, whatever the file is now; asks once whether a guessed encoding is the right one."""
        if encoding is None and self._file and not self._file.document.certain:
            self._ask_about_guess(path, force)
            return False
        if self._file and self._is_own(path):
            return self._write(path, encoding, self._file.lock)
        lock = DocumentLock(path)
        try:
            lock.acquire(force)
        except InklingError as error:
            anyway = (
                translate("OpenDocument", "Save anyway"),
                lambda: self._save_to(path, encoding, force=True),
            )
            self._say(told(error.sentence), [anyway] if isinstance(error, DocumentLockedError) else [])
            return False
        former = self._file
        if not self._write(path, encoding, lock):
            lock.release()
            return False
        if former:
            former.lock.release()
        return True

    def _chosen_path(self) -> Path | None:
        """Ask where to save until no other file would be replaced unasked; None for a change of mind."""
        untitled = f"{translate('OpenDocument', 'Untitled')}.txt"
        proposal = self.path or self._former_path or Path(self._settings.choices.folder) / untitled
        while True:
            typed = self._dialogs.file_to_save(self._window, shown(proposal))
            if typed is None:
                return None
            path = final_path(typed.absolute(), self.path)
            is_free = self._is_own(path) or not os.path.lexists(path)
            if is_free or self._dialogs.may_replace(self._window, shown(path.name)):
                return path
            proposal = path

    def _write(self, path: Path, encoding: str | None, lock: DocumentLock) -> bool:
        old = self._file.document if self._file else None
        is_renamed = self.path != path
        try:
            text, source = plain_text(self._page.document()), self.path or self._source
            document = write_document(path, text, old, encoding, sources=[source] if source else [])
        except DocumentEncodingError as error:
            self._say(told(error.sentence), [self._save_as_utf8(path), self._save_elsewhere()])
            return False
        except InklingError as error:
            self._say(told(error.sentence), [self._save_elsewhere()])
            return False
        self._page.document().setModified(False)
        self._close_bars()
        self.autosave.belongs_to(path, document)
        self._is_now(OpenFile(path, document, lock))
        self._remember(path)
        if is_renamed:
            self.renamed.emit()
        self.saved.emit()
        return True

    def _remember(self, path: Path) -> None:
        if not self.is_of_story(path):
            self._settings.add_recent(path)

    # --- encodings ---------------------------------------------------------------------------------------

    def reopen_with_encoding(self) -> None:
        """Ask for an encoding and read the file anew in it."""
        if self._file is None:
            self._say(
                translate("OpenDocument", "This text has no file yet; save it first."),
                [self._save_elsewhere()],
            )
            return
        encoding = self._dialogs.encoding(
            self._window, translate("OpenDocument", "Reopen with Encoding"), self.encoding
        )
        if encoding:
            self.load_again(encoding)

    def save_with_encoding(self) -> bool:
        """Ask for an encoding and save in it. Says whether it did."""
        encoding = self._dialogs.encoding(
            self._window, translate("OpenDocument", "Save with Encoding"), self.encoding
        )
        return bool(encoding) and self._save(encoding)

    def _ask_about_guess(self, path: Path, force: bool) -> None:
        label = told(encoding_label(self.encoding))
        self._say(
            translate(
                "OpenDocument",
                "“{name}” was read as {encoding}, which is a guess; if the letters on the page are right, "
                "save it as that.",
            ).format(name=self.name, encoding=label),
            [
                (
                    translate("OpenDocument", "Save as {encoding}").format(encoding=label),
                    lambda: self._save_to(path, self.encoding, force),
                ),
                self._save_as_utf8(path, force),
                self._reopen(),
            ],
        )

    def _tell_of_guess(self, document: Document) -> None:
        if document.notice:
            answers = [] if document.certain else [self._reopen()]
            self._messages.say(FILE_TOPIC, told(document.notice), answers)

    def load_again(self, encoding: str | None = None) -> None:
        """Load the file anew, as one undo step; unsaved words are kept among the backups, too.

        Args:
            encoding: As Python names it; that which was chosen before, or else found out, if None.
        """
        file = self._file
        if file is None:
            return
        self._page.end_composing()
        was_modified = self.is_modified
        try:
            document = read_document(file.path, encoding)
            if was_modified:
                keep_backup(file.path, plain_text(self._page.document()))
        except InklingError as error:
            self._say(told(error.sentence), [self._save_elsewhere()])
            return
        if encoding:
            choose_encoding(file.path, Choice(document.encoding, document.stamp.digest))
        self._close_bars()
        with self._earlier_words():
            replace_text(self._page, document.text)
        self._page.document().setModified(False)
        self.autosave.belongs_to(file.path, document)
        self._is_now(OpenFile(file.path, document, file.lock))
        self.document_replaced.emit()
        if was_modified:
            self._messages.say(
                FILE_TOPIC,
                translate("OpenDocument", "Your own words are kept: undo brings them back."),
                [(translate("OpenDocument", "Undo"), self._page.undo)],
            )
        else:
            self._tell_of_guess(document)

    # --- the file on disk --------------------------------------------------------------------------------

    def _on_disk_change(self, state: DiskState) -> None:
        save_as = self._save_elsewhere()
        save_again = (translate("OpenDocument", "Save again"), self.save)
        said: dict[DiskState, tuple[str, list[Answer]]] = {
            DiskState.CHANGED: (
                translate("OpenDocument", "“{name}” was changed by another program."),
                [self._load_theirs(), save_as],
            ),
            DiskState.GONE: (
                translate(
                    "OpenDocument",
                    "“{name}” was deleted, moved or renamed by another program; your words are only here.",
                ),
                [save_again, save_as],
            ),
            DiskState.UNREADABLE: (
                translate(
                    "OpenDocument", "“{name}” can no longer be read where it was; save your words elsewhere."
                ),
                [save_as],
            ),
        }
        if state in said:
            sentence, answers = said[state]
            log.warning("%s is %s", self.name, state.name.lower())
            self._messages.say(DISK_TOPIC, sentence.format(name=self.name), answers)
        elif not self._based_on_other:
            self._messages.close_topic(DISK_TOPIC)

    # --- words to the writer -----------------------------------------------------------------------------

    def _say(self, sentence: str, answers: Sequence[Answer] = ()) -> None:
        log.warning("%s", sentence)
        self._messages.say(FILE_TOPIC, sentence, answers)

    def _save_elsewhere(self) -> Answer:
        return translate("OpenDocument", "Save as…"), self.save_as

    def _save_as_utf8(self, path: Path, force: bool = False) -> Answer:
        return translate("OpenDocument", "Save as UTF-8"), lambda: self._save_to(path, UTF8, force)

    def _load_theirs(self) -> Answer:
        return translate("OpenDocument", "Load theirs"), self.load_again

    def _reopen(self) -> Answer:
        return translate("OpenDocument", "Reopen with encoding…"), self.reopen_with_encoding

    def _close_bars(self) -> None:
        self._messages.close_topic(FILE_TOPIC)
        self._messages.close_topic(DISK_TOPIC)

    def show_title(self) -> None:
        """Name the document in the window's title."""
        self._window.setWindowTitle(f"{self.name}[*] — Inkling")
        self._window.setWindowFilePath(shown(self.path or ""))
