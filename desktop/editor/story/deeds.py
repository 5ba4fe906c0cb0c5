"""What can be done with chapters: new, renamed, moved, split, joined, deleted; and how to take it back."""

import logging
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from desktop.editor.frame.frame import Frame
from desktop.editor.messages.engine_words import told
from desktop.editor.messages.messages import Answer
from desktop.editor.page.long_paragraphs import plain_text, text_between
from desktop.editor.settings.keys import BY_NAME
from desktop.engine.errors import InklingError
from desktop.engine.files.file_stamp import DiskState
from desktop.engine.stories.seams import Seam, join, split, take_back, title_in
from desktop.engine.stories.story_folder import StoryFolder, StoryText
from desktop.engine.utf16 import utf16_length

if TYPE_CHECKING:
    from desktop.editor.story.stories import Stories

log = logging.getLogger(__name__)

DEED_TOPIC = "story-deed"

T = TypeVar("T")


class Deeds(QObject):
    """Binds the commands for chapters, and the panel's keys, mouse and menu.

    What is done to the chapter on the page is done to its file, after it was saved; the bar above the page
    says what has become of it and takes it back.
    """

    def __init__(self, frame: Frame, stories: "Stories"):
        super().__init__(stories)
        self._frame = frame
        self._stories = stories
        tree = self._tree = stories.panel.tree
        frame.actions.bind(
            new_chapter=self.new,
            new_note=lambda: self.new(is_note=True),
            rename_chapter=self.ask_for_title,
            split_chapter=self.split,
            join_chapter=self.join,
            chapter_up=lambda: self._step(-1),
            chapter_down=lambda: self._step(1),
            delete_chapter=lambda: self._with_target(self.delete),
        )
        self._seam: Seam | None = None  # of which the bar tells
        self._has_failed = False  # and the bar tells of that
        self._goes_back = False  # to the page, when the title is typed
        tree.renamed.connect(self.rename)
        tree.title_left.connect(self._on_title_left)
        tree.moved.connect(self.move)
        tree.deleted.connect(self.delete)
        tree.put_back.connect(self.put_back)
        tree.menu_wanted.connect(self._show_menu)

    # --- which text --------------------------------------------------------------------------------------

    @property
    def _story(self) -> StoryFolder | None:
        return self._stories.story

    @property
    def _target(self) -> StoryText | None:
        """The text that a command is about: the marked one while the panel has the keyboard."""
        marked = self._tree.marked if self._tree.hasFocus() else None
        return marked if marked and not marked.is_trash else self._stories.current

    def _with_target(self, deed: Callable[[StoryText], object]) -> None:
        target = self._target
        if target:
            deed(target)

    def _step(self, step: int) -> None:
        target, story = self._target, self._story
        if target and story:
            texts = story.notes if target.is_note else story.texts
            place = texts.index(target) + step
            if 0 <= place < len(texts):
                self.move(target, place)

    # --- deeds -------------------------------------------------------------------------------------------

    def new(self, is_note: bool = False) -> None:
        """Make a chapter behind this one, or a note, and let the writer give it a title."""
        story = self._story
        if story is None:
            return
        texts = story.notes if is_note else story.texts
        pattern = self.tr("Note {number}") if is_note else self.tr("Chapter {number}")
        taken = {one.title for one in texts}
        titles = (pattern.format(number=number) for number in count(len(texts) + 1))
        title = next(title for title in titles if title not in taken)
        after = self._target
        text = self._try(lambda: story.new(title, after=after, is_note=is_note), closes_bar=True)
        if text and self._stories.go_to(text):
            self._show(text)
            self.ask_for_title(text)

    def ask_for_title(self, text: StoryText | None = None) -> None:
        """Let the writer type a title in the panel."""
        text = text or self._target
        if text:
            self._frame.settings.update(story_panel=True)
            self._goes_back = not self._tree.hasFocus()
            self._tree.rename(text)

    def _on_title_left(self) -> None:
        if self._goes_back:
            self._goes_back = False
            self._frame.page.setFocus()

    def rename(self, text: StoryText, title: str) -> None:
        """Call a text, and its file, otherwise."""
        story, session = self._story, self._frame.session
        if story is None or " ".join(title.split()) == text.title:
            return
        is_current = session.path == text.path
        seam = self._seam
        renamed = self._try(lambda: story.rename(text, title), closes_bar=True)
        if renamed and is_current:
            self._try(lambda: session.follow(renamed.path))
        self._show(renamed or text)
        if renamed and seam:  # a chapter that was split off gets its title so
            if text.path == seam.first.path:
                self._tell_of_seam(replace(seam, first=renamed))
            elif text.path == seam.second.path:
                self._tell_of_seam(replace(seam, second=renamed))

    def move(self, text: StoryText, place: int) -> None:
        """Put a text at another place among the others."""
        story = self._story
        if story and self._try(lambda: (story.move(text, place), True)):
            self._show(text)
            self._frame.remark(
                self.tr("“{title}” is number {number} now.").format(title=text.title, number=place + 1)
            )

    def delete(self, text: StoryText) -> None:
        """Put a text into the trash."""
        story, session = self._story, self._frame.session
        if story is None or not self._leave(text):
            return
        if session.path == text.path:
            texts = [one for one in (*story.texts, *story.notes) if one.path != text.path]
            place = min((*story.texts, *story.notes).index(text), len(texts) - 1)
            if not (self._stories.go_to(texts[place]) if texts else session.new()):
                return
            self._tree.setFocus()
        gone = self._try(lambda: story.delete(text), closes_bar=True)
        if gone:
            self._say(
                self.tr("“{title}” is in the trash.").format(title=text.title),
                [(self.tr("Put back"), lambda: self.put_back(gone))],
            )
        self._show()

    def put_back(self, text: StoryText) -> None:
        """Bring a text back from the trash."""
        story = self._story
        back = self._try(lambda: story.put_back(text), closes_bar=True) if story else None
        if back:
            self._frame.remark(self.tr("“{title}” is back in its place.").format(title=back.title))
        self._show(back)

    def empty_trash(self) -> None:
        """Delete for good what is in the trash, after asking."""
        story = self._story
        if story and self._frame.dialogs.may_delete(self._frame.window, len(story.trash)):
            self._try(lambda: (story.empty_trash(), True), closes_bar=True)
            self._show()

    def split(self) -> None:
        """Make a chapter of what stands behind the cursor, and go there."""
        story, current, page = self._story, self._stories.current, self._frame.page
        if story is None or current is None or not self._leave(current):
            return
        cursor = page.textCursor()
        before = text_between(page.document(), 0, cursor.selectionStart())
        title = title_in(plain_text(page.document())[len(before) :])
        title = title or self.tr("{title}, part 2").format(title=current.title)
        self._frame.session.about_to_part.emit()
        seam = self._try(lambda: split(story, current, len(before), title))
        if seam is None:
            return
        self._show()
        if self._stories.go_to(seam.second):
            self._tell_of_seam(seam)
            self.ask_for_title(seam.second)

    def join(self) -> None:
        """Put the next chapter at the end of this one."""
        story, target = self._story, self._target
        if story is None or target is None:
            return
        texts = story.notes if target.is_note else story.texts
        place = texts.index(target) + 1
        if place == len(texts):
            self._say(
                self.tr("Behind “{title}” there is no chapter to join it with.").format(title=target.title)
            )
            return
        first, second = texts[place - 1], texts[place]
        if not self._leave(first) or not self._leave(second):
            return
        if self._frame.session.path == second.path and not self._stories.go_to(first):
            return
        self._frame.session.about_to_part.emit()
        seam = self._try(lambda: join(story, first, second))
        if seam is None:
            return
        self._show(first)
        self._show_at(first, seam)
        self._tell_of_seam(seam)

    def take_back(self, seam: Seam) -> None:
        """Take a split, or a join, back."""
        story, session = self._story, self._frame.session
        self._seam = None
        if story is None or not (self._leave(seam.first) and self._leave(seam.second)):
            return
        if session.path == seam.second.path and not self._stories.go_to(seam.first):
            return
        session.about_to_part.emit()
        if not self._try(lambda: (take_back(story, seam), True)):
            return
        self._show(seam.first)
        self._show_at(seam.first, seam)
        log.info("Took back what was done to %s", session.name)

    def _show_at(self, text: StoryText, seam: Seam) -> None:
        """Show a text at a seam as its file is now; steps from before the seam are no more."""
        session, page = self._frame.session, self._frame.page
        if session.path == text.path:
            session.load_again()
            page.document().clearUndoRedoStacks()
        elif not self._stories.go_to(text):
            return
        cursor = page.textCursor()
        cursor.setPosition(utf16_length(plain_text(page.document())[: seam.place]))
        page.setTextCursor(cursor)
        page.look_around()

    def _tell_of_seam(self, seam: Seam) -> None:
        self._seam = seam
        if seam.is_join:
            sentence = self.tr("“{second}” stands at the end of “{first}” now; its own file is in the trash.")
            words = self.tr("Take the joining back")
        else:
            sentence = self.tr("“{first}” was split; what stood behind the cursor is “{second}” now.")
            words = self.tr("Take the splitting back")
        self._say(
            sentence.format(first=seam.first.title, second=seam.second.title),
            [(words, lambda: self.take_back(seam))],
        )

    # --- parts -------------------------------------------------------------------------------------------

    def _leave(self, text: StoryText) -> bool:
        """Save a text if it is on the page. Says whether its file holds what is there, and nothing else."""
        session = self._frame.session
        if session.path != text.path:
            return True
        self._frame.page.end_composing()
        # A place on the page means nothing in what another program has written meanwhile: saving asks.
        is_other = session.is_modified or session.guard.state() is DiskState.CHANGED
        return not is_other or session.save()

    def _try(self, deed: Callable[[], T], closes_bar: bool = False) -> T | None:
        """Do something; what goes wrong is said in a bar."""
        if closes_bar or self._has_failed:
            self._seam, self._has_failed = None, False
            self._frame.messages.close_topic(DEED_TOPIC)
        try:
            return deed()
        except InklingError as error:
            log.warning("%s", error)
            self._say(told(error.sentence))
            self._has_failed = True
            self._stories.look()
            return None

    def _say(self, sentence: str, answers: list[Answer] | None = None) -> None:
        self._has_failed = False
        self._frame.messages.say(DEED_TOPIC, sentence, answers or [])

    def _show(self, text: StoryText | None = None) -> None:
        self._stories.show()
        if text:
            self._tree.mark(text)

    def _show_menu(self, text: StoryText | None, point: QPoint) -> None:
        menu = QMenu(self._tree)
        actions = self._frame.actions

        def add(name: str, deed: Callable[[], object], enabled: bool = True) -> None:
            action = menu.addAction(BY_NAME[name].text)
            action.setEnabled(enabled)
            action.triggered.connect(lambda: deed())

        story = self._story
        if text is None or story is None:
            menu.addActions([actions["new_chapter"], actions["new_note"]])
        elif text.is_trash:
            menu.addAction(self.tr("&Put Back")).triggered.connect(lambda: self.put_back(text))
            menu.addAction(self.tr("&Empty Trash…")).triggered.connect(self.empty_trash)
        else:
            menu.addAction(self.tr("&Open")).triggered.connect(lambda: self._stories.go_to(text))
            add("rename_chapter", lambda: self.ask_for_title(text))
            add("chapter_up", lambda: self._step(-1))
            add("chapter_down", lambda: self._step(1))
            add("join_chapter", self.join)
            menu.addSeparator()
            menu.addActions([actions["new_chapter"], actions["new_note"]])
            menu.addSeparator()
            add("delete_chapter", lambda: self.delete(text))
        self._tree.setFocus()  # what is chosen is about the marked row
        menu.popup(point)
        menu.aboutToHide.connect(menu.deleteLater)
