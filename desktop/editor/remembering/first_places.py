"""Where a story has words first: in which of its texts, and in which line."""

import re
from dataclasses import dataclass

from PySide6.QtGui import QTextCursor, QTextDocument

from desktop.editor.frame.frame import Frame
from desktop.editor.story.stories import Stories
from desktop.engine.stories.story_folder import StoryText

BEFORE, BEHIND = 20, 60  # characters around words that are shown


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

    def of(self, words: str) -> FirstPlace | None:
        """Where some words come first; None if no text has them. It is kept until a text changes."""
        state = (self._document.revision(), self._stories.other_texts())
        if state != self._state:
            self._state, self._known = state, {}
        if words not in self._known:
            self._known[words] = self._find(words)
        return self._known[words]

    def on_page(self, words: str) -> QTextCursor | None:
        """Some words where the text on the page has them first, selected."""
        pattern = _pattern(words)
        block = self._document.firstBlock()
        while block.isValid():
            found = pattern.search(block.text())
            if found:
                cursor = QTextCursor(block)
                start = block.position() + _units(block.text()[: found.start()])
                cursor.setPosition(start)
                cursor.setPosition(start + _units(found.group()), QTextCursor.MoveMode.KeepAnchor)
                return cursor
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
                found = _in_text(words, chapter.document.text, text) if chapter else None
            if found:
                return found
        return None

    def _in_page(self, words: str) -> FirstPlace | None:
        cursor = self.on_page(words)
        if cursor is None:
            return None
        return FirstPlace(None, _around(cursor.block().text(), _pattern(words)))


def _in_text(words: str, text: str, chapter: StoryText) -> FirstPlace | None:
    pattern = _pattern(words)
    found = pattern.search(text)
    if found is None:
        return None
    start = text.rfind("\n", 0, found.start()) + 1
    end = text.find("\n", found.end())
    return FirstPlace(chapter, _around(text[start : end if end >= 0 else len(text)], pattern))


def _pattern(words: str) -> re.Pattern[str]:
    """Whole words, however their quotes are written."""
    spelled = re.sub(
        "['\N{RIGHT SINGLE QUOTATION MARK}]", "['\N{RIGHT SINGLE QUOTATION MARK}]", re.escape(words)
    )
    return re.compile(rf"(?<!\w){spelled}(?!\w)")


def _around(line: str, pattern: re.Pattern[str]) -> str:
    found = pattern.search(line)
    if found is None:
        return ""
    start = max(0, found.start() - BEFORE)
    return ("…" if start else "") + line[start : found.end() + BEHIND].strip()


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
