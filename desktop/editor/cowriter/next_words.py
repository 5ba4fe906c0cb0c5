"""The next words: what the model would write at the cursor, both sides considered, one key for each."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QGuiApplication, QKeySequence

from desktop.editor.cowriter.word_panel import WordPanel
from desktop.editor.frame.frame import Frame
from desktop.editor.inference.requests import WordsRequest
from desktop.editor.suggestions.suggesting import Suggesting
from desktop.engine.words import is_letter

if TYPE_CHECKING:
    from desktop.engine.engine import Suggestion

MOST = 5
CURSOR = "cursor"  # where the settings let the list stand, if not beside the page
PAUSE_MILLISECONDS = 30  # after a key, whose ghost goes first
SPEAKING_MILLISECONDS = 1200  # before a screen reader is told, not over every key
TAKE = tuple(f"take_word_{number}" for number in range(1, MOST + 1))


@dataclass(frozen=True)
class NextWord:
    """One word of the list.

    Attributes:
        word: The whole of it, what is typed of it included.
        text: What taking it inserts.
        probability: Of it, given what stands on both sides (0 to 1).
    """

    word: str
    text: str
    probability: float


def whole_words(left: str, suggestions: "list[Suggestion]") -> list[NextWord]:
    """What the model suggests, with the letters that stand before the cursor of each word."""
    start = len(left)
    while start and is_letter(left[start - 1]):
        start -= 1
    begun = left[start:]
    return [
        NextWord(
            (begun + one.text if is_letter(one.text[:1]) else one.text).strip(), one.text, one.probability
        )
        for one in suggestions
        if one.text.strip() and "\n" not in one.text
    ]


def narrowed(words: list[NextWord], typed: str) -> list[NextWord]:
    """The words that go on with what was typed, and what is left of each to insert."""
    return [
        replace(one, text=one.text[len(typed) :])
        for one in words
        if one.text.startswith(typed) and len(one.text) > len(typed)
    ]


class NextWords(QObject):
    """Keeps one window's list up to date, while it is wanted; nothing runs while it is not."""

    def __init__(self, frame: Frame, suggesting: Suggesting):
        super().__init__(frame)
        self._frame, self._page, self._suggesting = frame, frame.page, suggesting
        self._words: list[NextWord] = []
        self._is_stale = True  # the list was made for another place
        self._ticket = 0
        self._trouble = ""
        self._rest = QTimer(self, interval=PAUSE_MILLISECONDS, singleShot=True)
        self._rest.timeout.connect(self._ask)
        # Once the page has laid out what moved: before, nobody may ask it for places.
        self._moving = QTimer(self, interval=0, singleShot=True)
        self._moving.timeout.connect(self._show)
        self._speaking = QTimer(self, interval=SPEAKING_MILLISECONDS, singleShot=True)
        self._speaking.timeout.connect(self._speak)
        self.aside, self.popup = WordPanel(), WordPanel(frame.page, at_cursor=True)
        frame.central.add_after(self.aside)
        for panel in (self.aside, self.popup):
            panel.chosen.connect(self.take)
            panel.moved.connect(lambda: frame.settings.update(next_words_at=CURSOR))
            panel.closed.connect(lambda: frame.settings.update(next_words=False))
        for number, name in enumerate(TAKE):
            take = partial(self.take, number)
            frame.actions.bind(**{name: take})
            frame.keys.add(name, partial(self.can_take, number), take)
        self._connect()
        self._show_or_hide()

    def _connect(self) -> None:
        frame, page, worker = self._frame, self._page, self._frame.worker
        page.typed.connect(self._on_typed)
        page.cursorPositionChanged.connect(self._on_change)
        page.selectionChanged.connect(self._on_change)
        page.document().contentsChange.connect(self._on_change)
        page.left_alone.connect(self._on_left_alone)
        for moved in (page.verticalScrollBar().valueChanged, page.verticalScrollBar().rangeChanged):
            moved.connect(self._on_moved)
        self._suggesting.continuation.running_changed.connect(self._on_change)
        self._suggesting.memory.changed.connect(self._on_change)
        worker.words_listed.connect(self._on_listed)
        worker.failed.connect(self._on_failed)
        worker.loaded.connect(self._on_change)
        worker.loading.connect(self._on_change)
        frame.settings.changed.connect(self._on_settings)
        frame.follow_look(self.aside.set_look)
        frame.follow_look(self.popup.set_look)
        frame.follow_language(self._retranslate)
        frame.leaving.connect(self._end)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusObjectChanged.connect(self._on_focus)

    # --- what others ask ---------------------------------------------------------------------------------

    @property
    def is_on(self) -> bool:
        """Whether the list is wanted; never while suggestions are off."""
        choices = self._frame.settings.choices
        return choices.next_words and choices.suggestions

    @property
    def words(self) -> list[NextWord]:
        """The words that can be taken now."""
        return [] if self._is_stale else self._words

    def can_take(self, number: int) -> bool:
        """Whether there is such a word, from 0, and it can be put at the cursor."""
        return self.is_on and number < len(self.words) and self._page.can_show_ghost

    def take(self, number: int) -> None:
        """Put a word at the cursor, as one undo step."""
        if not self._page.hasFocus():
            self._page.setFocus()  # from the list, which the keyboard may have gone to
        if number < len(self.words) and self._page.can_show_ghost:
            self._suggesting.suggester.keep(self.words[number].text)

    # --- what happens ------------------------------------------------------------------------------------

    def _on_typed(self, text: str) -> None:
        """Narrow the list at once; a new one is on its way."""
        if not self.is_on:
            return
        self._forget_ticket()
        self._words = narrowed(self._words, text) if not self._is_stale else []
        self._is_stale = False
        if self._is_at_cursor:
            self._moving.start()  # the letter is painted first, without what lies over the page
        else:
            self._show()
        self._rest.start()

    def _on_change(self, *_: object) -> None:
        if not self.is_on or self._page.is_typing:
            return
        self._forget_ticket()
        self._is_stale = True
        self._trouble = ""
        self._rest.start()

    def _on_focus(self, *_: object) -> None:
        if self.is_on and self._page.hasFocus() and self._is_stale:
            self._rest.start()

    def _on_moved(self, *_: int) -> None:
        if self.popup.isVisible():
            self._moving.start()

    def _on_left_alone(self) -> None:
        self.popup.hide()

    def _on_settings(self, names: frozenset[str]) -> None:
        if names & {"next_words", "next_words_at", "next_words_count", "suggestions", "story_words", "keys"}:
            self._show_or_hide()
        self._on_moved()  # other letters, other places

    def _retranslate(self) -> None:
        self.aside.retranslate()
        self.popup.retranslate()
        self._show()

    def _end(self) -> None:
        self._rest.stop()
        self._moving.stop()
        self._speaking.stop()
        self._forget_ticket()

    # --- asking and answers ------------------------------------------------------------------------------

    def _forget_ticket(self) -> None:
        if self._ticket:
            self._frame.worker.cancel(self._ticket)
            self._ticket = 0

    def _ask(self) -> None:
        worker = self._frame.worker
        if not self.is_on:
            return
        if worker.model is None or self._suggesting.continuation.running or not self._page.can_show_ghost:
            self._words = []
            self._show()
            return
        position = self._page.textCursor().position()
        context, memory = self._suggesting.context, self._suggesting.memory
        self._ticket = worker.new_ticket()
        worker.list_words(
            WordsRequest(
                self._ticket,
                context.before(position),
                context.following(position),
                self._frame.settings.choices.next_words_count,
                story=memory.story,
                remember=memory.in_use,
            )
        )

    def _on_listed(self, ticket: int, suggestions: "list[Suggestion]") -> None:
        # Every change on the page gives up the ticket, so an equal one means that nothing has changed.
        if ticket != self._ticket:
            return
        self._ticket = 0
        left = self._suggesting.context.before(self._page.textCursor().position())
        self._words, self._is_stale, self._trouble = whole_words(left, suggestions), False, ""
        self._show()
        if self._words and QAccessible.isActive():
            self._speaking.start()

    def _on_failed(self, ticket: int, sentence: str) -> None:
        if ticket == self._ticket:
            self._ticket, self._words, self._trouble = 0, [], sentence
            self._show()

    @property
    def _is_at_cursor(self) -> bool:
        return self._frame.settings.choices.next_words_at == CURSOR

    @property
    def _word_start(self) -> int:
        """Where the word at the cursor begins: below it the list stays while the word is typed."""
        document, position = self._page.document(), self._page.textCursor().position()
        while position and is_letter(document.characterAt(position - 1)):
            position -= 1
        return position

    # --- showing -----------------------------------------------------------------------------------------

    def _show_or_hide(self) -> None:
        choices = self._frame.settings.choices
        aside = choices.next_words and not self._is_at_cursor
        self.aside.setVisible(aside)
        if not self.is_on:
            self._end()
            self._words = []
        self._on_change()
        self._show()

    def _show(self) -> None:
        choices = self._frame.settings.choices
        if not choices.next_words:
            self.popup.hide()
            return
        shown = [(one.word, one.probability, self._keys(number)) for number, one in enumerate(self._words)]
        if not self._is_at_cursor:
            self.popup.hide()
            self.aside.show_words(shown, self._note())
        elif shown and self.words and self._page.can_show_ghost:
            self.popup.show_words(shown, "")
            self.popup.stand_at(self._page, self._word_start, len(shown))
        else:
            self.popup.hide()

    def _keys(self, number: int) -> str:
        keys = QKeySequence(self._frame.settings.keys_of(TAKE[number]))
        return keys.toString(QKeySequence.SequenceFormat.NativeText)

    def _note(self) -> str:
        """What is said below the list."""
        if not self._frame.settings.choices.suggestions:
            return self.tr("Suggestions are off; with them on, words stand here.")
        if self._frame.worker.model is None:
            return self.tr("There is no model yet.")
        if self._trouble:
            return self._trouble
        if self._words:
            first, last = self._keys(0), self._keys(self._frame.settings.choices.next_words_count - 1)
            return self.tr("{first} to {last}, or a click, takes a word.").format(first=first, last=last)
        return self.tr("No word is likely enough here.") if not self._is_stale else ""

    def _speak(self) -> None:
        if self.words and self._page.hasFocus() and not self._page.ghost.text:
            words = ", ".join(f"{number} {one.word}" for number, one in enumerate(self.words, start=1))
            self._frame.announcer.say(self.tr("Next words: {words}").format(words=words))
