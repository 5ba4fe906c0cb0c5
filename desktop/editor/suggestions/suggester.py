"""Decides when to ask for suggestions, and what the keys do while one stands at the cursor."""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor

from desktop.editor.inference.requests import SuggestRequest
from desktop.editor.inference.worker import Worker
from desktop.editor.page.context_reader import ContextReader
from desktop.editor.page.page import Page
from desktop.editor.settings.options import LEAST_PAUSE
from desktop.editor.settings.settings import Settings
from desktop.editor.suggestions.spacing import Spacing
from desktop.editor.suggestions.story_memory import StoryMemory
from desktop.engine.origins.origin import Origin
from desktop.engine.words import first_kept, is_letter

if TYPE_CHECKING:
    from desktop.engine.engine import Suggestion

# Where the settings let a suggestion come by itself.
LETTERS, ASKED = "letters", "asked"
ASKED_PRECISION = 0.01  # when the writer asks, a guess is better than silence


Sift = Callable[[str, Sequence[str], Callable[[list[bool]], None]], None]


class Suggester(QObject):
    """Keeps one page's ghost up to date.

    Suggestions are asked for after the writer has typed, and after an acceptance; never after a deletion,
    undo, paste, a move of the cursor, or over a selection. The settings may let them wait for a pause, or
    come only where words begin, or only when the writer asks. What is asked while a model is on its way is
    asked again when it has come.

    Signals:
        shown: What the writer asked for is shown: its number (from 1), of how many, and its probability.
        none_found: The writer asked, and the model has nothing to say here.
        failed: One sentence that says why there are no suggestions.
        taken: Words that were offered are about to be put into the text: these, at this place.
        foreign: Whether the text at the cursor is in a language that the model has not learned.
        offered: A suggestion is shown; how many milliseconds after it was asked for.
        kept: Words were put into the text: how many characters, and how they came, an `Origin`.
        spent: A key went to asking, to another suggestion, or to a mark in the place of a space.

    Attributes:
        spacing: Puts the space behind words that were taken.
        sift: Says of texts that are offered behind another one which of them are welcome, at once or later.
    """

    shown = Signal(int, int, float)
    none_found = Signal()
    failed = Signal(str)
    foreign = Signal(bool)
    offered = Signal(float)
    kept = Signal(int, object)
    spent = Signal()
    taken = Signal(str, int)

    def __init__(
        self, page: Page, worker: Worker, settings: Settings, context: ContextReader, memory: StoryMemory
    ):
        super().__init__(page)
        self._page = page
        self._ghost = page.ghost
        self._worker = worker
        self._settings = settings
        self._context = context
        self._memory = memory
        self.spacing = Spacing(page, settings, context)
        self.spacing.lost.connect(self.spent)
        self._alternatives: list[Suggestion] = []
        self._number = 0
        self._are_all = False  # the alternatives: what comes unasked has few others beside it
        self._ticket = 0
        self._turn: int | None = None  # alternatives to go on by, while all of them are awaited
        self._asked = False
        self._asked_at = 0.0
        self._wish: tuple[float, bool] | None = None  # the last request's arguments, until it is answered
        self._paused = False
        self.sift: Sift = lambda left, ghosts, then: then([True] * len(ghosts))
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._request_unasked)
        page.typed.connect(self._on_typed)
        page.left_alone.connect(self.dismiss)
        page.cursorPositionChanged.connect(self._on_change)
        page.selectionChanged.connect(self._on_change)  # the cursor may stay where it is
        page.document().contentsChange.connect(self._on_change)
        settings.changed.connect(self._on_settings)
        self._ghost.changed.connect(self._on_ghost_changed)
        worker.language_told.connect(self._on_language)
        worker.suggested.connect(self._on_suggested)
        worker.failed.connect(self._on_failed)
        worker.loading.connect(self._on_loading)
        worker.loaded.connect(self._on_loaded)

    @property
    def is_waiting(self) -> bool:
        """Whether an answer, or the pause before the question, is awaited."""
        return self._ticket != 0 or self._rest.isActive()

    @property
    def is_active(self) -> bool:
        """Whether there is anything to dismiss: a ghost, or an answer that is awaited."""
        return bool(self._ghost.text) or self.is_waiting

    # --- commands ----------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask now, wherever the cursor is, even when suggestions while typing are off."""
        self.spent.emit()
        self._request(ASKED_PRECISION, asked=True)

    def accept(self) -> None:
        """Keep the whole ghost."""
        self._insert(self._ghost.text, Origin.ACCEPTED)

    def accept_word(self) -> None:
        """Keep the ghost's first word, with the space before it."""
        self._insert(first_kept(self._ghost.text), Origin.ACCEPTED)

    def keep(self, text: str) -> None:
        """Put words at the cursor that were chosen beside it, as one undo step, and go on suggesting."""
        if not self._ghost.text.startswith(text):
            self.dismiss()
        self._insert(text, Origin.PICKED)

    def next_alternative(self) -> None:
        """Show the next alternative; ask when there is none."""
        self._step(1)

    def previous_alternative(self) -> None:
        """Show the previous alternative; ask when there is none."""
        self._step(-1)

    def dismiss(self) -> None:
        """Take the ghost away and want no answer to what was asked."""
        self._ghost.clear()
        self._alternatives = []
        self._wish = None
        self._rest.stop()
        self._give_up()

    def _give_up(self) -> None:
        """Want no answer to what was asked."""
        self._turn = None
        if self._ticket:
            self._worker.cancel(self._ticket)
            self._ticket = 0

    def pause(self, on: bool) -> None:
        """Suggest nothing while a continuation writes."""
        self._paused = on
        if on:
            self.dismiss()

    # --- what happens on the page ------------------------------------------------------------------------

    def _on_typed(self, text: str) -> None:
        if self._type_through(text):
            return
        self.dismiss()
        if self._settings.choices.ghost_at == LETTERS or self._is_at_word_start:
            self._request_soon()

    @property
    def _is_at_word_start(self) -> bool:
        return not is_letter(self._page.document().characterAt(self._page.textCursor().position() - 1))

    def _request_soon(self) -> None:
        """Ask unless the writer wants to do so, as soon as the hands have rested as long as they are to."""
        choices = self._settings.choices
        if not choices.suggestions or choices.ghost_at == ASKED:
            return
        if choices.ghost_pause >= LEAST_PAUSE:
            self._rest.start(round(1000 * choices.ghost_pause))
        else:
            self._request_unasked()

    def _request_unasked(self) -> None:
        self._request(self._settings.choices.precision)

    def _type_through(self, text: str) -> bool:
        """Shrink the ghost when its own letters were typed; the answer is still the same one."""
        if not self._alternatives:
            return False
        chosen = self._alternatives[self._number]
        if not chosen.text.startswith(text) or len(chosen.text) == len(text):
            return False
        self._give_up()
        self._keep_alternatives_after(text)
        self._show()
        return True

    def _keep_alternatives_after(self, text: str) -> None:
        """Keep what goes on after `text`, in order, the chosen one still chosen."""
        chosen = self._alternatives[self._number]
        fitting = [one for one in self._alternatives if one.text.startswith(text) and one.text != text]
        self._number = fitting.index(chosen)
        kind = type(chosen)
        self._alternatives = [kind(one.text[len(text) :], one.probability) for one in fitting]

    def _insert(self, text: str, origin: Origin) -> None:
        """Put the ghost's beginning into the document as one undo step, and go on suggesting."""
        if not text:
            return
        rest = self._ghost.text[len(text) :]
        alternatives, number = self._alternatives, self._number
        cursor = self._page.textCursor()
        self.taken.emit(text, cursor.position())
        with self._page.edits.coming(origin):
            put = self.spacing.put(cursor, text, rest)
        self.kept.emit(len(put), origin)
        self._page.make_room()
        if len(text + rest) > len(put):
            self._alternatives, self._number = alternatives, number
            self._keep_alternatives_after(put)
            self._show()
        else:
            self._request_soon()

    def _on_change(self, *_: int) -> None:
        # While a letter is being typed, `_on_typed` decides; it needs the alternatives for that.
        if not self._page.is_typing:
            self.dismiss()

    def _on_ghost_changed(self, text: str) -> None:
        # What took it away may have changed nothing else; what is typed then must not bring it back.
        if not text and not self._page.is_typing:
            self._alternatives = []
            if self._turn is not None:
                self._give_up()

    def _on_settings(self, names: frozenset[str]) -> None:
        if names & {"suggestions", "story_words", "max_words", "precision", "ghost_at", "ghost_pause"}:
            self.dismiss()

    # --- asking and answers ------------------------------------------------------------------------------

    def _request(self, precision: float, asked: bool = False) -> None:
        if self._paused or not self._page.can_show_ghost:
            return
        self._wish = (precision, asked)
        if self._worker.model is not None:
            self._turn = None
            self._send(precision, asked)

    def _send(self, precision: float, asked: bool) -> None:
        cursor: QTextCursor = self._page.textCursor()
        self._asked, self._asked_at = asked, time.perf_counter()
        self._ticket = self._worker.new_ticket()
        self._worker.suggest(
            SuggestRequest(
                self._ticket,
                self._context.before(cursor.position()),
                self._context.following(cursor.position()),
                self._settings.choices.max_words,
                precision,
                asked,
                story=self._memory.story,
                remember=self._memory.in_use,
            )
        )

    def _on_language(self, ticket: int, is_foreign: bool) -> None:
        if ticket == self._ticket:
            self.foreign.emit(is_foreign)

    def _on_suggested(self, ticket: int, suggestions: "list[Suggestion]") -> None:
        # Every change on the page gives up the ticket, so an equal one means that nothing has changed.
        if ticket != self._ticket:
            return
        offered = [one for one in suggestions if one.text.splitlines()[:1] == [one.text]]
        if self._turn is not None:
            self._join(offered, self._turn)
            return
        if self._asked or not offered:
            self._offer(offered)
            return

        def sifted(welcome: list[bool]) -> None:
            if ticket == self._ticket:
                self._offer([one for one, is_welcome in zip(offered, welcome, strict=True) if is_welcome])

        left = self._context.before(self._page.textCursor().position())
        self.sift(left, [one.text for one in offered], sifted)

    def _offer(self, suggestions: "list[Suggestion]") -> None:
        self._ticket, self._wish = 0, None
        self._alternatives = suggestions if self._page.can_show_ghost else []
        self._number, self._are_all = 0, self._asked
        if self._alternatives:
            self._show()
            self.offered.emit((time.perf_counter() - self._asked_at) * 1000)
            if self._asked:
                self._tell()
        elif self._asked:
            self.none_found.emit()

    def _on_failed(self, ticket: int, sentence: str) -> None:
        if ticket == self._ticket:
            self._ticket, self._wish, self._turn = 0, None, None
            self.failed.emit(sentence)

    def _on_loading(self) -> None:
        """Another model is on its way, which takes with it what was asked of the one before."""
        wish = self._wish
        self.dismiss()
        self._wish = wish

    def _on_loaded(self) -> None:
        # On a busy machine this, and the signal before it, may come after the first request to the new model.
        if self._wish and not self._ticket:
            self._request(*self._wish)

    def _step(self, step: int) -> None:
        if not self._ghost.text:
            self.ask()
            return
        self.spent.emit()
        if self._are_all:
            self._go_on(step)
            return
        if self._turn is None:
            self._turn = 0
            self._send(self._settings.choices.precision, asked=True)
        self._turn += step

    def _join(self, others: "list[Suggestion]", turn: int) -> None:
        """Put all alternatives behind those that came with the ghost, and go on as the writer has asked."""
        self._ticket, self._turn, self._are_all = 0, None, True
        known = [one.text for one in self._alternatives]
        self._alternatives += [one for one in others if one.text not in known]
        self._go_on(turn)

    def _go_on(self, step: int) -> None:
        self._number = (self._number + step) % len(self._alternatives)
        self._show()
        self._tell()

    def _show(self) -> None:
        text = self._alternatives[self._number].text
        self._ghost.show(text, self.spacing.before_word(text))

    def _tell(self) -> None:
        chosen = self._alternatives[self._number]
        self.shown.emit(self._number + 1, len(self._alternatives), chosen.probability)
