"""One document's life in a window: new, open, restored, closed, and what else happens to its file."""

import logging
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QTextCursor

from desktop.editor.documents.exact_text import replace_text
from desktop.editor.documents.open_document import DISK_TOPIC, UTF8, OpenDocument
from desktop.editor.documents.open_file import OpenFile, lock_and_read
from desktop.editor.messages.dialogs import Unsaved
from desktop.editor.messages.engine_words import told
from desktop.editor.page.long_paragraphs import plain_text
from desktop.engine.documents.chosen_encodings import Choice, choose_encoding
from desktop.engine.documents.documents import Document
from desktop.engine.documents.locks import DocumentLock
from desktop.engine.errors import (
    DocumentBinaryError,
    DocumentLockedError,
    InklingError,
)
from desktop.engine.files.file_stamp import FileStamp
from desktop.engine.recovery.recovery import Recovered
from desktop.engine.shown import shown

log = logging.getLogger(__name__)


class DocumentSession(OpenDocument):
    """Opens, restores and closes the document of one window, and tells what becomes of its file."""

    _left_at = -1  # the revision that is kept for the next start

    # --- new and open ------------------------------------------------------------------------------------

    def new(self) -> bool:
        """Begin an empty, untitled document. Says whether it did."""
        if not self.may_close():
            return False
        self._put_on_page(None)
        return True

    def file_to_open(self) -> Path | None:
        """Ask for a file to open; None when the writer changes their mind."""
        return self._dialogs.file_to_open(self._window, shown(self._settings.choices.folder))

    def open(self, path: Path, force: bool = False, encoding: str | None = None) -> bool:
        """Open a file in place of what is on the page. Says whether it did.

        Args:
            path: The file.
            force: Even if it is locked: the writer knows better.
            encoding: As Python names it; that which was chosen before, or else found out, if None.
        """
        path = path.absolute()
        if self._is_own(path) or not self.may_close():
            return False
        try:
            file = lock_and_read(path, force, encoding)
        except DocumentLockedError as error:
            anyway = (self.tr("Open anyway"), lambda: self.open(path, True, encoding))
            self._say(told(error.sentence), [anyway])
            return False
        except DocumentBinaryError as error:
            as_text = (self.tr("Open as text…"), lambda: self._open_as_text(path, force))
            self._say(told(error.sentence), [as_text])
            return False
        except InklingError as error:
            self._say(told(error.sentence))
            return False
        if encoding:
            choose_encoding(path, Choice(file.document.encoding, file.document.stamp.digest))
        self._put_on_page(file)
        self._remember(path)
        self._tell_of_guess(file.document)
        return True

    def follow(self, path: Path) -> None:
        """Take over that the document's file has another name now; unsaved words stay as they are.

        Raises:
            DocumentLockedError: Another desk has the file of that name open.
        """
        if self._file is None:
            return
        lock = DocumentLock(path)
        lock.acquire()
        document = self._file.document
        choose_encoding(
            path, Choice(document.encoding, document.stamp.digest) if document.is_chosen else None
        )
        self._file.lock.release()
        based_on_other = self._based_on_other
        self._is_now(OpenFile(path, document, lock))
        self._based_on_other = based_on_other
        self.autosave.belongs_to(path, document)
        self.renamed.emit()

    def _open_as_text(self, path: Path, force: bool) -> None:
        encoding = self._dialogs.encoding(self._window, self.tr("Open as Text"), UTF8)
        if encoding:
            self.open(path, force, encoding)

    def may_take_back(self, recovered: Recovered) -> bool:
        """Whether words that were never saved are of the file on this page, where nothing else is unsaved."""
        return recovered.path is not None and self._is_own(recovered.path) and not self.is_modified

    def restore(self, recovered: Recovered) -> None:
        """Put words that were never saved back on the page, unsaved as they are.

        They go into their file as it is now, so that one undo shows it, or else become an untitled text.
        """
        file, problem = None, ""
        if self.may_take_back(recovered):
            self._release_lock()  # the file is read, and locked, anew
        if recovered.path:
            try:
                file = lock_and_read(recovered.path, encoding=recovered.encoding, chosen_for=recovered.stamp)
            except InklingError as error:
                problem = self.tr(
                    "These unsaved words of “{name}” are an untitled text now, as their file cannot be "
                    "opened: {problem}"
                ).format(name=shown(recovered.path.name), problem=told(error.sentence))
        self._put_on_page(file)
        with self._earlier_words():
            replace_text(self._page, recovered.text)
        self._page.document().setModified(True)
        if file is None:
            self._former_path = self._source = recovered.path
        elif file.document.stamp != recovered.stamp:
            self._say_words_are_older(file, recovered.stamp)
        if problem:
            self._say(problem, [self._save_elsewhere()])

    def _say_words_are_older(self, file: OpenFile, stamp: FileStamp | None) -> None:
        self._based_on_other = True
        # Whoever restores these words once more is to be asked just so.
        unknown = replace(file.document.stamp, digest="")
        self.autosave.belongs_to(file.path, replace(file.document, stamp=stamp or unknown))
        self._messages.say(
            DISK_TOPIC,
            self.tr("“{name}” was changed after these words of yours were kept.").format(name=self.name),
            [self._load_theirs(), self._save_elsewhere()],
        )

    def open_copy(self, text: str) -> None:
        """Show a text that came with the desk, untitled: not the writer's, so that nobody asks to save it."""
        if self.may_close():
            self._put_on_page(None, text)

    def bring_in(self, text: str, proposal: Path, source: Path) -> None:
        """Show a text that came from another program, untitled and not saved yet.

        Args:
            text: In Markdown.
            proposal: The file that is proposed for it.
            source: Where it came from.
        """
        if not self.may_close():
            return
        self._put_on_page(None, proposal=proposal)
        self._source = source
        with self._earlier_words():
            replace_text(self._page, text)
        self._page.moveCursor(QTextCursor.MoveOperation.Start)
        self._page.document().setModified(True)

    def bring_back(self, text: str) -> None:
        """Put a former text on the page as one undo step; it is not saved, nor counted as written now."""
        self._page.end_composing()
        with self._earlier_words():
            replace_text(self._page, text)

    def has(self, document: Document) -> bool:
        """Whether a file as it was written is what the page has."""
        return self._file is not None and self._file.document.stamp == document.stamp and not self.is_modified

    def put_below(self, text: str) -> None:
        """Let undo lead from the text on the page, which is in its file, to a former one."""
        if self._file is None:
            return
        now, place = plain_text(self._page.document()), self._page.textCursor().position()
        with self.autosave.another_text(self._file.path, self._file.document), self._earlier_words():
            self._page.setPlainText(text)
            replace_text(self._page, now)
            self._page.document().setModified(False)
        cursor = self._page.textCursor()
        cursor.setPosition(place)
        self._page.setTextCursor(cursor)

    def _put_on_page(self, file: OpenFile | None, text: str = "", proposal: Path | None = None) -> None:
        self.about_to_replace.emit()
        self._release_lock()
        self._close_bars()
        document = file.document if file else None
        path = file.path if file else None
        with self.autosave.another_text(path, document), self._earlier_words():
            self._page.setPlainText(document.text if document else text)
            self._page.document().setModified(False)
        self._former_path, self._source = proposal, None
        self._is_now(file)
        self.document_replaced.emit()

    # --- close -------------------------------------------------------------------------------------------

    def may_close(self) -> bool:
        """Ask what to do with unsaved words. Says whether the document may go."""
        self._page.end_composing()
        self.guard.look()
        if not self.is_modified or self.is_left:
            return True
        answer = self._dialogs.unsaved(self._window, self.name)
        if answer is Unsaved.SAVE:
            return self.save()
        return answer is Unsaved.DISCARD

    def leave(self) -> None:
        """Keep unsaved words for the next start, so that closing asks nothing unless more is written."""
        self._page.end_composing()
        if self.autosave.keep_now():
            self._left_at = self._page.document().revision()

    @property
    def is_left(self) -> bool:
        """Whether all words on the page are kept for the next start."""
        return self._left_at == self._page.document().revision()

    def end(self, keep: bool) -> None:
        """Let go of the file; nothing is saved here.

        Args:
            keep: Keep unsaved words for the next start; else they are not wanted.
        """
        self.autosave.end(keep)
        self._release_lock()

    def _release_lock(self) -> None:
        if self._file:
            self._file.lock.release()
