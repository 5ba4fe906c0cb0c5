"""The texts of a story's files, read on a thread of their own, to be counted, searched and remembered."""

import contextlib
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.editor.counting.unicode_words import count_words
from desktop.engine.documents.documents import Document, read_document
from desktop.engine.errors import DocumentError
from desktop.engine.shown import shown

log = logging.getLogger(__name__)

Facts = tuple[int, int, int]


@dataclass(frozen=True, eq=False)
class Chapter:
    """A file's text as it is on the disk.

    Attributes:
        document: The text and how its file is written.
        words: How many words it has.
    """

    document: Document
    words: int


class ChapterTexts(QObject):
    """Keeps the texts of some files, and reads those anew that have changed.

    Signals:
        changed: The text of a file, by its path, is another one, or is known for the first time.
        all_read: No file is waiting to be read any more, after some were read.
    """

    changed = Signal(object)
    all_read = Signal()
    _said = Signal(int, object, object, object)

    def __init__(self, parent: QObject):
        super().__init__(parent)
        self._known: dict[Path, Chapter] = {}
        self._facts: dict[Path, Facts] = {}
        self._told: dict[Path, int] = {}
        self._ticket = 0
        self._has_news = False
        self._reader: ThreadPoolExecutor | None = None
        self._said.connect(self._on_said)

    def want(self, paths: Sequence[Path]) -> None:
        """Know the texts of these files, as they are now, and no others."""
        self._ticket += 1
        for path in self._known.keys() - set(paths):
            del self._known[path], self._facts[path]
        if not paths:
            return
        if self._reader is None:
            self._reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="inkling-chapters")
        with contextlib.suppress(RuntimeError):  # it was ended
            self._reader.submit(self._read_all, self._ticket, tuple(paths), dict(self._facts))

    def chapter(self, path: Path) -> Chapter | None:
        """The text of a file; None while it is not known."""
        return self._known.get(path)

    def words(self, path: Path) -> int | None:
        """How many words a file has; None while that is not known."""
        if path in self._told:
            return self._told[path]
        chapter = self._known.get(path)
        return chapter.words if chapter else None

    def tell_words(self, path: Path, words: int) -> None:
        """Say how many words a file has that was written just now, until it is read again."""
        self._told[path] = words

    def end(self) -> None:
        """Read no more."""
        self._ticket += 1
        if self._reader:
            self._reader.shutdown(wait=False, cancel_futures=True)

    def _on_said(self, ticket: int, path: Path | None, facts: Facts, chapter: Chapter | None) -> None:
        if ticket != self._ticket:
            return
        if path is None:
            if self._has_news:
                self._has_news = False
                self.all_read.emit()
            return
        self._has_news = True
        self._told.pop(path, None)
        if chapter is None:
            self._known.pop(path, None)
            self._facts.pop(path, None)
        else:
            self._known[path], self._facts[path] = chapter, facts
        self.changed.emit(path)

    # --- on the thread -----------------------------------------------------------------------------------

    def _read_all(self, ticket: int, paths: Sequence[Path], known: dict[Path, Facts]) -> None:
        try:
            for path in paths:
                if ticket != self._ticket:
                    return
                facts = _facts_of(path)
                if facts is None or facts != known.get(path):
                    chapter = self._read(path, ticket) if facts else None
                    if ticket == self._ticket:
                        self._said.emit(ticket, path, facts, chapter)
            self._said.emit(ticket, None, None, None)
        except RuntimeError:  # the window is gone
            return
        except Exception:
            log.exception("The texts of a story cannot be read")

    def _read(self, path: Path, ticket: int) -> Chapter | None:
        try:
            document = read_document(path)
        except DocumentError as error:
            log.info("%s is not counted: %s", shown(path.name), error)
            return None
        words = 0
        for line in document.text.split("\n"):  # as a page counts: line by line
            if ticket != self._ticket:
                return None
            words += count_words(line)
        return Chapter(document, words)


def _facts_of(path: Path) -> Facts | None:
    try:
        facts = path.stat()
    except (OSError, ValueError):
        return None
    return facts.st_mtime_ns, facts.st_size, facts.st_ino
