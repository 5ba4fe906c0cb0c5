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
                self._state, self._known, self._texts = state, {}, {}
        if words not in self._known:
            self._known[words] = self._find(words)
        return self._known[words]

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
        story, current = self._stories.story, self._stories.current
        if story is None or current is None:
            return self._in_page(words)
        for text in (*story.texts, *story.notes):
            if text == current:
                found = self._in_page(words)
            else:
                chapter = self._stories.texts.chapter(text.path)
                if chapter and text not in self._texts:
                    self._texts[text] = _straight(chapter.document.text)
                found = _first(words, self._texts[text], text) if chapter else None
            if found:
                return found
        return None

    def _in_page(self, words: str) -> FirstPlace | None:
        if None not in self._texts:
            self._texts[None] = _straight(plain_text(self._document))
        return _first(words, self._texts[None], None)


def _first(words: str, text: str, chapter: StoryText | None) -> FirstPlace | None:
    for start in _places(words, text):
        line = text.rfind("\n", 0, start) + 1
        end = text.find("\n", start)
        begin = max(line, start - BEFORE)
        around = text[begin : min(end if end >= 0 else len(text), start + len(words) + BEHIND)]
        return FirstPlace(chapter, ("…" if begin > line else "") + around.strip())
    return None


def _places(words: str, text: str) -> Iterator[int]:
    """Where whole words stand in a text, however their apostrophes are written."""
    words, text = _straight(words), _straight(text)
    at = text.find(words)
    while at >= 0:
        if not (text[at - 1 : at].isalnum() or text[at + len(words) : at + len(words) + 1].isalnum()):
            yield at
        at = text.find(words, at + 1)


def _straight(text: str) -> str:
    return text.replace(_CURLY, "'")
