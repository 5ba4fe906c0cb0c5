"""Continue story: the model's words stream in at the cursor, as one undo step."""

import random
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QTextCursor

from desktop.editor.inference.requests import ContinueRequest
from desktop.editor.inference.worker import Worker
from desktop.editor.page.context_reader import ContextReader
from desktop.editor.page.long_paragraphs import cursor_between
from desktop.editor.page.marks import mark_of
from desktop.editor.page.page import Page
from desktop.editor.settings.settings import Settings
from desktop.editor.suggestions.story_memory import StoryMemory
from desktop.engine.origins.origin import Origin

FRAME_MILLISECONDS = 16  # pieces come faster than a screen can show them; those of one frame go in together


class Continuation(QObject):
    """Writes continuations into one page.

    The writer may look around meanwhile: the page follows what is written only while its end is in sight, and
    not when the writer scrolls up. Any edit of the writer's own stops it; what is written stays.

    Signals:
        running_changed: Whether it is writing now.
        unavailable: It cannot begin; one sentence that says why.
        failed: It broke off; one sentence that says why.
    """

    running_changed = Signal(bool)
    unavailable = Signal(str)
    failed = Signal(str)

    def __init__(
        self, page: Page, worker: Worker, settings: Settings, context: ContextReader, memory: StoryMemory
    ):
        super().__init__(page)
        self._page = page
        self._worker = worker
        self._settings = settings
        self._context = context
        self._memory = memory
        self._ticket = 0
        self._pending = ""
        self._colour = QColor("lightgray")
        self._start = -1  # where the last continuation began; -1: there was none
        self._end = -1
        self._steps_before = 0  # undo steps there were before it
        self._text_before = (0, "")  # how long the text was before it, and the paragraph
        self._after = (0, self._text_before)  # undo steps with it, and the text as above
        self._intact = False  # nothing was edited since it was written
        self._editing = False  # the edit that is going on is ours
        self._follows = True  # the writer has not scrolled up, or has scrolled down since
        self._frame = QTimer(self, interval=FRAME_MILLISECONDS, singleShot=True)
        self._frame.timeout.connect(self._flush)
        page.document().contentsChange.connect(self._on_contents_change)
        page.verticalScrollBar().actionTriggered.connect(self._on_scrolled)
        worker.piece.connect(self._on_piece)
        worker.continued.connect(self._on_continued)
        worker.failed.connect(self._on_failed)
        worker.loading.connect(self.stop)

    @property
    def running(self) -> bool:
        """Whether it is writing now."""
        return self._ticket != 0

    def set_colour(self, colour: QColor) -> None:
        """Mark what was written with this colour from now on."""
        self._colour = colour
        self._show_marks()

    def start(self) -> None:
        """Continue from the cursor."""
        if self.running or self._page.isReadOnly():
            return
        if self._worker.model is None:
            self.unavailable.emit(
                self.tr("The model is still being loaded; try again in a moment.")
                if self._worker.is_loading
                else self.tr("There is no model to continue the story; choose one under Suggestions.")
            )
            return
        self._page.end_composing()
        cursor = self._page.textCursor()
        if not self._context.before(cursor.selectionEnd()).strip():
            self.unavailable.emit(
                self.tr("Write a few words first; the story goes on from where the cursor stands.")
            )
            return
        cursor.setPosition(cursor.selectionEnd())
        self._page.setTextCursor(cursor)
        self._begin(cursor.position())

    def _text_at(self, position: int) -> tuple[int, str]:
        """What tells one text from another, as far as a continuation is concerned."""
        document = self._page.document()
        return document.characterCount(), document.findBlock(position).text()

    def _state(self) -> tuple[int, tuple[int, str]]:
        return self._page.document().availableUndoSteps(), self._text_at(max(0, self._start))

    def retry(self) -> None:
        """Write another continuation in place of the last one."""
        if self._page.forward_only.refuses():
            return
        self.stop()
        document = self._page.document()
        undone = (
            document.isRedoAvailable()
            and document.availableUndoSteps() == self._steps_before
            # As many steps may lead to another text, where something was typed after the undo.
            and self._text_at(self._start) == self._text_before
        )
        # Undone, and brought back by Redo.
        again = self._intact or self._state() == self._after
        if self._start < 0 or not (again or undone):
            self.unavailable.emit(
                self.tr("There is no continuation to replace: the text has changed since the last one.")
            )
            return
        if again and self._end > self._start:
            with self._own_edit():
                self._page.undo()
        cursor = self._page.textCursor()
        cursor.setPosition(self._start)
        self._page.setTextCursor(cursor)
        self.start()

    def put(self, cursor: QTextCursor, text: str, origin: Origin) -> None:
        """Put words of the model's that the writer has chosen into the text, as one undo step.

        They are the last continuation then: marked as it is, and another can be tried in their place, unless
        they stand in place of words of the writer's.

        Args:
            cursor: Where; what it selects makes way. It stands behind the text afterwards.
            text: The text.
            origin: What it is.
        """
        self.stop()
        replaces = cursor.hasSelection()
        start = cursor.selectionStart()
        self._steps_before = self._page.document().availableUndoSteps()
        self._text_before = self._text_at(start)
        with self._own_edit(origin):
            self._page.edits.replace(cursor, text)
        self._start = -1 if replaces else start
        self._end = cursor.position()
        self._after = self._state()
        self._intact = not replaces
        self._show_marks()
        self.running_changed.emit(False)

    def stop(self) -> None:
        """Stop writing; what is written stays."""
        if self.running:
            self._worker.cancel(self._ticket)
            self._finish()

    def _begin(self, position: int) -> None:
        choices = self._settings.choices
        self._start = self._end = position
        self._steps_before = self._page.document().availableUndoSteps()
        self._text_before = self._text_at(position)
        self._intact = self._follows = True
        self._pending = ""
        self._ticket = self._worker.new_ticket()
        self._show_marks()
        self._worker.continue_story(
            ContinueRequest(
                self._ticket,
                self._context.before(position),
                self._context.after(position),
                choices.continue_words,
                choices.temperature,
                random.getrandbits(31),
                story=self._memory.story,
                remember=self._memory.in_use,
            )
        )
        self.running_changed.emit(True)

    def _on_piece(self, ticket: int, text: str) -> None:
        if ticket == self._ticket:
            self._pending += text
            if not self._frame.isActive():
                self._frame.start()

    def _on_continued(self, ticket: int) -> None:
        if ticket == self._ticket:
            self._flush()
            self._finish()

    def _on_failed(self, ticket: int, sentence: str) -> None:
        if ticket == self._ticket:
            self._flush()
            self._finish()
            self.failed.emit(sentence)

    def _flush(self) -> None:
        """Put what has arrived into the document, into the one undo step of this continuation."""
        if not self._pending:
            return
        cursor, selected = QTextCursor(self._page.document()), self._page.textCursor()
        cursor.setPosition(self._end)
        in_sight = self._page.viewport().rect().intersects(self._page.cursorRect(cursor))
        following = self._follows and in_sight and selected.position() == self._end
        anchor, position = selected.anchor(), selected.position()
        with self._own_edit():
            self._page.edits.replace(cursor, self._pending, join=self._end > self._start)
        self._after = self._state()
        if anchor != position and max(anchor, position) == self._end:
            # What the writer has selected just before would take in what is written behind it.
            selected.setPosition(anchor)
            selected.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
            self._page.setTextCursor(selected)
            following = False
        self._pending = ""
        self._end = cursor.position()
        self._show_marks()
        if following:
            self._page.make_room()

    def _on_scrolled(self) -> None:
        """The writer moves the scroll bar, by whatever means; it has not taken its new value yet."""
        bar = self._page.verticalScrollBar()
        if bar.sliderPosition() != bar.value():
            self._follows = bar.sliderPosition() > bar.value()

    def _finish(self) -> None:
        self._ticket = 0
        self._frame.stop()
        self.running_changed.emit(False)

    @contextmanager
    def _own_edit(self, origin: Origin = Origin.CONTINUED) -> Iterator[None]:
        self._editing = True
        try:
            with self._page.edits.coming(origin):
                yield
        finally:
            self._editing = False

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        """The writer's own edit stops the writing and takes the marks away."""
        if self._editing:
            return
        self.stop()
        if self._intact:
            self._intact = False
            self._show_marks()

    def _show_marks(self) -> None:
        """Mark what was written, paragraph by paragraph: Qt would mark the line ends between them, too."""
        marks = []
        document = self._page.document()
        block = document.findBlock(self._start)
        while self._intact and block.isValid() and block.position() < self._end:
            start = max(self._start, block.position())
            end = min(self._end, block.position() + block.length() - 1)
            if start != end:
                marks.append(mark_of(cursor_between(document, start, end), self._colour))
            block = block.next()
        self._page.set_marks("continued", marks)
