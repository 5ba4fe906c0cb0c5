"""Suggesting, continuing and remembering, plugged into a window: their commands, keys and remarks."""

from PySide6.QtCore import QObject

from desktop.editor.frame.frame import Frame
from desktop.editor.look import Look
from desktop.editor.page.context_reader import ContextReader
from desktop.editor.suggestions.continuing import Continuation
from desktop.editor.suggestions.memory_keeper import MemoryKeeper
from desktop.editor.suggestions.put_in import PutIn
from desktop.editor.suggestions.story_memory import StoryMemory
from desktop.editor.suggestions.suggester import Suggester


class Suggesting(QObject):
    """What one window does with the model.

    Attributes:
        memory: The story, as the model is to remember it.
        suggester: Keeps the ghost up to date.
        keeper: What the writer has chosen of the memory.
        continuation: Writes on.
        context: What the model may read around a place.
    """

    def __init__(self, frame: Frame):
        super().__init__(frame)
        self._frame = frame
        self._shown_remark = ""
        page, worker, settings = frame.page, frame.worker, frame.settings
        self.context = context = ContextReader(page.document())
        context.is_apart = PutIn(page).is_apart  # before whoever asks as soon as a letter is typed
        self.memory = StoryMemory(page, worker, settings, context)
        self.keeper = MemoryKeeper(frame, self.memory)
        self.suggester = Suggester(page, worker, settings, context, self.memory)
        self.continuation = Continuation(page, worker, settings, context, self.memory)
        frame.status.add_tool(frame.actions.button("suggestions_button", frame.actions["suggestions"]))
        self._bind_commands()
        self._bind_keys()
        self._connect_parts()

    def _bind_commands(self) -> None:
        suggester, actions = self.suggester, self._frame.actions
        actions.bind(
            continue_=self.continuation.start,
            retry=self.continuation.retry,
            stop=self.continuation.stop,
            accept=suggester.accept,
            accept_word=suggester.accept_word,
            next_alternative=suggester.next_alternative,
            previous_alternative=suggester.previous_alternative,
            dismiss=suggester.dismiss,
            ask=suggester.ask,
            forget_story=self.memory.forget,
        )
        # Not a plain choice: a story that was forgotten stays so in its window.
        actions["story_words"].triggered.connect(self.memory.use)
        actions["stop"].setEnabled(False)
        actions["retry"].setEnabled(False)  # until there is something to try again

    def _bind_keys(self) -> None:
        """The keys that have a meaning only while a ghost is there or a story is being continued."""
        keys, ghost = self._frame.keys, self._frame.page.ghost
        suggester, continuation = self.suggester, self.continuation
        keys.add("stop", lambda: continuation.running, continuation.stop)
        keys.add("accept", lambda: bool(ghost.text), suggester.accept)
        keys.add("accept_word", lambda: bool(ghost.text), suggester.accept_word)
        keys.add("dismiss", lambda: suggester.is_active, suggester.dismiss)

    def _connect_parts(self) -> None:
        frame = self._frame
        self.continuation.running_changed.connect(self._on_running)
        self.continuation.unavailable.connect(frame.remark)
        self.continuation.failed.connect(frame.remark)
        self.suggester.shown.connect(self._on_shown)
        self.suggester.none_found.connect(lambda: frame.remark(self.tr("No suggestion here.")))
        self.suggester.failed.connect(frame.remark)
        self.suggester.foreign.connect(frame.status.show_foreign)
        self.memory.changed.connect(self.suggester.dismiss)
        self.memory.changed.connect(self._show_memory)
        self.memory.told.connect(frame.remark)
        frame.page.ghost.changed.connect(self._on_ghost_changed)
        frame.session.document_replaced.connect(self.memory.begin_another)
        frame.settings.changed.connect(self._on_settings)
        frame.follow_look(self._on_look)
        frame.follow_language(self._show_switch)
        frame.leaving.connect(self._leave)
        self._show_memory()

    def _on_settings(self, names: frozenset[str]) -> None:
        if "story_words" in names:
            self._show_memory()
        if "suggestions" in names:
            self._show_switch()

    def _on_look(self, look: Look) -> None:
        self.continuation.set_colour(look.continued)

    def _show_memory(self) -> None:
        self._frame.actions["story_words"].setChecked(self.memory.in_use)

    def _show_switch(self) -> None:
        on, off = self.tr("Suggestions on"), self.tr("Suggestions off")
        is_on = self._frame.settings.choices.suggestions
        self._frame.actions["suggestions"].setIconText(on if is_on else off)

    def _on_running(self, running: bool) -> None:
        actions = self._frame.actions
        self.suggester.pause(running)
        actions["continue"].setEnabled(not running)
        actions["stop"].setEnabled(running)
        actions["retry"].setEnabled(True)
        self._frame.remark(self.tr("Continuing the story…") if running else "")

    def _on_shown(self, number: int, count: int, probability: float) -> None:
        self._shown_remark = self.tr("Suggestion {number} of {count}  ·  {probability}").format(
            number=number, count=count, probability=f"{probability:.0%}"
        )
        self._frame.status.say(self._shown_remark)

    def _on_ghost_changed(self) -> None:
        """Take back a remark on a ghost that is no more."""
        if self._frame.status.remark.text() == self._shown_remark:
            self._frame.status.say("")

    def _leave(self) -> None:
        self.continuation.stop()
        self.suggester.dismiss()
