"""The spelling of one page: its language, the marks under words in sight, the next wrong word."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QColor, QTextBlock, QTextCharFormat, QTextCursor
from shiboken6 import isValid

from desktop.editor.page.long_paragraphs import cursor_between
from desktop.editor.page.marks import mark_of
from desktop.editor.page.page import Page
from desktop.editor.settings.settings import Settings
from desktop.editor.spelling.speller import Speller
from desktop.engine.utf16 import utf16_length
from desktop.language.spelling.dictionaries import Dictionary
from desktop.language.spelling.language import LEAST_WORDS, MOST_WORDS
from desktop.language.spelling.own_words import WordList

if TYPE_CHECKING:
    from desktop.language.spelling.spelled import Spelled

MARKS = "spelling"
COLOUR = QColor("#d4373e")
# Hands that rest so long have time for marks; while they type on, the marks move along with their words.
REST_MILLISECONDS = 120
# A paragraph in which so many of the words are wrong is in another language.
FOREIGN_WORDS, FOREIGN_SHARE = 8, 0.5
# As a name, a word that dictionaries lack has to be used so often.
NAME_USES = 2
BLOCKS_SEARCHED = 200  # at once
BLOCKS_AROUND = 2  # marked above and below those in sight
GHOST_MILLISECONDS = 150  # how long a ghost waits to hear whether its word is right


class Wrong(NamedTuple):
    """A word that is not right, in Qt's positions.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        text: The word.
    """

    start: int
    end: int
    text: str


class PageSpelling(QObject):
    """Marks the words of a page that no dictionary knows, and finds them.

    The word being typed is not marked until the cursor leaves it. Names that the story's memory knows, the
    writer's own words and what is ignored in this text are right.

    Signals:
        language_changed: The dictionary in use has changed; its code, or "" for none.
        language_chosen: A dictionary was chosen for this text; its code, or "" to let the text decide.
    """

    language_changed = Signal(str)
    language_chosen = Signal(str)

    def __init__(self, page: Page, speller: Speller, settings: Settings):
        super().__init__(page)
        self._page = page
        self._speller = speller
        self._settings = settings
        self._dictionary: Dictionary | None = None
        self._chosen: Dictionary | None = None
        self._names: Mapping[str, int] = {}
        self._name_list = WordList()
        self._ignored = WordList()
        self._shown: list[QTextCursor] = []
        self._sample: frozenset[str] = frozenset()
        self._searches = 0
        self._typed_at_cursor = False
        self._sifting: Callable[[], None] | None = None
        self._hunting: Callable[[], None] | None = None
        self._format = QTextCharFormat()
        self._format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        self._format.setUnderlineColor(COLOUR)
        self._rest = QTimer(self, interval=REST_MILLISECONDS, singleShot=True)
        self._rest.timeout.connect(self._look)
        self._patience = QTimer(self, interval=GHOST_MILLISECONDS, singleShot=True)
        self._patience.timeout.connect(self._end_sifting)
        page.document().contentsChange.connect(self._on_contents_change)
        page.cursorPositionChanged.connect(self._on_cursor_moved)
        page.verticalScrollBar().valueChanged.connect(lambda: self._rest.start())
        speller.told.connect(self._on_told)
        speller.own_words_changed.connect(self._rest.start)
        settings.changed.connect(self._on_settings)

    # --- what others ask ---------------------------------------------------------------------------------

    @property
    def is_on(self) -> bool:
        """Whether words are checked."""
        return self._settings.choices.spelling

    @property
    def language(self) -> str:
        """The code of the dictionary in use; "" for none."""
        return self._dictionary.code if self._dictionary else ""

    @property
    def chosen_language(self) -> str:
        """The code of the dictionary that the writer has chosen for this text; "" if the text decides."""
        return self._chosen.code if self._chosen else ""

    @property
    def dictionary(self) -> Dictionary | None:
        """The dictionary in use."""
        return self._dictionary

    def choose_language(self, code: str) -> None:
        """Check this text with one dictionary; "" lets the text decide."""
        self._chosen = self._speller.dictionary(code) if code else None
        self._sample = frozenset()
        self._use(self._chosen or self._dictionary)
        self.language_chosen.emit(self.chosen_language)

    def begin_another(self) -> None:
        """Another text is on the page."""
        self._ignored, self._name_list, self._names = WordList(), WordList(), {}
        self._sample, self._chosen = frozenset(), None
        self._searches += 1
        self._typed_at_cursor = False
        self._use(None)

    def know_names(self, names: Mapping[str, int]) -> None:
        """Take the names of the story, with how often each is used, for right."""
        if names != self._names:
            self._names = dict(names)
            self._name_list = WordList(name for name, uses in names.items() if uses >= NAME_USES)
            self._rest.start()

    def ignore(self, word: str) -> None:
        """Take a word for right in this text, until another one is on the page."""
        self._ignored.add(word)
        self._rest.start()

    def wrong_word_at(self, cursor: QTextCursor) -> Wrong | None:
        """The wrong word that a place touches."""
        position = cursor.position()
        return next(
            (one for one in self._wrong_words(cursor.block()) if one.start <= position <= one.end), None
        )

    def hunt(self, found: Callable[[Wrong | None], None]) -> None:
        """Find the next wrong word behind the cursor, from the text's beginning on if there is none.

        Args:
            found: Called with the word, at once or when the dictionary has answered; None if all is right.
        """
        self._hunting = None
        if not self.is_on or self._dictionary is None:
            found(None)
            return
        start = self._page.textCursor().selectionEnd()
        block = self._page.document().findBlock(start)
        self._hunt_from(start, block.blockNumber(), self._page.document().blockCount() + 1, found)

    def sift(self, left: str, ghosts: Sequence[str], then: Callable[[list[bool]], None]) -> None:
        """Say which ghosts build on no wrong word: at once, or as soon as the dictionary has answered.

        Args:
            left: The text before the cursor.
            ghosts: What is offered there.
            then: Called with whether each is welcome, unless something else is sifted first.
        """
        self._sifting = None
        self._patience.stop()
        dictionary = self._dictionary
        if not self.is_on or dictionary is None or not self._speller.is_ready(dictionary):
            then([True] * len(ghosts))
            return
        from desktop.language.spelling.spelled import ghost_word

        words = [ghost_word(left, ghost) for ghost in ghosts]

        def tell() -> None:
            self._sifting = None
            self._patience.stop()
            then(
                [
                    word is None or word.is_name or not self._is_wrong(word.text, NAME_USES - 1)
                    for word in words
                ]
            )

        if self._speller.look_up(dictionary, {word.text for word in words if word and not word.is_name}):
            tell()
        else:
            self._sifting = tell
            self._patience.start()

    # --- what is wrong -----------------------------------------------------------------------------------

    def _is_wrong(self, word: str, name_uses: int = NAME_USES) -> bool:
        """Whether a word is known to be wrong."""
        if self._dictionary is None or self._speller.verdict(self._dictionary, word) is not False:
            return False
        is_name = word in self._name_list or self._names.get(word, 0) >= name_uses
        return not (is_name or word in self._ignored or word in self._speller.own_words)

    def _wrong_words(self, block: QTextBlock) -> list[Wrong]:
        text, words = block.text(), _words(block)
        wrong = [word for word in words if self._is_wrong(word.text)]
        if len(words) >= FOREIGN_WORDS and len(wrong) > FOREIGN_SHARE * len(words):
            return []
        return [_placed(word, block.position(), text) for word in wrong]

    # --- marks -------------------------------------------------------------------------------------------

    def _look(self) -> None:
        """Mark what is in sight, and ask about what is not known there."""
        if not self.is_on:
            self._show([])
            return
        if self._page.document().isEmpty():
            self._show([])
            return
        blocks = list(self._page.blocks_in_sight(BLOCKS_AROUND))
        words = {word.text for block in blocks for word in _words(block)}
        if words:
            self._tell_language(words)
        if self._dictionary is None or not words:
            self._show([])
            return
        self._speller.look_up(self._dictionary, words)
        typed = self._page.textCursor().position() if self._typed_at_cursor else -1
        wrong = [one for block in blocks for one in self._wrong_words(block)]
        self._show([one for one in wrong if not one.start <= typed <= one.end])

    def _show(self, wrong: list[Wrong]) -> None:
        places = [(one.start, one.end) for one in wrong]
        # Where the marks are by now: they move along with their words.
        if places == [(one.selectionStart(), one.selectionEnd()) for one in self._shown]:
            return
        marks, self._shown = [], []
        for start, end in places:
            cursor = cursor_between(self._page.document(), start, end)
            marks.append(mark_of(cursor, self._format))
            self._shown.append(cursor)
        self._page.set_marks(MARKS, marks)

    # --- language ----------------------------------------------------------------------------------------

    def _tell_language(self, in_sight: set[str]) -> None:
        if self._chosen:
            self._use(self._chosen)
            return
        if self._dictionary and not self._speller.can_use(self._dictionary):
            self._dictionary, self._sample = None, frozenset()
        if self._dictionary is None and not self._sample:
            self._use(next(iter(self._speller.dictionaries), None))
        if len(in_sight) < LEAST_WORDS or not self._is_doubtful(in_sight):
            return
        sample = sorted(in_sight)[:: max(1, len(in_sight) // MOST_WORDS)][:MOST_WORDS]
        if len(self._sample & in_sight) > len(in_sight) // 2:
            return  # asked already
        self._sample = frozenset(in_sight)
        self._searches += 1
        number = self._searches

        def found(dictionary: Dictionary | None) -> None:
            if isValid(self) and number == self._searches and not self._chosen:
                self._use(dictionary)

        self._speller.find_language(sample, found)

    def _is_doubtful(self, in_sight: set[str]) -> bool:
        """Whether another dictionary may know more: none was looked for, or this one knows too few."""
        if not self._sample or self._dictionary is None:
            return True
        verdicts = [self._speller.verdict(self._dictionary, word) for word in in_sight]
        return verdicts.count(False) > len(verdicts) // 4

    def _use(self, dictionary: Dictionary | None) -> None:
        if dictionary != self._dictionary:
            self._dictionary = dictionary
            self.language_changed.emit(self.language)
        self._rest.start()

    # --- the next wrong word -----------------------------------------------------------------------------

    def _hunt_from(self, start: int, number: int, left: int, found: Callable[[Wrong | None], None]) -> None:
        """Search so many paragraphs from one on, whose words may have to be asked for first."""
        document, dictionary = self._page.document(), self._dictionary
        if dictionary is None:
            found(None)
            return
        block, begin = document.findBlockByNumber(number), start
        some: list[tuple[QTextBlock, int]] = []
        while len(some) < min(left, BLOCKS_SEARCHED):
            if not block.isValid():
                block, begin = document.firstBlock(), 0
            some.append((block, begin))
            block = block.next()
        if not self._speller.look_up(dictionary, {word.text for one, _ in some for word in _words(one)}):
            revision = document.revision()

            def again() -> None:
                # What was written meanwhile is the writer's answer.
                if document.revision() == revision:
                    self._hunt_from(start, number, left, found)

            self._hunting = again
            return
        for one, begin in some:
            wrong = next((word for word in self._wrong_words(one) if word.start >= begin), None)
            if wrong:
                found(wrong)
                return
        left -= len(some)
        if left <= 0:
            found(None)
            return
        following = some[-1][0].blockNumber() + 1
        QTimer.singleShot(0, self, lambda: self._hunt_from(begin, following, left, found))

    # --- what happens ------------------------------------------------------------------------------------

    def _on_told(self, code: str) -> None:
        if code != self.language:
            return
        self._look()
        if self._sifting and self._patience.isActive():
            self._end_sifting()
        hunting, self._hunting = self._hunting, None
        if hunting:
            hunting()

    def _end_sifting(self) -> None:
        if self._sifting:
            self._sifting()

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        self._typed_at_cursor = True
        self._rest.start()

    def _on_cursor_moved(self) -> None:
        if not self._page.edits.is_editing:
            self._typed_at_cursor = False
        self._rest.start()

    def _on_settings(self, names: frozenset[str]) -> None:
        if "spelling" in names:
            self._rest.start()


def _words(block: QTextBlock) -> "Sequence[Spelled]":
    # Imported once there is anything to look at: what it is made of takes longer to load than the window may.
    from desktop.language.spelling.spelled import spelled_words

    return spelled_words(block.text())


def _placed(word: "Spelled", begin: int, text: str) -> Wrong:
    """A word of a paragraph in Qt's positions, which count characters beyond the BMP as two."""
    if text.isascii():
        return Wrong(begin + word.start, begin + word.end, word.text)
    start = begin + utf16_length(text[: word.start])
    return Wrong(start, start + utf16_length(text[word.start : word.end]), word.text)
