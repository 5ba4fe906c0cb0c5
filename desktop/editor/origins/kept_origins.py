"""The words of the machine's on one page, kept: read, found again, written, on a thread of its own."""

import contextlib
import logging
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer, Signal

from desktop.editor.documents.document_session import DocumentSession
from desktop.editor.documents.kept_beside import KeptBeside
from desktop.editor.finding.taken_text import TakenText
from desktop.editor.messages.engine_words import told
from desktop.editor.origins.live_origins import LiveOrigins, in_characters
from desktop.editor.page.page import Page
from desktop.editor.task_thread import TaskThread
from desktop.engine.errors import OriginError
from desktop.engine.origins.carrying import move_origins, stray_origins
from desktop.engine.origins.origin import Origin, Record, Word
from desktop.engine.origins.origin_file import Kept, OriginFile
from desktop.engine.origins.stretches import stretches_of, words_of
from desktop.engine.origins.word_map import Words

log = logging.getLogger(__name__)

REST_MILLISECONDS = 1500  # the hands have rested so long
READ_MILLISECONDS = 200  # behind an edit that came while a file was read
AGAIN_MILLISECONDS = 5000  # behind a failure, such as a full disk


@dataclass(frozen=True)
class _Read:
    """What a file held, for the text of a revision of the document."""

    kept: Kept
    words: Words
    revision: int


