"""The story that a window has open: a folder, its chapters beside the page, one of them on it."""

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer

from desktop.editor.documents.path_watch import PathWatch
from desktop.editor.frame.frame import Frame
from desktop.editor.messages.engine_words import told
from desktop.editor.story.deeds import Deeds
from desktop.editor.story.open_story import STORY_TOPIC, OpenStory
from desktop.editor.story.places import Places
from desktop.editor.story.story_panel import StoryPanel
from desktop.engine.errors import InklingError, StoryGoneError
from desktop.engine.files.file_stamp import same_file
from desktop.engine.shown import shown
from desktop.engine.stories.outline import FILE_NAME
from desktop.engine.stories.scanning import NOTES, TRASH
from desktop.engine.stories.story_folder import StoryFolder, StoryText

log = logging.getLogger(__name__)

COUNT_MILLISECONDS = 300  # after a word, before it is counted in the panel
# Shorter than the wait of the guard over the open file, which is to hear of a new name first.
SETTLE_MILLISECONDS = 100
# Commands that need a story, and those that need a chapter of it on the page.
NEED_STORY = ("close_story", "new_chapter", "new_note", "go_to_chapters")
NEED_TEXT = (
    "find_in_story",
    "next_chapter",
    "previous_chapter",
    "rename_chapter",
    "split_chapter",
    "join_chapter",
    "chapter_up",
    "chapter_down",
    "delete_chapter",
)


