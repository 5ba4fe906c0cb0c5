"""What dictionaries say, for all windows: asked of the process that spells, and remembered."""

from collections.abc import Callable, Iterable, Sequence
from itertools import count

from PySide6.QtCore import QLocale, QObject, Signal

from desktop.language.spelling.dictionaries import Dictionary, by_preference, find_dictionaries
from desktop.language.spelling.language import LanguageSearch
from desktop.language.spelling.own_words import OwnWords
from desktop.language.spelling.process import Answered, Asked, SpellingProcess

MOST_REMEMBERED = 200_000  # words of one dictionary; a long novel has 25,000
ASKED_AT_ONCE = 500

Answer = list[str] | None
Then = Callable[[Answer], None]


class Speller(QObject):
    """Knows which words are right.

    Signals:
        told: More words of a dictionary are known; its code.
        own_words_changed: The writer has added words, or taken some out.

    Attributes:
        own_words: The writer's own.
    """

    told = Signal(str)
    own_words_changed = Signal()
    _answered = Signal(int, object)

    def __init__(
        self,
        parent: QObject | None = None,
        dictionaries: Sequence[Dictionary] | None = None,
        start: Callable[[Answered], SpellingProcess] = SpellingProcess,
    ):
        super().__init__(parent)
        self._found = None if dictionaries is None else list(dictionaries)
        self._start = start
        self._process: SpellingProcess | None = None
        self._has_ended = False
        self._own_words: OwnWords | None = None
        self._verdicts: dict[str, dict[str, bool]] = {}
        self._asked: dict[str, set[str]] = {}
        self._waiting: dict[int, Then] = {}
        self._numbers = count(1)
        self._unusable: set[str] = set()
        self._answered.connect(self._on_answered)

    @property
    def dictionaries(self) -> list[Dictionary]:
        """Those that can be used, the ones that this writer is likely to need first."""
        if self._found is None:
            self._found = find_dictionaries()
        understood = [name.replace("-", "_") for name in QLocale.system().uiLanguages()]
        return [one for one in by_preference(self._found, understood) if one.code not in self._unusable]

    def dictionary(self, code: str) -> Dictionary | None:
        """The dictionary of that code, if there is one."""
        return next((one for one in self.dictionaries if one.code == code), None)

    def can_use(self, dictionary: Dictionary) -> bool:
        """Whether nothing is known against a dictionary."""
        return dictionary.code not in self._unusable

    @property
    def own_words(self) -> OwnWords:
        """The writer's own words."""
        if self._own_words is None:
            self._own_words = OwnWords()
        return self._own_words

    def add_own(self, word: str) -> None:
        """Add to the writer's own words.

        Raises:
            InklingError: It cannot be kept, but is known until the desk ends.
        """
        try:
            self.own_words.add(word)
        finally:
            self.own_words_changed.emit()

    def remove_own(self, words: Iterable[str]) -> None:
        """Take words out of the writer's own.

        Raises:
            InklingError: Their file cannot be written.
        """
        try:
            self.own_words.remove(*words)
        finally:
            self.own_words_changed.emit()

    def read_own_words(self) -> None:
        """Read the writer's words anew: their file was edited or deleted."""
        self.own_words.read()
        self.own_words_changed.emit()

    def is_ready(self, dictionary: Dictionary) -> bool:
        """Whether the dictionary has answered already, and so answers at once."""
        return dictionary.code in self._verdicts

    def verdict(self, dictionary: Dictionary, word: str) -> bool | None:
        """Whether the dictionary has a word; None if it was not asked yet."""
        return self._verdicts.get(dictionary.code, {}).get(word)

    def look_up(self, dictionary: Dictionary, words: Iterable[str]) -> bool:
        """Ask about the words that are not known yet, of which `told` will tell. Says whether all are."""
        known = self._verdicts.get(dictionary.code, {})
        asked = self._asked.setdefault(dictionary.code, set())
        unknown = {word for word in words if word not in known}
        new = sorted(unknown - asked)
        asked |= unknown
        for start in range(0, len(new), ASKED_AT_ONCE):
            some = new[start : start + ASKED_AT_ONCE]
            self._ask(
                dictionary,
                lambda wrong, some=some: self._take(dictionary, some, wrong),  # type: ignore[misc]
                words=some,
            )
        known = self._verdicts.get(dictionary.code, {})
        return all(word in known for word in unknown)

    def suggest(self, dictionary: Dictionary, word: str, then: Callable[[list[str]], None]) -> None:
        """Find out what a word may have been meant to be."""
        self._ask(dictionary, lambda found: then(found or []), word=word)

    def find_language(self, words: Sequence[str], then: Callable[[Dictionary | None], None]) -> None:
        """Find out which dictionary knows most of some words of a text; None if none knows enough."""
        self._search(LanguageSearch(words, self.dictionaries), then)

    def end(self) -> None:
        """End the process; nothing is answered any more."""
        self._has_ended = True
        self._waiting.clear()
        if self._process:
            self._process.close()
            self._process = None

    def _search(self, search: LanguageSearch, then: Callable[[Dictionary | None], None]) -> None:
        dictionary = search.next
        if dictionary is None:
            then(search.best)
            return

        def told(wrong: Answer) -> None:
            search.tell(dictionary, None if wrong is None else len(wrong))
            self._search(search, then)

        self._ask(dictionary, told, words=search.words)

    def _ask(
        self, dictionary: Dictionary, then: Then, words: Sequence[str] | None = None, word: str = ""
    ) -> None:
        if self._has_ended:
            return
        if self._process is None:
            self._process = self._start(self._answered.emit)
        number = next(self._numbers)
        self._waiting[number] = then
        self._process.ask(Asked(number, dictionary.words, words, word))

    def _on_answered(self, number: int, answer: Answer) -> None:
        then = self._waiting.pop(number, None)
        if then:
            then(answer)

    def _take(self, dictionary: Dictionary, words: list[str], wrong: Answer) -> None:
        self._asked[dictionary.code].difference_update(words)
        if wrong is None:
            self._unusable.add(dictionary.code)
        known = self._verdicts.setdefault(dictionary.code, {})
        if len(known) > MOST_REMEMBERED:
            known.clear()
        # One that cannot be used finds no fault.
        known.update(dict.fromkeys(words, True))
        known.update(dict.fromkeys(wrong or [], False))
        self.told.emit(dictionary.code)
