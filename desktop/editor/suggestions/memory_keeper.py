"""What the writer has chosen of a story's memory: read with the story, kept with it, told to the model."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.editor.frame.frame import Frame
from desktop.editor.messages.engine_words import told
from desktop.editor.suggestions.story_memory import StoryMemory
from desktop.engine.errors import InklingError
from desktop.engine.stories.memory_file import EMPTY, MemoryFile, MemoryRecord, add_to
from desktop.engine.story.memory_choices import MemoryChoices

WRITE_MILLISECONDS = 1500  # behind a suggestion that was kept


class MemoryKeeper(QObject):
    """Keeps the choices in a file of the story's folder, or beside a text that is a story by itself.

    Of a text without a file they are kept until it has one.

    Signals:
        changed: Other words are kept or left out, or something was counted.

    Attributes:
        record: What is kept.
    """

    changed = Signal()

    def __init__(self, frame: Frame, memory: StoryMemory):
        super().__init__(frame)
        self._frame, self._memory = frame, memory
        self.record = EMPTY
        self._path: Path | None = None
        self._stamp: object = None
        self._is_other_text = False  # since it was looked at last
        self._counted: list[tuple[str, int, int]] = []
        self._write_soon = QTimer(self, interval=WRITE_MILLISECONDS, singleShot=True)
        self._write_soon.timeout.connect(self.write)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._look)
        frame.session.document_replaced.connect(self._on_other_text)
        frame.session.renamed.connect(self.look_soon)
        frame.session.saved.connect(self.look_soon)
        frame.leaving.connect(self.write)

    def look_soon(self, *_: object) -> None:
        """See, in a moment, whose memory it is, and whether its file is another one now."""
        self._soon.start()

    @property
    def choices(self) -> MemoryChoices:
        """What is always known, and what is left out."""
        return MemoryChoices(self.record.kept, self.record.forgotten)

    def keep(self, text: str) -> None:
        """Always know a word or a phrase."""
        self._choose(lambda choices: choices.keeping(text))

    def leave_out(self, text: str) -> None:
        """Never suggest a word or a phrase from memory."""
        self._choose(lambda choices: choices.forgetting(text))

    def choose_nothing(self, text: str) -> None:
        """Treat a word or a phrase as all others."""
        self._choose(lambda choices: choices.without(text))

    def count(self, saved: int, alone: int) -> None:
        """Add a suggestion that was kept, and the keys that it saved with the memory and without."""
        self._counted.append((date.today().isoformat(), saved, alone))
        self._write_soon.start()

    def write(self) -> None:
        """Write what was counted."""
        self._write_soon.stop()
        counted, self._counted = self._counted, []

        def added(record: MemoryRecord) -> MemoryRecord:
            for day, saved, alone in counted:
                record = add_to(record, day, saved, alone)
            return record

        if counted:
            self._change(added)

    # --- the file ----------------------------------------------------------------------------------------

    def _file(self) -> MemoryFile | None:
        folder, path = self._memory.book.key, self._frame.session.path
        if isinstance(folder, Path):
            return MemoryFile.of_folder(folder)
        return MemoryFile.of_text(path) if path else None

    def _on_other_text(self) -> None:
        self._counted = []
        self._is_other_text = True
        if self._file() is None or self._path is None:
            # A text without a file leaves nothing to the next one.
            self.record, self._path, self._stamp = EMPTY, None, None
        self.look_soon()

    def _look(self) -> None:
        file = self._file()
        path = file.path if file else None
        stamp = file.stamp() if file else None
        if (path, stamp) == (self._path, self._stamp):
            self._is_other_text = False
            self._tell()
            return
        before, self._path, self._stamp = self._path, path, stamp
        is_other, self._is_other_text = self._is_other_text, False
        if file:
            try:
                found = file.read()
                if path != before and not is_other and found == EMPTY:
                    # The same text has another name now, or has become a chapter.
                    along = self.record
                    found = file.change(lambda _: along)
                self.record = found
            except InklingError as error:
                self.record = EMPTY
                self._frame.remark(told(error.sentence))
            self._stamp = file.stamp()
        elif before:
            self.record = EMPTY
        self._tell()

    def _choose(self, change: Callable[[MemoryChoices], MemoryChoices]) -> None:
        def changed(record: MemoryRecord) -> MemoryRecord:
            choices = change(MemoryChoices(record.kept, record.forgotten))
            return MemoryRecord(choices.kept, choices.forgotten, record.brought)

        self._change(changed)

    def _change(self, change: Callable[[MemoryRecord], MemoryRecord]) -> None:
        file = self._file()
        try:
            self.record = file.change(change) if file else change(self.record)
        except InklingError as error:
            self.record = change(self.record)  # it holds as long as the window is open
            self._frame.remark(told(error.sentence))
        if file:
            self._path, self._stamp, self._is_other_text = file.path, file.stamp(), False
        self._tell()

    def _tell(self) -> None:
        self._memory.choose(self.choices)
        self.changed.emit()
