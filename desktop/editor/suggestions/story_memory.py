"""One window's story, as the model is to remember it: when to read ahead, and when to forget."""

import time
from itertools import count
from typing import Protocol, cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from desktop.editor.inference.requests import PrepareRequest
from desktop.editor.inference.worker import Worker
from desktop.editor.page.context_reader import EARLIER_CHARACTERS, ContextReader
from desktop.editor.page.long_paragraphs import plain_text
from desktop.editor.page.page import Page
from desktop.editor.settings.keys import BY_NAME
from desktop.editor.settings.settings import Settings
from desktop.engine.protocols import FAR_CHARACTERS
from desktop.engine.story.memory_choices import NO_CHOICES, MemoryChoices

# A cursor that has stood so long has come to rest; nobody types that fast for long.
REST_MILLISECONDS = 150
# What stands farther from the cursor is read, for some seconds, once nobody has typed for so long.
QUIET_MILLISECONDS = 2000
# What is typed is known at once; what is pasted or deleted far from the cursor, so much later at most.
SURVEY_SECONDS = 20.0
_numbers = count(1)


class Book(Protocol):
    """The story of which the text on a page may be a chapter."""

    @property
    def key(self) -> object:
        """What is the same for all its chapters; None while the text on the page is a story by itself."""

    def other_texts(self) -> tuple[str, ...]:
        """The texts of its other chapters, as far as they are known; equal ones are the same object."""

    def text_before(self, characters: int) -> str:
        """The end of what stands before this chapter, of about so many characters, in whole paragraphs."""


class Works(Protocol):
    """The writer's earlier works."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of those that are to be known; the same object until they change."""


class _NoWorks:
    texts: tuple[str, ...] = ()


class _NoBook:
    key = None

    def other_texts(self) -> tuple[str, ...]:
        return ()

    def text_before(self, characters: int) -> str:
        return ""


