"""Where a story has words first: in which of its texts, and in which line."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QTextCursor, QTextDocument

from desktop.editor.frame.frame import Frame
from desktop.editor.page.long_paragraphs import cursor_between, plain_text
from desktop.editor.story.stories import Stories
from desktop.engine.stories.story_folder import StoryText
from desktop.engine.utf16 import utf16_length
from desktop.engine.words import is_letter

BEFORE, BEHIND = 20, 60  # characters around words that are shown
REST_SECONDS = 2.0  # so long nothing was written before a whole text is looked through anew
_CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"


@dataclass(frozen=True)
class FirstPlace:
    """Where words come first.

    Attributes:
        chapter: In which of a story's texts; None for the text on the page.
        around: Some of the line.
    """

    chapter: StoryText | None
    around: str


class FirstPlaces:
    """Finds words in the texts of a story, in their order."""

    def __init__(self, frame: Frame, stories: Stories):
        self._document: QTextDocument = frame.page.document()
        self._stories = stories
        self._known: dict[str, FirstPlace | None] = {}
        self._uses: dict[str, int] = {}
        self._state: object = None
        self._revision, self._written_at = -1, 0.0
        self._texts: dict[StoryText | None, str] = {}  # with straight apostrophes; None is the page

    def of(self, words: str, exactly: bool = False) -> FirstPlace | None:
        """Where some words come first; None if no text has them.

        Args:
            words: Them.
            exactly: As the texts are now, not as they were a moment ago.
        """
        revision, now = self._document.revision(), time.monotonic()
        if revision != self._revision:
            self._revision, self._written_at = revision, now
        if exactly or self._state is None or now - self._written_at > REST_SECONDS:
            state = (revision, self._stories.other_texts(), self._stories.current)
            if state != self._state:
                self._state, self._known, self._uses, self._texts = state, {}, {}, {}
        if words not in self._known:
            self._known[words] = self._find(words)
        return self._known[words]

    def uses(self, words: str) -> int:
        """How often the story has some words, as it was when `of` looked for places last."""
        if words not in self._uses:
            self._uses[words] = sum(1 for _, text in self._in_order() for _ in _places(words, text))
        return self._uses[words]

    def on_page(self, words: str) -> QTextCursor | None:
        """Some words where the text on the page has them first, selected."""
        block = self._document.firstBlock()
        while block.isValid():
            text = block.text()
            for start in _places(words, text):
                begin = block.position() + utf16_length(text[:start])
                end = begin + utf16_length(text[start : start + len(words)])
                return cursor_between(self._document, begin, end)
            block = block.next()
        return None

    def _find(self, words: str) -> FirstPlace | None:
        found = (_first(words, text, chapter) for chapter, text in self._in_order())
        return next((place for place in found if place), None)

    def _in_order(self) -> Iterator[tuple[StoryText | None, str]]:
        """The texts as they come in the story, and which they are; None is the page."""
        story, current = self._stories.story, self._stories.current
        if story is None or current is None:
            yield None, self._page_text()
            return
        for text in (*story.texts, *story.notes):
            if text == current:
                yield None, self._page_text()
            elif chapter := self._stories.texts.chapter(text.path):
                if text not in self._texts:
                    self._texts[text] = _straight(chapter.document.text)
                yield text, self._texts[text]

    def _page_text(self) -> str:
        if None not in self._texts:
            self._texts[None] = _straight(plain_text(self._document))
        return self._texts[None]


def _first(words: str, text: str, chapter: StoryText | None) -> FirstPlace | None:
    for start in _places(words, text):
        line = text.rfind("\n", 0, start) + 1
        end = text.find("\n", start)
        begin = max(line, start - BEFORE)
        around = text[begin : min(end if end >= 0 else len(text), start + len(words) + BEHIND)]
        return FirstPlace(chapter, ("…" if begin > line else "") + around.strip())
    return None


def _places(words: str, text: str) -> Iterator[int]:
    """Where whole words stand in a text, however their apostrophes are written; ideographs join nothing."""
    words, text = _straight(words), _straight(text)
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        begins = not (is_letter(words[:1]) and is_letter(text[at - 1 : at]))
        if begins and not (is_letter(words[-1:]) and is_letter(text[end : end + 1])):
            yield at
        at = text.find(words, at + 1)


def _straight(text: str) -> str:
    return text.replace(_CURLY, "'")
