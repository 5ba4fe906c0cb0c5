"""The thread that owns the model: it takes requests out of the mailbox, and answers with signals."""

import logging
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from desktop.editor.inference.engine_protocol import DeskEngine, EngineFactory
from desktop.editor.inference.mailbox import Aside, DropText, Forget, Mailbox, Measure
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

    def _answer(self, request: object) -> None:
        if isinstance(request, LoadRequest):
            self._load(request)
        elif isinstance(request, Forget):
            self._forget()
        elif isinstance(request, SuggestRequest):
            self._suggest(request)
        elif isinstance(request, ContinueRequest):
            self._continue(request)
        elif isinstance(request, WordsRequest):
            self._list_words(request)
        elif isinstance(request, ProposeRequest):
            self._propose(request)
        elif isinstance(request, RephraseRequest):
            self._rephrase(request)
        elif isinstance(request, PrepareRequest):
            self._prepare(request)
        elif isinstance(request, CompareRequest):
            self._compare(request)
        elif isinstance(request, DropText):
            self._rereads.drop(request.text)
        elif isinstance(request, RereadRequest):
            self._reread(request)
        else:
            self._measure()

    def _is_stale(self, ticket: int) -> bool:
        self.beat()
        return self._mailbox.wanted != ticket

    def _is_unwanted(self, request: Aside, engine: DeskEngine) -> bool:
        """Answer what is urgent, in the middle of what takes its time; say whether to give that up."""
        self.beat()
        while (urgent := self._mailbox.take_meanwhile()) is not None:
            self._answer(urgent)
            if self._engine is engine:  # else it has failed
                engine.turn_to(request.story, request.remember)  # another window may have asked
        return self._engine is not engine or self._mailbox.wanted_aside != request.ticket

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

    def _forget(self) -> None:
        if self._engine is not None:
            self._ask(0, self._engine.forget)

    def _suggest(self, request: SuggestRequest) -> None:
        engine = self._engine
        if engine is None or self._is_stale(request.ticket):
            return
        from desktop.engine.decoding.suggest import SuggestSettings

        settings = SuggestSettings(
            max_words=request.max_words, precision=request.precision, asked=request.asked
        )

        def answer() -> None:
            engine.turn_to(request.story, request.remember)
            suggestions = engine.suggest(
                request.left, request.right, settings, is_stale=lambda: self._is_stale(request.ticket)
            )
            self._may_measure = True  # not before: the first suggestion has waited long enough
            if not self._is_stale(request.ticket):
                self.say(self._worker.language_told, request.ticket, engine.is_foreign(request.left))
                self.say(self._worker.suggested, request.ticket, suggestions)

        self._ask(request.ticket, answer)

    def _continue(self, request: ContinueRequest) -> None:
        engine = self._engine
        if engine is None or self._is_stale(request.ticket):
            return
        from desktop.engine.decoding.continue_story import ContinueSettings

        settings = ContinueSettings(words=request.words, temperature=request.temperature, seed=request.seed)

        def answer() -> None:
            engine.turn_to(request.story, request.remember)
            story = engine.continue_story(request.left, request.right, settings)
            with closing(cast(Generator[str, None, None], story)) as pieces:
                for piece in pieces:
                    if self._is_stale(request.ticket):
                        break
                    self.say(self._worker.piece, request.ticket, piece)
            self._may_measure = True
            self.say(self._worker.continued, request.ticket)

        self._ask(request.ticket, answer)

    def _list_words(self, request: WordsRequest) -> None:
        """Find the likeliest words; what is given up for a ghost is begun again afterwards."""
        engine = self._engine
        if engine is None or self._mailbox.wanted_words != request.ticket:
            return
        from desktop.engine.decoding.suggest import NEXT_WORDS

        gave_up = False

        def is_stale() -> bool:
            nonlocal gave_up
            self.beat()
            gave_up = gave_up or self._mailbox.is_urgent or self._mailbox.wanted_words != request.ticket
            return gave_up

        def answer() -> None:
            engine.turn_to(request.story, request.remember)
            settings = replace(NEXT_WORDS, alternatives=request.words)
            words = engine.suggest(request.left, request.right, settings, is_stale)
            if is_stale():
                self._mailbox.ask_words(request, again=True)
            else:
                self.say(self._worker.words_listed, request.ticket, words)

        self._ask(request.ticket, answer)

    def _propose(self, request: ProposeRequest) -> None:
        engine = self._engine
        if engine is None or self._mailbox.wanted_aside != request.ticket:
            return
        from desktop.engine.cowriting.proposing import Proposal, Voice, bridge, finished, go_on

        voices = tuple(
            Voice(temperature, request.seed + number)
            for number, temperature in enumerate(request.temperatures)
        )

        def is_stale() -> bool:
            return self._is_unwanted(request, engine)

        def answer() -> None:
            engine.turn_to(request.story, request.remember)
            if request.is_bridge:
                proposals = bridge(engine, request.left, request.right, request.length, voices, is_stale)
            else:
                texts = [""] * len(voices)
                ways = go_on(
                    engine, request.left, request.right, request.length, voices, request.to_scene_end
                )
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

        self._ask(request.ticket, answer)

    def _rephrase(self, request: RephraseRequest) -> None:
        engine = self._engine
        if engine is None or self._mailbox.wanted_aside != request.ticket:
            return
        from desktop.engine.cowriting.rephrasing import odd_words

        def is_stale() -> bool:
            return self._is_unwanted(request, engine)

        def answer() -> None:
            engine.turn_to(request.story, request.remember)
            odd = odd_words(engine, request.left, request.text, request.right, is_stale)
            if not is_stale():
                self._mailbox.done_aside(request.ticket)
                self.say(self._worker.rephrased, request.ticket, odd)

        self._ask(request.ticket, answer)

    def _prepare(self, request: PrepareRequest) -> None:
        """Read ahead; what is given up for something urgent is gone on with afterwards."""
        engine = self._engine
        if engine is None:
            return

        def answer() -> None:
            engine.turn_to(request.story, request.remember)
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
            else:
                self.beat()
                self._mailbox.prepare(request, again=True)

        self._ask(0, answer)

    def _compare(self, request: CompareRequest) -> None:
        engine = self._engine
        if engine is None:
            return
        from desktop.engine.decoding.suggest import SuggestSettings

        settings = SuggestSettings(max_words=request.max_words, precision=request.precision)

        def answer() -> None:
            alone = engine.suggest_alone(request.left, request.right, settings)
            self.say(self._worker.compared, request, alone[0].text if alone else "")

        self._ask(0, answer)

    def _reread(self, request: RereadRequest) -> None:
        """Reread a text, a few milliseconds at a time; typing goes first, and all else."""
        engine, mailbox = self._engine, self._mailbox
        if engine is None:
            return

        def answer() -> None:
            found = self._rereads.go_on(engine, request, self._makes_way)
            is_done = False
            while not is_done and mailbox.wanted_rereads.get(request.text) == request.ticket:
                parts, is_done = next(found)
                if parts or is_done:
                    self.say(self._worker.reread, request.ticket, parts, is_done)
                if not is_done and self._makes_way():
                    mailbox.ask_reread(request, again=True)
                    return

        self._ask(request.ticket, answer)

    def _measure(self) -> None:
        """Find out what the model runs fastest on; what is broken off is gone on with after another rest."""
        engine, model = self._engine, self.model
        if engine is None or model is None:
            return

        def answer() -> None:
            self._may_measure = False  # if this fails
            measured = engine.placement.measure(self._makes_way)
            self._may_measure = True
            if measured:
                self.model = _loaded_model(engine, model.folder)
                self.say(self._worker.placed, self.model)

        self._ask(0, answer)

    def _tell_of_lost_accelerator(self) -> None:
        engine, model = self._engine, self.model
        if engine is None or model is None:
            return
        failure = engine.placement.take_failure()
        if failure:
            self.model = _loaded_model(engine, model.folder)
            self.say(self._worker.placed, self.model)
            self.say(self._worker.gave_way, told(failure))

    def _ask(self, ticket: int, answer: Callable[[], None]) -> None:
        """Ask the engine, and say why there is no answer if there is none."""
        try:
            answer()
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