class Stories(OpenStory):
    """Opens and closes a window's story, and shows it.

    Args:
        frame: The window's parts.
        open_folders: Opens a story's folder, in this window or another.

    Attributes:
        places: Where the writer left off.
        panel: What shows it.
    """

    def __init__(self, frame: Frame, open_folders: Callable[[list[Path]], object]):
        super().__init__(frame)
        self._open_folders = open_folders
        self._is_gone = False
        self.places = Places(frame, self._folder_of, lambda: self.story.folder if self.story else None)
        self.panel = StoryPanel(frame.actions["new_chapter"])
        self.panel.hide()
        frame.central.add_before(self.panel)
        self._watch = PathWatch(frame.window, SETTLE_MILLISECONDS)
        self._count_soon = QTimer(self, interval=COUNT_MILLISECONDS, singleShot=True)
        self._count_soon.timeout.connect(self._show_current)
        self.deeds = Deeds(frame, self)
        self._bind()
        frame.session.is_of_story = lambda path: self._folder_of(path) is not None
        frame.session.document_replaced.connect(self._on_page)
        frame.session.renamed.connect(self._on_page)
        frame.session.saved.connect(self._on_saved)
        frame.word_count.changed.connect(self._count_soon.start)
        frame.settings.changed.connect(self._on_settings)
        frame.follow_look(self.panel.set_look)
        frame.leaving.connect(self.texts.end)
        self._watch.stirred.connect(self.look)
        self.texts.changed.connect(lambda: self._count_soon.start())
        self.texts.all_read.connect(self._show_current)
        self.show()

    def _bind(self) -> None:
        self._frame.actions.bind(
            open_story=self.choose_and_open,
            new_story=self.make,
            close_story=self.close,
            next_chapter=lambda: self.step(1),
            previous_chapter=lambda: self.step(-1),
            go_to_chapters=self.go_to_panel,
        )
        self.panel.tree.opened.connect(lambda text: self.go_to(text))

    # --- opening -----------------------------------------------------------------------------------------

    def choose_and_open(self) -> None:
        """Ask for a folder, and open it."""
        frame = self._frame
        folder = frame.dialogs.story_folder(frame.window, shown(frame.settings.choices.folder))
        if folder:
            self._open_folders([folder])

    def make(self) -> None:
        """Ask for a name, make a folder of it, and open that."""
        frame = self._frame
        start = Path(frame.settings.choices.folder or Path.home()) / self.tr("My Story")
        folder = frame.dialogs.story_to_make(frame.window, shown(start))
        if folder is None:
            return
        try:
            folder.mkdir(parents=True, exist_ok=True)
            story = StoryFolder.open(folder)
            if not story.texts:
                story.new(self.tr("Chapter {number}").format(number=1))
        except InklingError as error:
            self.say(told(error.sentence))
        except OSError as error:
            sentence = self.tr("The folder “{name}” cannot be made ({reason}); choose another place.")
            self.say(sentence.format(name=shown(folder.name), reason=error.strerror))
        else:
            self._open_folders([folder])

    def open(self, folder: Path, chapter: Path | None = None) -> bool:
        """Open a folder as the window's story, at the chapter where the writer left off.

        Args:
            folder: The folder.
            chapter: Its text to be shown instead; None for that one.

        Returns:
            Whether the story is open.
        """
        try:
            story = StoryFolder.open(folder)
        except InklingError as error:
            self.say(told(error.sentence))
            return False
        on_page = self._frame.session.path
        stays = on_page is not None and chapter is None and story.text_at(on_page) is not None
        if not stays and not self._leave_page():
            return False
        self.places.note()
        self.story, self._is_gone = story, False
        story.is_held = self._is_held
        self._close_bar()
        self._frame.settings.add_recent_story(story.folder)
        if not stays:
            self._open_text(chapter or self.left_off_in(story.folder))
        self._frame.settings.update(last_open=str(story.folder))
        self._tell_of_damage()
        self.show()
        self._frame.page.setFocus()
        return True

    def open_around(self, folder: Path) -> bool:
        """Open a folder as the story of the text on the page, which stays; not if it is none of its texts.

        Args:
            folder: The folder; not all that lies in one is part of the story.

        Returns:
            Whether the story is open.
        """
        on_page = self._frame.session.path
        try:
            is_part = on_page is not None and StoryFolder.open(folder).text_at(on_page) is not None
        except InklingError:
            return False
        return is_part and self.open(folder)

    def _open_text(self, path: Path) -> None:
        """Show a text of the story that was opened just now; its first one if it has none of that path."""
        story, session = self.story, self._frame.session
        assert story is not None
        text = story.text_at(path) or next(iter((*story.texts, *story.notes)), None)
        if text is None:
            session.new()
        elif not session.path or not same_file(text.path, session.path):
            session.open(text.path)

    def left_off_in(self, folder: Path) -> Path:
        """The text of a story's folder that was open last; the folder itself if that is not known."""
        text = folder / self.places.known.text_of(folder)
        return text if text.is_file() else folder

    def show_file(self, path: Path) -> None:
        """Show a file on the page if it is a text of the story."""
        text = self.story.text_at(path.absolute()) if self.story else None
        if text:
            self.go_to(text)

    def _leave_page(self) -> bool:
        """Save what is on the page, or ask about it, before it goes. Says whether it may go."""
        session = self._frame.session
        self._frame.page.end_composing()
        if self.current and session.is_modified:
            return session.save()
        return session.may_close()

    def close(self) -> None:
        """Show no story any more; the text on the page stays there."""
        self.places.note()
        self.story = None
        self._close_bar()
        path = self._frame.session.path
        self._frame.settings.update(last_open=str(path or ""))
        self.show()
        self._frame.page.setFocus()

    # --- going from one text to another ------------------------------------------------------------------

    def go_to(self, text: StoryText, focus: bool = True) -> bool:
        """Show a text on the page; the one that is there is saved first.

        Args:
            text: The text.
            focus: Give the page the keyboard.

        Returns:
            Whether it is there.
        """
        session, page = self._frame.session, self._frame.page
        if session.path != text.path and not (self._leave_page() and session.open(text.path)):
            self._show_current()
            return False
        if focus:
            page.setFocus()
        return True

    def step(self, step: int) -> None:
        """Show the next chapter, for 1, or the one before, for -1."""
        current = self.current
        if self.story is None or current is None:
            return
        texts = self.story.notes if current.is_note else self.story.texts
        place = texts.index(current) + step
        if 0 <= place < len(texts):
            if self.go_to(texts[place]):
                self._frame.remark(texts[place].title)
        else:
            first, last = self.tr("This is the first chapter."), self.tr("This is the last chapter.")
            self._frame.remark(last if step > 0 else first)

    def go_to_panel(self) -> None:
        """Give the keyboard to the chapters."""
        if self.story:
            self._frame.settings.update(story_panel=True)
            self.panel.tree.setFocus()
            if self.current and not self.panel.tree.marked:
                self.panel.tree.mark(self.current)

    # --- what happens to the folder ----------------------------------------------------------------------

    def look(self) -> None:
        """See what is in the folder now."""
        story = self.story
        if story is None:
            return
        before = self._frame.session.path
        place = story.place_of(before) if before else None
        try:
            changed = story.look()
        except StoryGoneError as error:
            self._tell_of_end(told(error.sentence))
            return
        except InklingError as error:
            self.say(told(error.sentence))
            return
        if self._is_gone:
            self._is_gone = False
            self._close_bar()
        if before and place and not before.exists():
            self._follow(story.path_at(place))
        self._tell_of_damage()
        if changed:
            self.show()
        else:
            self.texts.want([text.path for text in (*story.texts, *story.notes)])

    def _follow(self, path: Path | None) -> None:
        """Go on in the file of another name that another program has given to the one on the page."""
        if path is None:
            return
        try:
            self._frame.session.follow(path)
        except InklingError as error:
            self.say(told(error.sentence))
        else:
            self._frame.remark(
                self.tr("The file of this text is called “{name}” now.").format(name=path.name)
            )

    def _tell_of_end(self, sentence: str) -> None:
        if not self._is_gone:
            self._is_gone = True
            log.warning("%s", sentence)
            self.say(sentence, save=True)

    def _tell_of_damage(self) -> None:
        damage = self.story.damage() if self.story else None
        if damage:
            log.warning("%s", damage)
            self.say(told(damage))

    def _is_held(self, path: Path) -> bool:
        return path == self._frame.session.path

    # --- showing -----------------------------------------------------------------------------------------

    def _close_bar(self) -> None:
        self._frame.messages.close_topic(STORY_TOPIC)

    def show(self) -> None:
        """Show the story as it is known now."""
        story = self.story
        self.panel.setVisible(story is not None and self._frame.settings.choices.story_panel)
        self.panel.show_story(story)
        # No folder tells of its own moving: the one that it is in does.
        folder = story.folder if story else None
        self._watch.watch([folder, folder.parent, folder / NOTES, folder / TRASH] if folder else [])
        self.texts.want([text.path for text in (*story.texts, *story.notes)] if story else [])
        self._show_current()
        self.changed.emit()

    def _on_saved(self) -> None:
        path = self._frame.session.path
        if path:
            self.texts.tell_words(path, self._frame.word_count.words)
        self.look()

    def _on_page(self) -> None:
        self._offer_story()
        self._show_current()
        self.changed.emit()

    def _offer_story(self) -> None:
        """Say that a file that was opened by itself is a chapter of a story."""
        path = self._frame.session.path
        folder = path.parent if path else None
        if self.story is None and folder and (folder / FILE_NAME).is_file():
            sentence = self.tr("“{name}” is a chapter of the story in the folder “{folder}”.")
            self._frame.messages.say(
                STORY_TOPIC,
                sentence.format(name=self._frame.session.name, folder=shown(folder.name)),
                [(self.tr("Open the story"), lambda: self.open(folder))],
            )
        elif self.story is None:
            self._close_bar()

    def _show_current(self) -> None:
        current, actions = self.current, self._frame.actions
        for name in NEED_STORY:
            actions[name].setEnabled(self.story is not None)
        for name in NEED_TEXT:
            actions[name].setEnabled(current is not None)
        self.panel.tree.show_current(current)
        self.panel.show_words(self._words_of, self.words)
        self.counted.emit()

    def _on_settings(self, names: frozenset[str]) -> None:
        if "story_panel" in names:
            had_keyboard = self.panel.isAncestorOf(self._frame.window.focusWidget() or self._frame.page)
            self.show()
            if had_keyboard and self.panel.isHidden():
                self._frame.page.setFocus()
