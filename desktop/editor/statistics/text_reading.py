"""Reads the text on a page for its figures, in slices between which the window does what it has to."""

import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor, QTextDocument

from desktop.editor.page.long_paragraphs import cursor_between, is_continuation, may_have_pieces
from desktop.editor.page.page import Page
from desktop.editor.page.snapshot import Snapshot
from desktop.engine.utf16 import utf16_length
from desktop.language.text_statistics.text_statistics import LongSentence, TextStatistics
from desktop.language.text_statistics.usual_words import UsualWords, usual_words

SLICE_SECONDS = 0.003  # a key that comes meanwhile waits no longer
PAUSE_MILLISECONDS = 4  # in which the model's thread, too, has its turn
REST_MILLISECONDS = 1000  # after an edit that came in between
TOKENIZER = "tokenizer.json"


class TextReading(QObject):
    """Reads one page's text when it is asked to; an edit meanwhile makes it begin again.

    Signals:
        progressed: The part of the text that is read, 0 to 1.
        finished: All is read; the `TextStatistics`.
        outdated: What was read is no longer the text.
    """

    progressed = Signal(float)
    finished = Signal(TextStatistics)
    outdated = Signal()

    def __init__(self, page: Page, parent: QObject):
        super().__init__(parent)
        self._document: QTextDocument = page.document()
        self._folder: Path | None = None
        self._steps: Iterator[float] | None = None
        self._is_wanted = self._is_done = False
        self._snapshot = Snapshot(self._document, in_pieces=True)
        self._snapshot.setParent(self)
        self._snapshot.taken.connect(self._begin)
        self._slices = QTimer(self, interval=PAUSE_MILLISECONDS, timerType=Qt.TimerType.PreciseTimer)
        self._slices.timeout.connect(self._read_slice)
        self._rest = QTimer(self, interval=REST_MILLISECONDS, singleShot=True)
        self._rest.timeout.connect(self._snapshot.start)
        self._document.contentsChange.connect(self._on_contents_change)

    @property
    def is_reading(self) -> bool:
        """Whether it is asked for and not finished."""
        return self._is_wanted

    def start(self, model: Path | None) -> None:
        """Read the text as it is now.

        Args:
            model: The folder of a model, whose tokenizer knows how usual words are; None for no such thing.
        """
        self.stop()
        self._folder = model
        self._is_wanted = True
        self._snapshot.start()

    def stop(self) -> None:
        """Read no more."""
        self._is_wanted = self._is_done = False
        self._snapshot.stop()
        self._slices.stop()
        self._rest.stop()
        self._steps = None

    def cursor_at(self, sentence: LongSentence) -> QTextCursor:
        """Return a cursor that selects a sentence of the text as it was read; edits move it along."""
        start = self._position(sentence.line, sentence.offset)
        return cursor_between(self._document, start, self._position(sentence.last_line, sentence.end))

    def _position(self, line: int, offset: int) -> int:
        block = self._document.findBlockByNumber(line)
        return int(block.position() + utf16_length(block.text()[:offset]))

    # --- slices ------------------------------------------------------------------------------------------

    def _begin(self, parts: tuple[str, ...]) -> None:
        self._steps = self._read(parts)
        self._slices.start()

    def _read_slice(self) -> None:
        end = time.perf_counter() + SLICE_SECONDS
        for share in self._steps or ():
            if time.perf_counter() > end:
                self.progressed.emit(share)
                return
        self._slices.stop()

    def _read(self, parts: tuple[str, ...]) -> Iterator[float]:
        statistics = TextStatistics(_usual_words(self._folder / TOKENIZER) if self._folder else None)
        yield 0.0
        continues = self._continuing_lines()
        number = 0
        for part_number, part in enumerate(parts):
            lines = part.split("\n")
            if part_number < len(parts) - 1:
                lines.pop()  # a part ends where a line does
            for line in lines:
                statistics.read(line, number in continues)
                number += 1
                yield part_number / len(parts)
        for _ in statistics.end():
            yield 1.0
        self._is_wanted, self._is_done = False, True
        self.finished.emit(statistics)

    def _continuing_lines(self) -> frozenset[int]:
        """The lines that go on with the paragraph of the one before; hardly any text has one."""
        if not may_have_pieces(self._document):
            return frozenset()
        found = set()
        block = self._document.firstBlock()
        while block.isValid():
            if is_continuation(block):
                found.add(block.blockNumber())
            block = block.next()
        return frozenset(found)

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        if self._is_wanted:
            self._slices.stop()
            self._steps = None
            self._rest.start()
        elif self._is_done:
            self._is_done = False
            self.outdated.emit()


@lru_cache(maxsize=2)
def _usual_words(tokenizer: Path) -> UsualWords | None:
    return usual_words(tokenizer)
