"""What is known of the story that a window has open: what is on the page, what the others hold, its goal."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.editor.frame.frame import Frame
from desktop.editor.messages.engine_words import told
from desktop.editor.messages.wording import translate
from desktop.editor.story.chapter_texts import Chapter, ChapterTexts
from desktop.engine.errors import InklingError
from desktop.engine.files.file_stamp import same_file
from desktop.engine.stories.story_folder import StoryFolder, StoryText

STORY_TOPIC = "story"


class OpenStory(QObject):
    """What the window's other features ask of its story.

    Signals:
        changed: Another story is open, or none, or other texts are in it, or another one is on the page.
        counted: The words of its chapters may be others.

    Attributes:
        story: The open one; None if there is none.
        texts: What its files hold.
    """

    changed = Signal()
    counted = Signal()

    def __init__(self, frame: Frame):
        super().__init__(frame)
        self._frame = frame
        self.story: StoryFolder | None = None
        self.texts = ChapterTexts(self)

    @property
    def current(self) -> StoryText | None:
        """The chapter, or note, that is on the page."""
        path = self._frame.session.path
        return self.story.text_at(path) if self.story and path else None

    @property
    def words(self) -> int | None:
        """The words of all chapters; None while they are not all counted, or without a story."""
        counts = [self._words_of(text) for text in self.story.texts] if self.story else [None]
        known = [count for count in counts if count is not None]
        return sum(known) if len(known) == len(counts) else None

    def _words_of(self, text: StoryText) -> int | None:
        on_page = text.path == self._frame.session.path
        return self._frame.word_count.words if on_page else self.texts.words(text.path)

    @property
    def goal(self) -> tuple[int, date | None] | None:
        """How many words the story is to have, and by which day; None without such a goal."""
        story = self.story
        return (story.goal_words, story.goal_by) if story and story.goal_words else None

    def set_goal(self, words: int, by: date | None) -> None:
        """Keep that in the story's folder; 0 words for no goal."""
        if self.story and self.goal != ((words, by) if words else None):
            try:
                self.story.set_goal(words, by)
            except InklingError as error:
                self.say(told(error.sentence))

    @property
    def key(self) -> object:
        """What is the same for all chapters of a story; None while there is none on the page."""
        return self.story.folder if self.story and self.current else None

    def other_texts(self) -> tuple[str, ...]:
        """The texts of the other chapters, and of the notes, as far as they are known."""
        return tuple(chapter.document.text for _, chapter in self._others())

    def text_before(self, characters: int) -> str:
        """The end of what stands in the chapters before this one, from a paragraph's start on."""
        story, current = self.story, self.current
        if story is None or current is None or current.is_note:
            return ""
        parts: list[str] = []
        for text in reversed(story.texts[: story.texts.index(current)]):
            chapter = self.texts.chapter(text.path)
            if chapter is None or characters <= 0:
                break
            whole = chapter.document.text.rstrip("\n") + "\n"
            start = (
                max(0, whole.find("\n", len(whole) - characters - 1) + 1) if len(whole) > characters else 0
            )
            parts.append(whole[start:])
            characters -= len(parts[-1])
            if start:
                break
        return "".join(reversed(parts))

    def _others(self) -> list[tuple[StoryText, Chapter]]:
        """The texts that are not on the page, with what their files hold."""
        story, current = self.story, self.current
        texts = (*story.texts, *story.notes) if story else ()
        known = ((text, self.texts.chapter(text.path)) for text in texts if text != current)
        return [(text, chapter) for text, chapter in known if chapter]

    def has(self, path: Path) -> bool:
        """Whether a path is this story's folder, or a text of it."""
        story = self.story
        return story is not None and (story.text_at(path) is not None or same_file(path, story.folder))

    def _folder_of(self, path: Path) -> Path | None:
        story = self.story
        return story.folder if story and story.text_at(path) else None

    def say(self, sentence: str, save: bool = False) -> None:
        """Say something about the story in a bar; `save` offers to save the page's text elsewhere."""
        session = self._frame.session
        self._frame.messages.say(
            STORY_TOPIC, sentence, [(translate("OpenStory", "Save as…"), session.save_as)] if save else []
        )
