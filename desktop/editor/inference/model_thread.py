"""The thread that owns the model: it takes requests out of the mailbox, and answers with signals."""

import logging
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from desktop.editor.inference.engine_protocol import DeskEngine, EngineFactory
from desktop.editor.inference.mailbox import Aside, DropText, Forget, Mailbox, Measure, Request
from desktop.editor.inference.requests import (
    CompareRequest,
    ContinueRequest,
    LoadedModel,
    LoadRequest,
    OfStory,
    PrepareRequest,
    ProposeRequest,
    RephraseRequest,
    RereadRequest,
    SuggestRequest,
    WordsRequest,
)
from desktop.editor.inference.rereads import Rereads
from desktop.editor.inference.thread_watch import GivenUpError, WatchedThread
from desktop.editor.messages.engine_words import told
from desktop.engine.errors import BundleError, InklingError
from desktop.engine.shown import shown

if TYPE_CHECKING:
    from desktop.editor.inference.worker import Worker

log = logging.getLogger(__name__)

# What may take how long without a sign of life. A model is tried in another process for a minute at most, and
# a graphics card may take as long to start; between two of an answer's signs lies one step of the model.
LOAD_SECONDS = 180.0
ANSWER_SECONDS = 30.0


class ModelThread(WatchedThread):
    """Loads models and asks the one in use.

    Attributes:
        model: The model in use, if any.
    """

    def __init__(self, worker: "Worker", mailbox: Mailbox, factory: EngineFactory):
        super().__init__("inkling-model")
        self.model: LoadedModel | None = None
        self._worker = worker
        self._mailbox = mailbox
        self._factory = factory
        self._may_measure = False
        self._engine: DeskEngine | None = None
        self._rereads = Rereads()
        self._answers: dict[type[Request], Callable[[DeskEngine, Any], None]] = {
            Forget: self._forget,
            SuggestRequest: self._suggest,
            ContinueRequest: self._continue,
            WordsRequest: self._list_words,
            ProposeRequest: self._propose,
            RephraseRequest: self._rephrase,
            PrepareRequest: self._prepare,
            CompareRequest: self._compare,
            RereadRequest: self._reread,
            Measure: self._measure,
        }

    def work(self) -> None:
        """Answer requests until the program ends."""
        while (request := self._mailbox.take(self._waiting)) is not None:
            loads = isinstance(request, (LoadRequest, Measure))
            seconds = self._worker.load_seconds if loads else self._worker.answer_seconds
            try:
                with self.patient(seconds):
                    self._answer(request)
                    self._tell_of_lost_accelerator()
            except RuntimeError:
                # Signals cannot be emitted any more once the window's side is gone.
                if not self._mailbox.is_closed:
                    raise

    @property
    def _waiting(self) -> float | None:
        """How long to wait for mail; for ever if there is nothing to do meanwhile."""
        undecided = self._engine is not None and self._engine.placement.is_undecided
        return self._worker.rest_seconds if undecided and self._may_measure else None

    def _answer(self, request: Request) -> None:
        engine = self._engine
        if isinstance(request, LoadRequest):
            self._load(request)
        elif isinstance(request, DropText):
            self._rereads.drop(request.text)
        elif engine is not None and self._mailbox.wants(request):
            self._ask(engine, request)

    def _is_stale(self, request: Request) -> bool:
        self.beat()
        return not self._mailbox.wants(request)

    def _is_unwanted(self, request: Aside, engine: DeskEngine) -> bool:
        """Answer what is urgent, in the middle of what takes its time; say whether to give that up."""
        self.beat()
        while (urgent := self._mailbox.take_meanwhile()) is not None:
            self._answer(urgent)
            if self._engine is engine:  # else it has failed
                engine.turn_to(request.story, request.remember)  # another window may have asked
        return self._engine is not engine or not self._mailbox.wants(request)

    def _makes_way(self) -> bool:
        self.beat()
        return not self._mailbox.is_idle

    def _load(self, request: LoadRequest) -> None:
        self.say(self._worker.loading, request.folder)
        self.model = self._engine = None
        self._rereads = Rereads()
        self._may_measure = False
        sentence = ""
        try:
            engine = self._factory(request.folder, request.provider)
            self.beat()
            self.model = _loaded_model(engine, request.folder)
            self._engine = engine
        except GivenUpError:
            raise
        except InklingError as error:
            self.beat()
            log.warning("Cannot load the model in %s: %s", shown(request.folder), error)
            sentence = told(error.sentence)
        # A library that panics raises what is no Exception.
        except BaseException:
            self.beat()  # what one that was given up ends with is nobody's concern
            log.exception("Cannot load the model in %s", shown(request.folder))
            sentence = self._worker.cannot_load(request.folder)
        self._mailbox.loaded()
        if self.model is None:
            self.say(self._worker.load_failed, sentence)
        else:
            self.say(self._worker.loaded, self.model)

    # --- answers -----------------------------------------------------------------------------------------

    def _ask(self, engine: DeskEngine, request: Request) -> None:
        """Ask the engine, and say why there is no answer if there is none."""
        ticket = getattr(request, "ticket", 0)
        try:
            if isinstance(request, OfStory):
                engine.turn_to(request.story, request.remember)
            self._answers[type(request)](engine, request)
        except GivenUpError:
            raise
        except BundleError as error:
            # The model itself does not work; it would not the next time either.
            self.beat()
            log.warning("The model cannot be used: %s", error)
            self._fail(ticket, told(error.sentence))
        except InklingError as error:
            log.warning("The model could not answer: %s", error)
            self.say(self._worker.failed, ticket, told(error.sentence))
        # A library that panics raises what is no Exception; an engine in an unknown state is not asked again.
        except BaseException:
            self.beat()
            log.exception("The model failed")
            self._fail(ticket, self._worker.cannot_go_on())

    def _forget(self, engine: DeskEngine, request: Forget) -> None:
        engine.forget()

    def _suggest(self, engine: DeskEngine, request: SuggestRequest) -> None:
        from desktop.engine.decoding.suggest import SuggestSettings

        settings = SuggestSettings(
            max_words=request.max_words, precision=request.precision, asked=request.asked
        )
        suggestions = engine.suggest(
            request.left, request.right, settings, is_stale=lambda: self._is_stale(request)
        )
        self._may_measure = True  # not before: the first suggestion has waited long enough
        if not self._is_stale(request):
            self.say(self._worker.language_told, request.ticket, engine.is_foreign(request.left))
            self.say(self._worker.suggested, request.ticket, suggestions)

    def _continue(self, engine: DeskEngine, request: ContinueRequest) -> None:
        from desktop.engine.decoding.continue_story import ContinueSettings

        settings = ContinueSettings(words=request.words, temperature=request.temperature, seed=request.seed)
        story = engine.continue_story(request.left, request.right, settings)
        with closing(cast(Generator[str, None, None], story)) as pieces:
            for piece in pieces:
                if self._is_stale(request):
                    break
                self.say(self._worker.piece, request.ticket, piece)
        self._may_measure = True
        self.say(self._worker.continued, request.ticket)

    def _list_words(self, engine: DeskEngine, request: WordsRequest) -> None:
        """Find the likeliest words; what is given up for a ghost is begun again afterwards."""
        from desktop.engine.decoding.suggest import NEXT_WORDS

        gave_up = False

        def is_stale() -> bool:
            nonlocal gave_up
            gave_up = self._is_stale(request) or gave_up or self._mailbox.is_urgent
            return gave_up

        settings = replace(NEXT_WORDS, alternatives=request.words)
        words = engine.suggest(request.left, request.right, settings, is_stale)
        if is_stale():
            self._mailbox.ask_words(request, again=True)
        else:
            self.say(self._worker.words_listed, request.ticket, words)

    def _propose(self, engine: DeskEngine, request: ProposeRequest) -> None:
        from desktop.engine.cowriting.proposing import Proposal, Voice, bridge, finished, go_on

        voices = tuple(
            Voice(temperature, request.seed + number)
            for number, temperature in enumerate(request.temperatures)
        )

        def is_stale() -> bool:
            return self._is_unwanted(request, engine)

        if request.is_bridge:
            proposals = bridge(engine, request.left, request.right, request.length, voices, is_stale)
        else:
            texts = [""] * len(voices)
            ways = go_on(engine, request.left, request.right, request.length, voices, request.to_scene_end)
            with closing(cast(Generator[tuple[int, str], None, None], ways)) as pieces:
                for number, piece in pieces:
                    if is_stale():
                        return
                    texts[number] += piece
                    self.say(self._worker.proposal_grew, request.ticket, number, piece)
            if request.to_scene_end:
                texts = finished(engine, request.left, texts, request.length, is_stale)
            proposals = [Proposal(text) for text in texts]
        if not is_stale():
            self._mailbox.done_aside(request.ticket)
            self.say(self._worker.proposed, request.ticket, proposals)

    def _rephrase(self, engine: DeskEngine, request: RephraseRequest) -> None:
        from desktop.engine.cowriting.rephrasing import odd_words

        def is_stale() -> bool:
            return self._is_unwanted(request, engine)

        odd = odd_words(engine, request.left, request.text, request.right, is_stale)
        if not is_stale():
            self._mailbox.done_aside(request.ticket)
            self.say(self._worker.rephrased, request.ticket, odd)

    def _prepare(self, engine: DeskEngine, request: PrepareRequest) -> None:
        """Read ahead; what is given up for something urgent is gone on with afterwards."""
        engine.choose_memory(request.choices)
        learnt = None
        is_read = engine.prepare(
            request.left, request.right, request.earlier, request.later, is_stale=self._makes_way
        )
        if is_read and request.whole is not None:
            is_read = engine.survey(request.whole, self._makes_way, request.others)
        is_read = is_read and engine.learn(request.works, self._makes_way)
        if is_read and request.lists:
            learnt = engine.learnt(self._makes_way)
            is_read = learnt is not None
        if is_read:
            if learnt is not None:
                self.say(self._worker.learnt_told, request.story, learnt)
            if request.whole is not None:
                self.say(self._worker.names_told, request.story, engine.names)
            self.say(self._worker.prepared, request.story, engine.remembered_words)
            if request.far:
                # Never between two keys: whoever types waits for no more than what is near.
                is_far_read = engine.read_far(request.far, self._makes_way)
                self.say(self._worker.far_read, request.story, is_far_read)
        else:
            self.beat()
            self._mailbox.prepare(request, again=True)

    def _compare(self, engine: DeskEngine, request: CompareRequest) -> None:
        from desktop.engine.decoding.suggest import SuggestSettings

        settings = SuggestSettings(max_words=request.max_words, precision=request.precision)
        alone = engine.suggest_alone(request.left, request.right, settings)
        self.say(self._worker.compared, request, alone[0].text if alone else "")

    def _reread(self, engine: DeskEngine, request: RereadRequest) -> None:
        """Reread a text, a few milliseconds at a time; typing goes first, and all else."""
        found = self._rereads.go_on(engine, request, self._makes_way)
        is_done = False
        while not is_done and self._mailbox.wants(request):
            parts, is_done = next(found)
            if parts or is_done:
                self.say(self._worker.reread, request.ticket, parts, is_done)
            if not is_done and self._makes_way():
                self._mailbox.ask_reread(request, again=True)
                return

    def _measure(self, engine: DeskEngine, request: Measure) -> None:
        """Find out what the model runs fastest on; what is broken off is gone on with after another rest."""
        self._may_measure = False  # if this fails
        measured = engine.placement.measure(self._makes_way)
        self._may_measure = True
        if measured and self.model:
            self.model = _loaded_model(engine, self.model.folder)
            self.say(self._worker.placed, self.model)

    def _tell_of_lost_accelerator(self) -> None:
        engine, model = self._engine, self.model
        if engine is None or model is None:
            return
        failure = engine.placement.take_failure()
        if failure:
            self.model = _loaded_model(engine, model.folder)
            self.say(self._worker.placed, self.model)
            self.say(self._worker.gave_way, told(failure))

    def _fail(self, ticket: int, sentence: str) -> None:
        self.model = self._engine = None
        self._rereads = Rereads()
        self.say(self._worker.failed, ticket, sentence)
        self.say(self._worker.load_failed, sentence)


def _loaded_model(engine: DeskEngine, folder: Path) -> LoadedModel:
    placement = engine.placement
    return LoadedModel(
        _model_name(engine, folder), folder, placement.device, placement.offered, placement.verdict
    )


def _model_name(engine: DeskEngine, folder: Path) -> str:
    """Return the name in the bundle's header; a bundle without one is called after its folder."""
    config = getattr(getattr(engine, "bundle", None), "config", None)
    return str(getattr(config, "name", None) or shown(folder.name))
