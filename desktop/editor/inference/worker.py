"""What windows ask of the model, and what it tells them.

A window puts plain snapshots into a mailbox and never waits. Answers come back as Qt signals, which arrive on
the window's thread; each carries its request's ticket, so that the window can drop an answer that it no
longer wants. One thread owns the model; when it hangs or dies, that is said, and another takes its place.
"""

import time
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.editor.inference.engine_protocol import DeskEngine, EngineFactory, load_engine
from desktop.editor.inference.mailbox import Mailbox
from desktop.editor.inference.model_thread import ANSWER_SECONDS, LOAD_SECONDS, ModelThread
from desktop.editor.inference.requests import (
    CompareRequest,
    ContinueRequest,
    LoadedModel,
    LoadRequest,
    PrepareRequest,
    ProposeRequest,
    RephraseRequest,
    RereadRequest,
    SuggestRequest,
    WordsRequest,
)
from desktop.editor.inference.thread_watch import Loss, ThreadWatch
from desktop.engine.shown import shown

# Between two words, writers rest longer; whoever rests so long may wait for the next suggestion.
REST_SECONDS = 2.0


class Worker(QObject):
    """Owns the mailbox, the thread and the watch over it.

    Attributes:
        rest_seconds: How long nothing must be asked before what takes longer is done.
        load_seconds: How long a model that is being loaded may give no sign of life.
        answer_seconds: How long one that was asked may give none.
        watch: Looks after the thread.

    Signals:
        loading: A model is being loaded; its folder.
        loaded: A `LoadedModel` is ready.
        load_failed: No model is loaded now; one sentence that says why.
        language_told: A request's ticket, and whether its text is in a language that the model does not know.
        suggested: A request's ticket and its suggestions, best first.
        piece: A continuation's ticket and the next piece of its text.
        continued: A continuation's ticket, after its last piece.
        words_listed: The ticket of a request for a list of words, and the words, the likeliest first.
        proposal_grew: A ticket of proposals, the number of one of them and its next piece.
        proposed: A ticket of proposals and all of them, after their last pieces.
        rephrased: A ticket and the words of a passage that others could stand in place of.
        reread: A ticket, what was found in more of a text (a list of `Part`), and whether that is all.
        prepared: A story that was read, and how many words of it are remembered.
        far_read: A story, and whether its manner was learned of all that stands farther from the cursor.
        names_told: A story whose words were counted, and its names, with how often each is used.
        learnt_told: A story, and what its memory has learnt (a list of `Learnt`).
        compared: A `CompareRequest`, and what would have been offered without the memory; "" for nothing.
        placed: The model runs on something else now, or it was measured what is fastest; a `LoadedModel`.
        gave_way: An accelerator was lost, or did not start, and the CPU took its place; one sentence on that.
        failed: A ticket, and one sentence that says why there is no answer.
    """

    loading = Signal(object)
    loaded = Signal(object)
    load_failed = Signal(str)
    language_told = Signal(int, bool)
    suggested = Signal(int, object)
    piece = Signal(int, str)
    continued = Signal(int)
    words_listed = Signal(int, object)
    proposal_grew = Signal(int, int, str)
    proposed = Signal(int, object)
    rephrased = Signal(int, object)
    reread = Signal(int, object, bool)
    prepared = Signal(int, int)
    far_read = Signal(int, bool)
    names_told = Signal(int, object)  # a dict, which Qt would turn into one of its own
    learnt_told = Signal(int, object)
    compared = Signal(object, str)
    placed = Signal(object)
    gave_way = Signal(str)
    failed = Signal(int, str)

    def __init__(self, factory: EngineFactory = load_engine, parent: QObject | None = None):
        super().__init__(parent)
        self.rest_seconds = REST_SECONDS
        self.load_seconds = LOAD_SECONDS
        self.answer_seconds = ANSWER_SECONDS
        self._factory = factory
        self._tickets = count(1)
        self._mailbox = Mailbox()
        self._folder: Path | None = None
        self._given_up: list[ModelThread] = []
        self._thread = self._new_thread()
        self.watch = ThreadWatch(self)
        self.watch.lost.connect(self._replace)

    @property
    def model(self) -> LoadedModel | None:
        """The model in use, if any."""
        return self._thread.model

    @property
    def is_loading(self) -> bool:
        """Whether a model is on its way."""
        return self._mailbox.is_loading

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()
        self.watch.watch(self._thread)

    def new_ticket(self) -> int:
        """Return a number for the next request."""
        return next(self._tickets)

    def load(self, folder: Path, provider: str) -> None:
        """Load a model in place of the one in use."""
        self._folder = folder
        self._mailbox.load(LoadRequest(folder, provider))

    def suggest(self, request: SuggestRequest) -> None:
        """Ask for suggestions; older requests are no longer wanted."""
        self._ask(request)

    def continue_story(self, request: ContinueRequest) -> None:
        """Ask for a continuation; older requests are no longer wanted."""
        self._ask(request)

    def _ask(self, request: SuggestRequest | ContinueRequest) -> None:
        dropped = self._mailbox.ask(request)
        if dropped:  # another window's, not begun; it would wait for ever
            self.continued.emit(dropped.ticket)

    def list_words(self, request: WordsRequest) -> None:
        """Ask for a list of words, once no ghost is waited for; older requests are no longer wanted."""
        self._mailbox.ask_words(request)

    def ask_aside(self, request: ProposeRequest | RephraseRequest) -> None:
        """Ask for what takes its time; ghosts come first meanwhile, and older requests are given up."""
        displaced = self._mailbox.ask_aside(request)
        if displaced:
            self.failed.emit(displaced, self.tr("The model turned to something that was asked later."))

    def reread_text(self, request: RereadRequest) -> None:
        """Reread a text when nothing else is asked; an older request for it is given up."""
        self._mailbox.ask_reread(request)

    def compare(self, request: CompareRequest) -> None:
        """Find out, when nothing else is asked, what would have been offered without the memory."""
        self._mailbox.compare(request)

    def drop_text(self, text: int) -> None:
        """Do not reread a text any more, and keep nothing of it."""
        self._mailbox.drop_text(text)

    def cancel(self, ticket: int) -> None:
        """Say that an answer is no longer wanted."""
        self._mailbox.cancel(ticket)

    def prepare(self, request: PrepareRequest) -> None:
        """Read ahead as soon as nothing else is asked, in place of an older request to do so."""
        self._mailbox.prepare(request)

    def forget(self) -> None:
        """Let the model forget what it has read: another document is open, or the writer wants it."""
        self._mailbox.forget()

    def cannot_load(self, folder: Path) -> str:
        """Return what to say of a model that breaks while it is loaded."""
        sentence = self.tr("The model in {folder} cannot be loaded; choose another one.")
        return sentence.format(folder=shown(folder))

    def cannot_go_on(self) -> str:
        """Return what to say of a model that breaks in use."""
        return self.tr(
            "The model failed in a way Inkling does not know; "
            "choose it again to restart it (the log says more)."
        )

    def stop(self, seconds: float = 1.0) -> bool:
        """End the thread; wait at most `seconds` for it.

        Returns:
            Whether it has ended, and every one that was given up, too.
        """
        self.watch.watch(None)
        self._mailbox.close()
        threads = [thread for thread in (self._thread, *self._given_up) if thread.is_alive()]
        end = time.monotonic() + seconds
        for thread in threads:
            thread.join(max(0.0, end - time.monotonic()))
        return not any(thread.is_alive() for thread in threads)

    def _new_thread(self) -> ModelThread:
        return ModelThread(self, self._mailbox, lambda folder, provider: self._load_engine(folder, provider))

    def _load_engine(self, folder: Path, provider: str) -> DeskEngine:
        return self._factory(folder, provider)

    def _replace(self, loss: Loss) -> None:
        """Say that the thread is lost, and put another one in its place, without a model."""
        was_loading = self.model is None
        tickets = self._mailbox.clear()
        self._mailbox.loaded()
        self._given_up.append(self._thread)
        self._thread = self._new_thread()
        self.start()
        sentence = self._sentence(loss, was_loading)
        for ticket in tickets:
            self.failed.emit(ticket, sentence)
        if not self._mailbox.is_loading:  # else another model is on its way already
            self.load_failed.emit(sentence)

    def _sentence(self, loss: Loss, was_loading: bool) -> str:
        if loss is Loss.DIED:
            return self.cannot_go_on()
        if was_loading:
            sentence = self.tr(
                "The model in {folder} did not load in time and was given up; choose another one."
            )
            return sentence.format(folder=shown(self._folder))
        return self.tr(
            "The model stopped answering and was given up; choose it again to restart it, or another one."
        )
