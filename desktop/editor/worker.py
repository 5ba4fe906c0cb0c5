"""The one thread that owns the model.

The window puts plain snapshots into a mailbox and never waits. The mailbox holds one request of a kind: a
newer one replaces an older one that was not begun, and one that is being worked on is told that it is stale.
Answers come back as Qt signals, which arrive on the window's thread; each carries its request's ticket, so
that the window can drop an answer that it no longer wants.
"""

import logging
import threading
from collections.abc import Callable, Generator
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Signal

from desktop.editor.engine_protocol import EngineFactory, SuggestingEngine, load_engine
from desktop.editor.engine_words import told
from desktop.editor.requests import (
    ContinueRequest,
    LoadedModel,
    LoadRequest,
    PrepareRequest,
    SuggestRequest,
)
from desktop.engine.errors import InklingError

log = logging.getLogger(__name__)

# Between two words, writers rest longer; whoever rests so long may wait for the next suggestion.
REST_SECONDS = 2.0


class Worker(QObject):
    """Owns the thread and the mailbox.

    Attributes:
        rest_seconds: How long nothing must be asked before what takes longer is done.

    Signals:
        loading: A model is being loaded; its folder.
        loaded: A `LoadedModel` is ready.
        load_failed: No model is loaded now; one sentence that says why.
        suggested: A request's ticket and its suggestions, best first.
        piece: A continuation's ticket and the next piece of its text.
        continued: A continuation's ticket, after its last piece.
        prepared: A story that was read, and how many words of it are remembered.
        placed: The model runs on something else now, or it was measured what is fastest; a `LoadedModel`.
        gave_way: An accelerator was lost, or did not start, and the CPU took its place; one sentence on that.
        failed: A ticket, and one sentence that says why there is no answer.
    """

    loading = Signal(object)
    loaded = Signal(object)
    load_failed = Signal(str)
    suggested = Signal(int, object)
    piece = Signal(int, str)
    continued = Signal(int)
    prepared = Signal(int, int)
    placed = Signal(object)
    gave_way = Signal(str)
    failed = Signal(int, str)

    def __init__(self, factory: EngineFactory = load_engine, parent: QObject | None = None):
        super().__init__(parent)
        self.rest_seconds = REST_SECONDS
        self._factory = factory
        self._may_measure = False
        self._tickets = count(1)
        self._mail = threading.Condition()
        self._load: LoadRequest | None = None
        self._suggest: SuggestRequest | None = None
        self._continue: ContinueRequest | None = None
        self._prepare: PrepareRequest | None = None
        self._wanted = 0  # ticket of the only answer that is still wanted
        self._forget = False
        self._loading = False
        self._closing = False
        self._model: LoadedModel | None = None
        self._engine: SuggestingEngine | None = None
        # A daemon: a model that hangs must not keep the program from ending.
        self._thread = threading.Thread(target=self._run, name="inkling-model", daemon=True)

    # --- on the window's thread --------------------------------------------------------------------------

    @property
    def model(self) -> LoadedModel | None:
        """The model in use, if any."""
        return self._model

    @property
    def is_loading(self) -> bool:
        """Whether a model is on its way."""
        return self._loading

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def new_ticket(self) -> int:
        """Return a number for the next request."""
        return next(self._tickets)

    def load(self, folder: Path, provider: str) -> None:
        """Load a model in place of the one in use."""
        with self._mail:
            self._load = LoadRequest(folder, provider)
            self._loading = True
            self._suggest = self._continue = None
            self._wanted = 0
            self._mail.notify()

    def suggest(self, request: SuggestRequest) -> None:
        """Ask for suggestions; older requests are no longer wanted."""
        self._ask(request.ticket, request, None)

    def continue_story(self, request: ContinueRequest) -> None:
        """Ask for a continuation; older requests are no longer wanted."""
        self._ask(request.ticket, None, request)

    def _ask(self, ticket: int, suggest: SuggestRequest | None, continuation: ContinueRequest | None) -> None:
        with self._mail:
            dropped = self._continue
            self._suggest, self._continue = suggest, continuation
            self._wanted = ticket
            self._mail.notify()
        if dropped:  # another window's, not begun; it would wait for ever
            self.continued.emit(dropped.ticket)

    def cancel(self, ticket: int) -> None:
        """Say that an answer is no longer wanted."""
        with self._mail:
            if self._wanted == ticket:
                self._wanted = 0
                self._suggest = self._continue = None

    def prepare(self, request: PrepareRequest) -> None:
        """Read ahead as soon as nothing else is asked, in place of an older request to do so."""
        with self._mail:
            self._prepare = request
            self._mail.notify()

    def forget(self) -> None:
        """Let the model forget what it has read: another document is open, or the writer wants it."""
        with self._mail:
            self._forget = True
            self._prepare = None
            self._mail.notify()

    def stop(self, seconds: float = 1.0) -> bool:
        """End the thread; wait at most `seconds` for it.

        Returns:
            Whether it has ended.
        """
        with self._mail:
            self._closing = True
            self._wanted = 0
            self._mail.notify()
        if self._thread.is_alive():
            self._thread.join(seconds)
        return not self._thread.is_alive()

    # --- on the worker's thread --------------------------------------------------------------------------

    def _run(self) -> None:
        while (job := self._next_job()) is not None:
            try:
                job()
                self._tell_of_lost_accelerator()
            except RuntimeError:
                # Signals cannot be emitted any more once the window's side is gone.
                if not self._closing:
                    raise

    def _next_job(self) -> Callable[[], None] | None:
        """Wait for mail; the first kind listed goes first. None means that the program ends."""
        with self._mail:
            came = self._mail.wait_for(lambda: self._is_urgent() or self._prepare, self._patience)
            if not came:
                return self._do_measure
            if self._closing:
                return None
            if load := self._load:
                self._load = None
                return lambda: self._do_load(load)
            if self._forget:
                self._forget = False
                return self._do_forget
            if suggest := self._suggest:
                self._suggest = None
                return lambda: self._do_suggest(suggest)
            if request := self._continue:
                self._continue = None
                return lambda: self._do_continue(request)
            reading, self._prepare = self._prepare, None
            assert reading is not None
            return lambda: self._do_prepare(reading)

    @property
    def _patience(self) -> float | None:
        """How long to wait for mail; for ever if there is nothing to do meanwhile."""
        undecided = self._engine is not None and self._engine.placement.is_undecided
        return self.rest_seconds if undecided and self._may_measure else None

    def _is_urgent(self) -> bool:
        """Whether there is something to do that somebody waits for."""
        return bool(self._closing or self._load or self._forget or self._suggest or self._continue)

    def _is_stale(self, ticket: int) -> bool:
        return self._wanted != ticket

    def _do_load(self, request: LoadRequest) -> None:
        self.loading.emit(request.folder)
        self._model = self._engine = None
        self._may_measure = False
        sentence = ""
        try:
            engine = self._factory(request.folder, request.provider)
        except InklingError as error:
            log.warning("Cannot load the model in %s: %s", request.folder, error)
            sentence = told(error.sentence)
        except Exception:
            log.exception("Cannot load the model in %s", request.folder)
            sentence = self.tr("The model in {folder} cannot be loaded; choose another one.").format(
                folder=request.folder
            )
        else:
            self._engine = engine
            self._model = _loaded_model(engine, request.folder)
        self._loading = self._load is not None
        if self._model is None:
            self.load_failed.emit(sentence)
        else:
            self.loaded.emit(self._model)

    def _do_forget(self) -> None:
        if self._engine is not None:
            self._engine.forget()

    def _do_suggest(self, request: SuggestRequest) -> None:
        if self._engine is None or self._is_stale(request.ticket):
            return
        from desktop.engine.suggest import SuggestSettings

        settings = SuggestSettings(max_words=request.max_words, precision=request.precision)
        try:
            self._engine.turn_to(request.story, request.remember)
            suggestions = self._engine.suggest(
                request.left, request.right, settings, is_stale=lambda: self._is_stale(request.ticket)
            )
        except Exception as error:
            self._fail(request.ticket, error)
        else:
            self._may_measure = True  # not before: the first suggestion has waited long enough
            if not self._is_stale(request.ticket):
                self.suggested.emit(request.ticket, suggestions)

    def _do_continue(self, request: ContinueRequest) -> None:
        if self._engine is None or self._is_stale(request.ticket):
            return
        from desktop.engine.continue_story import ContinueSettings

        settings = ContinueSettings(words=request.words, temperature=request.temperature, seed=request.seed)
        try:
            self._engine.turn_to(request.story, request.remember)
            story = self._engine.continue_story(request.left, request.right, settings)
            with closing(cast(Generator[str, None, None], story)) as pieces:
                for piece in pieces:
                    if self._is_stale(request.ticket):
                        break
                    self.piece.emit(request.ticket, piece)
        except Exception as error:
            self._fail(request.ticket, error)
        else:
            self._may_measure = True
            self.continued.emit(request.ticket)

    def _do_prepare(self, request: PrepareRequest) -> None:
        """Read ahead; what is given up for something urgent is gone on with afterwards."""
        if self._engine is None:
            return

        def is_stale() -> bool:
            return self._is_urgent() or self._prepare is not None

        try:
            self._engine.turn_to(request.story, request.remember)
            is_read = self._engine.prepare(
                request.left,
                request.right,
                request.earlier,
                request.later,
                is_stale=is_stale,
            )
            if is_read and request.whole is not None:
                is_read = self._engine.survey(request.whole, is_stale)
            words = self._engine.remembered_words
        except Exception as error:
            self._fail(0, error)
            return
        if is_read:
            self.prepared.emit(request.story, words)
            return
        with self._mail:
            if not self._prepare and not self._forget:
                self._prepare = request

    def _do_measure(self) -> None:
        """Find out what the model runs fastest on; what is broken off is gone on with after another rest."""
        if self._engine is None or self._model is None:
            return
        try:
            measured = self._engine.placement.measure(lambda: self._is_urgent() or self._prepare is not None)
        except Exception as error:
            self._may_measure = False
            self._fail(0, error)
            return
        if measured:
            self._model = _loaded_model(self._engine, self._model.folder)
            self.placed.emit(self._model)

    def _tell_of_lost_accelerator(self) -> None:
        if self._engine is None or self._model is None:
            return
        failure = self._engine.placement.take_failure()
        if failure:
            self._model = _loaded_model(self._engine, self._model.folder)
            self.placed.emit(self._model)
            self.gave_way.emit(told(failure))

    def _fail(self, ticket: int, error: Exception) -> None:
        """Say why there is no answer; an engine in an unknown state is not asked again."""
        if isinstance(error, InklingError):
            log.warning("The model could not answer: %s", error)
            self.failed.emit(ticket, told(error.sentence))
            return
        log.error("The model failed", exc_info=error)
        self._model = self._engine = None
        sentence = self.tr(
            "The model failed in a way Inkling does not know; "
            "choose it again to restart it (the log says more)."
        )
        self.failed.emit(ticket, sentence)
        self.load_failed.emit(sentence)


def _loaded_model(engine: SuggestingEngine, folder: Path) -> LoadedModel:
    placement = engine.placement
    return LoadedModel(
        _model_name(engine, folder), folder, placement.device, placement.offered, placement.verdict
    )


def _model_name(engine: SuggestingEngine, folder: Path) -> str:
    """Return the name in the bundle's header; a bundle without one is called after its folder."""
    config = getattr(getattr(engine, "bundle", None), "config", None)
    return str(getattr(config, "name", None) or folder.name)
