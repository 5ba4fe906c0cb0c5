"""Dictionaries of a few words, which answer at once, or when a test lets them."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from desktop.editor.page.page import Page
from desktop.editor.spelling.page_spelling import MARKS
from desktop.editor.spelling.speller import Speller
from desktop.language.spelling.dictionaries import Dictionary
from desktop.language.spelling.process import Answered, Asked

ENGLISH = [
    "a",
    "the",
    "cat",
    "sat",
    "on",
    "mat",
    "and",
    "house",
    "house's",
    "was",
    "small",
    "it",
    "is",
    "not",
    "here",
    "he",
    "said",
    "she",
    "went",
    "home",
    "to",
    "of",
    "with",
    "in",
    "walked",
    "inside",
    "opened",
    "door",
    "hotel",
    "they",
    "receive",
    "letter",
    "world",
    "well",
    "being",
    "colour",
]
GERMAN = [
    "der",
    "die",
    "das",
    "Hund",
    "lief",
    "über",
    "Straße",
    "und",
    "bellte",
    "den",
    "Mann",
    "an",
    "gerade",
    "nach",
    "Hause",
    "ging",
    "ist",
    "nicht",
]


def marked(page: Page) -> list[str]:
    """The words that are marked as wrong."""
    return [mark.cursor.selectedText() for mark in page._marks._named.get(MARKS, [])]


class FakeSpelling:
    """In place of the process.

    Attributes:
        words: What each dictionary has, by its code.
        asked: All that was asked.
        held: Answers wait while this is true.
        unusable: Codes of dictionaries that cannot be used.
    """

    def __init__(self, words: Mapping[str, Iterable[str]] | None = None):
        words = words or {"en_US": ENGLISH, "de_DE": GERMAN}
        self.words = {code: set(some) for code, some in words.items()}
        self.asked: list[Asked] = []
        self.held = False
        self.unusable: set[str] = set()
        self.closed = 0
        self._answered: Answered = lambda number, answer: None
        self._waiting: list[Asked] = []

    def start(self, answered: Answered) -> "FakeSpelling":
        self._answered = answered
        return self

    def speller(self) -> Speller:
        dictionaries = [Dictionary(code, Path(f"{code}.dic")) for code in self.words]
        return Speller(dictionaries=dictionaries, start=self.start)  # type: ignore[arg-type]

    def ask(self, request: Asked) -> None:
        self.asked.append(request)
        if self.held:
            self._waiting.append(request)
        else:
            self._answered(request.number, self._answer(request))

    def let_go(self) -> None:
        self.held = False
        waiting, self._waiting = self._waiting, []
        for request in waiting:
            self._answered(request.number, self._answer(request))

    def close(self) -> None:
        self.closed += 1

    def _answer(self, request: Asked) -> list[str] | None:
        code = request.dictionary.stem
        if code in self.unusable:
            return None
        words = self.words[code]
        if request.words is None:
            return sorted(word for word in words if word[:1] == request.word[:1])[:3]
        return [word for word in request.words if word not in words and word.lower() not in words]