class KeptOrigins(KeptBeside):
    """Keeps what is known in a file of its own, which goes along with that of the text.

    Attributes:
        live: The words, followed through each edit.
    """

    _was_read = Signal(object, object)
    _was_written = Signal(object)
    _went_wrong = Signal(object, str)

    def __init__(self, page: Page, session: DocumentSession):
        super().__init__(page, session)
        self.live = LiveOrigins(page, session)
        self._file: OriginFile | None = None
        self._is_known = False  # whether the file was read
        self._has_news = False
        self._wants_text = False  # to read the file for it, or to write
        self._saved: Record | None = None  # of the text as it is in its file; None if that is not known
        self._thread = TaskThread("inkling-origins")
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._take_text)
        self._was_read.connect(self._on_read)
        self._was_written.connect(self._on_written)
        self._went_wrong.connect(self._on_wrong)
        self.live.changed.connect(self._on_changed)
        self.live.moved.connect(self._on_moved)
        self.live.replaced.connect(self._on_replaced)
        self._links.append(self._document.contentsChange.connect(self._on_edit))

    # --- which file --------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Read what is kept of the text on the page."""
        self._begin_soon.stop()
        if self._file is None:
            self._file = self._file_of_page()
            self._is_known = self._file.stamp() is None
            if self._is_known and not self._session.is_modified:
                self._saved = Record()
        if not self._is_known:
            self._take_text()

    def _file_of_page(self) -> OriginFile:
        path = self._session.path
        if path:
            self._look_for_stray(path)
            return OriginFile(path)
        return self._file_of_untitled(OriginFile, _is_of)

    def _look_for_stray(self, path: Path) -> None:
        """Take along what is known of a text that another program has renamed, if it was this one."""
        if OriginFile(path).stamp() is None and OriginFile.strays(path.parent):
            gone = stray_origins(path, self._page.toPlainText())
            if gone:
                with contextlib.suppress(OriginError):
                    move_origins(gone, path)

    def _on_replaced(self) -> None:
        """Another text came to the page at once; of the same file, if one is known."""
        if self._file:
            self._is_known = False
            self._begin_soon.start()

    def _on_renamed(self) -> None:
        former = self._file
        if self._session.path is None or former is None:
            return
        self._read_now()
        record = self._record(TakenText.of(self._document))
        self._thread.wait()
        self._file = OriginFile(self._session.path)
        self._rest.stop()
        self._has_news = False
        try:
            if former.text and former.text.exists():
                if self._saved is not None:
                    former.write(self._saved)
            elif former.text != self._file.text:
                former.write(Record())
            self._file.write(record)
        except OriginError as error:
            self._on_wrong(self._file, told(error.sentence))
        self._saved = record

    def _forget(self) -> None:
        file, self._file = self._file, None
        self._rest.stop()
        self._snapshot.stop()
        self._wants_text = False
        if file and self._is_known and not self._session.is_left:
            is_unwanted = file.text is None or self._session.is_modified
            record = Record() if file.text is None else self._saved
            if is_unwanted and record is not None:
                with contextlib.suppress(OriginError):  # words that are not there are not found again
                    file.write(record)
        self._is_known = self._has_news = self._reads_anew = False
        self._saved = None
        self.live.clear()
        self.live.changed.emit()
        self._has_news = False
        self._rest.stop()

    def end(self) -> None:
        """Keep all, and let go of the page."""
        super().end()
        self.live.end()
        self.live.deleteLater()
        self._thread.wait()

    # --- reading -----------------------------------------------------------------------------------------

    def _take_text(self) -> None:
        self._wants_text = True
        self._snapshot.start()

    def _on_edit(self, *_: int) -> None:
        """An edit while the text was being taken: it has to be taken anew."""
        if self._wants_text:
            self._rest.start(REST_MILLISECONDS if self._is_known else READ_MILLISECONDS)

    def _on_taken(self, parts: tuple[str, ...]) -> None:
        self._wants_text = False
        text, file = TakenText.of(self._document, parts), self._file
        if file is None:
            return
        if self._is_known:
            self._write(text)
            return
        revision = self._document.revision()
        self._do(file, lambda: self._was_read.emit(file, _read(file, text, revision)))

    def _read_now(self) -> None:
        """Read the file at once, if that is not done yet."""
        self._begin_soon.stop()
        if self._file is None:
            self.begin()
        file = self._file
        if file is None or self._is_known:
            return
        self._snapshot.stop()
        self._wants_text = False
        self._thread.wait()
        try:
            self._on_read(file, _read(file, TakenText.of(self._document), self._document.revision()))
        except OriginError as error:
            self._on_wrong(file, told(error.sentence))

    def _on_read(self, file: OriginFile, read: _Read) -> None:
        if file is not self._file or self._is_known:
            return
        if read.kept.damage:
            self.failed.emit(told(read.kept.damage.sentence))
        if read.revision != self._document.revision():
            self._rest.start(READ_MILLISECONDS)  # the words are looked for once more
            return
        self._is_known = True
        if not self._session.is_modified:
            self._saved = read.kept.record
        had_news = self._has_news
        self.live.load(read.words, read.kept.record.put_in)
        if not had_news:
            self._has_news = False
            self._rest.stop()

    # --- keeping -----------------------------------------------------------------------------------------

    def record(self) -> tuple[TakenText, Words, Mapping[Origin, int]]:
        """What is known now: the text, the words that stand in it, and how many were put in."""
        self._read_now()
        return TakenText.of(self._document), self.live.words, +self.live.put_in

    def flush(self) -> None:
        """Keep all that is not kept yet, at once."""
        if self._has_news:
            self._read_now()
            self._write(TakenText.of(self._document))
        self._thread.wait()

    def _on_changed(self) -> None:
        self._has_news = True
        if self._file is None and not self._begin_soon.isActive():
            self._begin_soon.start()
        self._rest.start(REST_MILLISECONDS)

    def _on_moved(self, *_: int) -> None:
        # Words that have but moved along are found again by those around them, should the desk crash.
        self._has_news = True

    def _on_modification(self, modified: bool) -> None:
        if not modified and self._file and self._is_known:
            self._write(TakenText.of(self._document))  # of what is on the disk now

    def _record(self, text: TakenText) -> Record:
        return _record_of(text, self.live.words, +self.live.put_in)

    def _write(self, text: TakenText) -> None:
        self._rest.stop()
        self._snapshot.stop()
        self._has_news = self._wants_text = False
        file = self._file
        if file is None or not self._is_known:
            return
        words, put_in, is_saved = self.live.words, +self.live.put_in, not self._session.is_modified

        def write() -> None:
            record = _record_of(text, words, put_in)
            if is_saved and file is self._file:
                self._saved = record
            file.write(record)
            self._was_written.emit(file)

        self._do(file, write)

    def _on_written(self, file: OriginFile) -> None:
        if file is self._file:
            self._said = ""

    def _on_wrong(self, file: OriginFile, sentence: str) -> None:
        """Say why something could not be read or kept, and try again until it can."""
        if file is self._file:
            self._has_news = True
            self._rest.start(AGAIN_MILLISECONDS)
        self._say(sentence)

    # --- the thread --------------------------------------------------------------------------------------

    def _do(self, file: OriginFile, task: Callable[[], None]) -> None:
        self._thread.do(lambda: self._try(file, task))

    def _try(self, file: OriginFile, task: Callable[[], None]) -> None:
        with contextlib.suppress(RuntimeError):  # the window is gone
            try:
                task()
            except OriginError as error:
                self._went_wrong.emit(file, told(error.sentence))
            except RuntimeError:
                raise
            except Exception:
                log.exception("The origins of words could not be worked on")


def _is_of(file: OriginFile, text: str) -> bool:
    return bool(words_of(file.look().stretches, text))


def _read(file: OriginFile, text: TakenText, revision: int) -> _Read:
    kept = file.read()
    words = words_of(kept.record.stretches, text.text)
    places = text.positions([word[:2] for word in words]) if words else []
    placed = Words.of(Word(*place, word.origin) for place, word in zip(places, words, strict=True))
    return _Read(kept, placed, revision)


def _record_of(text: TakenText, words: Words, put_in: Counter[Origin]) -> Record:
    return Record(stretches_of(text.text, in_characters(words, text)), dict(put_in))