class StoryMemory(QObject):
    """Lets the model read around the cursor whenever it rests, and counts what it remembers.

    What is forgotten stays so until the writer wants it remembered again, or opens another story.

    Attributes:
        book: What the text on the page may be a chapter of.
        works: What the writer has written before.
        choices: What is always kept in it, and what is left out.

    Signals:
        changed: Whether the story is remembered has changed.
        told: One sentence on what happened, when the writer asked for it.
        named: The names that are remembered, with how often each is used.
        learnt: What is in the memory (a list of `Learnt`), while `list_learnt` wants it.
    """

    changed = Signal()
    told = Signal(str)
    named = Signal(object)  # a dict, which Qt would turn into one of its own
    learnt = Signal(object)

    def __init__(self, page: Page, worker: Worker, settings: Settings, context: ContextReader):
        super().__init__(page)
        self._page = page
        self._worker = worker
        self._settings = settings
        self._context = context
        self._is_forgotten = False
        self._is_asked = False  # the writer waits to hear how much is remembered
        self._words = 0
        self.story = next(_numbers)
        self.book: Book = _NoBook()
        self.works: Works = _NoWorks()
        self.choices = NO_CHOICES
        self._lists = False
        self._key: object = None
        # The story, its revision and its other chapters, whose words were counted last.
        self._surveyed: tuple[int, int, tuple[str, ...]] = (0, 0, ())
        self._surveyed_at = 0.0
        self._is_surveying = False  # they are not counted yet
        # Where the cursor was when what stands farther from it was to be read; None if it is to be read anew.
        self._far_from: int | None = None
        self._is_far_read = False
        self._rest = QTimer(self, interval=REST_MILLISECONDS, singleShot=True)
        self._rest.timeout.connect(self._prepare)
        self._quiet = QTimer(self, interval=QUIET_MILLISECONDS, singleShot=True)
        self._quiet.timeout.connect(self._prepare_far)
        page.cursorPositionChanged.connect(self._rest.start)
        page.cursorPositionChanged.connect(self._quiet.start)
        page.document().contentsChange.connect(self._on_contents_change)
        worker.loaded.connect(self.survey_anew)
        cast(QGuiApplication, QGuiApplication.instance()).focusObjectChanged.connect(self._on_focus)
        worker.prepared.connect(self._on_prepared)
        worker.far_read.connect(self._on_far_read)
        worker.names_told.connect(self._on_names)
        worker.learnt_told.connect(self._on_learnt)
        settings.changed.connect(self._on_settings)

    @property
    def in_use(self) -> bool:
        """Whether this story is remembered."""
        return self._settings.choices.story_words and not self._is_forgotten

    def use(self, on: bool) -> None:
        """Remember this story and suggest from it, or (in every window) remember none."""
        was_forgotten, self._is_forgotten = self._is_forgotten, False
        self._is_asked = on
        self._settings.update(story_words=on)
        if was_forgotten:
            self.changed.emit()
            self.survey_anew()
        if not on:
            self.named.emit({})
        self.told.emit(
            self.tr("Reading this story…") if on else self.tr("Stories are not remembered any more.")
        )

    def forget(self) -> None:
        """Forget this story, and remember nothing of it from now on."""
        self._is_forgotten, self._is_asked = True, False
        self._worker.forget()
        self._rest.start()
        self.changed.emit()
        self.named.emit({})
        forgotten = (
            self.tr("Forgot %Ln word(s) of this story.", None, self._words)
            if self._words
            else self.tr("Forgot this story.")
        )
        self._words = 0
        self.told.emit(
            self.tr("{forgotten} It stays forgotten until you choose “{command}”.").format(
                forgotten=forgotten, command=BY_NAME["story_words"].title
            )
        )

    def choose(self, choices: MemoryChoices) -> None:
        """Keep some words and phrases in the memory from now on, and leave others out."""
        if choices != self.choices:
            self.choices = choices
            self.changed.emit()
            self.survey_anew()

    def list_learnt(self, on: bool) -> None:
        """Tell what is in the memory whenever it has been looked through, or no longer."""
        self._lists = on
        if on:
            self.survey_anew()

    def look_at_book(self) -> None:
        """The story of which this may be a chapter has changed, or it is one of another story now."""
        if self._key != self.book.key:
            self.begin_another()
        elif self._key is not None:
            self.survey_anew()

    def look_at_works(self) -> None:
        """The writer's earlier works are others now."""
        self._rest.start()

    def begin_another(self) -> None:
        """Another text is on the page: forget everything, unless it is a chapter of the same story."""
        if self._key is not None and self._key == self.book.key:
            self.survey_anew()
            return
        self._key = self.book.key
        self.story = next(_numbers)
        self._words, self._far_from = 0, None
        self._worker.forget()
        if self._is_forgotten:
            self._is_forgotten = False
            self.changed.emit()
        self._rest.start()
        self._quiet.start()

    def _prepare_far(self) -> None:
        far = self._far(self._page.textCursor().position()) if self.in_use else ""
        if far:
            self._prepare(far)

    def _prepare(self, far: str = "") -> None:
        # Windows in the background must not make the model turn to their stories.
        if self._worker.model is None or not self._page.hasFocus():
            return
        position = self._page.textCursor().position()
        others = self.book.other_texts() if self.in_use else ()
        whole = self._whole(others) if self.in_use else None
        self._worker.prepare(
            PrepareRequest(
                self._context.before(position),
                self._context.after(position),
                self._earlier(position) if self.in_use else "",
                self._context.later(position) if self.in_use else "",
                whole,
                others,
                self.works.texts,
                self.choices,
                self._lists and whole is not None,
                far,
                story=self.story,
                remember=self.in_use,
            )
        )

    def _earlier(self, position: int) -> str:
        """What stands before what `ContextReader.before` gives, in the chapters before this one, too."""
        earlier = self._context.earlier(position)
        missing = EARLIER_CHARACTERS - len(earlier)
        return self.book.text_before(missing) + earlier if missing > 0 else earlier

    def _far(self, position: int) -> str:
        """What stands farther from the cursor, in the chapters before this one, too; "" if that is read."""
        if self._far_from is not None and abs(position - self._far_from) < FAR_CHARACTERS // 2:
            if self._is_far_read:
                return ""
        else:
            self._far_from, self._is_far_read = position, False
        far = self._context.far(position)
        missing = FAR_CHARACTERS - len(far)
        return self.book.text_before(missing) + far if missing > 0 else far

    def _whole(self, others: tuple[str, ...]) -> str | None:
        """The whole text on the page, if the story's words may have changed since they were counted last."""
        document, now = self._page.document(), time.monotonic()
        state = (self.story, document.revision(), others)
        if state == self._surveyed or (
            state[0] == self._surveyed[0] and now - self._surveyed_at < SURVEY_SECONDS
        ):
            return None
        self._surveyed, self._surveyed_at, self._is_surveying = state, now, True
        return plain_text(document)

    def _on_prepared(self, story: int, words: int) -> None:
        if story != self.story:
            return
        if self._is_surveying and self.in_use:
            # What was asked of the model later has taken the place of that.
            self.survey_anew()
        self._words = words
        if self._is_asked:
            self._is_asked = False
            self.told.emit(self.tr("Remembers %Ln word(s) of this story.", None, words))

    def _on_far_read(self, story: int, is_done: bool) -> None:
        if is_done:
            self._is_far_read = story == self.story and self._far_from is not None
        else:
            self._quiet.start()

    def _on_names(self, story: int, names: dict[str, int]) -> None:
        if story == self.story:
            self._is_surveying = False
            self.named.emit(names if self.in_use else {})

    def _on_learnt(self, story: int, learnt: object) -> None:
        if story == self.story:
            self.learnt.emit(learnt if self.in_use else [])

    def _on_settings(self, names: frozenset[str]) -> None:
        if "story_words" in names:
            self.survey_anew()

    def _on_focus(self, focused: QObject | None) -> None:
        # Another window's story may have taken this one's place in the model's memory.
        if focused is self._page:
            self.survey_anew()

    def _on_contents_change(self, *_: int) -> None:
        self._rest.start()
        self._quiet.start()

    def survey_anew(self, *_: object) -> None:
        """Count the story's words again, soon: they may be others."""
        self._surveyed, self._far_from = (0, 0, ()), None
        self._rest.start()
        self._quiet.start()
