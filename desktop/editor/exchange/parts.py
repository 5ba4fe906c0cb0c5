"""What of a window can be exported or printed: the story, its text, what is selected."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.editor.frame.frame import Frame
from desktop.editor.page.long_paragraphs import text_between
from desktop.editor.story.stories import Stories
from desktop.engine.documents.documents import MARKDOWN_SUFFIXES, read_document

if TYPE_CHECKING:
    from desktop.books.convert import StoryText


@dataclass(frozen=True)
class Source:
    """A text that is to be exported.

    Attributes:
        name: What it is called; a chapter without a heading gets that for one.
        text: What it says; None if its file has to be read for that.
        path: Its file, if it has one.
        is_plain: Whether it is plain text for certain, or Markdown; None if the writer is asked.
    """

    name: str
    text: str | None
    path: Path | None = None
    is_plain: bool | None = None

    def read(self, is_markdown: bool) -> "StoryText":
        """The text, from its file if need be; for a thread.

        Args:
            is_markdown: What the writer has said.

        Raises:
            DocumentError: It cannot be read.
        """
        from desktop.books.convert import StoryText

        text = self.text
        if text is None:
            assert self.path
            text = read_document(self.path).text
        is_plain = not is_markdown if self.is_plain is None else self.is_plain
        return StoryText(self.name, text, is_plain, self.path)


@dataclass(frozen=True)
class Part:
    """What can be exported or printed.

    Attributes:
        words: What it is, for the writer.
        sources: Gives its texts, in order.
        chapters: Their names, where one can choose among them.
        title: What it is called, if it has a name of its own.
    """

    words: str
    sources: Callable[[], Sequence[Source]]
    chapters: tuple[str, ...] = ()
    title: str = ""


class Parts(QObject):
    """What can be exported of a window as it is now.

    Args:
        frame: The window's parts.
        stories: The story that is open there, if any.
    """

    def __init__(self, frame: Frame, stories: Stories):
        super().__init__(frame)
        self._frame = frame
        self._stories = stories

    def now(self) -> list[Part]:
        """All parts, the largest first."""
        page, cursor = self._frame.page, self._frame.page.textCursor()
        path = self._frame.session.path
        found: list[Part] = []
        story = self._stories.story
        if story and story.texts:
            names = tuple(text.title for text in story.texts)
            found.append(Part(self.tr("The whole story"), self._of_story, names, story.title))
        found.append(Part(self.tr("This text"), lambda: [Source(self.name, page.toPlainText(), path)]))
        if cursor.hasSelection():
            selected = text_between(page.document(), cursor.selectionStart(), cursor.selectionEnd())
            found.append(Part(self.tr("What is selected"), lambda: [Source(self.name, selected, path)]))
        return found

    @property
    def name(self) -> str:
        """What the text on the page is called."""
        current, path = self._stories.current, self._frame.session.path
        if current:
            return current.title
        return path.stem if path else self._frame.session.name

    def _of_story(self) -> list[Source]:
        story, current = self._stories.story, self._stories.current
        return [
            Source(text.title, self._frame.page.toPlainText(), text.path)
            if text == current
            else Source(text.title, None, text.path, text.path.suffix.lower() not in MARKDOWN_SUFFIXES)
            for text in (story.texts if story else ())
        ]

    def is_file_of_it(self, path: Path) -> bool:
        """Whether a file belongs to what is written here, and so is not to be exported to."""
        story = self._stories.story
        return (
            story is not None and path.absolute().parent == story.folder and story.text_at(path) is not None
        )
